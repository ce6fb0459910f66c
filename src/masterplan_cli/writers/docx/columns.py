"""Widths of columns: as the table declares them, but none too narrow for its longest word.

In: shares, and the cells of a table. Out: whole widths (1/20 pt) that add up. Why not as declared
alone: a sum that is longer than its author thought would break in the middle of a number. Only then
does a column take from those that have room to spare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Cell, Row, Table, Text
from masterplan_cli.document.rows import list_cells
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
NARROW: Final = 620
"""Columns below this width have small margins, else they had no room for a year."""
_SMALL_MARGINS: Final = 60
# What a column keeps of its declared width at least, however much others lack.
_LEAST_SHARE: Final = 0.7


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


def fit_widths(table: Table, width: int, size: float) -> list[int]:
    """Return the widths of ``table``'s columns, ``width`` in all; its text has ``size`` points."""
    declared = share_width([column.width for column in table.columns], width)
    needs = _measure_columns(table, declared, size)
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


def place_cells(table: Table) -> Iterator[tuple[int, Cell]]:
    """Yield each cell with the column that it starts in, after those that reach down."""
    covers = [0] * len(table.columns)
    for row in table.rows:
        place = 0
        for cell in list_cells(row):
            place = _skip_covered(place, covers)
            if place >= len(covers):
                break
            yield place, cell
            place += cell.columns
        covers = _reach_down(row, covers)


def _skip_covered(place: int, covers: Sequence[int]) -> int:
    """Return the first place from ``place`` on that no cell from above covers."""
    while place < len(covers) and covers[place]:
        place += 1
    return place


def _reach_down(row: Row, covers: Sequence[int]) -> list[int]:
    """Return for how many rows below ``row`` each place is covered; ``covers`` says it above."""
    reaching, place = list(covers), 0
    for cell in list_cells(row):
        place = _skip_covered(place, covers)
        if cell.rows > 1 and place < len(covers):
            reaching[place : place + cell.columns] = [cell.rows] * cell.columns
        place += cell.columns
    return [max(0, rows - 1) for rows in reaching]


def _measure_columns(table: Table, widths: Sequence[int], size: float) -> list[int]:
    """Return what each column needs for its longest word, where that is of any consequence.

    A column that needs less than it keeps in any case is as good as one that needs nothing.
    """
    needs = [0] * len(widths)
    for place, words in enumerate(_find_long_words(table, widths, size)):
        if not words:
            continue
        # Figures are all of one width: amounts of one length need to be measured once.
        shapes = "\n".join(words)
        for figure in "123456789":
            shapes = shapes.replace(figure, "0")
        need = max([_measure_parts(word, size) for word in set(shapes.split("\n"))])
        needs[place] = need + (_SMALL_MARGINS if need + _MARGINS <= NARROW else _MARGINS)
    return needs


@lru_cache(maxsize=8192)
def _measure_parts(word: str, size: float) -> int:
    """Return the width of the widest part of ``word``: it may break behind a hyphen."""
    return max([measure_word(part, size) for part in word.replace("-", "- ").split(" ")])


def _find_long_words(table: Table, widths: Sequence[int], size: float) -> list[set[str]]:
    """Return for each column the words that may be wider than it.

    Why so sparing: every cell of a book comes by here, and few words need to be measured.
    """
    usual = size * _WIDE_CHARACTER
    kept = [given * _LEAST_SHARE - _MARGINS for given in widths]
    safe = [max(0, int(width / usual)) for width in kept]
    indented = [max(0, int((width - _LIST_INDENT) / usual)) for width in kept]
    found = []
    for column, room, less, (texts, listed) in zip(
        table.columns, safe, indented, _find_long_texts(table, safe, indented), strict=True
    ):
        # Only amounts are bound so tightly that a column of theirs must hold the whole.
        split = _split_amounts if column.align == "right" else _split_words
        words = {word for word in split(texts) if len(word) > room}
        words.update(f"{word}\u2003" for word in split(listed) if len(word) > less)
        found.append(words)
    return found


def _split_words(texts: Iterable[str]) -> list[str]:
    return "\n".join(texts).split()


def _split_amounts(texts: Iterable[str]) -> list[str]:
    return [word for text in texts for word in bind_groups(text).split(" ")]


def _find_long_texts(
    table: Table, safe: Sequence[int], indented: Sequence[int]
) -> list[tuple[set[str], set[str]]]:
    """Return for each column the lines that are longer than a word may be, and those of lists."""
    plain: list[set[str]] = [set() for _ in safe]
    listed: list[set[str]] = [set() for _ in safe]
    width = len(safe)
    covers: list[int] = []
    for row in table.rows:
        place, reaches = 0, bool(covers)
        for cell in row.cells:
            place = _skip_covered(place, covers) if covers else place
            if place >= width:
                break
            if type(cell) is Text:  # nearly every cell
                if len(cell.text) > safe[place]:
                    plain[place].add(cell.text)
                place += 1
                continue
            if cell.columns == 1:
                found, room = (listed, indented) if cell.listed else (plain, safe)
                texts = map(read_text, cell.lines)
                found[place].update([text for text in texts if len(text) > room[place]])
            reaches = reaches or cell.rows > 1
            place += cell.columns
        if reaches:  # few rows
            covers = _reach_down(row, covers or [0] * width)
            covers = covers if any(covers) else []
    return list(zip(plain, listed, strict=True))
