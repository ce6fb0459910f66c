"""Widths of columns: as the table declares them, but none too narrow for its longest word.

In: shares, and the cells of a table. Out: whole widths (1/20 pt) that add up. Why not as declared
alone: a sum that is longer than its author thought would break in the middle of a number. Only then
does a column take from those that have room to spare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Cell, Table, Text
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
    return round(sum(_WIDTHS.get(letter, _USUAL) for letter in word) * size * _CAUTION / 50)


def place_cells(table: Table) -> Iterator[tuple[int, Cell | Text]]:
    """Yield each cell with the column that it starts in, after those that reach down."""
    covers = [0] * len(table.columns)
    reached = False
    for row in table.rows:
        place, reaching = 0, covers
        for cell in row.cells:
            while reached and place < len(covers) and covers[place]:
                place += 1
            if place >= len(covers):
                break
            yield place, cell
            if type(cell) is Text:
                place += 1
                continue
            if cell.rows > 1:
                reaching = covers.copy() if reaching is covers else reaching
                reaching[place : place + cell.columns] = [cell.rows] * cell.columns
            place += cell.columns
        if reached or reaching is not covers:
            covers = [max(0, rows - 1) for rows in reaching]
            reached = any(covers)


def _measure_columns(table: Table, widths: Sequence[int], size: float) -> list[int]:
    """Return what each column needs for its longest word, where that is of any consequence.

    A column that needs less than it keeps in any case is as good as one that needs nothing.
    """
    found = _find_long_words(table, widths, size)
    needs = [0] * len(widths)
    for place, words in enumerate(found):
        # Figures are all of one width: amounts of one length need to be measured once.
        shapes = "\n".join(words)
        for figure in "123456789":
            shapes = shapes.replace(figure, "0")
        for word in set(shapes.split("\n")) if words else ():
            need = max(measure_word(part, size) for part in word.replace("-", "- ").split(" "))
            small = need + _MARGINS <= NARROW
            needs[place] = max(needs[place], need + (_SMALL_MARGINS if small else _MARGINS))
    return needs


def _find_long_words(table: Table, widths: Sequence[int], size: float) -> list[set[str]]:
    """Return for each column the words that may be wider than it.

    Why so sparing: every cell of a book comes by here, and few words need to be measured.
    """
    usual = size * _WIDE_CHARACTER
    kept = [given * _LEAST_SHARE - _MARGINS for given in widths]
    safe = [max(0, int(width / usual)) for width in kept]
    indented = [max(0, int((width - _LIST_INDENT) / usual)) for width in kept]
    numbers = [column.align == "right" for column in table.columns]
    found: list[set[str]] = [set() for _ in widths]
    for place, cell in place_cells(table):
        if type(cell) is Text:
            if len(cell.text) > safe[place]:
                found[place].update(_list_long(cell.text, numbers[place], safe[place]))
            continue
        if cell.columns > 1:
            continue
        room = indented[place] if cell.listed else safe[place]
        for line in cell.lines:
            first = line[0] if len(line) == 1 else None
            text = first.text if type(first) is Text else read_text(line)
            if len(text) <= room:
                continue
            for word in _list_long(text, numbers[place], room):
                found[place].add(f"{word}\u2003" if cell.listed else word)
    return found


def _list_long(text: str, numbers: bool, room: int) -> Iterator[str]:
    """Yield the words of ``text`` that have more than ``room`` letters.

    Only amounts are bound so tightly that a column of theirs must hold the whole.
    """
    for word in bind_groups(text).split(" ") if numbers else text.split():
        if len(word) > room:
            yield word
