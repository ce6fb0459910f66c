"""``masterplan validate``: all findings at once, and an exit code for CI."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from masterplan_cli.commands.console import (
    FINDINGS,
    OK,
    make_line_reader,
    wants_colour,
)
from masterplan_cli.commands.places import show_from_here
from masterplan_cli.commands.selection import STDIN, Selection, select_files
from masterplan_cli.compiler import Loaded, check_templates, load_plan, sort_findings
from masterplan_cli.diagnostics import Diagnostic, Language, Severity, Text, UserError
from masterplan_cli.model.load import Memory
from masterplan_cli.profile.load import LoadedProfile
from masterplan_cli.report.findings import Report, list_formats, render_report
from masterplan_cli.source.cache import find_cache_folder
from masterplan_cli.source.shell import name_place, quote_path
from masterplan_cli.source.trees import open_tree_store

if TYPE_CHECKING:
    from masterplan_cli.report.manual import Manual


def name_stage(loaded: Loaded) -> str:
    """Return what the summary calls the run: the stage, or the workspace where none was read."""
    return loaded.plan.stage.name if loaded.plan is not None else "masterplan.yaml"


def read_template_text(loaded: Loaded, file: str) -> str | None:
    """Return the text of a template that a finding names; None of a Word file or an unknown one."""
    if loaded.profile is None or file.endswith(".docx"):
        return None
    templates = loaded.profile.templates
    for layer in templates.layers:
        if file.startswith(f"{layer.label}/"):
            data = templates.read(file.removeprefix(f"{layer.label}/"))
            return data.decode("utf-8", errors="replace") if data is not None else None
    return None


_LISTED = 5
"""Files that a command in a hint names; of more, the whole workspace is meant."""


class ValidateRequest(NamedTuple):
    """What the command line asked for."""

    stage: int | None = None
    format: str = "text"
    files: tuple[str, ...] = ()
    stdin_filename: str | None = None
    fix: bool = False
    diff: bool = False


def run_validate(request: ValidateRequest, project: Path | None, language: Language) -> int:
    """Print the findings to stdout; return 1 where one of those shown is an error at this stage."""
    check_format(request.format)
    mends = request.fix or request.diff
    if mends and (STDIN in request.files or request.stdin_filename is not None):
        from masterplan_cli.commands.fix import refuse_stdin

        raise refuse_stdin()
    selection = select_files(request.files, request.stdin_filename, project)
    if mends:
        return _run_fix(request, selection, language)
    loaded = load_plan(
        selection.root,
        request.stage,
        selection.unsaved,
        memory=Memory(open_tree_store(selection.root)),
    )
    return _print_report(request, loaded, selection, language)


def _run_fix(request: ValidateRequest, selection: Selection, language: Language) -> int:
    """Show what can be mended, write it unless only the diff is wanted, and report the rest."""
    from masterplan_cli.commands.fix import end_diff, mend_files, report_fixes, show_edits
    from masterplan_cli.edit.workspace import write_edits

    edits, count, loaded = mend_files(selection, request.stage)
    show_edits(edits, to_stdout=request.diff or request.format in ("text", "concise"))
    if request.diff:
        report_fixes(count, len(edits), language, written=False)
        return end_diff(count)
    write_edits(selection.root, edits)
    report_fixes(count, len(edits), language, written=True)
    return _print_report(request, loaded, selection, language)


def _print_report(
    request: ValidateRequest, loaded: Loaded, selection: Selection, language: Language
) -> int:
    if not selection.names or any(name.startswith("templates/") for name in selection.names):
        loaded = check_all(loaded)
    report = make_report(loaded, selection, language, request.stage)
    sys.stdout.write(render_report(request.format, report))
    return FINDINGS if report.count(Severity.ERROR) else OK


def check_all(loaded: Loaded) -> Loaded:
    """Return the findings of the content together with those of the workspace's own templates."""
    faults = check_templates(loaded, find_cache_folder(), check_forms)
    if not faults:
        return loaded
    return loaded._replace(diagnostics=sort_findings([*loaded.diagnostics, *faults]))


def check_forms(profile: LoadedProfile) -> list[Diagnostic]:
    """Return what is wrong in the workspace's own sheets of forms; most have none."""
    own = profile.templates.layers[0].root / "forms"
    if not own.is_dir():
        return []
    from masterplan_cli.forms.inspection import check_sheets

    return check_sheets(profile.templates)[1]


def check_format(name: str) -> None:
    """Raise UserError where there is no such format."""
    known = list_formats()
    if name not in known:
        listed = ", ".join(known)
        raise UserError(
            Text(f"format “{name}” tidak ada", f"there is no format '{name}'"),
            Text(f"Pilih: {listed}", f"Choose: {listed}"),
        )


def make_report(
    loaded: Loaded, selection: Selection, language: Language, stage: int | None = None
) -> Report:
    """Return what the formats need to show the findings of the chosen files.

    ``stage`` is the one that was asked for, where it is not the workspace's own.
    """
    read_line = make_line_reader(
        loaded.project, lambda file: read_template_text(loaded, file), selection.unsaved
    )
    found, read_line = show_from_here(selection.pick(loaded), loaded.project, read_line)
    count = len(set(selection.names))
    scope = Text(f"{count} berkas", f"{count} file{'' if count == 1 else 's'}")
    return Report(
        found,
        name_stage(loaded),
        read_line,
        number=loaded.plan.stage.number if loaded.plan is not None else None,
        language=language,
        colour=wants_colour(sys.stdout),
        manuals=list_manuals,
        scope=scope.speak(language) if count else "",
        silenced=loaded.plan.workspace.manifest.silenced if loaded.plan is not None else {},
        mending=_name_mending(selection, stage) if found else "",
    )


def _name_mending(selection: Selection, stage: int | None) -> str:
    """Return the command that mends what these findings show, as it can be pasted."""
    words = f"masterplan validate --fix{'' if stage is None else f' --stage {stage}'}"
    # Names count from the current folder, with or without -C.
    prefix = Path(os.path.relpath(selection.root))
    files = "".join(f" {quote_path(prefix / name)}" for name in selection.names[:_LISTED])
    if files and len(selection.names) <= _LISTED:
        return f"{words}{files}"
    return f"{words}{name_place(selection.root)}"


def list_manuals() -> dict[str, Manual]:
    """Return the page of each code; read only where a format asks."""
    from masterplan_cli.checks import manuals

    return manuals.list_manuals()
