"""One walk over all records of all files, for what the index holds.

In: the records of every file. Out: the index, and a finding for each id that stands twice.

Why a walk of its own beside ``walk_records``: of 45,000 records of 3,600 programmes most are rows
that no pointer names by itself; for them it makes nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from masterplan_cli.diagnostics import Diagnostic, Related, Text
from masterplan_cli.schema.index import Entry, Index, Path, Places, SourceFile, Survey, find_path
from masterplan_cli.schema.record import (
    Record,
    list_kinds,
    list_record_fields,
    list_reference_fields,
    list_wording_fields,
)
from masterplan_cli.schema.refused import harvest_cut, list_nameless
from masterplan_cli.schema.validation import point_at, read_kind_key, walk_records


class _Shape(NamedTuple):
    """What the walk asks of a class.

    It ``speaks`` where it has words of the team's own, and ``has_kinds`` where it, or a record
    below it, is of a kind.
    """

    kind: str
    below: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    speaks: bool
    has_kinds: bool
    key: tuple[str, ...]


@cache
def _describe(model: type[Record]) -> _Shape:
    return _Shape(
        model.KIND,
        list_record_fields(model),
        list_reference_fields(model),
        bool(list_wording_fields(model)),
        bool(list_kinds(model)),
        model.KEY,
    )


class _TwinsError(Exception):
    """Two items of one list have the same key, or none."""


class _Walk:
    """A walk over one file; raises _TwinsError where segments would not tell two records apart."""

    def __init__(self, record: Record) -> None:
        """Walk over all records from the file's root."""
        self.survey = Survey([], {}, [], [])
        key = read_kind_key(record)
        self._take(record, (), key, point_at(record, key, ""))

    def _take(self, record: Record, segments: tuple[str, ...], key: str, pointer: str) -> None:
        shape = _describe(type(record))
        if shape.kind:
            self.survey.entries.append((shape.kind, key, record, segments))
        if shape.speaks:
            self.survey.speaking.append(record)
            self.survey.pointers.append(pointer)
        values = record.__dict__
        for name, kind in shape.references:
            value = values[name]
            if value:
                _add_referenced(self.survey.referenced, kind, value)
        for name in shape.below:
            value = values[name]
            if value:
                parent = f"{pointer}/{name}" if pointer else name
                self._take_below(value, (*segments, name) if shape.has_kinds else (), parent)

    def _take_below(self, value: Any, segments: tuple[str, ...], parent: str) -> None:
        if isinstance(value, Record):
            key = read_kind_key(value)
            self._take(value, segments, key, point_at(value, key, parent))
            return
        model: type[Record] = type(value[0])
        shape = _describe(model)
        if not (shape.kind or shape.below or shape.speaks):
            self._take_rows(value, shape)
            return
        keys = [item.key for item in value]
        if len(keys) > 1 and len(set(keys)) < len(keys):
            raise _TwinsError
        for item, key in zip(value, keys, strict=True):
            below = (*segments, key) if shape.has_kinds else ()
            self._take(item, below, key, point_at(item, key, f"{parent}/{key}"))

    def _take_rows(self, rows: tuple[Record, ...], shape: _Shape) -> None:
        """Look at records that neither speak nor are of a kind, and hold no others."""
        if len(shape.key) == 2:
            # As ``Record.key`` is made, but faster, since nobody will see it.
            one, two = shape.key
            keys = {f"{row.__dict__[one] or ''}:{row.__dict__[two] or ''}" for row in rows}
        else:
            keys = {row.key for row in rows}
        if len(keys) < len(rows):
            raise _TwinsError
        for name, kind in shape.references:
            for row in rows:
                value = row.__dict__[name]
                if value:
                    _add_referenced(self.survey.referenced, kind, value)


def survey_records(record: Record) -> Survey | None:
    """Return what the index asks of a file; None where two of its records have one key, or none."""
    try:
        return _Walk(record).survey
    except _TwinsError:
        return None


