"""The rows of a form: what the plan holds of one sheet, as plain texts that can be compared.

In: ``Masterplan`` and sheets. Out: rows by OPD. A value is a text as YAML has it (numbers without
separators, dates as year-month-day, ids), a tuple of them for a list, and empty for nothing: so
the plan of today, the plan of the form's day and the form itself compare by ``==``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from masterplan_cli.forms.columns import CHOICE, PARENT, Column
from masterplan_cli.forms.specs import SheetSpec
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.schema.record import Record, describe_fields
from masterplan_cli.schema.validation import point_at, read_kind_key

Value: TypeAlias = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row: its key (the record's pointer), its values by column, and the record's parent."""

    key: str
    values: Mapping[str, Value]
    parent: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a form: what it is made from, its record class, its columns."""

    id: str
    spec: SheetSpec
    model: type[Record]
    columns: tuple[Column, ...]

    @property
    def is_programs(self) -> bool:
        """Say whether the rows are the programmes themselves."""
        return self.spec.root == "program" and not self.spec.steps


@dataclass(slots=True)
class _Place:
    """Where the walk is: a record, its pointer, its root, and the quadrant on the way."""

    record: Record
    pointer: str
    root: Record
    parent: str
    choice: str = ""
    above: str = field(default="")


def find_model(roots: Mapping[str, type[Record]], spec: SheetSpec) -> type[Record]:
    """Return the record class of a sheet's rows; KeyError where ``records`` leads nowhere."""
    model = roots[spec.root]
    for step in spec.steps:
        shapes = describe_fields(model)
        names = [name for name, shape in shapes.items() if shape.record] if step == "*" else [step]
        record = shapes[names[0]].record
        assert record is not None, f"{spec.records}: {step} holds no records"
        model = record
    return model


def list_quadrants(model: type[Record], spec: SheetSpec) -> tuple[str, ...]:
    """Return the fields that ``*`` stands for, starting at the class of the outermost record."""
    for step in spec.steps:
        shapes = describe_fields(model)
        if step == "*":
            return tuple(name for name, shape in shapes.items() if shape.record is not None)
        record = shapes[step].record
        assert record is not None
        model = record
    return ()


def gather_rows(
    plan: Masterplan, sheet: Sheet, only: str | None = None
) -> dict[str, list[FormRow]]:
    """Return the sheet's rows of every OPD, or of one; under an empty id what nobody owns."""
    rows: dict[str, list[FormRow]] = {}
    spec = sheet.spec
    places: dict[str, list[_Place]] = {}
    for place in _walk(plan, spec):
        owner = place.root if spec.owner == "root" else place.record
        name = owner.__dict__.get(spec.owner_field) or ""
        if only is not None and name != only:
            continue
        places.setdefault(name, []).append(place)
    for name, found in places.items():
        rows[name] = list(_lay_across(found, sheet) if spec.across else _lay(found, sheet))
    return rows


def _walk(plan: Masterplan, spec: SheetSpec) -> Iterator[_Place]:
    for name, entry in plan.index.entries.get(spec.root, {}).items():
        parent = entry.file.folder if spec.root == "program" and not spec.steps else name
        pointer = f"{spec.root}/{name}" if name else spec.root
        places = [_Place(entry.record, pointer, entry.record, parent)]
        for step in spec.steps:
            places = [below for place in places for below in _descend(place, step)]
        yield from places


def _descend(place: _Place, step: str) -> Iterator[_Place]:
    record = place.record
    names = [step]
    if step == "*":
        names = [name for name, shape in describe_fields(type(record)).items() if shape.record]
    for name in names:
        value = record.__dict__[name]
        choice = name if step == "*" else place.choice
        if isinstance(value, Record):
            pointer = point_at(value, read_kind_key(value), f"{place.pointer}/{name}")
            yield _Place(value, pointer, place.root, place.parent, choice, place.pointer)
        for item in value or () if not isinstance(value, Record) else ():
            pointer = point_at(item, item.key, f"{place.pointer}/{name}/{item.key}")
            yield _Place(item, pointer, place.root, place.parent, choice, place.pointer)


def _lay(places: Iterable[_Place], sheet: Sheet) -> Iterator[FormRow]:
    for place in places:
        values = {column.id: read_column(place.record, column) for column in sheet.columns}
        yield FormRow(place.pointer, _front(values, place, sheet), place.parent)


def _front(values: dict[str, Value], place: _Place, sheet: Sheet) -> dict[str, Value]:
    if PARENT in values:
        values[PARENT] = place.parent
    if CHOICE in values:
        values[CHOICE] = place.choice
    return values


def _lay_across(places: Iterable[_Place], sheet: Sheet) -> Iterator[FormRow]:
    """Yield a row for the records that differ only in the key that lies across."""
    across = sheet.spec.across
    assert across is not None
    fixed = [column for column in sheet.columns if not column.item and column.path]
    wide = {column.item: column for column in sheet.columns if column.item}
    made: dict[str, dict[str, Value]] = {}
    parents: dict[str, str] = {}
    for place in places:
        record = place.record
        shared = [str(read_column(record, column)) for column in fixed]
        key = f"{place.above}/{sheet.spec.steps[-1]}/{':'.join(shared)}"
        if key not in made:
            made[key] = {column.id: "" for column in sheet.columns}
            made[key] |= {column.id: read_column(record, column) for column in fixed}
            made[key] = _front(made[key], place, sheet)
            parents[key] = place.parent
        column_at = wide.get(write_value(record.__dict__[across.by]))
        if column_at is not None and not made[key][column_at.id]:
            made[key][column_at.id] = write_value(record.__dict__[across.value])
    for key, values in made.items():
        yield FormRow(key, values, parents[key])


def is_indispensable(sheet: Sheet, column: Column) -> bool:
    """Say whether no record can be without what the column holds."""
    info = sheet.model.model_fields.get(column.path[0]) if len(column.path) == 1 else None
    return info is not None and info.is_required()


def read_column(record: Record, column: Column) -> Value:
    """Return what ``record`` has in ``column``; no is nothing, as all flags are off by default."""
    value: Any = record
    if not column.path:
        return ""
    for step in column.path:
        if value is None:
            return ""
        value = value.__dict__[step]
    if column.item:
        value = _find_item(value, column.item)
    if column.listed:
        return tuple(write_value(one) for one in value or ())
    if column.kind == "flag" and not value:
        return ""
    return write_value(value)


def _find_item(value: Any, item: str) -> Any:
    if not isinstance(value, dict):
        return None
    return value.get(int(item)) if item.isdecimal() else value.get(item)


def write_value(value: Any) -> str:
    """Return one value as text, the same for equal values."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return write_number(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def write_number(number: Decimal) -> str:
    """Return a number without separators, exponent or needless noughts."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
