"""``masterplan form``: Excel forms for the OPDs, out and back."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from masterplan_cli.commands.build import shorten_path
from masterplan_cli.commands.console import (
    FINDINGS,
    OK,
    ProgressLine,
    make_line_reader,
    open_project,
    read_given_file,
    wants_colour,
)
from masterplan_cli.commands.form_map import Ask, ImportRequest, hand_out_map, make_confirmation
from masterplan_cli.commands.review import report_unusable
from masterplan_cli.commands.validate import (
    check_format,
    list_manuals,
    name_stage,
    read_template_text,
)
from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Diagnostic, Language, Text, UserError
from masterplan_cli.model.load import Memory
from masterplan_cli.report.findings import Report, render_report
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.revision import read_revision

if TYPE_CHECKING:
    from masterplan_cli.forms.merge.compare import Conflict
    from masterplan_cli.forms.merge.outcome import Outcome


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What the command line asked for: no ``opds`` means all of them."""

    opds: tuple[str, ...] = ()
    stage: int | None = None
    out: Path | None = None


def run_export(request: ExportRequest, project: Path | None, language: Language) -> int:
    """Write a workbook for each OPD and list the files; return 1 where nothing can be read."""
    from masterplan_cli.forms.orders import write_forms

    root = open_project(project)
    loaded = load_plan(root, request.stage)
    if loaded.plan is None:
        report_unusable(loaded, language)
        return FINDINGS
    progress = ProgressLine(sys.stderr)
    folder = request.out or root / "build" / "formulir"
    count = 0
    for output in write_forms(loaded, request.opds, read_revision(root).label, progress.show):
        write_whole(folder / output.name, output.data)
        progress.clear()
        sys.stdout.write(f"{shorten_path(folder / output.name)}\n")
        count += 1
    said = Text(f"{count} formulir ditulis.", f"{count} form{'' if count == 1 else 's'} written.")
    sys.stderr.write(f"{said.speak(language)}\n")
    if not count:
        why = Text(
            "Formulir dibuat untuk setiap Perangkat Daerah; isi region/opd.yaml dahulu.",
            "A form is made for each agency; fill in region/opd.yaml first.",
        )
        sys.stderr.write(f"{why.speak(language)}\n")
    return OK


def choose_side(*, theirs: bool, ours: bool) -> str:
    """Return which side wins a conflict; raises UserError where both are asked for."""
    if theirs and ours:
        raise UserError(
            Text(
                "--theirs dan --ours tidak dapat dipakai bersama",
                "--theirs and --ours exclude each other",
            ),
            Text("Pilih salah satu.", "Choose one of them."),
        )
    return "theirs" if theirs else "ours" if ours else ""


def run_import(
    request: ImportRequest, project: Path | None, language: Language, ask: Ask | None = None
) -> int:
    """Show what the forms change, and write it where asked; return 1 where a finding is an error.

    The diff goes to stdout with the findings where people read them, else to stderr. ``ask`` puts
    a question to whoever sits at the terminal.
    """
    from masterplan_cli.edit.differences import render_diff
    from masterplan_cli.forms.arrivals import Arrival, PlainSheets, import_forms
    from masterplan_cli.forms.merge.outcome import Choice
    from masterplan_cli.forms.reading.guard import LARGEST_FILE

    check_format(request.format)
    arrivals = [Arrival(path.name, read_given_file(path, LARGEST_FILE)) for path in request.files]
    root = open_project(project)
    memory = Memory()
    loaded = load_plan(root, checked=False, memory=memory)
    if loaded.plan is None:
        report_unusable(loaded, language)
        return FINDINGS
    mapping = None
    if request.mapping is not None and not request.asks_for_map:
        mapping = Arrival(request.mapping.name, read_given_file(request.mapping, LARGEST_FILE))
    confirm = None
    if ask is not None and not request.asks_for_map and sys.stdin.isatty():
        confirm = make_confirmation(ask, language)
    plain = PlainSheets(request.opd, mapping, confirm)
    outcome = import_forms(loaded, arrivals, Choice(request.side, request.delete), plain, memory)
    if outcome.proposals:
        return hand_out_map(request, outcome.proposals, language)
    out = sys.stdout if request.format == "text" else sys.stderr
    out.write(render_diff(outcome.edits, colour=wants_colour(out)))
    changed = {edit.path: edit.after for edit in outcome.edits}
    read_line = make_line_reader(root, lambda file: read_template_text(loaded, file), changed)
    report = Report(
        tuple(outcome.findings), name_stage(loaded), read_line, loaded.plan.stage.number,
        language, wants_colour(sys.stdout), list_manuals,
    )  # fmt: skip
    sys.stdout.write(render_report(request.format, report))
    if request.conflicts is not None:
        _write_conflicts(request.conflicts, loaded, outcome.conflicts, language)
    if request.write and outcome.edits and not outcome.harm:
        _write_edits(root, outcome)
    sys.stderr.write(f"{_sum_up(outcome, written=request.write).speak(language)}\n")
    return FINDINGS if outcome.failed else OK


def _write_edits(root: Path, outcome: Outcome) -> None:
    from masterplan_cli.source.together import Replacement, write_together

    write_together(
        root, [Replacement(one.path, one.before or None, one.after) for one in outcome.edits]
    )


def _write_conflicts(
    path: Path, loaded: Loaded, conflicts: Sequence[Conflict], language: Language
) -> None:
    from masterplan_cli.forms.export.conflicts import write_conflicts

    if loaded.plan is None or loaded.profile is None or not conflicts:
        said = Text("Tidak ada benturan: tanpa lembar benturan.", "No conflicts: no sheet of them.")
        sys.stderr.write(f"{said.speak(language)}\n")
        return
    revision = read_revision(loaded.project).label
    write_whole(path, write_conflicts(loaded, conflicts, revision))
    sys.stderr.write(f"{path}\n")


def _sum_up(outcome: Outcome, *, written: bool) -> Text:
    files = len(outcome.edits)
    if not files:
        return Text("Tidak ada yang berubah.", "Nothing changes.")
    if outcome.harm:
        return _describe_harm(outcome.harm, written=written)
    if written:
        return Text(f"{files} berkas ditulis.", f"{files} file{'' if files == 1 else 's'} written.")
    return Text(
        f"{files} berkas akan berubah; tambahkan --write untuk menulisnya.",
        f"{files} file{'' if files == 1 else 's'} would change; add --write to write them.",
    )


def _describe_harm(harm: Sequence[Diagnostic], *, written: bool) -> Text:
    """Say that nothing is written, since the changes make other content wrong."""
    first, count = harm[0], len(harm)
    place = f"{first.span.file}:{first.span.place}"
    begun = ("Perubahan ini tidak ditulis", "These changes were not written")
    planned = ("Perubahan ini tidak akan ditulis", "These changes will not be written")
    done, said = begun if written else planned
    return Text(
        f"{done}, karena menimbulkan {count} galat pada isi yang tidak diubah formulir; yang "
        f"pertama {first.code} pada {place}. Perbaiki isi itu atau formulirnya dahulu.",
        f"{said}: they would cause {count} error{'' if count == 1 else 's'} in content that the "
        f"form does not change, first {first.code} at {place}. Mend that or the form first.",
    )
