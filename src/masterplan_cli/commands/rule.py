"""``masterplan rule``: the manual page of a code, or the list of all codes."""

from __future__ import annotations

import sys

from masterplan_cli.checks.manuals import list_manuals, render_all_pages
from masterplan_cli.commands.console import OK
from masterplan_cli.diagnostics import Language, Text, UserError
from masterplan_cli.report.manual import render_plain
from masterplan_cli.report.table import render_table
from masterplan_cli.schema.nearest import suggest_nearest

_HEAD = (Text("Kode", "Code"), Text("Arti", "Meaning"))
_ONLY = Text("", "This page exists in Indonesian only.\n\n")


def run_rule(code: str | None, markdown: bool, language: Language) -> int:
    """Print one page, the list, or all pages as Markdown; raises UserError for an unknown code."""
    if markdown and code is None:
        sys.stdout.write(render_all_pages())
        return OK
    manuals = list_manuals()
    if code is None:
        rows = [tuple(text.speak(language) for text in _HEAD)]
        rows += [(name, manual.title) for name, manual in manuals.items()]
        sys.stdout.write(render_table(rows))
        return OK
    manual = manuals.get(code.strip().lower())
    if manual is None:
        raise UserError(
            Text(f"kode “{code}” tidak ada", f"there is no code '{code}'"),
            suggest_nearest(code, manuals)
            or Text("Daftar semua kode: masterplan rule", "All codes: masterplan rule"),
        )
    if markdown:
        from masterplan_cli.report.manual import render_markdown

        sys.stdout.write(render_markdown(manual))
        return OK
    sys.stdout.write(_ONLY.speak(language) + render_plain(manual))
    return OK
