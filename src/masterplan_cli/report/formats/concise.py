"""Findings for editors and ``grep``: ``file:line:column: severity[code] message``, one line each.

The word of the severity is English in both languages, so that an editor's pattern stays the same.
"""

from __future__ import annotations

from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.report.findings import Report


def render(report: Report) -> str:
    """Return a line for each finding; nothing where there is none."""
    return "".join(f"{_render_line(report, finding)}\n" for finding in report.diagnostics)


def _render_line(report: Report, finding: Diagnostic) -> str:
    span = finding.span
    message = " ".join(report.speak(finding.message).split())
    return f"{span.file}:{span.place}: {finding.severity.value}[{finding.code}] {message}"
