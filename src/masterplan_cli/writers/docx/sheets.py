"""Which tables are one record's sheet that a page can hold: they are not torn.

In: a table. Out: whether it stays whole. Why only sheets: somebody reads one by itself, and signs
it; other tables are read row by row, and their first rows stand on every page.
"""

from __future__ import annotations

from typing import Final

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Cell, Table, Text

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
    if not table.plain or any(row.kind != "body" for row in table.rows):
        return False
    shares = [column.width for column in table.columns]
    rooms = [max(1, int(_LINE * share / (sum(shares) or 1))) for share in shares]
    lines = 0.0
    for row in table.rows:
        lines += _ROW + max(map(count_lines, row.cells, rooms), default=1)
        if lines > _MOST_LINES:
            return False
    return True


def count_lines(cell: Cell | Text, room: int) -> int:
    """Return about how many lines ``cell`` takes where one holds ``room`` characters."""
    if isinstance(cell, Text):
        return -(-len(cell.text) // room) or 1
    return sum([-(-len(read_text(line)) // room) or 1 for line in cell.lines])
