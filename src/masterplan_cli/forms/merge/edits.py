"""Where in which file a change goes: takes, new records and removals become changes by path.

In: what a comparison found, and today's plan. Out: changes by file, and for each changed or new
record the pointer and cell, so that a finding about it can name the cell.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from masterplan_cli.edit.changes import Add, Change, Insert, Remove, Set
from masterplan_cli.forms.merge.across import AcrossEditor
from masterplan_cli.forms.merge.changeset import (
    GONE,
    Edits,
    Target,
    Touch,
    Work,
    change_mapping,
    follow_path,
)
from masterplan_cli.forms.merge.compare import Removal, Take
from masterplan_cli.forms.merge.creation import Creator
from masterplan_cli.forms.merge.records import write_typed
from masterplan_cli.forms.reading.lines import Line
from masterplan_cli.model.masterplan import Masterplan


class Planner:
    """Plans the edits of one import."""

    def __init__(self, plan: Masterplan, opd: str) -> None:
        """Change ``plan``; what is new belongs to ``opd``."""
        self._plan = plan
        self._work = Work()
        self._across = AcrossEditor(plan, self._work)
        self._creator = Creator(plan, opd, self._work, self._across)

    def plan(
        self, takes: Iterable[Take], fresh: Iterable[Line], removals: Iterable[Removal]
    ) -> Edits:
        """Return all edits."""
        for take in takes:
            self._take(take)
        for line in fresh:
            self._creator.create(line)
        for pointer, updates in self._work.updates.items():
            self._update(pointer, updates)
        for target, records in self._work.inserts.items():
            self._insert(target, records)
        for removal in removals:
            self._remove(removal)
        return self._work.edits

    # Values of records that are there

    def _take(self, take: Take) -> None:
        column = take.column
        if take.sheet.spec.across is not None:
            self._across.take(take)
            return
        steps = (*column.path, column.item) if column.item else column.path
        updates = self._work.updates.setdefault(take.key, {})
        self._work.models[take.key] = take.sheet.model
        for step in steps[:-1]:
            updates = updates.setdefault(step, {})
        updates[steps[-1]] = write_typed(column, take.value) if take.value else GONE
        pointer = f"{take.key}/{'/'.join(steps)}"
        self._work.edits.touches.append(Touch(pointer, take.place, take))

    def _update(self, pointer: str, updates: dict[str, Any]) -> None:
        found = self._plan.index.trace(pointer)
        if found is None or found[2]:
            return
        file, path, _ = found
        raw = follow_path(file.tree.data, path)
        changes = list(change_mapping(raw, path, updates, self._work.models[pointer]))
        self._work.edits.add(file.tree.file, *changes)

    # What goes

    def _remove(self, removal: Removal) -> None:
        if removal.sheet.spec.across is not None:
            self._across.remove(removal)
            return
        found = self._plan.index.trace(removal.key)
        if found is None or found[2]:
            return
        file, path, _ = found
        self._work.edits.add(file.tree.file, Remove(path))

    def _insert(self, target: Target, records: list[dict[str, Any]]) -> None:
        if target.file in self._work.edits.created:
            self._work.edits.add(target.file, Set((target.key,), records))
            return
        files = (one for one in self._plan.workspace.files if one.tree.file == target.file)
        data = follow_path(next(files).tree.data, target.path)
        key, _, below = target.key.partition("/")
        if below:
            value: Any = {below: records}
            exists = isinstance(data, dict) and key in data
            change: Change = (
                Set((*target.path, key), value)
                if exists
                else Add(target.path, key, value, order=target.order)
            )
            self._work.edits.add(target.file, change)
        elif isinstance(data, dict) and data.get(key):
            place = (*target.path, key)
            self._work.edits.add(target.file, *(Insert(place, record) for record in records))
        elif isinstance(data, dict) and key in data:
            self._work.edits.add(target.file, Set((*target.path, key), records))
        else:
            self._work.edits.add(target.file, Add(target.path, key, records, order=target.order))
