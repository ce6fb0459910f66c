"""Findings as Checkstyle's XML, which Jenkins and many review tools read."""

from __future__ import annotations

from masterplan_cli.report.findings import Report, group_by_file
from masterplan_cli.report.xml import write_tag


def render(report: Report) -> str:
    """Return the document; a file element for each file with findings."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', write_tag("checkstyle", {"version": "4.3"})]
    for file, findings in group_by_file(report.diagnostics).items():
        lines.append(f"  {write_tag('file', {'name': file})}")
        for finding in findings:
            attributes = {
                "line": finding.span.line,
                "column": finding.span.column,
                "severity": finding.severity.value,
                "message": report.describe(finding),
                "source": f"masterplan.{finding.code}",
            }
            lines.append(f"    {write_tag('error', attributes, empty=True)}")
        lines.append("  </file>")
    return "\n".join([*lines, "</checkstyle>"]) + "\n"
