"""Findings as workflow commands of GitHub Actions, which annotate the pull request.

GitHub shows ten annotations of each kind per step; the whole list stays in the log.
"""

from __future__ import annotations

from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.report.findings import HINT, Report, has_end
from masterplan_cli.report.formats.text import render_summary


def render(report: Report) -> str:
    """Return a command for each finding, then the summary as plain text for the log."""
    lines = [_render_command(report, finding) for finding in report.diagnostics]
    summary = render_summary(report.diagnostics, report.title, report.language)
    return "".join(f"{line}\n" for line in [*lines, summary])


def _render_command(report: Report, finding: Diagnostic) -> str:
    span = finding.span
    properties: dict[str, object] = {"file": span.file, "line": span.line}
    if has_end(span):
        properties["endLine"] = span.end_line
    properties["col"] = span.column
    # GitHub takes an end column only where the finding stays on one line, and counts it in.
    if has_end(span) and span.end_line == span.line:
        properties["endColumn"] = span.end_column - 1
    properties["title"] = finding.code
    said = ",".join(f"{key}={_escape_property(str(value))}" for key, value in properties.items())
    message = report.say(finding)
    if finding.hint is not None:
        message += f"\n{report.speak(HINT)}: {report.speak(finding.hint)}"
    return f"::{finding.severity.value} {said}::{_escape(message)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
