"""Tables as comma-separated values (RFC 4180, UTF-8 with a byte order mark for Excel)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from masterplan_cli.document.nodes import Cell, Table
from masterplan_cli.writers.sheets.grid import place_cells, read_caption, read_cell, read_value

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(tables: Sequence[Table]) -> bytes:
    """Return the tables one below another; numbers with a decimal point and nothing else."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\r\n")
    for number, table in enumerate(tables):
        if number:
            writer.writerow([])
        if len(tables) > 1:
            writer.writerow([guard_text(read_caption(table))])
        rows = [[""] * len(table.columns) for _ in table.rows]
        for row, column, cell, _ in place_cells(table):
            rows[row][column] = _write_cell(cell)
        writer.writerows(rows)
    return sink.getvalue().encode("utf-8-sig")


def _write_cell(cell: Cell) -> str:
    value = read_value(cell)
    return guard_text(read_cell(cell)) if value is None else str(value)


def guard_text(text: str) -> str:
    """Return ``text`` with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
