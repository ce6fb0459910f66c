from __future__ import annotations

import pytest

from masterplan_cli.document import nodes as n
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.islands import Island, make_sentinel
from masterplan_cli.document.reader import ReadResult, read_markdown


def read(text: str, *islands: Island) -> ReadResult:
    return read_markdown(text, islands, lambda line: f"t:{line + 1}")


def value(text: str, origin: str = "v") -> Island:
    return Island((n.Text(text, origin),), name=text)


def test_paragraphs_know_their_line() -> None:
    result = read("Satu\nbaris.\n\nDua.\n")
    assert result.blocks == (
        n.Paragraph((n.Text("Satu baris."),), origin="t:1"),
        n.Paragraph((n.Text("Dua."),), origin="t:4"),
    )


@pytest.mark.parametrize(
    ("text", "anchor", "style", "title"),
    [
        ("# Judul", "", "numbered", "Judul"),
        ("# Judul {: #satu }", "satu", "numbered", "Judul"),
        ("# Judul {: .plain }", "", "plain", "Judul"),
        ("## Judul {: .annex #dua }", "dua", "annex", "Judul"),
        ("# Harga {x}", "", "numbered", "Harga {x}"),
    ],
)
def test_heading_attributes(text: str, anchor: str, style: str, title: str) -> None:
    (heading,) = read(text).blocks
    assert isinstance(heading, n.Heading)
    assert (heading.anchor, heading.style) == (anchor, style)
    assert heading.children == (n.Text(title),)


@pytest.mark.parametrize("title", ["{:0}", "[!NOTE]{:}", "{: .plain }"])
def test_a_title_that_ends_like_attributes_stays_a_title(title: str) -> None:
    (heading,) = read(f"## {make_sentinel(0)}", value(title)).blocks
    assert heading == n.Heading(2, (n.Text(title, "v"),), "", "numbered", "t:1")


def test_an_anchor_may_hold_a_value() -> None:
    (heading,) = read(
        f"## {make_sentinel(0)} {{: #aksi-{make_sentinel(1)} }}", value("Nama"), value("gov")
    ).blocks
    assert isinstance(heading, n.Heading)
    assert heading.anchor == "aksi-gov"
    assert heading.children == (n.Text("Nama", "v"),)


def test_inlines() -> None:
    (paragraph,) = read("a *b* **c** `d` [e](https://contoh.id) [f](#g)  \nh").blocks
    assert isinstance(paragraph, n.Paragraph)
    assert paragraph.children == (
        n.Text("a "),
        n.Emphasis((n.Text("b"),)),
        n.Text(" "),
        n.Strong((n.Text("c"),)),
        n.Text(" "),
        n.Code("d"),
        n.Text(" "),
        n.Link("https://contoh.id", (n.Text("e"),)),
        n.Text(" "),
        n.CrossReference("g"),
        n.LineBreak(),
        n.Text("h"),
    )


def test_html_is_text() -> None:
    (paragraph,) = read("a <b>c</b> &amp; d").blocks
    assert isinstance(paragraph, n.Paragraph)
    assert paragraph.children == (n.Text("a <b>c</b> & d"),)


def test_nested_lists_and_their_starts() -> None:
    (items,) = read("3. satu\n   - dua\n     1. tiga\n4. empat\n").blocks
    assert isinstance(items, n.ItemList)
    assert (items.ordered, items.start, len(items.items)) == (True, 3, 2)
    inner = items.items[0][1]
    assert isinstance(inner, n.ItemList)
    assert not inner.ordered
    assert isinstance(inner.items[0][1], n.ItemList)


def test_footnotes_of_standing_text() -> None:
    (paragraph,) = read("Awal[^x].\n\n[^x]: Isi *catatan*.\n").blocks
    assert isinstance(paragraph, n.Paragraph)
    note = paragraph.children[1]
    assert isinstance(note, n.Footnote)
    assert note.children == (n.Text("Isi "), n.Emphasis((n.Text("catatan"),)), n.Text("."))


def test_quotes_and_callouts() -> None:
    quote, callout = read("> kutipan\n\n---\n\n> [!TIP]\n> isi\n").blocks[::2]
    assert isinstance(quote, n.Quote)
    assert isinstance(callout, n.Callout)
    assert callout.kind == "tip"
    assert isinstance(callout.blocks[0], n.Paragraph)


@pytest.mark.parametrize(
    ("text", "title", "first"),
    [
        ("> [!NOTE: Quick win]\n> isi", "Quick win", "isi"),
        ("> [!NOTE:Quick win] isi", "Quick win", "isi"),
        ("> [!NOTE] isi", "", "isi"),
        (f"> [!NOTE: Quick win {make_sentinel(0)}]\n> isi", "Quick win Antre [1]", "isi"),
        (f"> [!NOTE]\n> {make_sentinel(0)}", "", "Antre [1]"),
    ],
)
def test_a_callout_may_have_a_title_with_values(text: str, title: str, first: str) -> None:
    (callout,) = read(text, value("Antre [1]")).blocks
    assert isinstance(callout, n.Callout)
    assert read_text(callout.title) == title
    (paragraph,) = callout.blocks
    assert isinstance(paragraph, n.Paragraph)
    assert read_text(paragraph.children) == first


@pytest.mark.parametrize("text", ["> [!NOTE: tanpa akhir", "> [!CATATAN]", f"> {make_sentinel(0)}"])
def test_what_is_no_mark_of_a_callout_stays_a_quotation(text: str) -> None:
    (quote,) = read(text, value("[!NOTE]")).blocks
    assert isinstance(quote, n.Quote)


def test_a_table_of_standing_text() -> None:
    (table,) = read(f"| a | b |\n|:-:|--:|\n| {make_sentinel(0)} | 2 |\n", value("x|y")).blocks
    assert isinstance(table, n.Table)
    assert [column.align for column in table.columns] == ["center", "right"]
    assert [row.kind for row in table.rows] == ["header", "body"]
    assert table.rows[1].cells[0].lines == ((n.Text("x|y", "v"),),)


def test_a_block_island_alone_is_spliced_in() -> None:
    break_island = Island(None, (n.PageBreak(), n.Paragraph((n.Text("x", "o"),), origin="o")))
    result = read(f"a\n\n{make_sentinel(0)}\n\nb", break_island)
    assert result.problems == ()
    assert [type(block).__name__ for block in result.blocks] == [
        "Paragraph", "PageBreak", "Paragraph", "Paragraph",
    ]  # fmt: skip
    assert result.blocks[1].origin == "t:3"
    assert result.blocks[2].origin == "o"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (f"a {make_sentinel(0)} b", "inside a line"),
        (f"`{make_sentinel(0)}`", "inside code"),
        (f"    {make_sentinel(0)}", "inside code"),
        (f"[a](https://contoh.id/{make_sentinel(0)})", "link's address"),
        ("# a {: .b }", "heading attribute"),
        ("![a](b.png)", "picture"),
    ],
)
def test_what_cannot_be_honoured_is_a_problem(text: str, words: str) -> None:
    result = read(text, Island(None, (n.PageBreak(),), "halaman"))
    assert [words in problem.message.en for problem in result.problems] == [True]
    assert result.problems[0].origin == "t:1"


def test_code_blocks_keep_their_lines() -> None:
    (paragraph,) = read("```\na\n  b\n```\n").blocks
    assert isinstance(paragraph, n.Paragraph)
    assert paragraph.children == (n.Code("a"), n.LineBreak(), n.Code("  b"))
