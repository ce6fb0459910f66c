"""``masterplan table``: one table of the books as a workbook, CSV or Markdown."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.commands.build import shorten_path
from masterplan_cli.commands.console import FINDINGS, OK, open_project
from masterplan_cli.commands.review import report_unusable
from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Language
from masterplan_cli.source.cache import find_cache_folder
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.revision import read_revision


@dataclass(frozen=True, slots=True)
class TableRequest:
    """What the command line asked for; ``out`` None means stdout, but for a workbook."""

    name: str
    stage: int | None = None
    books: tuple[str, ...] = ()
    format: str = "xlsx"
    out: Path | None = None


def run_table(request: TableRequest, project: Path | None, language: Language) -> int:
    """Write the table; a workbook becomes ``NAME.xlsx`` where no other place is named."""
    from masterplan_cli.forms.tables import collect_tables, write_tables

    root = open_project(project)
    loaded = load_plan(root, request.stage)
    if loaded.plan is None:
        report_unusable(loaded, language)
        return FINDINGS
    tables = collect_tables(loaded, request.name, request.books, find_cache_folder())
    region = loaded.plan.workspace.manifest.region
    title = f"{request.name}: {region.type.capitalize()} {region.name}, {loaded.plan.stage.name}"
    data = write_tables(tables, request.format, title, read_revision(root).label)
    out = request.out
    if out is None and request.format != "xlsx":
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
        return OK
    path = out or Path(f"{request.name}.xlsx")
    write_whole(path, data)
    sys.stdout.write(f"{shorten_path(path)}\n")
    return OK
