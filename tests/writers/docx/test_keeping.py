"""What stays on the page of what comes next."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

import pytest
from docx_dump import list_kept_rows, stays_with_next

from masterplan_cli.document.nodes import (
    Block,
    Cell,
    Column,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    Row,
    RowKind,
    SectionChange,
    Strong,
    Table,
    Text,
)
from masterplan_cli.writers.docx.keeping import ends_page, is_kept
from masterplan_cli.writers.docx.sheets import is_whole

TABLE = Table((Column(),), (Row((Cell(((Text("x"),),)),)),))
SHORT = Paragraph((Text("Tabel 1 memuat semuanya."),))
LONG = Paragraph((Text("panjang " * 200),))
BOLD = Paragraph((Strong((Text("Bimtek Tahap I"),)),))
RUN_IN = Paragraph((Strong((Text("Visi."),)), Text(" Uraian.")))
LONG_RUN_IN = Paragraph((Strong((Text("Visi."),)), *LONG.children))
HEADING = Heading(2, (Text("Judul"),))
CHAPTER = Heading(1, (Text("Bab"),))
WIDE = Table((Column(),), TABLE.rows, orientation="landscape")
SOURCE = Paragraph((Text("Sumber: BPS"),), "source")
LIST = ItemList(((SHORT,),))
SIGNATURE = Paragraph((Text("Kepala Dinas"),), "signature")


def make_sheet(rows: int, kind: RowKind = "body") -> Table:
    """Return a sheet of label and value, one line for each row."""
    cells = (Cell(((Text("Lokasi"),),)), Cell(((Text("Muara"),),)))
    return Table((Column(width=17), Column(width=55)), (Row(cells, kind),) * rows, plain=True)


SHEET = make_sheet(16)


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
        ((RUN_IN, LONG), True),
        ((RUN_IN, RUN_IN), False),
        ((RUN_IN, SOURCE), False),
        ((RUN_IN, HEADING), False),
        ((LONG_RUN_IN, LONG), False),
        ((TABLE, SOURCE), True),
        ((TABLE, SHORT), False),
        ((SOURCE, TABLE), False),
        ((LIST, TABLE), False),
        ((LONG, SHEET), True),
        ((LONG, make_sheet(80)), False),
        ((SOURCE, SHEET), False),
        ((TABLE, SIGNATURE), True),
        ((LONG, SIGNATURE), True),
        ((SOURCE, SIGNATURE), True),
        ((LIST, SIGNATURE), False),
    ],
)
def test_what_is_kept(blocks: tuple[Block, ...], kept: bool) -> None:
    assert is_kept(blocks, 0) is kept


@pytest.mark.parametrize(
    ("blocks", "lying", "ends"),
    [
        ((TABLE, SOURCE), set(), False),
        ((TABLE, PageBreak()), set(), True),
        ((TABLE, SOURCE, SectionChange("landscape")), set(), True),
        ((TABLE, SOURCE, CHAPTER), set(), True),
        ((TABLE, HEADING, SHORT), set(), False),
        ((TABLE, HEADING, SHORT, WIDE), {1, 2, 3}, True),
        ((TABLE, WIDE), set(), True),
        ((WIDE, SHORT), set(), True),
        ((WIDE, SHORT, WIDE), {1, 2}, False),
        ((WIDE, SHORT), range(2), False),
        ((TABLE, TABLE), set(), False),
    ],
)
def test_after_what_tables_a_page_begins(
    blocks: tuple[Block, ...], lying: Container[int], ends: bool
) -> None:
    assert ends_page(blocks, 0, lying) is ends


@pytest.mark.parametrize(
    ("above", "below", "kept"), [(2, 3, True), (3, 3, False), (3, 2, False), (1, 2, False)]
)
def test_a_text_between_two_headings_stays_with_the_deeper_one(
    above: int, below: int, kept: bool
) -> None:
    blocks = (Heading(above, (Text("A"),)), SHORT, Heading(below, (Text("B"),)))
    assert is_kept(blocks, 1) is kept


def test_a_heading_takes_its_first_words_along_to_what_they_lead_into() -> None:
    blocks = (Heading(2, (Text("B.3"),)), SHORT, SHORT, TABLE)
    assert [is_kept(blocks, place) for place in (1, 2)] == [True, True]
    assert not is_kept((*blocks[:2], LONG, TABLE), 1)
    assert not is_kept(blocks[1:], 0)


def test_a_sheet_that_a_page_holds_is_not_torn(show: Any) -> None:
    assert list_kept_rows(show(make_sheet(16))) == [True] * 15 + [False]
    assert list_kept_rows(show(make_sheet(80))).count(True) == 2
    groups = make_sheet(16, "group")
    assert not is_whole(groups)


def test_a_long_answer_makes_a_sheet_too_long() -> None:
    cells = (Cell(((Text("Uraian"),),)), Cell(((Text("kata " * 900),),)))
    assert not is_whole(Table((Column(), Column()), (Row(cells),), plain=True))


def test_the_name_of_a_group_stays_with_its_first_row(show: Any) -> None:
    cell = Cell(((Text("x"),),))
    group, body = Row((cell,), "group"), (Row((cell,)),) * 4
    kept = list_kept_rows(show(Table((Column(),), (group, *body, group, *body))))
    assert kept == [True, True, False, False, False, True, False, False, True, False]


def test_a_table_above_a_signature_says_so_in_each_paragraph(show: Any) -> None:
    """LibreOffice does not ask the styles of cells whether a table stays with what follows."""
    assert any("TableTextKept +keepNext" in line for line in show(TABLE, SIGNATURE))
    assert not any("+keepNext" in line for line in show(TABLE, SHORT))


def test_what_is_signed_stands_on_the_page_of_the_signature(show: Any) -> None:
    lines = show(TABLE, SIGNATURE, SIGNATURE)
    assert list_kept_rows(lines[:-3]) == [True]
    spacer, first, second = lines[-3:]
    assert stays_with_next(spacer)
    assert first.split()[0] == "SignatureStart"
    assert second.split()[0] == "SignatureBlock"
