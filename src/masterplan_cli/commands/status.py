"""``masterplan status``: how complete the plan is for a stage, and memos to those who owe."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.commands.console import (
    FINDINGS,
    OK,
    make_line_reader,
    open_project,
    wants_colour,
)
from masterplan_cli.commands.validate import name_stage, read_template_text
from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Language, Text
from masterplan_cli.memos import MemoRequest, write_memos
from masterplan_cli.model.load import Memory
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.report.formats.text import render_summary, render_text
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.revision import read_revision
from masterplan_cli.source.shell import name_place
from masterplan_cli.source.trees import open_tree_store
from masterplan_cli.status.completeness import Grouping, measure_completeness


@dataclass(frozen=True, slots=True)
class StatusRequest:
    """What the command line asked for."""

    stage: int | None = None
    by: Grouping = "pillar"
    format: str = "text"
    memo: Path | None = None


def run_status(request: StatusRequest, project: Path | None, language: Language) -> int:
    """Print how complete the plan is; return 1 where the stage still asks for anything.

    Files of memos are listed on stderr, so that JSON on stdout stays JSON.
    """
    root = open_project(project)
    loaded = load_plan(root, request.stage, memory=Memory(open_tree_store(root)))
    if loaded.plan is None:
        _report(loaded, root, language)
        return FINDINGS
    sys.stdout.write(_render(request, loaded, loaded.plan, language))
    if request.memo is not None:
        _write_memos(loaded, root, request.memo, language)
    return FINDINGS if loaded.failed else OK


def _render(request: StatusRequest, loaded: Loaded, plan: Masterplan, language: Language) -> str:
    completeness = measure_completeness(plan, loaded.diagnostics, loaded.provisions, request.by)
    if request.format == "json":
        from masterplan_cli.status.export import render_json

        return render_json(completeness, plan, language)
    from masterplan_cli.status.listing import render_completeness

    return render_completeness(completeness, plan, language, name_place(loaded.project))


def _report(loaded: Loaded, root: Path, language: Language) -> None:
    """Say on stderr why nothing can be counted."""
    read_line = make_line_reader(root, lambda file: read_template_text(loaded, file))
    colour = wants_colour(sys.stderr)
    text = render_text(loaded.diagnostics, read_line, language=language, colour=colour)
    summary = render_summary(loaded.diagnostics, name_stage(loaded), language)
    sys.stderr.write(f"{text}{summary}\n")


def _write_memos(loaded: Loaded, root: Path, folder: Path, language: Language) -> None:
    revision = read_revision(root)
    outputs = write_memos(loaded, MemoRequest(revision.label, revision.day))
    for output in outputs:
        write_whole(folder / output.name, output.data)
        sys.stderr.write(f"{folder / output.name}\n")
    count = len(outputs)
    said = Text(
        f"{count} berkas memo ditulis." if count else "Tidak ada yang perlu diminta: tanpa memo.",
        f"{count} memo files written." if count else "Nothing to ask for: no memo.",
    )
    sys.stderr.write(f"{said.speak(language)}\n")
