"""Findings as JUnit XML, for the test pages of GitLab, Jenkins and others.

A file is a suite and a finding a test case: an error failed, a warning was skipped, because only
errors make the run fail. Without findings one case passes, so that the page is not empty.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.diagnostics import Diagnostic, Severity
from masterplan_cli.report.findings import HINT, Report, group_by_file
from masterplan_cli.report.formats.text import render_snippet, render_summary
from masterplan_cli.report.xml import escape_text, write_tag


def render(report: Report) -> str:
    """Return the document; what fails shows its line, its related places and its hint."""
    groups = group_by_file(report.diagnostics)
    total = len(report.diagnostics) or 1
    counts = {
        "tests": total,
        "failures": report.count(Severity.ERROR),
        "errors": 0,
        "skipped": report.count(Severity.WARNING),
    }
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(write_tag("testsuites", {"name": f"masterplan: {report.title}", **counts}))
    for file, findings in groups.items():
        lines.extend(_render_suite(report, file, findings))
    if not groups:
        summary = render_summary((), report.title, report.language)
        case = write_tag("testcase", {"classname": "masterplan", "name": summary}, empty=True)
        suite = write_tag("testsuite", {"name": "masterplan", **counts})
        lines += [f"  {suite}", f"    {case}", "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _render_suite(report: Report, file: str, findings: list[Diagnostic]) -> Iterator[str]:
    failed = sum(finding.severity is Severity.ERROR for finding in findings)
    counts = {"tests": len(findings), "failures": failed, "errors": 0}
    yield "  " + write_tag("testsuite", {"name": file, **counts, "skipped": len(findings) - failed})
    for finding in findings:
        message = report.speak(finding.message)
        attributes = {
            "classname": file,
            "name": f"{finding.span.place} [{finding.code}] {message}",
            "file": file,
            "line": finding.span.line,
        }
        yield f"    {write_tag('testcase', attributes)}"
        yield f"      {_render_outcome(report, finding, message)}"
        yield "    </testcase>"
    yield "  </testsuite>"


def _render_outcome(report: Report, finding: Diagnostic, message: str) -> str:
    body = escape_text("\n".join(["", *_list_details(report, finding), ""]))
    if finding.severity is Severity.ERROR:
        start = write_tag("failure", {"message": message, "type": finding.code})
        return f"{start}{body}</failure>"
    return f"{write_tag('skipped', {'message': message})}{body}</skipped>"


def _list_details(report: Report, finding: Diagnostic) -> Iterator[str]:
    span = finding.span
    yield f"{span.file}:{span.place}: [{finding.code}] {report.speak(finding.message)}"
    yield from render_snippet(span, report.read_line)
    for related in finding.related:
        where = related.span
        yield f"{where.file}:{where.place}: {report.speak(related.message)}"
    if finding.hint is not None:
        yield f"{report.speak(HINT)}: {report.speak(finding.hint)}"
