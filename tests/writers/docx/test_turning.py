"""Text between wide tables turns with them; everything else stays upright."""

from __future__ import annotations

import pytest

from masterplan_cli.document.nodes import Block, Heading, ItemList, Paragraph, Table, Text
from masterplan_cli.writers.docx.turning import leads_landscape

WIDE = Table((), (), orientation="landscape")
TALL = Table((), ())
TITLE = Heading(2, (Text("Judul"),))
CHAPTER = Heading(1, (Text("Bab"),))
SHORT = Paragraph((Text("Pengantar singkat."),))
LONG = Paragraph((Text("panjang " * 200),))
SOURCE = Paragraph((Text("Sumber: BPS"),), "source")
LIST = ItemList(((SHORT,),))


@pytest.mark.parametrize(
    ("blocks", "place", "turned"),
    [
        ((TITLE, WIDE), 0, True),
        ((CHAPTER, TITLE, SHORT, WIDE), 0, True),
        ((TITLE, SHORT, WIDE), 0, True),
        ((TITLE, LONG, WIDE), 0, False),
        ((TITLE, LIST, WIDE), 0, False),
        ((TITLE, SHORT, TALL), 0, False),
        ((SHORT, WIDE), 0, False),
        ((WIDE, SHORT, WIDE), 1, True),
        ((WIDE, SOURCE, SHORT, WIDE), 2, True),
        ((WIDE, LONG, WIDE), 1, False),
        ((WIDE, SHORT), 1, True),
        ((WIDE, SHORT, CHAPTER), 1, True),
        ((WIDE, TITLE, SHORT, CHAPTER), 1, True),
        ((WIDE, CHAPTER, SHORT), 1, False),
        ((WIDE, SHORT, LONG, CHAPTER), 1, False),
        ((TALL, SHORT), 1, False),
    ],
)
def test_which_blocks_turn(blocks: tuple[Block, ...], place: int, turned: bool) -> None:
    assert leads_landscape(blocks, place) is turned
