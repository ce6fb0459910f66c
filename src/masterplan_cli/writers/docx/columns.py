"""Widths of columns: as the table declares them, but none too narrow for its longest word.

In: shares, and the cells of a table. Out: whole widths (1/20 pt) that add up. Why not as declared
alone: a sum that is longer than its author thought would break in the middle of a number. Only then
does a column take from those that have room to spare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise, repeat
from operator import attrgetter
from typing import Any, Final

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Cell, Table, Text
from masterplan_cli.writers.docx.places import Survey
from masterplan_cli.writers.docx.typography import bind_groups

# Widths of Arial's characters in thousandths of the type's size; all others are like an "a".
_WIDTHS: Final = {
    **dict.fromkeys(".,:;!|'/ ijltfrI()[]-\u2019", 300),
    **dict.fromkeys("csvxyzkJ", 500),
    **dict.fromkeys("ABEKPSVXYFTLZ", 667),
    **dict.fromkeys("CDHNRUwGOQ&", 750),
    **dict.fromkeys("mMW%@", 900),
    # Stands for the indent of a list in a cell.
    "\u2003": 1000,
}
_USUAL: Final = 556
# For bold words, and fonts a little wider than Arial.
_CAUTION: Final = 1.08
_MARGINS: Final = 174
_LIST_INDENT: Final = 170
# Words are rarely wider than so much for each character: half as wide again as small letters.
_WIDE_CHARACTER: Final = 13
# Figures are all of one width.
_FIGURES: Final = bytes.maketrans(b"123456789", b"0" * 9)
# Of words longer than fewer letters there are so many that all are looked at.
_MANY_LONGER: Final = 8
NARROW: Final = 620
"""Columns below this width have small margins, else they had no room for a year."""
_SMALL_MARGINS: Final = 60
# What a column keeps of its declared width at least, however much others lack.
_LEAST_SHARE: Final = 0.7
_TEXT: Final[Callable[[Any], str]] = attrgetter("text")


def share_width(shares: Sequence[float], width: int) -> list[int]:
    """Return whole widths in proportion to ``shares`` that add up to ``width``."""
    whole = sum(shares)
    if whole <= 0:
        shares, whole = [1.0] * len(shares), float(len(shares))
    edges, passed = [0], 0.0
    for share in shares:
        passed += share
        edges.append(round(width * passed / whole))
    return [right - left for left, right in pairwise(edges)]


def declare_widths(table: Table, width: int) -> list[int]:
    """Return the widths of the table's columns as it declares them, ``width`` in all."""
    return [*_declare_widths(tuple([column.width for column in table.columns]), width)]


def fit_widths(survey: Survey, width: int, size: float) -> list[int]:
    """Return the widths of the table's columns, ``width`` in all; its text has ``size`` points."""
    declared = declare_widths(survey.table, width)
    needs = _measure_columns(survey, declared, size)
    lacks = [max(0, need - given) for need, given in zip(needs, declared, strict=True)]
    if not any(lacks):
        return declared
    spare = [
        max(0, given - max(need, round(given * _LEAST_SHARE)))
        for need, given in zip(needs, declared, strict=True)
    ]
    granted = _grant(lacks, sum(spare))
    taken = share_width(spare, sum(granted))
    return [given + more - less for given, more, less in zip(declared, granted, taken, strict=True)]


@lru_cache(maxsize=256)
def _declare_widths(shares: tuple[float, ...], width: int) -> tuple[int, ...]:
    return tuple(share_width(shares, width))


def _grant(lacks: Sequence[int], left: int) -> list[int]:
    """Return what each column gets of ``left``: all that it lacks or nothing, the modest first."""
    granted = [0] * len(lacks)
    for lack, place in sorted((lack, place) for place, lack in enumerate(lacks)):
        if lack <= left:
            granted[place] = lack
            left -= lack
    return granted


def measure_word(word: str, size: float) -> int:
    """Return how wide ``word`` is in type of ``size`` points, in twentieths of a point."""
    return round(sum([_WIDTHS.get(letter, _USUAL) for letter in word]) * size * _CAUTION / 50)


