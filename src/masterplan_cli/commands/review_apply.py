"""``masterplan review apply``: reviewers' changes into YAML, shown first, written when asked."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.commands.console import (
    FINDINGS,
    OK,
    open_project,
    read_given_file,
    wants_colour,
)
from masterplan_cli.commands.review import report_unusable
from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Diagnostic, Language, Severity, Text
from masterplan_cli.edit.differences import render_diff
from masterplan_cli.edit.workspace import plan_edits, write_edits
from masterplan_cli.model.load import Memory
from masterplan_cli.report.formats.text import render_text
from masterplan_cli.review.package import LARGEST_FILE
from masterplan_cli.rounds.applying import Application, apply_remarks, list_open
from masterplan_cli.rounds.listing import name_author, say_text
from masterplan_cli.rounds.merging import Outcome
from masterplan_cli.rounds.returned import read_returned
from masterplan_cli.rounds.trial import try_changes
from masterplan_cli.source.revision import read_revision
from masterplan_cli.source.trees import open_tree_store


@dataclass(frozen=True, slots=True)
class ApplyRequest:
    """What the command line asked for."""

    files: tuple[Path, ...]
    write: bool = False
    untracked: bool = False


def run_apply(request: ApplyRequest, project: Path | None, language: Language) -> int:
    """Show the diff on stdout and what is left on stderr; return 1 where anything is left."""
    files = [(str(path), read_given_file(path, LARGEST_FILE)) for path in request.files]
    root = open_project(project)
    loaded = load_plan(root, checked=False, memory=Memory(open_tree_store(root)))
    if loaded.plan is None:
        report_unusable(loaded, language)
        return FINDINGS
    # Also without --untracked: what is tracked beside it has its place by the draft that was sent.
    returned = read_returned(loaded, read_revision(root), files)
    application = apply_remarks(loaded, returned.remarks, untracked=request.untracked)
    application = try_changes(loaded, application)
    edits, refused = plan_edits(root, application.changes)
    sys.stdout.write(render_diff(edits, colour=wants_colour(sys.stdout)))
    found = [*returned.diagnostics, *refused]
    sys.stderr.write(render_text(found, lambda *_: None, language=language))
    sys.stderr.write("".join(_list_rest(application, language)))
    if request.write and edits:
        write_edits(root, edits)
    left_out = sum(one.remark.kind == "untracked" for one in returned.remarks)
    if left_out and not request.untracked:
        sys.stderr.write(f"{_name_left_out(left_out).speak(language)}\n")
    sys.stderr.write(f"{_sum_up(request, application, len(edits), refused).speak(language)}\n")
    failed = any(finding.severity is Severity.ERROR for finding in found)
    left = any(True for _ in list_open(application))
    return FINDINGS if failed or left else OK


def _list_rest(application: Application, language: Language) -> Iterator[str]:
    """Yield two lines for each change that is left: what and where, and why."""
    for outcome in list_open(application):
        yield f"{_name_place(outcome, language)}: {_NAMES[outcome.state].speak(language)}["
        yield f"{name_author(outcome.placed)}] {say_text(outcome.placed, language)}\n"
        if outcome.reason is not None:
            yield f"    {outcome.reason.speak(language)}\n"


def _name_place(outcome: Outcome, language: Language) -> str:
    span = outcome.placed.span
    if span is None:
        return Text("tanpa tempat", "unlocated").speak(language)
    return f"{span.file}:{span.line}:{span.column}"


def _name_left_out(count: int) -> Text:
    return Text(
        f"{count} perubahan tanpa pelacakan tidak diikutkan; ikutkan dengan --untracked.",
        f"{count} untracked change{'' if count == 1 else 's'} left out; take them with "
        "--untracked.",
    )


def _sum_up(
    request: ApplyRequest, application: Application, files: int, refused: list[Diagnostic]
) -> Text:
    made = application.count("applied") if not refused else 0
    rest = application.count("refused"), application.count("conflict")
    done = (
        Text("diterapkan", "applied")
        if request.write
        else Text("dapat diterapkan", "can be applied")
    )
    hint = (
        Text("", "")
        if request.write or not files
        else Text(" Tulis dengan --write.", " Write them with --write.")
    )
    return Text(
        f"{made} perubahan {done.id} pada {files} berkas; {rest[0]} ditolak, {rest[1]} "
        f"bertentangan.{hint.id}",
        f"{made} changes {done.en} in {files} files; {rest[0]} refused, {rest[1]} in conflict."
        f"{hint.en}",
    )


_NAMES = {
    "refused": Text("ditolak", "refused"),
    "conflict": Text("bertentangan", "conflict"),
    "applied": Text("diterapkan", "applied"),
}
