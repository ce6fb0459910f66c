"""A sheet of conflicts that came back: what the OPD chose for each cell."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from masterplan_cli.diagnostics import Text
from masterplan_cli.forms.choices import level_text
from masterplan_cli.forms.findings import CellPlace, report_cell
from masterplan_cli.forms.marks import CONFLICT_ROW, OURS, THEIRS, Base
from masterplan_cli.forms.merge.compare import Comparison, Conflict, is_same
from masterplan_cli.forms.reading.grid import Grid
from masterplan_cli.forms.rows import Sheet, Value

_CHOICE = 7


def read_decisions(file: str, grid: Grid, ours: Base, sheets: Mapping[str, Sheet]) -> Comparison:
    """Return what was chosen; what was not, or has changed since, stays a conflict."""
    result = Comparison()
    for row, conflict in _list_conflicts(file, grid, ours, sheets):
        raw = str(grid.read(row, _CHOICE) or "")
        said = level_text(raw)
        recorded = _read_code(grid.read(row, 0))[5]
        if said == level_text(THEIRS) and is_same(recorded, conflict.ours):
            result.takes.append(conflict.take)
        elif said in ("", level_text(THEIRS)):
            result.conflicts.append(conflict)
        elif said != level_text(OURS):
            place = conflict.place
            message = Text(f"“{raw}” bukan pilihan", f"'{raw}' is no choice")
            hint = Text(f"Pilih {THEIRS} atau {OURS}.", f"Choose {THEIRS} or {OURS}.")
            result.findings.append(report_cell("form-value", place, message, hint))
    return result


def _list_conflicts(
    file: str, grid: Grid, ours: Base, sheets: Mapping[str, Sheet]
) -> Iterator[tuple[int, Conflict]]:
    for row in range(CONFLICT_ROW, len(grid.rows)):
        name, key, column_id, base, theirs, _ = _read_code(grid.read(row, 0))
        sheet = sheets.get(str(name))
        columns = sheet.columns if sheet is not None else ()
        column = next((one for one in columns if one.id == column_id), None)
        now = ours.get(str(name), {}).get(str(key))
        if sheet is None or column is None or now is None:
            continue
        place = CellPlace(file, grid.name, row + 1, _CHOICE + 1)
        today = now.get(column.id, "")
        if not is_same(theirs, today):
            yield row, Conflict(sheet, str(key), column, base, theirs, today, place)


def _read_code(raw: Any) -> tuple[Value, Value, Value, Value, Value, Value]:
    """Return sheet, key, column and the three values that a row's hidden code holds."""
    try:
        parts = json.loads(raw)
        values = [tuple(map(str, one)) if isinstance(one, list) else str(one) for one in parts]
        if len(values) == 6:
            return (values[0], values[1], values[2], values[3], values[4], values[5])
    except (TypeError, ValueError):
        pass
    return ("", "", "", "", "", "")
