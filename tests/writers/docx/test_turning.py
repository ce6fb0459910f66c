"""Text between wide tables turns with them; all else, and a chapter's opening, stays upright."""

from __future__ import annotations

import pytest

from masterplan_cli.document.nodes import Block, Heading, ItemList, Paragraph, Table, Text
from masterplan_cli.writers.docx.turning import find_turned

WIDE = Table((), (), orientation="landscape")
TALL = Table((), ())
TITLE = Heading(2, (Text("Judul"),))
CHAPTER = Heading(1, (Text("Bab"),))
SHORT = Paragraph((Text("Pengantar singkat."),))
LONG = Paragraph((Text("panjang " * 200),))
SOURCE = Paragraph((Text("Sumber: BPS"),), "source")
LIST = ItemList(((SHORT,),))


@pytest.mark.parametrize(
    ("blocks", "turned"),
    [
        ((TITLE, WIDE), {0, 1}),
        ((CHAPTER, TITLE, SHORT, WIDE), {0, 1, 2, 3}),
        ((LONG, TITLE, SHORT, SHORT, WIDE, LONG), {1, 2, 3, 4}),
        ((CHAPTER, LONG, TITLE, SHORT, WIDE), set()),
        ((CHAPTER, LONG, TITLE, TITLE, SHORT, WIDE), set()),
        ((CHAPTER, LONG, LONG, TITLE, SHORT, WIDE), {3, 4, 5}),
        ((CHAPTER, LONG, LIST, TITLE, SHORT, WIDE), {3, 4, 5}),
        ((TITLE, LONG, WIDE), set()),
        ((TITLE, LIST, WIDE), set()),
        ((TITLE, SHORT, TALL), set()),
        ((SHORT, WIDE), set()),
        ((WIDE, SHORT, WIDE), {1, 2}),
        ((WIDE, SHORT, SHORT, WIDE, SHORT, SHORT), {1, 2, 3, 4, 5}),
        ((WIDE, SOURCE, SHORT, WIDE), {1, 2, 3}),
        ((WIDE, LONG, WIDE), set()),
        ((WIDE, SHORT), {1}),
        ((WIDE, SHORT, CHAPTER), {1}),
        ((WIDE, TITLE, SHORT, CHAPTER), {1, 2}),
        ((WIDE, CHAPTER, SHORT), set()),
        ((WIDE, SHORT, LONG, CHAPTER), set()),
        ((TALL, SHORT), set()),
        ((), set()),
    ],
)
def test_which_blocks_turn(blocks: tuple[Block, ...], turned: set[int]) -> None:
    assert find_turned(blocks) == turned
