"""A file's records as bytes, and back: what was checked once need not be checked again.

In: the root record and its survey. Out: bytes, from which both come back as they were, each record
one object. Only records, and the kinds of values that fields hold, are made from bytes.
"""

from __future__ import annotations

import io
import pickle
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from masterplan_cli.schema.index import Survey
from masterplan_cli.schema.record import Record

R = TypeVar("R", bound=Record)
_HELD = {("decimal", "Decimal"): Decimal, ("datetime", "date"): date}
_END = "\0"
"""Ends a pointer: no text of YAML can hold it."""


_set = object.__setattr__
_UNTOLD: set[str] = set()
"""Stands for the names of the fields that were given, as in records that were checked."""


def restore_record(model: type[Record], values: dict[str, Any]) -> Record:
    """Return a record of values that were checked before: all of its fields, in their order."""
    record = model.__new__(model)
    _set(record, "__dict__", values)
    _set(record, "__pydantic_fields_set__", _UNTOLD)
    _set(record, "__pydantic_extra__", None)
    _set(record, "__pydantic_private__", None)
    return record


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """Write a record as its class and values."""
        if isinstance(value, Record):
            return restore_record, (type(value), value.__dict__)
        return NotImplemented


class _Unpickler(pickle.Unpickler):
    def __init__(self, data: bytes | memoryview, model: type[Record]) -> None:
        super().__init__(io.BytesIO(data))
        self._package = model.__module__.rpartition(".")[0]

    def find_class(self, module_name: str, global_name: str) -> Any:
        """Return a class of records or their parts beside the root's, or what makes values.

        Raises KeyError for all else.
        """
        if module_name == restore_record.__module__ and global_name == restore_record.__name__:
            return restore_record
        if module_name.rpartition(".")[0] != self._package:
            return _HELD[module_name, global_name]
        found = super().find_class(module_name, global_name)
        if isinstance(found, type) and issubclass(found, Record | tuple):
            return found
        raise KeyError(global_name)


def pack_record(record: Record) -> bytes:
    """Return the bytes for a record and those below it."""
    written = io.BytesIO()
    _Pickler(written, protocol=5).dump(record)
    return written.getvalue()


def unpack_record(data: bytes | memoryview, model: type[R]) -> R:
    """Return the ``model`` that was packed.

    Raises KeyError where the bytes ask for anything that no record holds, or are another's.
    """
    record = _Unpickler(data, model).load()
    if type(record) is not model:
        raise KeyError(model.__name__)
    return record


def pack_records(record: Record, survey: Survey) -> bytes:
    """Return the bytes for a file's records."""
    written = io.BytesIO()
    pointers = "".join([f"{pointer}{_END}" for pointer in survey.pointers])
    held = (record, survey.entries, survey.referenced, survey.speaking, pointers)
    _Pickler(written, protocol=5).dump(held)
    return written.getvalue()


def unpack_records(data: bytes | memoryview, model: type[Record]) -> tuple[Record, Survey]:
    """Return what was packed of a file whose root is a ``model``.

    Raises KeyError where the bytes ask for anything that no record holds.
    """
    record, entries, referenced, speaking, pointers = _Unpickler(data, model).load()
    return record, Survey(entries, referenced, speaking, pointers.split(_END)[:-1])
