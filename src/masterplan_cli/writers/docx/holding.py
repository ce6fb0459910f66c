"""Which rows of a table stay on the page of the next row.

In: a table and the widths of its columns. Out: the places of rows that are kept with the next: rows
under one cell, a sheet's rows under one heading, whatever stands above a sum, all of a small table
and what of a bigger one would begin or end a page alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import Final

from masterplan_cli.document.nodes import Row, RowKind, Table, Text
from masterplan_cli.writers.docx.places import Survey
from masterplan_cli.writers.docx.sheets import count_lines, is_whole

# Rows under one cell, and under one heading of a sheet: more might not fit a page.
_MOST_BOUND: Final = 6
_MOST_GROUPED: Final = 10
# A table that stays whole has at most so many rows, and lines of text in all: where more text
# follows on its page, and where the next page is begun in any case.
_WHOLE: Final = (6, 18)
_WHOLE_AT_END: Final = (13, 30)
# What may begin a page alone: so many of a table's last rows, or fewer of so many lines in all.
_TAIL: Final = (2, 5)
_TAIL_AT_END: Final = (5, 12)
# A row of so many lines may end a page by itself.
_TALL: Final = 5
# The width of a letter in tables, about, in twentieths of a point.
_LETTER: Final = 80


def hold_sheet(table: Table, *, kept: bool) -> frozenset[int]:
    """Return the places of all rows but the last, and that one where it is ``kept``, too.

    For sheets that a page holds, whose rows need not be looked at one by one.
    """
    return _hold_all(len(table.rows) - 1 + kept)


def find_held(
    survey: Survey, widths: Sequence[int], *, kept: bool = False, ends: bool = False
) -> frozenset[int]:
    """Return the places of the rows that stay with the next; ``survey`` is of their table.

    ``kept`` ties the last one to the paragraph below; ``ends`` says that nothing follows on the
    table's page.
    """
    rows = survey.table.rows
    last = len(rows) - 1
    if is_whole(survey.table):
        return hold_sheet(survey.table, kept=kept)
    kinds = [row.kind for row in rows]
    held = set(_find_bound(survey, kinds))
    if "group" in kinds or "total" in kinds:
        held.update([place for place, kind in enumerate(kinds) if kind == "group"])
        held.update([place - 1 for place, kind in enumerate(kinds) if kind == "total"])
        held.discard(-1)
    most_rows, most_lines = _WHOLE_AT_END if ends else _WHOLE
    if last < most_rows and sum(_count_lines(row, widths) for row in rows) <= most_lines:
        held.update(range(last))
    elif last >= _WHOLE[0]:
        first = kinds.index("body") if "body" in kinds else last
        if _count_lines(rows[first], widths) < _TALL:
            held.add(first)
        held.update(_find_tail(rows, widths, *(_TAIL_AT_END if ends else _TAIL)))
    held.discard(last)
    return frozenset(held | {last} if kept else held)


@lru_cache(maxsize=64)
def _hold_all(count: int) -> frozenset[int]:
    # Kept: the sheets of all records are alike.
    return frozenset(range(count))


def _find_tail(rows: Sequence[Row], widths: Sequence[int], most: int, enough: int) -> Iterator[int]:
    """Yield the places of rows that stay with the last: up to ``most`` rows or ``enough`` lines."""
    lines = 0
    for place in range(len(rows) - 1, len(rows) - most, -1):
        lines += _count_lines(rows[place], widths)
        if lines >= enough:
            return
        yield place - 1


def _find_bound(survey: Survey, kinds: Sequence[RowKind]) -> Iterator[int]:
    bound = 0
    for place, (kind, reach) in enumerate(zip(kinds, survey.reaches, strict=True)):
        if bound or reach > 1 or kind == "group":  # few rows of a book
            bound = max(bound - 1, _count_bound(survey.table, place, max(1, reach)))
            if bound:
                yield place


def _count_bound(table: Table, place: int, reach: int) -> int:
    """Return how many rows stay with the one at ``place``: those under its cells or heading.

    ``reach`` is the number of rows that its cells take. Rows so many that they may fill a page do
    not: then it is 0.
    """
    row = table.rows[place]
    if table.plain and row.kind == "group":
        under = takewhile(lambda one: one.kind == "body", table.rows[place + 1 :])
        count = sum(1 for _ in under)
        return count if count <= _MOST_GROUPED else 0
    return reach - 1 if reach <= _MOST_BOUND else 0


def _count_lines(row: Row, widths: Sequence[int]) -> int:
    """Return about how many lines the highest cell of ``row`` takes."""
    most, place = 1, 0
    for cell in row.cells:
        columns, rows = (1, 1) if isinstance(cell, Text) else (cell.columns, cell.rows)
        width = sum(widths[place : place + columns]) or widths[-1]
        place += columns
        if rows == 1:
            most = max(most, count_lines(cell, max(1, width // _LETTER)))
    return most
