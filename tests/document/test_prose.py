from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.document import nodes as n
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.prose import read_prose
from masterplan_cli.document.reader import read_markdown


def test_plain_prose_is_paragraphs() -> None:
    prose = read_prose("Satu\nbaris.\n\nDua.", "o")
    assert prose.blocks == (
        n.Paragraph((n.Text("Satu baris.", "o"),), origin="o"),
        n.Paragraph((n.Text("Dua.", "o"),), origin="o"),
    )


def test_every_run_bears_the_field() -> None:
    (items,) = read_prose("- a **b**\n- [c](https://contoh.id)\n", "o").blocks
    assert isinstance(items, n.ItemList)
    first, second = (item[0] for item in items.items)
    assert isinstance(first, n.Paragraph)
    assert isinstance(second, n.Paragraph)
    assert first.children == (n.Text("a ", "o"), n.Strong((n.Text("b", "o"),), "o"))
    assert second.children == (n.Link("https://contoh.id", (n.Text("c", "o"),), "o"),)


def test_a_heading_in_prose_is_bold_and_a_problem() -> None:
    prose = read_prose("# Judul\n\nIsi.", "o")
    assert [type(block).__name__ for block in prose.blocks] == ["Paragraph", "Paragraph"]
    assert "heading" in prose.problems[0].message.en
    assert prose.problems[0].origin == "o"


@pytest.mark.parametrize(
    "text", ["> kutipan", "> [!NOTE]\n> isi", "| a | b |\n|--|--|\n| c | d |", "a\n\n---\n\nb"]
)
def test_blocks_of_prose_bear_the_field(text: str) -> None:
    for block in read_prose(text, "o").blocks:
        assert block.origin == "o"


def test_as_an_island() -> None:
    assert read_prose("Satu.", "o").as_island("x").inlines == (n.Text("Satu.", "o"),)
    island = read_prose("Satu.\n\nDua.", "o").as_island("x")
    assert island.inlines is None
    assert len(island.blocks) == 2


ORDINARY = st.text(st.characters(categories=("Ll", "Lu", "Nd"), max_codepoint=0x24F), min_size=1)


@given(st.lists(st.lists(ORDINARY, min_size=1), min_size=1))
def test_ordinary_words_come_through(paragraphs: list[list[str]]) -> None:
    prose = read_prose("\n\n".join(" ".join(words) for words in paragraphs), "o")
    assert prose.problems == ()
    texts = [read_text(block.children) for block in prose.blocks if isinstance(block, n.Paragraph)]
    assert texts == [" ".join(words) for words in paragraphs]


SIGNS = [
    "kata",
    " ",
    "  ",
    "\n",
    "\n\n",
    "- ",
    "-",
    "+ ",
    "1. ",
    "2)",
    ":",
    "===",
    "---",
    "*",
    "    ",
]


@given(st.lists(st.sampled_from(SIGNS), max_size=8).map("".join))
def test_what_is_taken_as_plain_is_what_markdown_makes_of_it(text: str) -> None:
    blocks = read_prose(text, "o").blocks
    read = read_markdown(text, (), lambda line: "o").blocks

    assert len(blocks) == len(read)
    if all(isinstance(block, n.Paragraph) for block in read):
        shown = [read_text(b.children).split() for b in read if isinstance(b, n.Paragraph)]
        assert shown == [
            read_text(b.children).split() for b in blocks if isinstance(b, n.Paragraph)
        ]
