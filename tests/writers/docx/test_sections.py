"""Section changes, landscape tables, running heads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from masterplan_cli.document.nodes import (
    Block,
    Caption,
    Cell,
    Column,
    Contents,
    Document,
    Heading,
    Metadata,
    Paragraph,
    Row,
    SectionChange,
    Table,
    Text,
)
from masterplan_cli.writers.docx.sections import Page

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
Pages = list[tuple[str, str, str | None]]
_METADATA = Metadata(
    title="Masterplan Smart City",
    region="Kabupaten Ketapang",
    book="buku-2",
    stage=4,
    stage_label="Bimtek tahap IV",
    build_id="0123abcd · tahap 4 · buku-2 · kominfo",
    date="2023-10-09",
)
LONG = " ".join(["panjang"] * 200)


def _text(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _wide(caption: str = "") -> Table:
    title = Caption("table", (Text(caption),), caption) if caption else None
    return Table((Column(),), (Row((Cell(((Text("x"),),)),)),), title, "landscape")


def _read(write: Callable[..., bytes], part: Callable[..., Any], *blocks: Block) -> Pages:
    """Return each section's orientation, format and start."""
    found = []
    for section in part(write(*blocks)).iter(W + "sectPr"):
        size, numbers = section.find(W + "pgSz"), section.find(W + "pgNumType")
        wide = int(size.get(W + "w")) > int(size.get(W + "h"))
        assert wide == (size.get(W + "orient") == "landscape")
        orientation = "landscape" if wide else "portrait"
        found.append((orientation, numbers.get(W + "fmt"), numbers.get(W + "start")))
    return found


def test_without_changes_there_is_one_section(write: Any, part: Any) -> None:
    assert _read(write, part, _text("a")) == [("portrait", "decimal", None)]


def test_changes_at_the_start_in_a_row_and_at_the_end_leave_no_empty_page(
    write: Any, part: Any
) -> None:
    pages = _read(
        write,
        part,
        SectionChange(numbering="none"),
        _text("a"),
        SectionChange(numbering="roman", restart=True),
        SectionChange("landscape", "roman"),
        _text("b"),
        SectionChange(restart=True),
    )
    assert pages == [("portrait", "decimal", None), ("landscape", "lowerRoman", "1")]


def test_a_change_that_changes_nothing_makes_no_section(write: Any, part: Any) -> None:
    assert len(_read(write, part, _text("a"), SectionChange(), _text("b"))) == 1


def test_a_restart_makes_a_section(write: Any, part: Any) -> None:
    change = SectionChange(restart=True)
    pages = _read(write, part, change, _text("a"), change, _text("b"))
    assert pages == [("portrait", "decimal", "1")] * 2


def test_a_spread_begins_on_an_even_page_each_time(write: Any, part: Any) -> None:
    left = SectionChange(even=True)
    data = write(_text("a"), left, _text("b"), left, _wide(), _text(LONG))
    kinds = [one.get(W + "val") for one in part(data).iter(W + "type")]
    assert kinds == ["nextPage", "evenPage", "evenPage", "nextPage"]


def test_wide_tables_share_landscape_pages_and_the_count_goes_on(write: Any, part: Any) -> None:
    pages = _read(
        write,
        part,
        SectionChange(restart=True),
        _text("a"),
        _wide("t1"),
        _wide("t2"),
        _text(LONG),
        _wide(),
    )
    assert pages == [
        ("portrait", "decimal", "1"),
        ("landscape", "decimal", None),
        ("portrait", "decimal", None),
        ("landscape", "decimal", None),
    ]


def test_a_short_text_between_wide_tables_leaves_no_page_nearly_empty(
    write: Any, part: Any
) -> None:
    pages = _read(write, part, _text("a"), _wide("t1"), _text("b"), _wide("t2"), _text("c"))
    assert pages == [("portrait", "decimal", None), ("landscape", "decimal", None)]


def test_the_chapter_after_a_turned_text_stands_upright(write: Any, part: Any) -> None:
    chapter = Heading(1, (Text("Bab"),), "bab")
    pages = _read(write, part, _text("a"), _wide("t"), _text("b"), chapter, _text("c"))
    assert [page[0] for page in pages] == ["portrait", "landscape", "portrait"]


