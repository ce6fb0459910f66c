"""The records of a returned form: lines found again by their hidden keys, cells by hidden ids.

In: grids and the form as today's plan makes it. Out: lines with values and the cell of each.
Sheets may be renamed, rows moved, columns added; what is not understood is said, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from masterplan_cli.diagnostics import Diagnostic, Text
from masterplan_cli.forms.choices import ChoiceList, Choices, level_text
from masterplan_cli.forms.columns import EXAMPLE, PARENT, ROWS, Column
from masterplan_cli.forms.findings import CellPlace, report_cell
from masterplan_cli.forms.marks import BETWEEN, CORNER, JOIN, MARK, SUM, TOO_LONG
from masterplan_cli.forms.reading.complaints import (
    describe_absent,
    describe_added,
    describe_copy,
    describe_lost,
    describe_moved,
    describe_stranger,
    describe_typed_over,
)
from masterplan_cli.forms.reading.grid import Grid
from masterplan_cli.forms.reading.values import ValueProblemError, understand
from masterplan_cli.forms.rows import Sheet, Value

_SEARCHED: Final = 30
NEW: Final = "new:"
"""What the parent of a line is called that belongs to a programme not yet in the plan."""


@dataclass(slots=True)
class Line:
    """One line of a form: the key it bears (empty where new), its values, and their cells.

    A column that is not in the sheet, or could not be understood, is not among the values.
    ``alias`` is what lines below call a programme that is new.
    """

    sheet: Sheet
    key: str
    place: CellPlace
    values: dict[str, Value] = field(default_factory=dict)
    cells: dict[str, CellPlace] = field(default_factory=dict)
    faulty: bool = False
    alias: str = ""

    @property
    def empty(self) -> bool:
        """Say whether nothing stands in the line but what may not be changed."""
        return not self.faulty and not any(
            value
            for column in self.sheet.columns
            if not (column.locked and self.key)
            and column.id != EXAMPLE
            and (value := self.values.get(column.id))
        )


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading lines needs: the file's name, the sheets, and lists to choose from."""

    file: str
    sheets: Mapping[str, Sheet]
    choices: Choices
    parents: ChoiceList


def read_lines(
    reader: Reader, grids: Mapping[str, Grid]
) -> tuple[list[Line], list[Diagnostic], list[str]]:
    """Return the lines of all sheets that are a form's, findings, and the ids of those sheets."""
    lines: list[Line] = []
    found: list[Diagnostic] = []
    seen: set[str] = set()
    complete: list[str] = []
    named: list[tuple[Sheet, bool, Grid]] = []
    for grid in grids.values():
        sheet, across = _identify(reader, grid)
        if sheet is None:
            found.extend(describe_stranger(reader.file, grid))
        else:
            named.append((sheet, across, grid))
    # Programmes first: other sheets refer to them by the names that they have in the form.
    for sheet, across, grid in sorted(named, key=lambda one: bool(one[0].spec.steps)):
        if sheet.id in seen:
            found.append(describe_copy(reader.file, grid))
            continue
        seen.add(sheet.id)
        matrix = _find_matrix(grid, across)
        if matrix is None:
            found.append(describe_lost(reader.file, grid))
            continue
        own = list(_SheetReader(reader, sheet, matrix, found).read())
        if sheet.is_programs:
            reader = name_programs(reader, own)
        lines.extend(own)
        complete.append(sheet.id)
    found.extend(describe_absent(reader.file, sheet) for sheet in reader.sheets.values()
                 if sheet.id not in seen)  # fmt: skip
    return lines, found, complete


def name_programs(reader: Reader, lines: list[Line]) -> Reader:
    """Return a reader that knows programmes by the names that the form gives them."""
    names: dict[str, str] = {}
    for number, line in enumerate(lines):
        name = line.values.get("name")
        if isinstance(name, str) and name:
            names.setdefault(name, line.key.partition("/")[2] or f"{NEW}{number}")
            line.alias = "" if line.key else f"{NEW}{number}"
    return replace(reader, parents=reader.parents.extend(names))


def _identify(reader: Reader, grid: Grid) -> tuple[Sheet | None, bool]:
    """Return which sheet of the form this is, by its mark, else by its title."""
    for row in range(min(len(grid.rows), _SEARCHED)):
        for value in grid.rows[row][:6]:
            if isinstance(value, str) and value.startswith(MARK):
                name, _, layout = value.removeprefix(MARK).partition(":")
                return reader.sheets.get(name), layout == "columns"
    for sheet in reader.sheets.values():
        if sheet.spec.title == grid.name:
            return sheet, sheet.spec.layout == "columns"
    return None, False


@dataclass(frozen=True, slots=True)
class _Matrix:
    """A sheet's ids, headings and lines, whichever way they lie."""

    grid: Grid
    row: int
    column: int
    across: bool

    def at(self, line: int, slot: int) -> tuple[int, int]:
        """Return row and column of a cell, from 0."""
        return (
            (self.row + slot, self.column + line)
            if self.across
            else (self.row + line, self.column + slot)
        )

    def read(self, line: int, slot: int) -> Any:
        return self.grid.read(*self.at(line, slot))

    @property
    def size(self) -> tuple[int, int]:
        """Numbers of lines and slots."""
        height = len(self.grid.rows) - self.row
        width = max((len(row) for row in self.grid.rows), default=0) - self.column
        return (width, height) if self.across else (height, width)


