"""Every pointer that content bears, or that could be asked for it.

In: files. Out: pointers, by which a hash in a Word file is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from masterplan_cli.schema.index import Index, SourceFile
from masterplan_cli.schema.record import Record, describe_fields
from masterplan_cli.schema.validation import walk_records


def list_pointers(index: Index, files: Iterable[SourceFile]) -> Iterator[str]:
    """Yield every pointer that a value of these files may bear: records, fields, keys below."""
    yield from index.entries
    for file in files:
        for visit in walk_records(file.record):
            yield visit.pointer
            yield from _list_field_pointers(visit.record, visit.pointer)


def _list_field_pointers(record: Record, pointer: str) -> Iterator[str]:
    for name, shape in describe_fields(type(record)).items():
        yield f"{pointer}/{name}"
        if shape.record is None and shape.container:
            for key in record.__dict__[name]:
                yield f"{pointer}/{name}/{key}"


def list_absent_pointers(files: Iterable[SourceFile]) -> Iterator[str]:
    """Yield pointers of what is absent but may be printed as such.

    Those are fields of records that are not there, and keys that a mapping lacks but another one
    of its kind has, such as the target of a year.
    """
    visits: list[tuple[Record, str]] = []
    keys: dict[tuple[type[Record], str], dict[Any, None]] = {}
    for file in files:
        for visit in walk_records(file.record):
            visits.append((visit.record, visit.pointer))
            for name, shape in describe_fields(type(visit.record)).items():
                if shape.record is None and shape.container == "mapping":
                    kind = (type(visit.record), name)
                    keys.setdefault(kind, {}).update(dict.fromkeys(visit.record.__dict__[name]))
    for record, pointer in visits:
        for name, shape in describe_fields(type(record)).items():
            value = record.__dict__[name]
            if shape.record is not None and not shape.container and value is None:
                yield from (f"{pointer}/{name}/{below}" for below in describe_fields(shape.record))
            for key in keys.get((type(record), name), ()):
                if key not in value:
                    yield f"{pointer}/{name}/{key}"
