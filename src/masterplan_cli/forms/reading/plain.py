"""Lines of a sheet of an OPD's own, read by a map of its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from masterplan_cli.diagnostics import Diagnostic, Text
from masterplan_cli.forms.columns import PARENT, ROWS, Column
from masterplan_cli.forms.findings import CellPlace, report_cell
from masterplan_cli.forms.reading.grid import Grid
from masterplan_cli.forms.reading.headings import IGNORED, HeadingMap, SheetMap, list_columns
from masterplan_cli.forms.reading.lines import Line, Reader, name_programs
from masterplan_cli.forms.reading.values import ValueProblemError, understand
from masterplan_cli.forms.rows import Sheet, Value

_BETWEEN: Final = re.compile(r"\s*[;\n]\s*")


def read_plain(
    reader: Reader, grids: Mapping[str, Grid], mapping: HeadingMap
) -> tuple[list[Line], list[Diagnostic], list[str]]:
    """Return lines, findings and the ids of the form's sheets that they belong to."""
    lines: list[Line] = []
    found: list[Diagnostic] = []
    read: list[str] = []
    entries = sorted(mapping.sheets, key=lambda one: _is_below(reader, one))
    for entry in entries:
        grid, sheet = grids.get(entry.sheet), reader.sheets.get(entry.form)
        if grid is None or sheet is None:
            found.append(_describe_absent(reader, entry, known=sheet is not None))
            continue
        columns = {column.id: column for column in sheet.columns}
        found.extend(_check_columns(reader, entry, grid, columns))
        own = list(_read_sheet(reader, sheet, grid, entry, found))
        if sheet.is_programs:
            own = list(_drop_repeats(own))
            reader = name_programs(reader, own)
        lines.extend(own)
        read.append(sheet.id)
    return lines, found, list(dict.fromkeys(read))


def _is_below(reader: Reader, entry: SheetMap) -> bool:
    sheet = reader.sheets.get(entry.form)
    return sheet is None or bool(sheet.spec.steps)


def _read_sheet(
    reader: Reader, sheet: Sheet, grid: Grid, entry: SheetMap, found: list[Diagnostic]
) -> Iterator[Line]:
    columns = list_columns(grid, entry, {column.id: column for column in sheet.columns})
    for row in range(entry.header, len(grid.rows)):
        line = Line(sheet, "", CellPlace(reader.file, grid.name, row + 1, 1))
        for number, column in columns.items():
            place = CellPlace(reader.file, grid.name, row + 1, number + 1)
            line.cells[column.id] = place
            percent = (row, number) in grid.percents
            try:
                line.values[column.id] = _read_cell(
                    reader, grid.read(row, number), column, percent=percent
                )
            except ValueProblemError as problem:
                line.faulty = True
                found.append(report_cell("form-value", place, problem.message, problem.hint))
        if not line.empty:
            yield line


def _read_cell(reader: Reader, raw: Any, column: Column, *, percent: bool) -> Value:
    choices = None
    if column.choices == ROWS:
        choices = reader.parents
    elif column.choices:
        choices = reader.choices.find(column.choices)
    if not column.listed:
        return understand(raw, column, choices, percent=percent)
    parts = _BETWEEN.split(str(raw or "").strip())
    if len(parts) == 1 and choices is not None and choices.find(parts[0]) is None:
        parts = parts[0].split(",")
    values = [understand(part, column, choices) for part in parts]
    return tuple(dict.fromkeys(value for value in values if value))


def _drop_repeats(lines: list[Line]) -> Iterator[Line]:
    """Yield each programme once: a wide sheet names it on every row of its activities."""
    seen: set[Value] = set()
    for line in lines:
        name = line.values.get("name", "")
        if name and name not in seen:
            seen.add(name)
            yield line


def match_lines(lines: list[Line], ours: Mapping[str, Mapping[str, Mapping[str, Value]]]) -> None:
    """Give lines the keys of records that the plan has under the same name and parent."""
    names: dict[str, dict[tuple[Value, Value], str]] = {}
    for line in lines:
        sheet = line.sheet
        title = next((one.id for one in sheet.columns if one.path and one.kind == "line"), "")
        if "id" not in sheet.model.model_fields or not title:
            continue
        if sheet.id not in names:
            names[sheet.id] = {
                (row.get(title, ""), row.get(PARENT, "")): key
                for key, row in ours.get(sheet.id, {}).items()
            }
        parent = line.values.get(PARENT, "")
        known = names[sheet.id].get((line.values.get(title, ""), parent))
        if known is None and not parent:
            known = next(
                (
                    key
                    for (name, _), key in names[sheet.id].items()
                    if name == line.values.get(title)
                ),
                None,
            )
        if known is not None:
            line.key = known
            line.values = {name: value for name, value in line.values.items() if value}


def _check_columns(
    reader: Reader, entry: SheetMap, grid: Grid, columns: Mapping[str, Column]
) -> Iterator[Diagnostic]:
    """Name what a map says of columns or headings that are not there."""
    place = CellPlace(reader.file, grid.name, max(1, entry.header), 1)
    there = {column.id for column in list_columns(grid, entry, columns).values()}
    for heading, name in entry.columns.items():
        if name == IGNORED or name in there:
            continue
        known = name in columns
        yield report_cell(
            "form-map",
            place,
            Text(
                f"judul “{heading}” tidak ada pada baris {entry.header}"
                if known
                else f"kolom “{name}” tidak ada pada formulir",
                f"row {entry.header} has no heading '{heading}'"
                if known
                else f"the form has no column '{name}'",
            ),
            Text("Perbaiki berkas --map.", "Mend the file of --map."),
        )


def _describe_absent(reader: Reader, entry: SheetMap, *, known: bool) -> Diagnostic:
    name = entry.sheet if known else entry.form
    return report_cell(
        "form-map",
        CellPlace(reader.file, entry.sheet, 1, 1),
        Text(f"lembar “{name}” tidak ada", f"there is no sheet '{name}'"),
        Text("Perbaiki berkas --map.", "Mend the file of --map."),
    )
