"""A table's cells with their rows and columns: spans leave places uncovered, as in HTML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Cell, RowKind, Table, Text
from masterplan_cli.document.rows import list_cells


class Placed(NamedTuple):
    """A cell and where it stands; rows and columns count from 0."""

    row: int
    column: int
    cell: Cell
    kind: RowKind


def place_cells(table: Table) -> Iterator[Placed]:
    """Yield every cell with its place, row by row."""
    covered: set[tuple[int, int]] = set()
    for number, row in enumerate(table.rows):
        column = 0
        for cell in list_cells(row):
            while (number, column) in covered:
                column += 1
            yield Placed(number, column, cell, row.kind)
            for below in range(1, cell.rows):
                covered.update((number + below, column + beside) for beside in range(cell.columns))
            column += cell.columns


def read_cell(cell: Cell) -> str:
    """Return a cell's text: its lines one below another, list items with a dash."""
    mark = "– " if cell.listed else ""
    return "\n".join(f"{mark}{read_text(line)}" for line in cell.lines)


def read_value(cell: Cell) -> int | Decimal | date | None:
    """Return the number or date that a cell shows, None for a text, a list or nothing."""
    if len(cell.lines) == 1 and len(cell.lines[0]) == 1 and type(cell.lines[0][0]) is Text:
        return cell.lines[0][0].value
    return None


def read_caption(table: Table) -> str:
    """Return a table's title, or what the profile calls it."""
    return read_text(table.caption.children) if table.caption is not None else table.name


LINE_HEIGHT = 15.0
"""Points of one line of text in a sheet's own type."""


def count_lines(text: str, width: float) -> int:
    """Return how many lines ``text`` takes in a column of ``width`` characters, nearly."""
    room = max(1.0, width - 1)
    return sum(max(1, -int(-len(line) // room)) for line in text.split("\n"))
