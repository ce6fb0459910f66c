"""Findings as a GitLab code quality report: a JSON list for ``artifacts: reports: codequality``."""

from __future__ import annotations

import json

from masterplan_cli.diagnostics import Severity
from masterplan_cli.report.findings import Report, has_end
from masterplan_cli.report.fingerprint import list_fingerprints

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render(report: Report) -> str:
    """Return the list; its fingerprints stay the same while lines move."""
    issues = [
        {
            "description": report.describe(finding),
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": finding.span.file,
                "lines": {
                    "begin": finding.span.line,
                    "end": finding.span.end_line if has_end(finding.span) else finding.span.line,
                },
            },
        }
        for finding, fingerprint in zip(report.diagnostics, list_fingerprints(report), strict=True)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=1) + "\n"
