"""Which rows of a table hold together."""

from __future__ import annotations

from typing import Any

from docx_dump import list_kept_rows

from masterplan_cli.document.nodes import (
    Cell,
    Column,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    Table,
    Text,
)
from masterplan_cli.writers.docx.holding import find_held
from masterplan_cli.writers.docx.places import survey_table

SOURCE = Paragraph((Text("Sumber: BPS"),), "source")
WIDTH = 4000


def cell(text: str = "x", rows: int = 1, lines: int = 1) -> Cell:
    return Cell(((Text(text),),) * lines, rows=rows)


def row(kind: RowKind = "body", lines: int = 1) -> Row:
    return Row((cell(lines=lines),), kind)


def list_held(*rows: Row, plain: bool = False, kept: bool = False, ends: bool = False) -> list[int]:
    columns = (Column(),) * max(len(one.cells) for one in rows)
    table = Table(columns, rows, plain=plain)
    survey = survey_table(table)
    return sorted(find_held(survey, [WIDTH] * len(columns), kept=kept, ends=ends))


def test_rows_under_one_cell_hold_together() -> None:
    pairs = [Row((cell(rows=3), cell())), *[row()] * 2] * 4
    assert list_held(*pairs) == [0, 1, 3, 4, 6, 7, 9, 10]


def test_rows_that_may_fill_a_page_may_be_parted() -> None:
    assert list_held(Row((cell(rows=20), cell())), *[row()] * 19) == [0, 18]


def test_a_sheet_breaks_between_its_groups() -> None:
    rows = (row("group"), *[row()] * 8, row("group"), row(), row())
    assert list_held(*rows, plain=True) == [*range(8), 9, 10]
    assert list_held(*rows) == [0, 1, 9, 10]
    assert list_held(row("group"), *[row()] * 30, plain=True) == [0, 1, 29]


def test_a_small_table_stays_whole() -> None:
    head = row("header")
    assert list_held(head, row(), row(), row()) == [0, 1, 2]
    assert list_held(head, row(), row(), row(), kept=True) == [0, 1, 2, 3]
    assert list_held(head, *[row(lines=8)] * 3) == []
    assert list_held(head, *[Row((cell("panjang " * 60),))] * 3) == []


def test_neither_the_first_row_nor_the_last_of_a_long_table_stands_alone() -> None:
    # The heading's own style keeps it with the first row.
    assert list_held(row("header"), *[row()] * 8) == [1, 7]
    assert list_held(row("header"), *[row(lines=6)] * 8) == []
    assert list_held(row("header"), *[row(lines=6)] * 8, row(lines=3)) == [8]


def test_a_sum_stays_below_what_it_sums() -> None:
    assert list_held(*[row()] * 9, row("total"), row("total"), row()) == [0, 8, 9, 10]


def test_what_breaks_on_to_a_page_of_its_own_is_no_row_or_two() -> None:
    head = row("header")
    assert list_held(head, *[row()] * 9, ends=True) == list(range(9))
    assert list_held(head, *[row()] * 20, ends=True) == [1, 16, 17, 18, 19]
    assert list_held(head, *[row(lines=4)] * 9, ends=True) == [1, 7, 8]


def test_the_rows_that_are_held_are_kept_with_the_next_in_every_cell(show: Any) -> None:
    pair = Row((cell(), cell()))
    long = show(Table((Column(), Column()), (pair,) * 8), SOURCE)
    assert list_kept_rows(long) == [True, *[False] * 5, True, True]
    last = show(Table((Column(), Column()), (pair,) * 20), PageBreak(), Paragraph((Text("x"),)))
    assert list_kept_rows(last) == [True, *[False] * 14, *[True] * 4, False]
