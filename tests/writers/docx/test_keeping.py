"""What stays on the page of what comes next."""

from __future__ import annotations

from typing import Any

import pytest

from masterplan_cli.document.nodes import (
    Block,
    Cell,
    Column,
    ItemList,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from masterplan_cli.writers.docx.keeping import is_kept

TABLE = Table((Column(),), (Row((Cell(((Text("x"),),)),)),))
SHORT = Paragraph((Text("Tabel 1 memuat semuanya."),))
LONG = Paragraph((Text("panjang " * 200),))
BOLD = Paragraph((Strong((Text("Bimtek Tahap I"),)),))
RUN_IN = Paragraph((Strong((Text("Visi."),)), Text(" Uraian.")))
SOURCE = Paragraph((Text("Sumber: BPS"),), "source")
LIST = ItemList(((SHORT,),))


@pytest.mark.parametrize(
    ("blocks", "kept"),
    [
        ((SHORT, TABLE), True),
        ((SHORT, LIST), True),
        ((LONG, TABLE), False),
        ((SHORT, SHORT), False),
        ((SHORT,), False),
        ((BOLD, LONG), True),
        ((BOLD,), False),
        ((RUN_IN, LONG), False),
        ((TABLE, SOURCE), True),
        ((TABLE, SHORT), False),
        ((SOURCE, TABLE), False),
        ((LIST, TABLE), False),
    ],
)
def test_what_is_kept(blocks: tuple[Block, ...], kept: bool) -> None:
    assert is_kept(blocks, 0) is kept


def _list_kept_rows(lines: list[str]) -> list[bool]:
    """Return for each row whether every paragraph in it is kept with the next row."""
    rows: list[list[bool]] = []
    for line in lines:
        if line.startswith("  ROW"):
            rows.append([])
        elif line.startswith("      "):
            rows[-1].append("+keepNext" in line)
    assert all(len(set(row)) == 1 for row in rows)
    return [row[0] for row in rows]


def test_rows_under_one_cell_and_the_last_above_its_source_hold_together(show: Any) -> None:
    def cell(rows: int = 1) -> Cell:
        return Cell(((Text("x"),),), rows=rows)

    rows = (
        Row((cell(3), cell())),
        Row((cell(),)),
        Row((cell(),)),
        Row((cell(), cell())),
        Row((cell(), cell())),
    )
    table = Table((Column(), Column()), rows)
    assert _list_kept_rows(show(table, SOURCE)) == [True, True, False, False, True]
    assert _list_kept_rows(show(table)) == [True, True, False, False, False]


def test_rows_that_may_fill_a_page_may_be_parted(show: Any) -> None:
    tall = Row((Cell(((Text("x"),),), rows=20), Cell(((Text("y"),),))))
    rows = (tall, *(Row((Cell(((Text("y"),),)),)) for _ in range(19)))
    assert not any(_list_kept_rows(show(Table((Column(), Column()), rows)))[1:-2])


def test_neither_the_first_row_nor_the_last_of_a_long_table_stands_alone(show: Any) -> None:
    head = Row((Cell(((Text("Kepala"),),)),), "header")
    body = tuple(Row((Cell(((Text("x"),),)),)) for _ in range(8))
    kept = _list_kept_rows(show(Table((Column(),), (head, *body))))
    # The heading's own style keeps it with the first row.
    assert kept == [False, True, *[False] * 5, True, False]
