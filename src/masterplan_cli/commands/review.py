"""``masterplan review``: what reviewers said in the Word files that came back."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.commands.console import (
    FINDINGS,
    OK,
    make_line_reader,
    open_project,
    read_given_file,
    wants_colour,
)
from masterplan_cli.commands.places import show_from_here
from masterplan_cli.commands.validate import (
    check_format,
    list_manuals,
    name_stage,
    read_template_text,
)
from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Language, Severity
from masterplan_cli.model.load import Memory
from masterplan_cli.report.findings import Report, render_report
from masterplan_cli.report.formats.text import render_summary, render_text
from masterplan_cli.review.package import LARGEST_FILE
from masterplan_cli.rounds.returned import Returned, read_returned
from masterplan_cli.source.revision import read_revision
from masterplan_cli.source.trees import open_tree_store


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """What the command line asked for."""

    files: tuple[Path, ...]
    format: str = "text"
    untracked: bool = True


def run_read(request: ReadRequest, project: Path | None, language: Language) -> int:
    """Print every remark; return 1 where a file was refused or a remark has no place."""
    check_format(request.format)
    files = [(str(path), read_given_file(path, LARGEST_FILE)) for path in request.files]
    root = open_project(project)
    loaded = load_plan(root, checked=False, memory=Memory(open_tree_store(root)))
    if loaded.plan is None:
        report_unusable(loaded, language)
        return FINDINGS
    returned = read_returned(loaded, read_revision(root), files, untracked=request.untracked)
    sys.stdout.write(_render(request, loaded, returned, language))
    failed = any(finding.severity is Severity.ERROR for finding in returned.diagnostics)
    return FINDINGS if failed or any(one.span is None for one in returned.remarks) else OK


def report_unusable(loaded: Loaded, language: Language) -> None:
    """Say on stderr why the workspace cannot be used."""
    read_line = make_line_reader(loaded.project, lambda file: read_template_text(loaded, file))
    colour = wants_colour(sys.stderr)
    text = render_text(loaded.diagnostics, read_line, language=language, colour=colour)
    summary = render_summary(loaded.diagnostics, name_stage(loaded), language)
    sys.stderr.write(f"{text}{summary}\n")


def _render(request: ReadRequest, loaded: Loaded, returned: Returned, language: Language) -> str:
    if request.format == "json":
        from masterplan_cli.rounds.export import render_json

        return render_json(returned, language)
    from masterplan_cli.rounds.listing import list_findings, render_count, render_remarks

    read_line = make_line_reader(loaded.project, lambda file: read_template_text(loaded, file))
    if request.format != "text":
        found, read_line = show_from_here(list_findings(returned), loaded.project, read_line)
        number = loaded.plan.stage.number if loaded.plan is not None else None
        report = Report(
            found, name_stage(loaded), read_line, number, language, manuals=list_manuals
        )
        return render_report(request.format, report)
    colour = wants_colour(sys.stdout)
    files = render_text(returned.diagnostics, lambda *_: None, language=language, colour=colour)
    remarks = render_remarks(returned, read_line, language, colour=colour)
    return f"{files}{remarks}{render_count(returned, language)}\n"
