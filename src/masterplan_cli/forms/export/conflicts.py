"""The sheet of conflicts that goes back to an OPD: three values for each cell, and a choice."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from typing import Any, Final

from masterplan_cli import __version__
from masterplan_cli.compiler import Loaded
from masterplan_cli.forms.choices import Choices
from masterplan_cli.forms.columns import PARENT, ROWS
from masterplan_cli.forms.contents import identify, name_parents
from masterplan_cli.forms.export.looks import Looks
from masterplan_cli.forms.form import open_form
from masterplan_cli.forms.marks import (
    CONFLICT_ROW,
    CONFLICTS,
    IDENTITY,
    OURS,
    THEIRS,
    list_identity,
)
from masterplan_cli.forms.merge.compare import Conflict
from masterplan_cli.forms.rows import Value
from masterplan_cli.writers.sheets.grid import LINE_HEIGHT, count_lines
from masterplan_cli.writers.sheets.workbook import OLDEST

_HEADS: Final = (
    ("Kode", 4), ("No.", 6), ("Lembar", 16), ("Isian", 24), ("Semula", 40), ("Formulir OPD", 40),
    ("Rencana sekarang", 40), ("Pilihan *", 18),
)  # fmt: skip


def write_conflicts(loaded: Loaded, conflicts: Sequence[Conflict], revision: str) -> bytes:
    """Return the workbook; a hidden code in each row holds all three values."""
    from xlsxwriter import Workbook

    assert loaded.plan is not None
    assert loaded.profile is not None
    form = open_form(loaded.plan, loaded.profile.templates)
    sink = io.BytesIO()
    book = Workbook(sink, {"in_memory": True})
    book.set_properties({"title": CONFLICTS, "created": OLDEST, "comments": __version__})
    looks = Looks(book)
    sheet = book.add_worksheet(CONFLICTS)
    sheet.write_string(0, 1, "Isi yang diubah di formulir dan di rencana", looks.title)
    said = "Pilih pada kolom terakhir isi mana yang benar, lalu kirim kembali berkas ini."
    sheet.write_string(1, 1, said, looks.note)
    for column, (heading, width) in enumerate(_HEADS):
        sheet.write_string(CONFLICT_ROW - 1, column, heading, looks.heading(required=column == 7))
        sheet.set_column(column, column, width, None, {"hidden": column == 0})
    parents: dict[str, str] = {}
    for opd in loaded.plan.workspace.opds:
        parents |= name_parents(form, opd.id)
    for number, conflict in enumerate(conflicts):
        _write_row(sheet, number, conflict, looks, (form.choices, parents))
    last = CONFLICT_ROW + len(conflicts) - 1
    check = {
        "validate": "list", "source": [THEIRS, OURS], "error_message": "Pilih dari daftar.",
        "input_title": "Pilihan", "input_message": "Isi mana yang benar?",
    }  # fmt: skip
    sheet.data_validation(CONFLICT_ROW, 7, last, 7, check)
    sheet.freeze_panes(CONFLICT_ROW, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(CONFLICT_ROW - 1, CONFLICT_ROW - 1)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    hidden = book.add_worksheet(IDENTITY)
    identity = identify(loaded.plan, CONFLICTS, revision)
    for row, pair in enumerate(list_identity(identity, {})):
        hidden.write_row(row, 0, pair)
    hidden.very_hidden()
    book.close()
    return sink.getvalue()


def _write_row(
    sheet: Any, number: int, one: Conflict, looks: Looks, names: tuple[Choices, dict[str, str]]
) -> None:
    row = CONFLICT_ROW + number
    code = [one.sheet.id, one.key, one.column.id, one.base, one.theirs, one.ours]
    sheet.write_string(row, 0, json.dumps(code, ensure_ascii=False))
    look = looks.cell("line", locked=True)
    sheet.write_number(row, 1, number + 1, look)
    sheet.write_string(row, 2, one.sheet.spec.title, look)
    sheet.write_string(row, 3, f"{one.column.heading}\n({one.place.span.cell})", look)
    shown = [_show(value, one, names) for value in (one.base, one.theirs, one.ours)]
    for column, text in enumerate(shown, 4):
        sheet.write_string(row, column, text, look)
    sheet.write_blank(row, 7, None, looks.cell("choice", locked=False))
    sheet.set_row(row, LINE_HEIGHT * max(2, *(count_lines(text, 40) for text in shown)))


def _show(value: Value, conflict: Conflict, names: tuple[Choices, dict[str, str]]) -> str:
    choices, parents = names
    values = value if isinstance(value, tuple) else (value,)
    column = conflict.column
    if column.id == PARENT and column.choices == ROWS:
        return "; ".join(parents.get(one, one) for one in values)
    labels = choices.find(column.choices).labels if column.choices else {}
    return "; ".join(labels.get(one, one) for one in values if one) or "(kosong)"
