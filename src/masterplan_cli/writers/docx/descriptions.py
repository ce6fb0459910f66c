"""What a screen reader says of a table before it reads the cells: its title, columns and extent.

In: a table and the label that its caption prints. Out: the texts of ``w:tblCaption`` and
``w:tblDescription``, in Indonesian like everything that readers of a book meet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from operator import attrgetter
from typing import Final

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Row, RowKind, Table
from masterplan_cli.writers.docx.places import place_cells

_MOST_CHARACTERS: Final = 400
_KIND: Final[Callable[[Row], RowKind]] = attrgetter("kind")
_COUNTED: Final[tuple[tuple[RowKind, str], ...]] = (
    ("body", "baris isi"),
    ("group", "kelompok"),
    ("total", "baris jumlah"),
)


def describe_table(table: Table, title: str) -> tuple[str, str]:
    """Return title and description; a table without a caption is named by its columns."""
    # Nobody needs those of a plain table: the label beside a value says what it is.
    names = [] if table.plain else [name for name in _name_columns(table) if name]
    counts = Counter(map(_KIND, table.rows))
    extent = ", ".join(f"{counts[kind]} {name}" for kind, name in _COUNTED if counts[kind])
    if not names:
        head = f"{len(table.columns)} kolom: nama isian di kolom pertama"
    else:
        head = f"{len(table.columns)} kolom: {', '.join(names)}"
    if len(head) > _MOST_CHARACTERS:
        head = head[:_MOST_CHARACTERS].rpartition(", ")[0] + ", dan seterusnya"
    fallback = "Lembar isian" if not names else f"Tabel {' dan '.join(names[:2])}"
    return title or fallback, f"{head}; {extent}." if extent else f"{head}."


def _name_columns(table: Table) -> list[str]:
    """Return each column's heading; under a shared one, both."""
    heads = tuple(row for row in table.rows if row.kind == "header")
    parts: list[list[str]] = [[] for _ in table.columns]
    for place, cell in place_cells(Table(table.columns, heads)):
        text = " ".join(read_text(line) for line in cell.lines).strip()
        for names in parts[place : place + cell.columns]:
            if text:
                names.append(text)
    return [" ".join(names) for names in parts]
