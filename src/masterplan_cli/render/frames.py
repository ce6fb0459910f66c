"""Ways from the row under way to a column's value, without a look into all that is known.

Why a short way past the expressions: nine columns of ten are paths from the row
(``row.owner.short_name``, ``item.targets[each]``), and a book of 360 programmes has fifty thousand
cells. Where a short way fails the expression itself is asked: it knows what is to be said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from operator import attrgetter
from typing import Any, Final, NamedTuple

from masterplan_cli.document.nodes import Cell, Text
from masterplan_cli.render.expressions import Expression
from masterplan_cli.render.marks import Missing
from masterplan_cli.render.views import ListView, MapView


class Frame:
    """The row of a table under way, and what has been made of it so far.

    ``names`` holds every variable, the row's among them, for expressions that are no paths;
    ``above`` those that are known before the row has items and columns.
    ``rows`` is how many rows the record takes, ``sums`` what was added up since the group began,
    by the place of the column.
    """

    __slots__ = (
        *("above", "cells", "item", "names", "number", "origin", "record", "row", "rows", "sums"),
    )

    def __init__(self, names: Mapping[str, Any], record: str) -> None:
        """Start before the first row; ``record`` is the pointer of whom the table stands with."""
        self.names = {**names, "item": None}
        self.above = dict(names)
        self.record = record
        self.row: Any = None
        self.item: Any = None
        self.number = 0
        self.origin = ""
        self.rows = 1
        self.cells: list[Cell | Text] = []
        self.sums: dict[int, int | Decimal] = {}

    def enter(self, row: Any) -> None:
        """Go to the next row."""
        names, above, number = self.names, self.above, self.number + 1
        self.row = names["row"] = above["row"] = row
        self.number = names["number"] = above["number"] = number


Reader = Callable[[Frame], Any]

_ERRORS = (AttributeError, LookupError, TypeError)
_OR: Final = " or "
_PATH: Final = r"((?:row|item|number)(?:\.[a-z][a-z_]*)*)"
_MEMBER: Final = re.compile(rf"each in {_PATH}\Z")
_DEFAULTED: Final = re.compile(rf'{_PATH}\|default\("([^"\\\n]*)"\)\Z')
_WAY: Final = re.compile(_PATH + r"(?:\[(?:\"([a-z_]+)\"|(each)|(0))\]((?:\.[a-z][a-z_]*)*))?\Z")


def read_above(source: str, whole: Expression) -> Reader:
    """Return a function that gives what is asked of a row before its items: those, or its group."""

    def evaluate(at: Frame) -> Any:
        return whole(at.above)

    read = _find_way(source, evaluate, None)

    def ask(at: Frame) -> Any:
        try:
            return read(at)
        except _ERRORS:
            return whole(at.above)

    return ask


def find_reader(source: str, whole: Expression, each: Any) -> Reader:
    """Return the shortest way to the value of ``source``, which ``whole`` evaluates.

    What it raises need not be what ``whole`` raises.
    """

    def evaluate(at: Frame) -> Any:
        names = at.names
        names["each"] = each
        return whole(names)

    return _find_way(source, evaluate, each)


def _find_way(source: str, evaluate: Reader, each: Any) -> Reader:
    if (found := _DEFAULTED.match(source)) is not None:
        return _fall_back(attrgetter(found[1]), found[2], evaluate)
    if (listed := _MEMBER.match(source)) is not None:
        return _look_for(each, attrgetter(listed[1]), evaluate)
    parts = [_WAY.match(part) for part in source.split(_OR)]
    ways = [_build_way(part, evaluate, each) for part in parts if part]
    if len(ways) < len(parts) or len(ways) > 2:
        return evaluate
    return ways[0] if len(ways) == 1 else _choose(ways[0], ways[1], evaluate)


class Entry(NamedTuple):
    """A number that a mapping holds for a column's ``each``: ``item.targets[each]``.

    ``begin`` gives the mapping, ``suffix`` is what the key adds to its pointer, ``otherwise`` the
    key whose value stands for none.
    """

    begin: Reader
    key: Any
    suffix: str
    otherwise: int | None


def find_entry(source: str, each: Any) -> Entry | None:
    """Return which entry ``source`` asks for, or None where it asks for something else."""
    first, *others = [_WAY.match(part) for part in source.split(_OR)]
    if first is None or first[3] is None or first[5] or len(others) > 1:
        return None
    for other in others:
        if other is None or other[4] is None or other[5] or other[1] != first[1]:
            return None
    return Entry(attrgetter(first[1]), each, f"/{each}", 0 if others else None)


def _fall_back(begin: Reader, fallback: str, evaluate: Reader) -> Reader:
    def read(at: Frame) -> Any:
        try:
            value = begin(at)
        except _ERRORS:
            return evaluate(at)
        return fallback if value is None or type(value) is Missing else value

    return read


def _look_for(each: Any, begin: Reader, evaluate: Reader) -> Reader:
    def read(at: Frame) -> Any:
        listed = begin(at)
        return each in listed if type(listed) is ListView else evaluate(at)

    return read


def _choose(first: Reader, second: Reader, evaluate: Reader) -> Reader:
    def read(at: Frame) -> Any:
        try:
            return first(at) or second(at)
        except _ERRORS:
            return evaluate(at)

    return read


def _build_way(way: re.Match[str], evaluate: Reader, each: Any) -> Reader:
    path, word, repeated, first, rest = way.groups()
    begin = attrgetter(path)
    if word is repeated is first is None:
        return begin
    kind, key = (dict, word) if word else (MapView, each if repeated else 0)
    follow = attrgetter(rest[1:]) if rest else None

    if kind is dict and path == "row" and follow is None:

        def look_up(at: Frame) -> Any:
            row = at.row
            return row[key] if type(row) is dict else evaluate(at)

        return look_up

    def read(at: Frame) -> Any:
        value = begin(at)
        if type(value) is not kind:
            return evaluate(at)
        value = value[key]
        return value if follow is None else follow(value)

    return read
