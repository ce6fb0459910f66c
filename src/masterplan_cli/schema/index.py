"""All records by kind and id, and the way from a pointer to a line of YAML.

In: the records of every file with their trees (``survey``). Out: look-up by ``kind/id``, the
references, and ``locate`` from any pointer to its span.

Why pointers by id: a list index shifts with every insertion, so a comment on last month's draft
would land on somebody else's programme.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import Any, NamedTuple

from masterplan_cli.diagnostics import Span
from masterplan_cli.frozen import dataclass
from masterplan_cli.schema.record import Record, describe_fields, list_reference_fields
from masterplan_cli.schema.validation import walk_records
from masterplan_cli.source.tree import Tree

Path = tuple[str | int, ...]


_FEW = 8
"""Items that are looked through; those of longer lists are numbered once."""


_OUTERMOST = 2
"""Steps from a file's root to a record of its list."""


class Survey(NamedTuple):
    """What the index asks of the records of one file.

    ``entries`` are kind, key, record and segments of those that have a kind; ``referenced`` the ids
    that references name, by kind; ``speaking`` the records with words of the team's own, parents
    first, each with its pointer.
    """

    entries: list[tuple[str, str, Record, tuple[str, ...]]]
    referenced: dict[str, set[str]]
    speaking: list[Record]
    pointers: list[str]


class SourceFile(NamedTuple):
    """One file: its tree, its root record as far as it could be read, and what was cut out.

    ``survey`` is there where somebody has made it already.
    """

    tree: Tree
    record: Record
    refused: tuple[Path, ...] = ()
    folder: str = ""
    survey: Survey | None = None


class Entry(NamedTuple):
    """Where a record of a kind stands."""

    record: Record
    file: SourceFile
    segments: tuple[str, ...]


class Places(NamedTuple):
    """The records of one file that hold words of the team's own, each with its pointer."""

    file: SourceFile
    records: list[Record]
    pointers: list[str]


class Use(NamedTuple):
    """One reference: the field ``pointer`` names a record of ``kind`` by ``target``."""

    pointer: str
    kind: str
    target: str


@dataclass(frozen=True)
class Index:
    """Entries by kind and id.

    ``harvested`` holds ids of what could not be read; ``nameless`` the kinds of which a record
    has lost its very id, so that nobody can tell which references mean it; ``referenced`` are the
    ids that references name, by kind; ``places`` are in the files' order, parents first;
    ``whole`` says that nothing was cut out of any file; ``cuts`` are the first steps of what was,
    by the file's identity, noted when first asked for.
    """

    entries: Mapping[str, Mapping[str, Entry]]
    collisions: tuple[tuple[Entry, Entry], ...] = ()
    harvested: frozenset[str] = frozenset()
    nameless: frozenset[str] = frozenset()
    files: tuple[SourceFile, ...] = field(default=(), repr=False)
    referenced: Mapping[str, frozenset[str]] = field(default_factory=dict, repr=False)
    places: tuple[Places, ...] = field(default=(), repr=False)
    whole: bool = False
    cuts: dict[int, frozenset[tuple[object, ...]]] = field(
        default_factory=dict, repr=False, compare=False
    )

    def find(self, kind: str, name: str) -> Record | None:
        """Return the record, or None."""
        entry = self.entries.get(kind, {}).get(name)
        return entry.record if entry else None

    def list_names(self, kind: str) -> list[str]:
        """Return the known ids of ``kind``."""
        return list(self.entries.get(kind, ()))

    def list_uses(self) -> Iterator[Use]:
        """Yield every reference, in the files' order; ``referenced`` holds whom they name."""
        for file in self.files:
            for record, _, _, pointer in walk_records(file.record):
                yield from _list_uses(record, pointer)

    def locate(self, pointer: str, *, key: bool = False) -> Span | None:
        """Return the span that ``pointer`` names today, or None where nothing answers to it.

        A field that is absent gives its record's span; ``key`` asks for the key instead of the
        value.
        """
        entry, rest = self._split(pointer)
        if entry is None:
            return None
        path = find_path(entry.file, (*entry.segments, *rest))
        tree = entry.file.tree
        return tree.key_span(path) if key else tree.span(path)

    def find_file(self, pointer: str) -> SourceFile | None:
        """Return the file of the record that ``pointer`` begins with, or None."""
        entry, _ = self._split(pointer)
        return entry.file if entry is not None else None

    def has_twins(self, kind: str) -> bool:
        """Say whether two records of ``kind`` share an id, so that counts of them would lie."""
        return any(kind == type(second.record).KIND for _, second in self.collisions)

    def read_source(self, pointer: str) -> tuple[Tree, Path] | None:
        """Return the tree and path that ``pointer`` names, or None."""
        entry, rest = self._split(pointer)
        if entry is None:
            return None
        return entry.file.tree, find_path(entry.file, (*entry.segments, *rest))

    def trace(self, pointer: str) -> tuple[SourceFile, Path, tuple[str, ...]] | None:
        """Return file, path as far as there is one, and the segments beyond; None for nothing."""
        entry, rest = self._split(pointer)
        if entry is None:
            return None
        segments = (*entry.segments, *rest)
        path = find_path(entry.file, segments)
        return entry.file, path, segments[len(path) :]

    def is_refused(self, pointer: str) -> bool:
        """Say whether the outermost record of ``pointer`` had something cut out of it."""
        if self.whole:
            return False
        entry, _ = self._split(pointer)
        return entry is not None and self.is_cut(entry)

    def is_cut(self, entry: Entry) -> bool:
        """Say whether the outermost record around an entry, or its whole file, was cut into."""
        if not entry.file.refused:
            return False
        cut = self.cuts.get(id(entry.file))
        if cut is None:
            cut = self.cuts[id(entry.file)] = _list_cut(entry.file)
        path = find_path(entry.file, entry.segments)[:_OUTERMOST]
        return path in cut or any((*path[:length], None) in cut for length in range(len(path)))

    def _split(self, pointer: str) -> tuple[Entry | None, tuple[str, ...]]:
        kind, _, rest = pointer.partition("/")
        entries = self.entries.get(kind)
        if not entries:
            return None, ()
        if "" in entries:
            return entries[""], tuple(rest.split("/")) if rest else ()
        name, *fields = rest.split("/")
        return entries.get(name), tuple(fields)


