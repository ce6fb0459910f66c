"""``masterplan form``: Excel forms for the OPDs, out and back."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.commands.build import shorten_path
from masterplan_cli.commands.console import FINDINGS, OK, ProgressLine, open_project
from masterplan_cli.commands.review import report_unusable
from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Language, Text
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.revision import read_revision


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
    return OK
