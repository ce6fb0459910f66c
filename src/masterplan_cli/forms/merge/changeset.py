"""What an import does to files: changes by path, and what was touched where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.edit.changes import Add, Change, Remove, Set
from masterplan_cli.forms.findings import CellPlace
from masterplan_cli.forms.merge.compare import Take
from masterplan_cli.forms.reading.lines import Line
from masterplan_cli.forms.rows import Sheet, write_value
from masterplan_cli.schema.record import Record, describe_fields
from masterplan_cli.source.tree import Path

GONE: Final = object()
"""Stands for a key that is removed."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A pointer of the plan and its cell; ``cause`` is what asked for a change there, if any."""

    pointer: str
    place: CellPlace
    cause: Take | Line | None = None


@dataclass(slots=True)
class Edits:
    """Changes by file; ``created`` holds the text that a new file starts with."""

    changes: dict[str, list[Change]] = field(default_factory=dict)
    created: dict[str, str] = field(default_factory=dict)
    touches: list[Touch] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)

    def add(self, file: str, *changes: Change) -> None:
        """Note changes of a file."""
        self.changes.setdefault(file, []).extend(changes)


@dataclass(frozen=True, slots=True)
class Target:
    """A list that new records go into: its file, the mapping that holds it, the key."""

    file: str
    path: Path
    key: str
    order: tuple[str, ...]


@dataclass(slots=True)
class Work:
    """What planning gathers on its way to edits.

    ``updates`` holds values by record and field, ``models`` the records' classes, ``inserts`` new
    records by list, ``programs`` new programmes by their alias, with their ids.
    """

    edits: Edits = field(default_factory=Edits)
    updates: dict[str, dict[str, Any]] = field(default_factory=dict)
    models: dict[str, type[Record]] = field(default_factory=dict)
    inserts: dict[Target, list[dict[str, Any]]] = field(default_factory=dict)
    programs: dict[str, tuple[str, dict[str, Any]]] = field(default_factory=dict)


def point_cell(sheet: Sheet, key: str, item: str) -> str:
    """Return the pointer of the record in one cell of a row whose records lie side by side."""
    above, _, fixed = key.rpartition("/")
    names = [one.path[0] for one in sheet.columns if one.locked and one.path]
    parts = dict(zip(names, fixed.split(":"), strict=False))
    if sheet.spec.across is not None:
        parts[sheet.spec.across.by] = item
    return f"{above}/{':'.join(parts.get(name, '') for name in sheet.model.KEY)}"


def follow_path(data: Any, path: Path) -> Any:
    """Return what stands at ``path``."""
    for step in path:
        data = data[step]
    return data


def find_row(rows: list[Any], parts: Mapping[str, str]) -> int | None:
    """Return which row has the values ``parts``."""
    return next((number for number, row in enumerate(rows) if fits_row(row, parts)), None)


def fits_row(row: Any, parts: Mapping[str, str]) -> bool:
    """Say whether a row has the values ``parts``."""
    return isinstance(row, dict) and all(
        write_value(row.get(key)) == value for key, value in parts.items()
    )


def change_mapping(
    raw: Any, path: Path, updates: Mapping[str, Any], model: type[Record]
) -> Iterable[Change]:
    """Yield the changes that bring ``updates`` into the mapping ``raw`` at ``path``."""
    order = tuple(describe_fields(model))
    for name, value in updates.items():
        place = (*path, name)
        below = raw.get(name)
        if value is GONE:
            if name in raw:
                yield Remove(place)
        elif isinstance(value, dict) and isinstance(below, dict) and below:
            left = {*below, *value} - {key for key, one in value.items() if one is GONE}
            record = describe_fields(model)[name].record or model
            if left:
                yield from change_mapping(below, place, value, record)
            else:
                yield Remove(place)
        else:
            full = _strip(value)
            if full == {}:
                continue
            yield Set(place, full) if name in raw else Add(path, name, full, order=order)


def _strip(value: Any) -> Any:
    """Return a nested mapping without what is to be gone."""
    if not isinstance(value, dict):
        return value
    return {key: _strip(one) for key, one in value.items() if one is not GONE}