def _measure_columns(survey: Survey, widths: Sequence[int], size: float) -> list[int]:
    """Return what each column needs for its longest word, where that is of any consequence.

    A column that needs less than it keeps in any case is as good as one that needs nothing.
    """
    safe, indented = _count_letters(tuple(widths), size)
    plain, listed = _collect_texts(survey)
    needs = []
    for place, column in enumerate(survey.table.columns):
        # Only amounts are bound so tightly that a column of theirs must hold the whole.
        bound = column.align == "right"
        words = _find_long_words(plain[place], safe[place], bound)
        if listed[place]:
            long = _find_long_words(listed[place], indented[place], bound)
            words += [f"{word}\u2003" for word in long]
        needs.append(_measure_words(words, size) if words else 0)
    return needs


def _measure_words(words: Sequence[str], size: float) -> int:
    """Return the width of a column for the widest of ``words``."""
    need = max([_measure_parts(word, size) for word in _find_shapes(words)])
    return need + (_SMALL_MARGINS if need + _MARGINS <= NARROW else _MARGINS)


def _find_shapes(texts: Sequence[str]) -> set[str]:
    """Return ``texts`` with one figure for all: amounts of one length need to be looked at once."""
    # As bytes, which are changed at once whatever they stand for.
    shapes = "\n".join(texts).encode().translate(_FIGURES).decode()
    return set(shapes.split("\n"))


@lru_cache(maxsize=8192)
def _measure_parts(word: str, size: float) -> int:
    """Return the width of the widest part of ``word``: it may break behind a hyphen."""
    return max([measure_word(part, size) for part in word.replace("-", "- ").split(" ")])


@lru_cache(maxsize=256)
def _count_letters(widths: tuple[int, ...], size: float) -> tuple[list[int], list[int]]:
    """Return how many letters every word of a column may have, and of a list in it."""
    usual = size * _WIDE_CHARACTER
    kept = [given * _LEAST_SHARE - _MARGINS for given in widths]
    safe = [max(0, int(width / usual)) for width in kept]
    return safe, [max(0, int((width - _LIST_INDENT) / usual)) for width in kept]


def _find_long_words(texts: list[str], room: int, bound: bool) -> list[str]:
    """Return the words of ``texts`` that have more letters than ``room``.

    Why so sparing: every cell of a book comes by here, and few words need to be measured.
    """
    long = [text for text in texts if len(text) > room]
    if not long:
        return []
    if bound:
        amounts = map(bind_groups, _find_shapes(long))
        return [word for text in amounts for word in text.split(" ") if len(word) > room]
    if room < _MANY_LONGER:
        return [word for word in " ".join(long).split() if len(word) > room]
    found = _seek_longer(room & ~3).findall(" ".join(["", *dict.fromkeys(long)]))
    return [word for part in found for word in part.split() if len(word) > room]


@lru_cache(maxsize=64)
def _seek_longer(room: int) -> re.Pattern[str]:
    """Return what finds the parts between spaces that have more letters than ``room``.

    It begins with a space, for which the engine looks many times quicker than for letters. Few
    rooms are asked for: to prepare one takes as long as to look through a column.
    """
    return re.compile(f" ([^ ]{{{room + 1},}})")


def _collect_texts(survey: Survey) -> tuple[list[list[str]], list[list[str]]]:
    """Return the lines of each column's cells, and those that stand in lists."""
    plain: list[list[str]] = [[] for _ in survey.table.columns]
    listed: list[list[str]] = [[] for _ in survey.table.columns]
    placed = survey.others
    for places, rows in survey.strips.items():
        for place, cells in zip(places, zip(*rows, strict=False), strict=False):
            if Cell in map(type, cells):
                placed += zip(repeat(place), cells)
            else:
                plain[place] += map(_TEXT, cells)
    for place, cell in placed:
        if type(cell) is Text:
            plain[place].append(cell.text)
        else:
            found = listed if cell.listed else plain
            found[place] += map(read_text, cell.lines)
    return plain, listed
