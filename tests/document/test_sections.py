from __future__ import annotations

from masterplan_cli.document import nodes as n
from masterplan_cli.document.sections import lay_sections

COVER = n.Cover(())
FRONT = n.Heading(1, (n.Text("Kata pengantar"),), style="plain")
BODY = n.Heading(1, (n.Text("Pendahuluan"),))
ANNEX = n.Heading(1, (n.Text("Daftar"),), style="annex")
TEXT = n.Paragraph((n.Text("x"),))


def changes(*blocks: n.Block) -> list[tuple[str, str, bool]]:
    return [
        (block.orientation, block.numbering, block.restart)
        for block in lay_sections(blocks)[0]
        if isinstance(block, n.SectionChange)
    ]


def test_cover_front_and_body() -> None:
    assert changes(COVER, FRONT, TEXT, BODY, TEXT, ANNEX, TEXT) == [
        ("portrait", "none", True),
        ("portrait", "roman", True),
        ("portrait", "arabic", True),
    ]


def test_a_book_without_front_matter() -> None:
    assert changes(COVER, BODY) == [("portrait", "none", True), ("portrait", "arabic", True)]


def test_a_later_plain_heading_stays_in_arabic() -> None:
    assert changes(COVER, BODY, FRONT, TEXT)[-1] == ("portrait", "arabic", True)


def test_a_turned_page_keeps_the_numbering_under_way() -> None:
    turned = n.SectionChange("landscape")
    back = n.SectionChange("portrait")
    assert changes(COVER, FRONT, turned, TEXT, back, BODY, turned, TEXT, back)[2:] == [
        ("landscape", "roman", False),
        ("portrait", "roman", False),
        ("portrait", "arabic", True),
        ("landscape", "arabic", False),
        ("portrait", "arabic", False),
    ]
