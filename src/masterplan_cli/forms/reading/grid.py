"""A workbook's cells: values from python-calamine, and what it does not tell from the XML itself.

Why not openpyxl: importing it and reading a form cost 0.2 s, calamine reads XLSX and ODS alike in
a twentieth. It does not say that 0.125 is shown as 12,5%, which cells are merged, or that a
formula has no value; one pass over the XML does, and refuses sheets of absurd size before.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from masterplan_cli.diagnostics import Diagnostic, Text, UserError
from masterplan_cli.forms.findings import refuse_file
from masterplan_cli.forms.reading.guard import Package

_LARGEST_AREA: Final = 1_000_000
_MOST_CELLS: Final = 400_000
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_ADDRESS: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})\Z")


@dataclass(slots=True)
class Grid:
    """One sheet: rows of values from A1, and what is said of cells (row, column from 0)."""

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    percents: set[tuple[int, int]] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    empty_formulas: set[tuple[int, int]] = field(default_factory=set)

    def read(self, row: int, column: int) -> Any:
        """Return a cell's value, empty where there is none."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return ""


class _TooLargeError(Exception):
    """A sheet reaches further than any form."""


def read_grids(package: Package) -> tuple[dict[str, Grid], Diagnostic | None]:
    """Return the sheets by name, or why they cannot be read.

    Raises UserError where the extra is not installed.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise UserError(
            Text("membaca formulir memerlukan python-calamine", "forms need python-calamine"),
            Text(
                'Pasang: pip install "masterplan-cli[forms]"',
                'Install: pip install "masterplan-cli[forms]"',
            ),
        ) from error
    try:
        found = _scan_ods(package) if package.kind == "ods" else _scan_xlsx(package)
        book = CalamineWorkbook.from_filelike(io.BytesIO(package.data))
        for name in book.sheet_names:
            grid = found.setdefault(name, Grid(name))
            grid.rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            _fill_merged(grid)
    except _TooLargeError:
        message = Text("lembarnya jauh terlalu luas", "a sheet is far too wide or long")
        return {}, refuse_file(package.file, message, _SAVE_ANEW)
    except (CalamineError, SyntaxError, ValueError, KeyError, OSError) as error:
        name = type(error).__name__
        message = Text(f"buku kerja ini rusak ({name})", f"the workbook is damaged ({name})")
        return {}, refuse_file(package.file, message, _SAVE_ANEW)
    return found, None


_SAVE_ANEW: Final = Text(
    "Buka dan simpan ulang di Excel atau LibreOffice, atau minta formulir yang baru.",
    "Open and save it anew in Excel or LibreOffice, or ask for the form again.",
)


def _fill_merged(grid: Grid) -> None:
    """Give every cell of a merged range the value of its first: it is meant for all of them."""
    for top, left, bottom, right in grid.merges:
        value = grid.read(top, left)
        if value == "":
            continue
        for row in range(top, min(bottom + 1, len(grid.rows))):
            line = grid.rows[row]
            for column in range(left, min(right + 1, len(line))):
                line[column] = value


def _parse(data: bytes, *tags: str) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    yield from etree.iterparse(
        io.BytesIO(data), events=("end",), tag=tags, resolve_entities=False, no_network=True,
        load_dtd=False, huge_tree=False,
    )  # fmt: skip


def _locate(address: str) -> tuple[int, int]:
    match = _ADDRESS.match(address)
    if match is None:
        raise ValueError(address)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _scan_xlsx(package: Package) -> dict[str, Grid]:
    parts = package.parts
    targets = {
        element.get("Id"): element.get("Target", "")
        for _, element in _parse(parts["xl/_rels/workbook.xml.rels"], "{*}Relationship")
    }
    percents = _list_percent_styles(parts.get("xl/styles.xml", b""))
    grids = {}
    for _, element in _parse(parts["xl/workbook.xml"], f"{_MAIN}sheet"):
        name, target = element.get("name"), targets.get(element.get(_RELATION), "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        grids[name] = _scan_sheet(name, parts.get(part, b""), percents)
    return grids


def _list_percent_styles(data: bytes) -> set[str]:
    """Return the numbers of the cell styles that show a percentage."""
    if not data:
        return set()
    codes = {"9", "10"}
    styles: set[str] = set()
    for _, element in _parse(data, f"{_MAIN}numFmt", f"{_MAIN}cellXfs"):
        if element.tag.endswith("numFmt"):
            shown = re.sub(r'"[^"]*"|\\.', "", element.get("formatCode", ""))
            if "%" in shown:
                codes.add(element.get("numFmtId", ""))
        else:
            styles = {
                str(number) for number, xf in enumerate(element) if xf.get("numFmtId") in codes
            }
    return styles


def _scan_sheet(name: str, data: bytes, percents: set[str]) -> Grid:
    grid = Grid(name)
    if not data:
        return grid
    rows = columns = cells = 0
    for _, element in _parse(data, f"{_MAIN}c", f"{_MAIN}mergeCell"):
        if element.tag.endswith("mergeCell"):
            first, _, last = element.get("ref", "").partition(":")
            grid.merges.append((*_locate(first), *_locate(last or first)))
            continue
        row, column = _locate(element.get("r", "A1"))
        rows, columns, cells = max(rows, row + 1), max(columns, column + 1), cells + 1
        if element.get("s") in percents:
            grid.percents.add((row, column))
        formula, value = element.find(f"{_MAIN}f"), element.find(f"{_MAIN}v")
        if formula is not None and (value is None or not value.text):
            grid.empty_formulas.add((row, column))
        element.clear()
        if rows * columns > _LARGEST_AREA or cells > _MOST_CELLS:
            raise _TooLargeError
    return grid


def _scan_ods(package: Package) -> dict[str, Grid]:
    grids = {}
    cells = 0
    for _, table in _parse(package.parts["content.xml"], f"{_TABLE}table"):
        grid = Grid(table.get(f"{_TABLE}name", ""))
        row = 0
        for line in table.iter(f"{_TABLE}table-row"):
            repeat = int(line.get(f"{_TABLE}number-rows-repeated", "1"))
            reach, count = _scan_ods_row(grid, row, line)
            cells += count * repeat
            if count and (repeat * max(1, reach) > _LARGEST_AREA or cells > _MOST_CELLS):
                raise _TooLargeError
            if count and (row + repeat) * max(1, reach) > _LARGEST_AREA:
                raise _TooLargeError
            row += repeat
        grids[grid.name] = grid
        table.clear()
    return grids


def _scan_ods_row(grid: Grid, row: int, line: Any) -> tuple[int, int]:
    """Return how far a row's content reaches, and how many cells have any."""
    column = reach = count = 0
    for cell in line:
        if not str(cell.tag).startswith(_TABLE):
            continue
        repeat = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        kind = cell.get(f"{_OFFICE}value-type")
        if kind is not None:
            reach, count = column + repeat, count + repeat
            if kind == "percentage" and repeat < _LARGEST_AREA:
                grid.percents.update((row, column + step) for step in range(repeat))
        rows = int(cell.get(f"{_TABLE}number-rows-spanned", "1"))
        columns = int(cell.get(f"{_TABLE}number-columns-spanned", "1"))
        if rows > 1 or columns > 1:
            grid.merges.append((row, column, row + rows - 1, column + columns - 1))
        column += repeat
    return reach, count
