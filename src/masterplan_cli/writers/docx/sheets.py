"""Which tables are one record's sheet that a page can hold: they are not torn.

In: a table. Out: whether it stays whole. Why only sheets: somebody reads one by itself, and signs
it; other tables are read row by row, and their first rows stand on every page.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Cell, Inline, Table, Text

# Lines of a sheet that leave room for its heading and some lines of text on the same page.
_MOST_LINES: Final = 44
# Characters of the tables' small type on one line of a page, and what a row's margins add to it.
_LINE: Final = 110
_ROW: Final = 0.35

_last: Final[list[tuple[Table | None, bool]]] = [(None, False)]
"""The table that was asked about last, and the answer: in one piece, for threads."""


def is_whole(table: Table) -> bool:
    """Whether ``table`` is a sheet of label and value, without groups, that fits on a page."""
    # The text above a sheet asks first, then the sheet itself.
    asked, whole = _last[0]
    if asked is not table:
        whole = _fits_page(table)
        _last[0] = table, whole
    return whole


def _fits_page(table: Table) -> bool:
    if not table.plain or not table.rows:
        return False
    rooms = _share_line(tuple([column.width for column in table.columns]))
    lines = 0.0
    for row in table.rows:
        if row.kind != "body":
            return False
        most = 1
        for cell, room in zip(row.cells, rooms, strict=False):
            if type(cell) is Text and len(cell.text) <= room:  # most cells
                continue
            taken = count_lines(cell, room)
            if taken > most:
                most = taken
        lines += _ROW + most
        if lines > _MOST_LINES:
            return False
    return True


@lru_cache(maxsize=64)
def _share_line(shares: tuple[float, ...]) -> tuple[int, ...]:
    """Return how many characters one line of each column holds."""
    whole = sum(shares) or 1
    return tuple([max(1, int(_LINE * share / whole)) for share in shares])


def count_lines(cell: Cell | Text, room: int) -> int:
    """Return about how many lines ``cell`` takes where one holds ``room`` characters."""
    if type(cell) is Text:
        return -(-len(cell.text) // room) or 1
    return sum([-(-_count_letters(line) // room) or 1 for line in cell.lines])


def _count_letters(line: Sequence[Inline]) -> int:
    count = 0
    for node in line:
        if type(node) is not Text:
            return len(read_text(line))
        count += len(node.text)
    return count
