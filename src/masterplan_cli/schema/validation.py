"""A tree becomes a record, and every fault a finding at its narrowest place.

Why pruning: a record with one bad field must still exist for the records that refer to it, or one
slip of the pen would be reported a dozen times. So what is wrong is cut out, the rest is read
again, and the places that were cut are remembered: no check speaks about them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.schema.faults import Fault, describe_faults, list_faults
from masterplan_cli.schema.record import Record
from masterplan_cli.source.tree import Tree

R = TypeVar("R", bound=Record)
Path = tuple[str | int, ...]

_ROUNDS = 40


@dataclass(frozen=True, slots=True)
class Validated(Generic[R]):
    """A record as far as it could be read, and the tree paths of what was cut out of it."""

    record: R | None
    diagnostics: tuple[Diagnostic, ...] = ()
    refused: tuple[Path, ...] = ()


def validate_tree(tree: Tree, model: type[R], context: Mapping[str, Any]) -> Validated[R]:
    """Return the record of ``tree`` together with every fault found in it.

    ``context`` reaches the field types (``century``). Raises nothing.
    """
    try:
        return Validated(model.model_validate(tree.data, context=dict(context)))
    except ValidationError as error:
        faults = list(list_faults(error, model))
    diagnostics = describe_faults(faults, tree)
    refused = tuple(fault.path for fault in faults)
    return Validated(_read_remainder(tree.data, model, context, faults), diagnostics, refused)


def _read_remainder(
    data: Any, model: type[R], context: Mapping[str, Any], faults: list[Fault]
) -> R | None:
    """Cut the faults out and read again, until what is left is sound."""
    for _ in range(_ROUNDS):
        cuts = {fault.cut for fault in faults}
        if () in cuts:
            return None
        data = _prune(data, (), cuts)
        try:
            return model.model_validate(data, context=dict(context))
        except ValidationError as error:
            faults = list(list_faults(error, model))
    return None


def _prune(data: Any, path: Path, cuts: set[Path]) -> Any:
    """Return ``data`` without the values at ``cuts``; what holds no cut is shared, not copied."""
    if not any(cut[: len(path)] == path for cut in cuts):
        return data
    if isinstance(data, dict):
        return {
            key: _prune(value, (*path, key), cuts)
            for key, value in data.items()
            if (*path, key) not in cuts
        }
    if isinstance(data, list):
        return [
            _prune(value, (*path, number), cuts)
            for number, value in enumerate(data)
            if (*path, number) not in cuts
        ]
    return data


def walk_records(record: Record, segments: tuple[str, ...] = ()) -> Iterator[Visit]:
    """Yield ``record`` and every record below it, parents first."""
    from masterplan_cli.schema.record import describe_fields

    yield Visit(record, segments)
    values = record.__dict__
    for name, shape in describe_fields(type(record)).items():
        if shape.record is None:
            continue
        value = values[name]
        if isinstance(value, Record):
            yield from walk_records(value, (*segments, name))
        elif value:
            for item in value:
                yield from walk_records(item, (*segments, name, item.key))


@dataclass(frozen=True, slots=True)
class Visit:
    """A record met on a walk, and its segments below the file's root."""

    record: Record
    segments: tuple[str, ...]