def test_a_heading_and_its_lines_stand_on_the_page_of_their_table(write: Any, part: Any) -> None:
    heading = Heading(2, (Text("J"),), "j")
    pages = _read(write, part, _text(LONG), heading, _text("b"), _text("c"), _wide("t"))
    assert [page[0] for page in pages] == ["portrait", "landscape"]


def test_a_heading_turns_with_its_table_and_a_source_stays(show: Any) -> None:
    source = Paragraph((Text("Sumber"),), "source")
    heading = Heading(2, (Text("J"),), "j", "plain")
    lines = show(_text("a"), heading, _wide(), source, source, _text(LONG))
    assert [line for line in lines if not line.startswith(" ")] == [
        "BodyText | a",
        "=== section above: 11906x16838 decimal start=None",
        "PlainHeading2 | [_Toc:j [_Ref:j J]]",
        "TABLE MasterplanTable 14004",
        "Source | Sumber",
        "Source | Sumber",
        "=== section above: 16838x11906 decimal start=None",
        f"BodyText | {LONG}",
    ]


def test_no_section_ends_inside_a_field(show: Any) -> None:
    lines = show(Contents("tables"), SectionChange("landscape"), _text("a"))
    assert lines[1:4] == [
        "Spacer | }",
        "Spacer |",
        "=== section above: 11906x16838 decimal start=None",
    ]


def test_only_pages_with_numbers_have_running_heads(write: Any, part: Any) -> None:
    book = write(SectionChange(numbering="none"), _text("a"), SectionChange(), _text("b"))
    targets = {
        item.get("Id"): item.get("Target") for item in part(book, "word/_rels/document.xml.rels")
    }
    used = [
        targets[section.find(W + "footerReference").get(R + "id")]
        for section in part(book).iter(W + "sectPr")
    ]
    assert used == ["footer-empty.xml", "footer-portrait.xml"]
    empty = part(book, "word/footer-empty.xml")
    assert not "".join(empty.itertext())
    footer = part(book, "word/footer-portrait.xml")
    assert [item.text for item in footer.iter(W + "instrText")] == [" PAGE "]


def _read_head(write: Any, part: Any, name: str, **changes: Any) -> str:
    """Return a running head of a book whose metadata has ``changes``; runs, tabs, line breaks."""
    book = write(Document(replace(_METADATA, **changes), (_text("a"),)))
    signs = {W + "tab": "\t", W + "br": "\n"}
    items = part(book, f"word/{name}").iterfind(f".//{W}r/*")
    return "".join(signs.get(item.tag, item.text or "") for item in items if item.tag != f"{W}pict")


def test_a_draft_says_so_with_stage_and_build_on_every_page(write: Any, part: Any) -> None:
    for name in ("header-portrait.xml", "header-landscape.xml"):
        assert _read_head(write, part, name) == (
            "Masterplan Smart City\tDRAF · Bimtek tahap IV\n"
            "Kabupaten Ketapang\t0123abcd · tahap 4 · buku-2 · kominfo"
        )
    assert _read_head(write, part, "footer-portrait.xml") == "\t PAGE 1"


def test_a_final_book_names_its_build_at_the_foot_alone(write: Any, part: Any) -> None:
    header = _read_head(write, part, "header-portrait.xml", draft=False)
    assert header == "Masterplan Smart City\tBimtek tahap IV\nKabupaten Ketapang"
    footer = _read_head(write, part, "footer-portrait.xml", draft=False)
    assert footer == "0123abcd · tahap 4 · buku-2 · kominfo\t PAGE 1"


def test_a_title_too_long_for_its_line_is_cut_after_a_word(write: Any, part: Any) -> None:
    title = "Lembar Komitmen Bersama: " + "Penyusunan dan Pelaksanaan Masterplan Smart City " * 2
    first = _read_head(write, part, "header-portrait.xml", title=title).split("\t")[0]
    assert first.endswith(" Smart City…")


def test_turning_a_page_turns_its_margins() -> None:
    page = Page(100, 200, top=1, right=2, bottom=3, left=4, header=5, footer=6)
    turned = page.turn("landscape")
    assert (turned.width, turned.height) == (200, 100)
    assert (turned.top, turned.right, turned.bottom, turned.left) == (4, 1, 2, 3)
    assert page.turn("portrait") == page
