"""What stays on the page of what comes next."""

from __future__ import annotations

from collections.abc import Container

import pytest

from masterplan_cli.document.nodes import (
    Block,
    Cell,
    Column,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    Row,
    SectionChange,
    Strong,
    Table,
    Text,
)
from masterplan_cli.writers.docx.keeping import ends_page, is_kept

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