def _find_matrix(grid: Grid, across: bool) -> _Matrix | None:
    for row in range(min(len(grid.rows), _SEARCHED)):
        for column, value in enumerate(grid.rows[row][:_SEARCHED]):
            if value == CORNER:
                return _Matrix(grid, row, column, across)
    return None


class _SheetReader:
    def __init__(
        self, reader: Reader, sheet: Sheet, matrix: _Matrix, found: list[Diagnostic]
    ) -> None:
        self._reader = reader
        self._sheet = sheet
        self._matrix = matrix
        self._found = found
        self._columns = {column.id: column for column in sheet.columns}
        self._joined: dict[int, str] = {}

    def read(self) -> Iterator[Line]:
        slots = list(self._list_slots())
        count, _ = self._matrix.size
        for number in range(2, count):
            key = str(self._matrix.read(number, 0) or "").strip()
            place = self._place(number, slots[0][0] if slots else 0)
            line = Line(self._sheet, key, place)
            for column, places in self._group(slots):
                self._read_column(line, number, column, places)
            self._check_joined(number, slots)
            self._hold_parent(line)
            if key or line.faulty or not line.empty:
                yield line

    def _hold_parent(self, line: Line) -> None:
        """Keep a known line with its own record; what was moved to another is named."""
        own = line.key.split("/")[1] if line.key.startswith("program/") else ""
        said = line.values.get(PARENT)
        if not own or not self._sheet.spec.steps or said is None:
            return
        line.values[PARENT] = own
        if said not in (own, ""):
            self._found.append(describe_moved(line.cells[PARENT]))

    def _check_joined(self, number: int, slots: list[tuple[int, Column]]) -> None:
        """Name what was typed over a formula that only shows the cells of a list."""
        for place, name in self._joined.items():
            shown = str(self._matrix.read(number, place) or "")
            cells = [slot for slot, column in slots if column.id == name]
            known = {level_text(str(self._matrix.read(number, slot) or "")) for slot in cells}
            said = [level_text(part) for part in shown.split(BETWEEN)]
            if shown and cells and not known.issuperset(said):
                heading = str(self._matrix.read(1, cells[0]))
                self._found.append(describe_typed_over(self._place(number, place), shown, heading))

    def _place(self, line: int, slot: int) -> CellPlace:
        row, column = self._matrix.at(line, slot)
        return CellPlace(self._reader.file, self._matrix.grid.name, row + 1, column + 1)

    def _list_slots(self) -> Iterator[tuple[int, Column]]:
        """Yield each slot that is a column's; other columns are named where anything stands."""
        _, count = self._matrix.size
        headings = {level_text(column.heading): column for column in self._columns.values()}
        for slot in range(1, count):
            name = str(self._matrix.read(0, slot) or "")
            column = self._columns.get(name.partition("#")[0])
            if column is None and not name:
                said = str(self._matrix.read(1, slot) or "").rstrip(" *")
                column = headings.get(level_text(said))
            if column is not None:
                yield slot, column
            elif name.startswith(JOIN):
                self._joined[slot] = name.removeprefix(JOIN)
            elif name != SUM and self._has_content(slot):
                heading = self._matrix.read(1, slot) or name
                self._found.append(describe_added(self._place(1, slot), str(heading)))

    def _has_content(self, slot: int) -> bool:
        count, _ = self._matrix.size
        return any(self._matrix.read(line, slot) not in ("", None) for line in range(1, count))

    def _group(self, slots: list[tuple[int, Column]]) -> Iterator[tuple[Column, list[int]]]:
        groups: dict[str, list[int]] = {}
        for slot, column in slots:
            groups.setdefault(column.id, []).append(slot)
        for name, places in groups.items():
            yield self._columns[name], places

    def _read_column(self, line: Line, number: int, column: Column, slots: list[int]) -> None:
        line.cells[column.id] = self._place(number, slots[0])
        values: list[str] = []
        for slot in slots if column.listed else slots[:1]:
            raw = self._matrix.read(number, slot)
            if raw == TOO_LONG:
                return
            try:
                values.append(self._understand(line, raw, column, number, slot))
            except ValueProblemError as problem:
                place = self._place(number, slot)
                line.faulty = True
                self._found.append(report_cell("form-value", place, problem.message, problem.hint))
                return
        if column.listed:
            line.values[column.id] = tuple(dict.fromkeys(value for value in values if value))
        else:
            line.values[column.id] = values[0]

    def _understand(self, line: Line, raw: Any, column: Column, number: int, slot: int) -> str:
        at = self._matrix.at(number, slot)
        if at in self._matrix.grid.empty_formulas:
            raise ValueProblemError(
                Text("rumus di sel ini belum dihitung", "the formula here has no value yet"),
                Text(
                    "Buka dan simpan berkasnya di Excel, atau ganti rumusnya dengan nilai.",
                    "Open and save the file in Excel, or put a value in the formula's place.",
                ),
            )
        choices = None
        if column.choices == ROWS:
            choices = self._reader.parents
        elif column.choices:
            choices = self._reader.choices.find(column.choices)
        percent = at in self._matrix.grid.percents
        return understand(raw, column, choices, percent=percent)
