"""Records that lie side by side in a row: a cell for each year is a record of its own."""

from __future__ import annotations

from typing import Any

from masterplan_cli.edit.changes import Insert, Remove, Set
from masterplan_cli.forms.merge.changeset import (
    Target,
    Touch,
    Work,
    find_row,
    fits_row,
    follow_path,
    point_cell,
)
from masterplan_cli.forms.merge.compare import Removal, Take
from masterplan_cli.forms.merge.records import order_record, write_typed
from masterplan_cli.forms.reading.lines import Line
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Program
from masterplan_cli.schema.record import describe_fields
from masterplan_cli.source.tree import Path


class AcrossEditor:
    """Plans the edits of such rows."""

    def __init__(self, plan: Masterplan, work: Work) -> None:
        """Note in ``work`` what is to change in ``plan``."""
        self._plan = plan
        self._work = work

    def take(self, take: Take, line: Line | None = None) -> None:
        """Change one of the records that lie side by side in a row; ``line`` is one that is new."""
        across, column = take.sheet.spec.across, take.column
        assert across is not None
        above, _, fixed = take.key.rpartition("/")
        owner, _, name = above.rpartition("/")
        keys = [one for one in take.sheet.columns if one.locked and one.path]
        values = dict(zip((one.path[0] for one in keys), fixed.split(":"), strict=False))
        record = {across.by: int(column.item), **{key: one for key, one in values.items() if one}}
        parts = {**values, across.by: column.item}
        pointer = point_cell(take.sheet, take.key, column.item)
        cause = line or take
        touch = Touch(f"{pointer}/{across.value}", take.place, cause)
        self._work.edits.touches += [touch, Touch(pointer, take.place, cause)]
        found = self._plan.index.trace(owner)
        if found is None or found[2]:
            self._put_across(owner, name, {**record, across.value: int(str(take.value))})
            return
        file, path, _ = found
        rows = follow_path(file.tree.data, path).get(name) or []
        at = find_row(rows, parts)
        written = write_typed(column, take.value) if take.value else None
        if at is not None:
            place = (*path, name, at)
            change = Remove(place) if written is None else Set((*place, across.value), written)
            self._work.edits.add(file.tree.file, change)
        elif written is not None:
            order = dict.fromkeys([*(rows[0] if rows else ()), *take.sheet.model.model_fields])
            full = order_record({**record, across.value: written}, order)
            self._put_row(file.tree.file, path, name, rows, full, across.by)

    def _put_across(self, owner: str, name: str, record: dict[str, Any]) -> None:
        held = self._work.programs.get(owner.partition("/")[2])
        if held is not None:
            held[1].setdefault(name, []).append(record)

    def _put_row(
        self, file: str, path: Path, name: str, rows: list[Any], record: dict[str, Any], by: str
    ) -> None:
        """Insert a row before the first of a later year; where there are none, begin the list."""
        if not rows:
            target = Target(file, path, name, tuple(describe_fields(Program)))
            self._work.inserts.setdefault(target, []).append(record)
            return
        later = (
            number
            for number, row in enumerate(rows)
            if isinstance(row, dict) and str(row.get(by, "")) > str(record[by])
        )
        self._work.edits.add(file, Insert((*path, name), record, next(later, None)))

    def remove(self, removal: Removal) -> None:
        """Remove every record of a row."""
        above, _, fixed = removal.key.rpartition("/")
        owner, _, name = above.rpartition("/")
        found = self._plan.index.trace(owner)
        keys = [one.path[0] for one in removal.sheet.columns if one.locked and one.path]
        parts = dict(zip(keys, fixed.split(":"), strict=False))
        if found is None or found[2]:
            return
        file, path, _ = found
        rows = follow_path(file.tree.data, path).get(name) or []
        places = [number for number, row in enumerate(rows) if fits_row(row, parts)]
        self._work.edits.add(file.tree.file, *(Remove((*path, name, one)) for one in places))
