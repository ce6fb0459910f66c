"""What a screen reader says of a table before it reads the cells: its title, columns and extent.

In: a table and the label that its caption prints. Out: the texts of ``w:tblCaption`` and
``w:tblDescription``, in Indonesian like everything that readers of a book meet.
"""

from __future__ import annotations

from typing import Final

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Table
from masterplan_cli.document.rows import widen_cell
from masterplan_cli.writers.docx.columns import place_cells

_MOST_CHARACTERS: Final = 400


def describe_table(table: Table, title: str) -> tuple[str, str]:
    """Return title and description; a table without a caption is named by its columns."""
    names = [name for name in _name_columns(table) if name]
    counts = [_count(table, "body", "baris isi")]
    counts += [_count(table, "group", "kelompok"), _count(table, "total", "baris jumlah")]
    extent = ", ".join(count for count in counts if count)
    if table.plain or not names:
        head = f"{len(table.columns)} kolom: nama isian di kolom pertama"
    else:
        head = f"{len(table.columns)} kolom: {', '.join(names)}"
    if len(head) > _MOST_CHARACTERS:
        head = head[:_MOST_CHARACTERS].rpartition(", ")[0] + ", dan seterusnya"
    fallback = "Lembar isian" if table.plain or not names else f"Tabel {' dan '.join(names[:2])}"
    return title or fallback, f"{head}; {extent}." if extent else f"{head}."


def _count(table: Table, kind: str, name: str) -> str:
    count = sum(row.kind == kind for row in table.rows)
    return f"{count} {name}" if count else ""


def _name_columns(table: Table) -> list[str]:
    """Return each column's heading; under a shared one, both."""
    heads = tuple(row for row in table.rows if row.kind == "header")
    parts: list[list[str]] = [[] for _ in table.columns]
    for place, short in place_cells(Table(table.columns, heads)):
        cell = widen_cell(short)
        text = " ".join(read_text(line) for line in cell.lines).strip()
        for names in parts[place : place + cell.columns]:
            if text:
                names.append(text)
    return [" ".join(names) for names in parts]
