"""A plan flattened: every value with its pointer, the record it belongs to, and what it is called.

In: a plan. Out: subjects (records that stand for themselves, such as a programme or an issue) and
leaves (single values), by pointer, so that two plans can be laid side by side.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.pillar import Pillar
from masterplan_cli.model.review import ReviewFile
from masterplan_cli.scaffold.key_texts import describe_key
from masterplan_cli.scaffold.record_texts import RECORD_TEXTS
from masterplan_cli.schema.index import Index, SourceFile
from masterplan_cli.schema.record import FieldShape, Record, describe_fields
from masterplan_cli.schema.validation import walk_records

Topic = Literal["name", "budget", "target", "owner", "text", "value"]

_OWNERS = ("owner", "partners", "lead", "opd")
_TARGETS = ("targets", "baseline")
_NAMES = ("short_name", "name", "title", "text", "statement", "label")


@dataclass(frozen=True, slots=True)
class Subject:
    """A record that stands for itself; ``parent`` is the subject that it stands in."""

    pointer: str
    kind: str
    title: str
    name: str
    pillar: str
    parent: str
    record: Record


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value; ``label`` says in words which of its subject's it is."""

    pointer: str
    subject: str
    topic: Topic
    label: str
    value: Any
    shape: FieldShape


@dataclass(frozen=True, slots=True)
class Flat:
    """One plan, flattened: subjects by pointer, and their leaves by what follows it."""

    subjects: dict[str, Subject]
    by_subject: dict[str, dict[str, Leaf]]


def flatten_plan(plan: Masterplan) -> Flat:
    """Return everything that the workspace's files say, in their order."""
    flat = Flat({}, {})
    pillars = {one.id: one.name for one in plan.profile.dimensions}
    for file in plan.workspace.files:
        if isinstance(file.record, ReviewFile):
            continue  # what was said of the plan is no part of it
        _flatten_file(file, flat, plan.index, pillars)
    return flat


@dataclass(frozen=True, slots=True)
class _Home:
    """Where a walk stands: the subject around, and the words that lead from it to here."""

    subject: str
    words: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


def _flatten_file(file: SourceFile, flat: Flat, index: Index, pillars: Mapping[str, str]) -> None:
    homes: dict[tuple[str, ...], _Home] = {}
    for visit in walk_records(file.record):
        record, segments = visit.record, visit.segments
        outer = next(
            (
                homes[segments[:n]]
                for n in range(len(segments) - 1, -1, -1)
                if segments[:n] in homes
            ),
            _Home(""),
        )
        model = type(record)
        title = RECORD_TEXTS.get(model.__name__, (model.__name__, ""))[0]
        if model.KIND:
            home = _Home(visit.pointer)
            subject = Subject(
                visit.pointer,
                model.KIND,
                title,
                name_record(record, index) or pillars.get(_read_id(record, Pillar)) or title,
                file.folder,
                outer.subject,
                record,
            )
            flat.subjects.setdefault(visit.pointer, subject)
        else:
            called = name_record(record, index)
            words = f"{title} “{called}”" if called else title
            home = _Home(
                outer.subject, (*outer.words, words), (*outer.fields, _find_field(segments))
            )
        homes[segments] = home
        if home.subject:
            leaves = flat.by_subject.setdefault(home.subject, {})
            for leaf in _list_leaves(record, visit.pointer, home):
                leaves.setdefault(leaf.pointer[len(home.subject) :], leaf)


def _read_id(record: Record, model: type[Record]) -> str:
    return str(record.__dict__.get("id", "")) if isinstance(record, model) else ""


def _find_field(segments: tuple[str, ...]) -> str:
    return next((part for part in segments[-2:] if part.isidentifier()), "")


def name_record(record: Record, index: Index) -> str:
    """Return what a record calls itself: its name or text, else its natural key, else nothing."""
    values = record.__dict__
    for name in _NAMES[1:]:
        if isinstance(values.get(name), str):
            return str(values[name])
    shapes = describe_fields(type(record))
    parts = [name for name in type(record).KEY if values.get(name) and name != "id"]
    return ", ".join(_name_part(values[name], shapes[name], index) for name in parts)


def _name_part(value: object, shape: FieldShape, index: Index) -> str:
    """Return a part of a natural key as people call it: a fund by its name, not by its id."""
    other = index.find(shape.reference, str(value)) if shape.reference else None
    if other is None:
        return str(value)
    return str(other.__dict__.get("short_name") or name_record(other, index) or value)


def _list_leaves(record: Record, pointer: str, home: _Home) -> Iterator[Leaf]:
    model = type(record)
    for name, shape in describe_fields(model).items():
        value = record.__dict__[name]
        if shape.record is not None or name in model.KEY or value in (None, (), {}, False):
            continue
        label = name_key(model.__name__, name)
        topic = _choose_topic(name, shape, home, record)
        if isinstance(value, dict):
            for key, one in value.items():
                words = " › ".join((*home.words, f"{label} {key}"))
                yield Leaf(f"{pointer}/{name}/{key}", home.subject, topic, words, one, shape)
        else:
            # The amount of a budget and the value of a fact are what their record is about.
            main = home.words and name in ("amount", "value")
            words = " › ".join(home.words if main else (*home.words, label))
            yield Leaf(f"{pointer}/{name}", home.subject, topic, words, value, shape)


def name_key(model: str, key: str) -> str:
    """Return the short name of a field: its description up to the first break."""
    text = describe_key(model, key)
    for sign in (";", ",", " (", ":", " setiap "):
        text = text.partition(sign)[0]
    text = text.removeprefix("Id ")
    return text[:1].upper() + text[1:]


def _choose_topic(name: str, shape: FieldShape, home: _Home, record: Record) -> Topic:
    if "budget" in home.fields or name == "amount":
        return "budget"
    if name in _TARGETS or any(field in _TARGETS for field in home.fields):
        return "target"
    if name in _OWNERS:
        return "owner"
    if name == "name" and type(record).KIND:
        return "name"
    if shape.wording or shape.prose:
        return "text"
    return "value"
