"""Findings for programs: one JSON object, described by ``docs/laporan.schema.json``.

``VERSION`` rises when a key is renamed, removed or changes its meaning; keys may be added.
"""

from __future__ import annotations

import json
from typing import Any

from masterplan_cli.diagnostics import Diagnostic, Severity, Span, Text
from masterplan_cli.report.findings import Report

VERSION = 1


def render(report: Report) -> str:
    """Return the object; messages are in both languages, whichever was asked for."""
    stage = None if report.number is None else {"number": report.number, "name": report.stage}
    value = {
        "version": VERSION,
        "tool": {"name": "masterplan", "version": report.version},
        "stage": stage,
        "summary": {
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
        },
        "findings": [_describe(finding) for finding in report.diagnostics],
    }
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _describe(finding: Diagnostic) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "nature": finding.nature.value,
        "message": _speak(finding.message),
        "hint": None if finding.hint is None else _speak(finding.hint),
        "place": _locate(finding.span),
        "pointer": finding.pointer or None,
        "fix": finding.fix,
        "related": [
            {"message": _speak(related.message), "place": _locate(related.span)}
            for related in finding.related
        ],
    }


def _speak(text: Text) -> dict[str, str]:
    return {"id": text.id, "en": text.en}


def _locate(span: Span) -> dict[str, Any]:
    start = (span.line, span.column)
    end = max(start, (span.end_line, span.end_column))
    place = {
        "file": span.file,
        "start": {"line": start[0], "column": start[1]},
        "end": {"line": end[0], "column": end[1]},
    }
    return {**place, "cell": span.cell} if span.cell else place
