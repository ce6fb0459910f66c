"""Changes gathered by place, and the data that a file must hold when they are made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from masterplan_cli.diagnostics import Text
from masterplan_cli.edit.changes import (
    Add,
    Change,
    EditError,
    Insert,
    Remove,
    Rename,
    Rewrite,
    Set,
    Trim,
    Value,
    show_path,
)
from masterplan_cli.source.tree import Path


class _Unchanged:
    """Stands where no value is wanted, since None is one."""


UNCHANGED = _Unchanged()


@dataclass(slots=True)
class Wanted:
    """What is wanted of one place, and of the places below it."""

    value: Value | _Unchanged = UNCHANGED
    removed: bool = False
    key: str | None = None
    adds: list[Add] = field(default_factory=list)
    inserts: list[Insert] = field(default_factory=list)
    below: dict[str | int, Wanted] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether the place gets another value or goes, so that nothing below it can change."""
        return self.removed or self.value is not UNCHANGED

    @property
    def reshapes(self) -> bool:
        """Whether items or keys of this very list or mapping come or go."""
        return bool(self.adds or self.inserts) or any(item.removed for item in self.below.values())

    def find(self, step: str | int) -> Wanted:
        """Return what is wanted of the place one step below."""
        return self.below.get(step, NOTHING)


NOTHING = Wanted()


def gather_changes(changes: Iterable[Change]) -> Wanted:
    """Return all changes of data by place; raises EditError where two contradict each other."""
    root = Wanted()
    for change in changes:
        if isinstance(change, Trim | Rewrite):
            continue
        place = root
        for step in change.path:
            place = place.below.setdefault(step, Wanted())
        if isinstance(change, Set):
            _refuse_second(change.path, place.value is not UNCHANGED)
            place.value = change.value
        elif isinstance(change, Remove):
            place.removed = True
        elif isinstance(change, Rename):
            _refuse_second(change.path, place.key is not None)
            place.key = change.key
        elif isinstance(change, Add):
            twice = any(add.key == change.key for add in place.adds)
            _refuse_second((*change.path, change.key), twice)
            place.adds.append(change)
        else:
            place.inserts.append(change)
    _refuse_overlap(root, ())
    return root


def _refuse_overlap(place: Wanted, path: Path) -> None:
    inner = bool(place.adds or place.inserts or place.below)
    _refuse_second(path, place.is_whole and (inner or (place.removed and place.key is not None)))
    _refuse_second(path, place.removed and place.value is not UNCHANGED)
    for step, item in place.below.items():
        _refuse_overlap(item, (*path, step))


def _refuse_second(path: Path, refused: bool) -> None:
    if refused:
        raise EditError(
            path,
            Text(
                f"dua perubahan bertabrakan di “{show_path(path)}”",
                f"two changes meet at '{show_path(path)}'",
            ),
            Text("Kerjakan satu per satu.", "Make them one after the other."),
        )


def apply_changes(data: Any, wanted: Wanted, path: Path = ()) -> Any:
    """Return ``data`` as it must load with the changes made; ``data`` itself stays as it is.

    Raises EditError where a change leads nowhere.
    """
    if wanted.value is not UNCHANGED:
        return wanted.value
    if wanted.adds or (isinstance(data, dict) and not wanted.inserts):
        return _change_mapping(data, wanted, path)
    if wanted.inserts or isinstance(data, list):
        return _change_list(data, wanted, path)
    if wanted.below:
        raise refuse_nowhere((*path, next(iter(wanted.below))))
    return data


def _change_mapping(data: Any, wanted: Wanted, path: Path) -> dict[str, Any]:
    if data is not None and not isinstance(data, dict):
        raise refuse_nowhere((*path, wanted.adds[0].key))
    data = data or {}
    for step in wanted.below:
        if step not in data:
            raise refuse_nowhere((*path, step))
    changed: dict[str, Any] = {}
    for key, value in data.items():
        below = wanted.find(key)
        if not below.removed:
            _put_new(changed, below.key or key, apply_changes(value, below, (*path, key)), path)
    for add in wanted.adds:
        _put_new(changed, add.key, add.value, path)
    return changed


def _put_new(changed: dict[str, Any], key: str, value: Any, path: Path) -> None:
    if key in changed:
        raise EditError(
            (*path, key),
            Text(f"kunci “{key}” sudah ada", f"the key '{key}' is there already"),
            Text("Ubah nilainya, atau hapus dahulu.", "Change its value, or remove it first."),
        )
    changed[key] = value


def _change_list(data: Any, wanted: Wanted, path: Path) -> list[Any]:
    if data is not None and not isinstance(data, list):
        raise refuse_nowhere((*path, len(wanted.inserts)))
    data = data or []
    for step in wanted.below:
        if not isinstance(step, int) or not 0 <= step < len(data):
            raise refuse_nowhere((*path, step))
    changed: list[Any] = []
    for number in range(len(data) + 1):
        changed += [item.value for item in list_inserts(wanted, number, len(data))]
        if number < len(data):
            below = wanted.find(number)
            if not below.removed:
                changed.append(apply_changes(data[number], below, (*path, number)))
    return changed


def list_inserts(wanted: Wanted, number: int, size: int) -> list[Insert]:
    """Return what is to be inserted before item ``number`` of a list of ``size`` items."""
    return [
        insert
        for insert in wanted.inserts
        if min(size if insert.index is None else max(insert.index, 0), size) == number
    ]


def refuse_nowhere(path: Path) -> EditError:
    """Return the error for a path that leads to nothing."""
    return EditError(
        path,
        Text(
            f"tidak ada “{show_path(path)}” di berkas ini", f"no '{show_path(path)}' in this file"
        ),
        Text(
            "Isi berkas mungkin berubah sejak dibaca; ulangi perintahnya.",
            "The file may have changed since it was read; run the command again.",
        ),
    )
