"""Tables as an Excel workbook, one sheet each, set up to be printed."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

from masterplan_cli.document.nodes import Align, Cell, RowKind, Table
from masterplan_cli.writers.sheets.grid import (
    LINE_HEIGHT,
    Placed,
    count_lines,
    place_cells,
    read_caption,
    read_cell,
    read_value,
)

OLDEST: Final = datetime(1980, 1, 1, tzinfo=UTC)
"""What properties say of the day that a workbook was made: bytes depend on no clock."""
_WIDTH: Final = {"portrait": 100.0, "landscape": 150.0}
_FORBIDDEN: Final = re.compile(r"[\[\]:*?/\\']")
_FILLS: Final = {"header": "#1F3864", "group": "#D9E2F3", "total": "#F2F2F2"}


def write_xlsx(tables: Sequence[Table], title: str) -> bytes:
    """Return a workbook of ``tables``; ``title`` stands in its properties."""
    from xlsxwriter import Workbook

    sink = io.BytesIO()
    book = Workbook(sink, {"in_memory": True})
    book.set_properties({"title": title, "created": OLDEST})
    looks = _Looks(book)
    taken: set[str] = set()
    for table in tables:
        sheet = book.add_worksheet(name_sheet(read_caption(table), taken))
        _write_table(sheet, table, looks)
    book.close()
    return sink.getvalue()


def name_sheet(wanted: str, taken: set[str]) -> str:
    """Return a sheet's name that Excel allows and nobody has, and take it."""
    base = " ".join(_FORBIDDEN.sub(" ", wanted).split())[:31].strip() or "Tabel"
    name, number = base, 1
    while name.lower() in taken:
        number += 1
        name = f"{base[: 31 - len(str(number)) - 1]} {number}"
    taken.add(name.lower())
    return name


class _Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[RowKind, str, str], Any] = {}
        self.title = book.add_format({"bold": True, "font_size": 13})

    def find(self, kind: RowKind, align: Align, code: str) -> Any:
        """Return the format of a cell."""
        key = (kind, align, code)
        if key not in self._made:
            look = {"border": 1, "text_wrap": True, "valign": "top", "align": align}
            if kind != "body":
                look |= {"bold": True, "bg_color": _FILLS[kind]}
            if kind == "header":
                look |= {"font_color": "#FFFFFF", "valign": "vcenter"}
            if code:
                look["num_format"] = code
            self._made[key] = self._book.add_format(look)
        return self._made[key]


def choose_code(cell: Cell) -> str:
    """Return the number format that shows a cell's value as the books print it."""
    value = read_value(cell)
    if isinstance(value, date):
        return "[$-421]d mmmm yyyy"
    text = read_cell(cell)
    places = text.rpartition(",")[2] if "," in text else ""
    digits = sum(sign.isdigit() for sign in places)
    code = "#,##0" if "." in text.partition(",")[0] or text.startswith("Rp") else "0"
    code += f".{'0' * digits}" if digits else ""
    before = '"Rp"' if text.startswith("Rp") else ""
    after = '"%"' if text.endswith("%") else ""
    return f"[$-421]{before}{code}{after}" if value is not None else ""


def _write_table(sheet: Any, table: Table, looks: _Looks) -> None:
    total = sum(column.width for column in table.columns) or 1
    room = _WIDTH[table.orientation]
    widths = [max(6.0, column.width / total * room) for column in table.columns]
    for number, width in enumerate(widths):
        sheet.set_column(number, number, width)
    first = 0
    if table.caption is not None:
        sheet.write_string(0, 0, read_caption(table), looks.title)
        first = 2
    heads = sum(row.kind == "header" for row in table.rows)
    for row, lines in enumerate(_count_row_lines(table, widths), first):
        sheet.set_row(row, lines * LINE_HEIGHT)
    for placed in place_cells(table):
        align: Align = "center" if placed.kind == "header" else table.columns[placed.column].align
        _write_cell(sheet, placed._replace(row=placed.row + first), align, looks)
    if heads:
        sheet.freeze_panes(first + heads, 0)
        sheet.repeat_rows(first, first + heads - 1)
    if table.orientation == "landscape":
        sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&A&RHalaman &P dari &N")


def _count_row_lines(table: Table, widths: Sequence[float]) -> list[int]:
    """Return the lines that each row needs; a cell over several rows shares its lines out.

    Why: neither Excel nor LibreOffice fits a row's height to merged cells.
    """
    needed = [1] * len(table.rows)
    for placed in place_cells(table):
        cell = placed.cell
        width = sum(widths[placed.column : placed.column + cell.columns])
        lines = count_lines(read_cell(cell), width)
        for row in range(placed.row, placed.row + cell.rows):
            needed[row] = max(needed[row], -(-lines // cell.rows))
    return needed


def _write_cell(sheet: Any, placed: Placed, align: Align, looks: _Looks) -> None:
    row, column, cell, kind = placed
    code = choose_code(cell) if kind != "header" else ""
    look = looks.find(kind, cell.align or align, code)
    last_row, last_column = row + cell.rows - 1, column + cell.columns - 1
    if (last_row, last_column) != (row, column):
        sheet.merge_range(row, column, last_row, last_column, "", look)
    value = read_value(cell)
    if value is None:
        sheet.write_string(row, column, read_cell(cell), look)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    else:
        sheet.write_number(row, column, float(value), look)