def _list_cut(file: SourceFile) -> frozenset[tuple[object, ...]]:
    """Return the first steps of what was refused; a path that ends before them ends in None."""
    heads = (refused[:length] for refused in file.refused for length in range(_OUTERMOST + 1))
    ends = ((*refused, None) for refused in file.refused if len(refused) < _OUTERMOST)
    return frozenset((*heads, *ends))


def find_path(file: SourceFile, segments: tuple[str, ...]) -> Path:
    """Turn segments by key into a tree path by position, as far as the tree goes."""
    path: list[str | int] = []
    data: Any = file.tree.data
    model: type[Record] | None = type(file.record)
    shape = None
    for segment in segments:
        if isinstance(data, list):
            number = _find_item(file.tree, data, segment, model)
            if number is None:
                break
            path.append(number)
            data = data[number]
            continue
        if not isinstance(data, dict) or segment not in data:
            break
        path.append(segment)
        data = data[segment]
        if model is not None and (shape is None or shape.container != "mapping"):
            shape = describe_fields(model).get(segment)
            model = shape.record if shape else None
    return tuple(path)


def _find_item(tree: Tree, items: list[Any], key: str, model: type[Record] | None) -> int | None:
    owner = model or Record
    if len(items) <= _FEW:
        return next((number for number, one in _list_keys(items, owner) if one == key), None)
    known = tree.numbers.get(id(items))
    if known is None:
        known = tree.numbers[id(items)] = {}
        for number, one in _list_keys(items, owner):
            known.setdefault(one, number)
    return known.get(key)


def _list_keys(items: list[Any], owner: type[Record]) -> Iterator[tuple[int, str]]:
    """Yield number and key of each item that has one."""
    for number, item in enumerate(items):
        if isinstance(item, dict):
            yield number, owner.read_key(item).strip()
        elif isinstance(item, str):
            yield number, item


def _list_uses(record: Record, pointer: str) -> Iterator[Use]:
    for name, kind in list_reference_fields(type(record)):
        value = record.__dict__[name]
        if isinstance(value, str):
            yield Use(f"{pointer}/{name}", kind, value)
        elif value:
            for target in value:
                yield Use(f"{pointer}/{name}/{target}", kind, target)
