"""Which fields of a file's records differ between two states of its data.

In: the raw data of a file as it was and as it is. Out: the names of the fields whose values are
others, or None where the records themselves are: added, removed, moved, or called by another key.

Why names: whoever asks wants to know whether somebody who reads certain fields would see a
difference, and a field's name is what code and templates read it by. Whose the fields are is said
by the pointer of the nearest record that has an id.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set
from typing import Any

from masterplan_cli.schema.record import FieldShape, Record, describe_fields

Found = defaultdict[str, set[str]]


class _MovedError(Exception):
    """Records were added, removed, moved or renamed, or are no records at all."""


def list_changed_fields(
    model: type[Record], old: object, new: object
) -> dict[str, Set[str]] | None:
    """Return the fields that differ in two readings of one file of ``model``, by their names.

    Each has the pointers of the records whose it is, ``""`` for one without id. A key with nothing
    behind it counts as absent. None where more than values differ.
    """
    found: Found = defaultdict(set)
    try:
        _compare_records(model, old, new, "", found)
    except _MovedError:
        return None
    return dict(found)


def _compare_records(
    model: type[Record], old: object, new: object, owner: str, found: Found
) -> None:
    if not isinstance(old, dict) or not isinstance(new, dict):
        raise _MovedError
    if model.KIND:
        owner = f"{model.KIND}/{new.get('id')}" if model.KEY == ("id",) else ""
    shapes = describe_fields(model)
    for name in {**old, **new}:
        before, after = old.get(name), new.get(name)
        if _is_same(before, after):
            continue
        shape = shapes.get(name)
        if shape is None or name in model.KEY:
            raise _MovedError
        _compare_values(shape, before, after, owner, found)


def _compare_values(shape: FieldShape, old: object, new: object, owner: str, found: Found) -> None:
    if shape.record is None:
        found[shape.name].add(owner)
    elif shape.container == "list":
        if not isinstance(old, list) or not isinstance(new, list) or len(old) != len(new):
            raise _MovedError
        for before, after in zip(old, new, strict=True):
            if not _is_same(before, after):
                _compare_records(shape.record, before, after, owner, found)
    elif shape.container:
        raise _MovedError
    else:
        _compare_records(shape.record, old, new, owner, found)


def _is_same(old: Any, new: Any) -> bool:
    """Say whether two readings agree, also in how scalars are written (``1`` is not ``"1"``)."""
    if type(old) is not type(new):
        return False
    if isinstance(old, dict):
        return list(old) == list(new) and all(_is_same(old[name], new[name]) for name in old)
    if isinstance(old, list):
        return len(old) == len(new) and all(map(_is_same, old, new))
    return bool(old == new)
