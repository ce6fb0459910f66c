"""Blocks to paragraphs: styles, lists, frames, page breaks, captions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx_dump import W
from lxml import etree

from masterplan_cli.document.nodes import (
    Block,
    Callout,
    Caption,
    Column,
    Contents,
    Cover,
    CoverLine,
    Document,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    Quote,
    Row,
    Table,
    Text,
)

Show = Callable[..., list[str]]


def _paragraph(text: str, origin: str = "") -> Paragraph:
    return Paragraph((Text(text),), origin=origin)


def _item(text: str, *more: Block) -> tuple[Block, ...]:
    return (_paragraph(text), *more)


def test_every_node(
    every_node: Document,
    every_node_book: bytes,
    dump: Callable[[bytes, Document], str],
    golden: Callable[[Path, str], None],
) -> None:
    path = Path(__file__).parent / "golden" / "every-node.txt"
    golden(path, dump(every_node_book, every_node))


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("body", "BodyText"),
        ("note", "Note"),
        ("source", "Source"),
        ("centered", "Centered"),
        ("signature", "SignatureBlock"),
    ],
)
def test_paragraph_styles(show: Show, style: str, expected: str) -> None:
    assert show(Paragraph((Text("x"),), style)) == [f"{expected} | x"]  # type: ignore[arg-type]


def test_headings_by_style_and_level(show: Show) -> None:
    lines = show(
        Heading(1, (Text("Bab"),), "a"),
        Heading(2, (Text("Sub"),), "b"),
        Heading(1, (Text("Depan"),), "c", "plain"),
        Heading(1, (Text("Lampiran"),), "d", "annex"),
    )
    assert [line.split(" | ")[0] for line in lines] == [
        "Heading1",
        "Heading2",
        "PlainHeading1",
        "AnnexHeading1",
    ]
    assert lines[0] == r"Heading1 | {SEQ bab \h=}⏎[_Toc:a [_Ref:a Bab]]"
    assert lines[3] == "AnnexHeading1 | ⏎[_Toc:d [_Ref:d Lampiran]]"


def test_paragraphs_inherit_the_origin_of_what_holds_them(show: Show) -> None:
    items = ItemList((_item("a"), (_paragraph("b", "own"),)), origin="list")
    assert show(items, Quote(_item("c"), "quote")) == [
        "ListBullet | [list#1 a]",
        "ListBullet | [own#1 b]",
        "Quote | [quote#1 c]",
    ]


def test_each_numbered_list_counts_anew(show: Show) -> None:
    first = ItemList((_item("a"), _item("b")), True)
    lines = show(first, ItemList((_item("c"),), True, 4))
    numbers = [line.split(" | ")[0] for line in lines]
    assert numbers[0] == numbers[1]
    assert numbers[1] != numbers[2]


def test_further_paragraphs_of_an_item_are_not_numbered(show: Show) -> None:
    nested = ItemList((_item("b", _paragraph("c")),))
    assert show(ItemList((_item("a", nested, _paragraph("d")),))) == [
        "ListBullet | a",
        "ListBullet2 | b",
        "ListContinue2 | c",
        "ListContinue | d",
    ]


def test_an_item_without_a_paragraph_keeps_its_mark(show: Show) -> None:
    assert show(ItemList(((), (ItemList((_item("x"),)),)))) == [
        "ListBullet |",
        "ListBullet |",
        "ListBullet2 | x",
    ]


def test_a_list_in_a_callout_keeps_the_frame(show: Show) -> None:
    lines = show(Callout("tip", (ItemList((_item("a", _paragraph("b")),)),)))
    assert [line.split("#")[0].split(" ")[0] for line in lines] == [
        "CalloutTipTitle",
        "CalloutTip",
        "CalloutTip",
    ]


def test_a_callout_is_titled_by_its_kind_or_its_own_words(show: Show) -> None:
    assert show(Callout("note", (_paragraph("a"),)))[0] == "CalloutNoteTitle | Catatan"
    titled = Callout("note", (_paragraph("a"),), title=(Text("Quick win"),))
    assert show(titled) == ["CalloutNoteTitle | Quick win", "CalloutNote | a"]


def test_a_heading_may_run_on_where_its_style_starts_a_page(
    write: Callable[..., bytes], part: Callable[..., etree._Element]
) -> None:
    heads = [Heading(1, (Text("a"),), style="plain", runs_on=one) for one in (True, False)]
    book = write(*heads)
    styles = [one.get(f"{W}val") for one in part(book).iter(f"{W}pStyle")]
    assert styles[:2] == ["PlainHeading1RunOn", "PlainHeading1"]
    sheet = {one.get(f"{W}styleId"): one for one in part(book, "word/styles.xml")}
    run_on = sheet["PlainHeading1RunOn"]
    assert run_on.find(f"{W}basedOn").get(f"{W}val") == "PlainHeading1"
    assert run_on.find(f"{W}pPr/{W}pageBreakBefore").get(f"{W}val") == "0"


def test_a_page_break_goes_into_what_follows(show: Show) -> None:
    assert show(PageBreak(), _paragraph("a"), PageBreak(), PageBreak(), _paragraph("b")) == [
        "BodyText | a",
        "BodyText +pageBreakBefore | b",
    ]


def test_no_page_break_before_a_chapter_or_at_the_end(show: Show) -> None:
    lines = show(_paragraph("a"), PageBreak(), Heading(1, (Text("B"),), "b", "plain"), PageBreak())
    assert lines == ["BodyText | a", "PlainHeading1 | [_Toc:b [_Ref:b B]]"]


def test_what_follows_a_cover_starts_a_page(show: Show) -> None:
    cover = Cover((CoverLine("title", (Text("T"),)),), "c")
    assert show(cover, _paragraph("a")) == [
        "CoverTitle | [c#1 T]",
        "BodyText +pageBreakBefore | a",
    ]


def test_a_table_at_the_end_is_followed_by_a_paragraph(show: Show) -> None:
    table = Table((Column(),), (Row(()),))
    lines = show(table, table)
    assert [line for line in lines if not line.startswith(" ")] == [
        "TABLE MasterplanTable 8788",
        "SpacerKept |",
        "TABLE MasterplanTable 8788",
        "Spacer |",
    ]


def test_a_source_stands_close_to_its_table(show: Show) -> None:
    source = Paragraph((Text("Sumber"),), "source")
    assert show(Table((Column(),), (Row(()),)), source)[-2:] == [
        "      TableTextKept +keepNext |",
        "Source | Sumber",
    ]


def test_an_empty_list_of_tables_says_so(show: Show) -> None:
    assert show(Contents("tables")) == [
        r'TableofFigures | {TOC \h \z \c "Tabel"=Belum ada tabel.',
        "Spacer | }",
    ]


def test_contents_name_headings_to_level_3(show: Show) -> None:
    lines = show(
        Contents("headings"), *(Heading(i, (Text(f"J{i}"),), f"j{i}") for i in range(1, 5))
    )
    assert [line.split(" | ")[0] for line in lines[:4]] == ["TOC1", "TOC2", "TOC3", "Spacer"]


def test_a_table_without_rows_leaves_its_caption(show: Show) -> None:
    caption = Caption("table", (Text("Kosong"),), "k")
    lines = show(Table((Column(),), (), caption))
    assert len(lines) == 1
    assert lines[0].endswith("Kosong]")


def test_an_empty_document_has_one_paragraph(show: Show) -> None:
    assert show() == ["Spacer |"]
