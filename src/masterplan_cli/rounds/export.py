"""Remarks as JSON: everything that is known of each, for scripts."""

from __future__ import annotations

import json
from typing import Any

from masterplan_cli.diagnostics import Diagnostic, Language, Span
from masterplan_cli.rounds.returned import PlacedRemark, Returned


def render_json(returned: Returned, language: Language) -> str:
    """Return one object: ``remarks`` in the order of the text output, ``files`` with findings."""
    answer = {
        "version": 1,
        "remarks": [_export_remark(placed) for placed in returned.remarks],
        "files": [_export_finding(finding, language) for finding in returned.diagnostics],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _export_remark(placed: PlacedRemark) -> dict[str, Any]:
    remark = placed.remark
    return {
        "id": remark.identity,
        "kind": remark.kind,
        "author": remark.author or None,
        "date": remark.date or None,
        "text": remark.text,
        "old": remark.old,
        "new": remark.new,
        "seen": remark.seen,
        "heading": remark.heading,
        "page": remark.page or None,
        "section_page": remark.section_page or None,
        "resolved": remark.resolved,
        "replies": [
            {"author": reply.author or None, "date": reply.date or None, "text": reply.text}
            for reply in remark.replies
        ],
        "copies": list(remark.copies),
        "place": _export_span(placed.span),
        "pointer": placed.pointer or None,
        "confidence": remark.confidence,
        "related": [
            {"pointer": pointer, "place": _export_span(span)} for pointer, span in placed.related
        ],
        "came_from": remark.came_from or None,
        "went_to": remark.went_to or None,
        "owner": placed.owner.id if placed.owner else None,
        "changed_since": placed.changed,
        "gone": placed.gone or None,
    }


def _export_span(span: Span | None) -> dict[str, Any] | None:
    if span is None:
        return None
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _export_finding(finding: Diagnostic, language: Language) -> dict[str, Any]:
    return {
        "file": finding.span.file,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message.speak(language),
        "hint": finding.hint.speak(language) if finding.hint else None,
    }
