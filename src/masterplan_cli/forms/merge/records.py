"""New records: values of a line become what YAML holds, with an id like its neighbours'."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from masterplan_cli.edit.changes import Value as Written
from masterplan_cli.forms.columns import Column
from masterplan_cli.forms.rows import Value
from masterplan_cli.schema.record import Record, describe_fields

_NUMBERED: Final = re.compile(r"(.*?)([0-9]+)\Z")
_LONGEST: Final = 40


def write_typed(column: Column, value: Value) -> Written:
    """Return a value as YAML's own type."""
    if isinstance(value, tuple):
        return list(value)
    match column.kind:
        case "rupiah" | "whole" | "percent" | "year":
            return int(value) if re.fullmatch(r"-?[0-9]+", value) else value
        case "number":
            return Decimal(value)
        case "date":
            return date.fromisoformat(value)
        case "flag":
            return value == "true"
        case _:
            return value


def nest_values(columns: Iterable[Column], values: Mapping[str, Value]) -> dict[str, Any]:
    """Return the values as nested mappings; what is empty is left out."""
    record: dict[str, Any] = {}
    for column in columns:
        value = values.get(column.id)
        if not value or not column.path:
            continue
        place = record
        steps = (*column.path, column.item) if column.item else column.path
        for step in steps[:-1]:
            place = place.setdefault(step, {})
        place[steps[-1]] = write_typed(column, value)
    return record


def list_absent(model: type[Record], record: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the path of each field that the model cannot do without and ``record`` lacks."""
    for name, shape in describe_fields(model).items():
        below = record.get(name)
        if below is None:
            if name != "id" and model.model_fields[name].is_required():
                yield (name,)
        elif isinstance(below, dict) and shape.record is not None and not shape.container:
            yield from ((name, *rest) for rest in list_absent(shape.record, below))


def order_record(record: Mapping[str, Any], order: Iterable[str]) -> dict[str, Any]:
    """Return the record with its keys in the model's order."""
    return {name: record[name] for name in order if name in record}


def choose_id(siblings: Iterable[str], taken: Iterable[str], prefix: str | None, name: str) -> str:
    """Return a new id: the next number where the neighbours count, else from the name.

    ``taken`` are all ids that it must not be.
    """
    listed = list(siblings)
    used = {*listed, *taken}
    matches = [match for one in listed if (match := _NUMBERED.match(one))]
    if matches and len(matches) * 2 >= len(listed):
        stem, _ = Counter(match[1] for match in matches).most_common(1)[0]
        digits = [match[2] for match in matches if match[1] == stem]
        width = min(map(len, digits)) if any(one.startswith("0") for one in digits) else 1
        number = max(map(int, digits)) + 1
        while f"{stem}{number:0{width}}" in used:
            number += 1
        return f"{stem}{number:0{width}}"
    if not listed and prefix:
        return _free(f"{prefix}-1", used)
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_LONGEST].strip("-")
    return _free(slug or prefix or "baru", used)


def _free(wanted: str, used: set[str]) -> str:
    number, found = 1, wanted
    stem = wanted.removesuffix("-1")
    while found in used:
        number += 1
        found = f"{stem}-{number}"
    return found
