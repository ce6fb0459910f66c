"""From a pointer, as provenance and findings name places, to a change in a file."""

from __future__ import annotations

from masterplan_cli.edit.changes import Add, Change, Remove, Set, Value
from masterplan_cli.edit.wanted import refuse_nowhere
from masterplan_cli.schema.index import Index
from masterplan_cli.schema.record import Record, describe_fields, find_owner


def set_at(index: Index, pointer: str, value: Value) -> tuple[str, Change]:
    """Return the file and the change that gives the field at ``pointer`` another value.

    A field that its record lacks is added at its usual place: the order of the record's fields.
    Raises EditError where the record itself is not there.
    """
    found = index.trace(pointer)
    if found is None:
        raise refuse_nowhere((pointer,))
    file, path, missing = found
    if not missing:
        return file.tree.file, Set(path, value)
    if len(missing) > 1:
        raise refuse_nowhere((*path, *missing))
    owner = find_owner(type(file.record), (*path, missing[0]))
    return file.tree.file, Add(path, missing[0], value, order=list_usual_keys(owner))


def remove_at(index: Index, pointer: str) -> tuple[str, Change]:
    """Return the file and the change that removes the field at ``pointer``, or the list's item.

    Raises EditError where it is not there.
    """
    found = index.trace(pointer)
    if found is None or found[2]:
        raise refuse_nowhere((pointer,))
    return found[0].tree.file, Remove(found[1])


def list_usual_keys(model: type[Record]) -> tuple[str, ...]:
    """Return a record's keys in the order that files have them: what all records have second."""
    first, *others = [name for name in describe_fields(model) if name not in Record.model_fields]
    return (first, *Record.model_fields, *others)
