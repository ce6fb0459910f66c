"""Runs, bookmarks around origins, links, references and footnotes."""

from __future__ import annotations

from collections.abc import Callable

from masterplan_cli.document.nodes import (
    Code,
    CrossReference,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    LineBreak,
    Link,
    Paragraph,
    Placeholder,
    Strong,
    Text,
)

Show = Callable[..., list[str]]


def _show(show: Show, *children: Inline, origin: str = "") -> str:
    return show(Paragraph(children, origin=origin))[0].removeprefix("BodyText | ")


def test_neighbours_of_one_origin_share_a_bookmark(show: Show) -> None:
    line = _show(show, Text("a", "x"), Strong((Text("b"),), "x"), Text("c", "y"), Text("d"))
    assert line == "[x#1 aStrong(b)][y#1 c]d"


def test_an_origin_like_the_paragraph_s_is_bookmarked_once(show: Show) -> None:
    assert _show(show, Text("a", "x"), Text("b", "y"), origin="x") == "[x#1 a[y#1 b]]"


def test_occurrences_count_per_origin_over_body_and_footnotes(show: Show) -> None:
    note = Footnote((Text("n", "x"),), "note")
    lines = show(
        Paragraph((Text("a", "x"), note), origin="p"), Paragraph((Text("b", "x"),), origin="q")
    )
    assert lines == [
        "BodyText | [p#1 [x#1 a][note#1 FootnoteReference(^)]]",
        "BodyText | [q#1 [x#3 b]]",
        "FOOTNOTE 1",
        "  FootnoteText | FootnoteReference(?footnoteRef?) [note#2 [x#2 n]]",
    ]


def test_character_styles(show: Show) -> None:
    line = _show(show, Emphasis((Text("a"),)), Code("b"), Placeholder("c"), LineBreak(), Text("d"))
    assert line == "Emphasis(a)Code(b)Placeholder(c)⏎d"


def test_bold_inside_italic_keeps_both(
    write: Callable[..., bytes], part: Callable[..., object]
) -> None:
    from lxml import etree

    both = Emphasis((Strong((Text("x"),)),))
    xml = etree.tostring(part(write(Paragraph((both,))))).decode()  # type: ignore[arg-type]
    assert '<w:rStyle w:val="Strong"/><w:i/><w:iCs/>' in xml


def test_links(show: Show) -> None:
    target = Heading(1, (Text("T"),), "t")
    links = Paragraph(
        (
            Link("https://a.id", (Text("a"),)),
            Link("#t", (Text("b"),)),
            Link("file:///etc/passwd", (Text("c"),)),
            Link("#nowhere", (Text("d"),)),
            Link("https://a.id", (Link("https://b.id", (Text("e"),)),)),
        )
    )
    assert show(target, links)[1] == (
        "BodyText | <url Hyperlink(a)><_Toc:t Hyperlink(b)>c (file:///etc/passwd)d (#nowhere)"
        "<url Hyperlink(e)>"
    )


def test_a_reference_to_nothing_is_visible(show: Show) -> None:
    assert _show(show, CrossReference("gone")) == "Placeholder([gone])"


def test_a_footnote_in_a_footnote_stands_in_brackets(show: Show) -> None:
    inner = Footnote((Text("b", "y"),), "y")
    lines = show(Paragraph((Footnote((Text("a"), inner)),)))
    assert lines[2] == "  FootnoteText | FootnoteReference(?footnoteRef?) a[y#1  (b)]"