def build_index(files: list[SourceFile], harvested: frozenset[str] = frozenset()) -> Index:
    """Walk every record once: entries, collisions of ids, references."""
    entries: dict[str, dict[str, Entry]] = {}
    collisions: list[tuple[Entry, Entry]] = []
    referenced: dict[str, set[str]] = {}
    places: list[Places] = []
    for file in files:
        survey = file.survey or survey_records(file.record)
        if survey is None:
            places.append(_list_places(file))
            collisions.extend(_enter_twins(file, entries, referenced))
            continue
        places.append(Places(file, survey.speaking, survey.pointers))
        for kind, names in survey.referenced.items():
            referenced.setdefault(kind, set()).update(names)
        for kind, key, record, segments in survey.entries:
            entry = Entry(record, file, segments)
            first = entries.setdefault(kind, {}).setdefault(key, entry)
            if first is not entry:
                collisions.append((first, entry))
    cut = [file for file in files if file.refused]
    return Index(
        entries,
        tuple(collisions),
        harvested.union(*(harvest_cut(file.tree.data, file.refused) for file in cut)),
        frozenset().union(*(list_nameless(type(file.record), file.refused) for file in cut)),
        tuple(files),
        {kind: frozenset(names) for kind, names in referenced.items()},
        tuple(places),
        whole=not cut,
    )


def _list_places(file: SourceFile) -> Places:
    speaking = [v for v in walk_records(file.record) if list_wording_fields(type(v.record))]
    return Places(file, [one.record for one in speaking], [one.pointer for one in speaking])


def _enter_twins(
    file: SourceFile, entries: dict[str, dict[str, Entry]], referenced: dict[str, set[str]]
) -> Iterator[tuple[Entry, Entry]]:
    """Enter the records of a file in which two have the same segments; yield those that collide."""
    seen: set[tuple[str, ...]] = set()
    twins: set[tuple[str, ...]] = set()
    for record, segments, key, _ in walk_records(file.record):
        kind = type(record).KIND
        is_twin = segments in seen
        if kind or is_twin:
            entry = Entry(record, file, segments)
            first = entries.setdefault(kind, {}).setdefault(key, entry) if kind else entry
            if is_twin:
                if first is entry and not _is_below(segments, twins) and record.has_full_key:
                    first = Entry(record, file, segments)
                twins.add(segments)
            if first is not entry:
                yield first, entry
        seen.add(segments)
        for name, target_kind in list_reference_fields(type(record)):
            value = record.__dict__[name]
            if value:
                _add_referenced(referenced, target_kind, value)


def _is_below(segments: tuple[str, ...], parents: set[tuple[str, ...]]) -> bool:
    return any(segments[:length] in parents for length in range(1, len(segments)))


def _add_referenced(
    referenced: dict[str, set[str]], kind: str, value: str | tuple[str, ...]
) -> None:
    """Note the id, or the ids, that a reference's field holds."""
    known = referenced.setdefault(kind, set())
    if isinstance(value, str):
        known.add(value)
    else:
        known.update(value)


def describe_collisions(index: Index) -> list[Diagnostic]:
    """Return a finding for each id that two records of one kind share."""
    found = []
    for first, second in index.collisions:
        if index.is_cut(first) or index.is_cut(second):
            continue
        name = second.record.key
        second_path = find_twin(second, first)
        first_span = first.file.tree.span((*find_path(first.file, first.segments), "id"))
        natural = second.record.KEY != ("id",)
        span = second.file.tree.span((*second_path, "id"))
        found.append(
            Diagnostic(
                "duplicate-id",
                Text(f"butir “{name}” tertulis dua kali", f"the entry '{name}' stands twice")
                if natural
                else Text(f"id “{name}” sudah dipakai", f"the id '{name}' is already in use"),
                span,
                hint=Text(
                    "Gabungkan kedua butir itu, atau bedakan isinya.",
                    "Merge the two entries, or tell them apart.",
                )
                if natural
                else Text(
                    "Beri id lain; rujukan memakai id yang pertama.",
                    "Choose another id; references mean the first one.",
                ),
                related=(Related(first_span, Text("dipakai pertama di sini", "first used here")),),
            )
        )
    return found


def find_twin(second: Entry, first: Entry) -> Path:
    """Return the tree path of the second record of one id, also within one list."""
    path = find_path(second.file, second.segments)
    if second.file is not first.file or not path or not isinstance(path[-1], int):
        return path
    items: Any = second.file.tree.data
    for part in path[:-1]:
        items = items[part]
    key = second.record.key
    model = type(second.record)
    twins = [
        number
        for number, item in enumerate(items)
        if isinstance(item, dict) and model.read_key(item) == key
    ]
    return (*path[:-1], twins[-1]) if twins else path
