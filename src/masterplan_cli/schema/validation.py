"""A tree becomes a record, and every fault a finding at its narrowest place.

Why pruning: a record with one bad field must still exist for the records that refer to it, or one
slip of the pen would be reported a dozen times. So what is wrong is cut out, the rest is read
again, and the places that were cut are remembered: no check speaks about them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.schema.record import Record, list_record_fields
from masterplan_cli.source.tree import Tree

if TYPE_CHECKING:
    from masterplan_cli.schema.faults import Fault

R = TypeVar("R", bound=Record)
Path = tuple[str | int, ...]

_ROUNDS = 40


class Validated(NamedTuple, Generic[R]):
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
        # Imported here: most runs find nothing, and start-up time counts.
        from masterplan_cli.schema.faults import describe_faults, list_faults

        faults = list(list_faults(error, model))
    diagnostics = describe_faults(faults, tree)
    refused = tuple(fault.path for fault in faults)
    return Validated(_read_remainder(tree.data, model, context, faults), diagnostics, refused)


def _read_remainder(
    data: Any, model: type[R], context: Mapping[str, Any], faults: list[Fault]
) -> R | None:
    """Cut the faults out and read again, until what is left is sound."""
    from masterplan_cli.schema.faults import list_faults

    for _ in range(_ROUNDS):
        cuts = {fault.cut for fault in faults}
        if () in cuts:
            return None
        data = _prune(data, _branch(cuts))
        try:
            return model.model_validate(data, context=dict(context))
        except ValidationError as error:
            faults = list(list_faults(error, model))
    return None


def _branch(cuts: set[Path]) -> dict[str | int, Any]:
    """Return the cuts step by step, an empty mapping for each; what is below one goes with it."""
    root: dict[str | int, Any] = {}
    for cut in sorted(cuts, key=len):
        branch = root
        for step in cut[:-1]:
            if step in branch and not branch[step]:
                break
            branch = branch.setdefault(step, {})
        else:
            branch[cut[-1]] = {}
    return root


def _prune(data: Any, branch: Mapping[str | int, Any]) -> Any:
    """Return ``data`` without what ``branch`` cuts; what holds no cut is shared, not copied."""
    if isinstance(data, dict):
        return {
            key: _prune(value, branch[key]) if key in branch else value
            for key, value in data.items()
            if key not in branch or branch[key]
        }
    if isinstance(data, list):
        return [
            _prune(value, branch[number]) if number in branch else value
            for number, value in enumerate(data)
            if number not in branch or branch[number]
        ]
    return data


class Visit(NamedTuple):
    """A record met on a walk: its segments below the file's root, its key, and its pointer.

    The key is empty where a record stands alone and has no kind. The pointer is by kind and id
    where the record has a kind, else below its parent's.
    """

    record: Record
    segments: tuple[str, ...]
    key: str
    pointer: str


def walk_records(record: Record) -> Iterator[Visit]:
    """Yield ``record`` and every record below it, parents first."""
    key = read_kind_key(record)
    pending = [Visit(record, (), key, point_at(record, key, ""))]
    while pending:
        visit = pending.pop()
        yield visit
        names = list_record_fields(type(visit.record))
        if not names:
            continue
        below: list[Visit] = []
        for name in names:
            value = visit.record.__dict__[name]
            if not value:
                continue
            segments = (*visit.segments, name)
            parent = f"{visit.pointer}/{name}" if visit.pointer else name
            if isinstance(value, Record):
                key = read_kind_key(value)
                below.append(Visit(value, segments, key, point_at(value, key, parent)))
                continue
            for item in value:
                key = item.key
                pointer = point_at(item, key, f"{parent}/{key}")
                below.append(Visit(item, (*segments, key), key, pointer))
        below.reverse()
        pending.extend(below)


def read_kind_key(record: Record) -> str:
    """Return the key of a record that stands alone: without a kind it needs none, nor an id."""
    return record.key if type(record).KIND else ""


def point_at(record: Record, key: str, place: str) -> str:
    """Return the pointer of a record that stands at ``place``."""
    kind = type(record).KIND
    if not kind:
        return place
    return f"{kind}/{key}" if key else kind
