"""The printed pages, read from LibreOffice's PDF; and each check on pages that are at fault."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from docx_parts import change_part
from office import Office
from page_checks import CHECKS
from pages import read_pages
from rendered import Rendered
from shelf import Shelf

DOCUMENT = "word/document.xml"
# Workspace, stage, book, and how many pages it may have at least and at most.
BOOKS = [
    ("ketapang", 4, "buku-1", (50, 150)),
    ("ketapang", 4, "buku-2", (150, 400)),
    ("ketapang", 4, "buku-3", (20, 60)),
    ("ketapang", 2, "buku-1", (50, 150)),
    ("kota", 4, "buku-2", (20, 150)),
    ("small", 2, "book-a", (4, 8)),
    ("small", 2, "book-b", (4, 8)),
]
# Books that are one chapter after the other, without front matter.
WITHOUT_CONTENTS = ("book-b",)


def render(data: bytes, layout: Office) -> Rendered:
    return Rendered(data, read_pages(layout.convert(data, "pdf")))


def examine(book: Rendered, *, contents: bool = True) -> dict[str, list[str]]:
    """Return what is wrong by check; an empty mapping where all is well."""
    found = {
        name: list(check(book)) for name, check in CHECKS.items() if contents or name != "contents"
    }
    return {name: complaints for name, complaints in found.items() if complaints}


@pytest.mark.parametrize(("workspace", "stage", "book", "count"), BOOKS)
def test_printed_pages_are_in_order(
    workspace: str,
    stage: int,
    book: str,
    count: tuple[int, int],
    shelf: Shelf,
    layout: Office,
) -> None:
    rendered = render(shelf.take(workspace, stage, book, paginate=True), layout)

    assert examine(rendered, contents=book not in WITHOUT_CONTENTS) == {}
    assert count[0] <= len(rendered.pages) <= count[1]
    assert len(rendered.places) == len(rendered.titles) > 2
    if book in ("buku-2", "book-b"):
        assert any(page.landscape for page in rendered.pages)
        assert not rendered.pages[-1].landscape or workspace != "small"


Change = Callable[[str], str]


def replace_nth(pattern: str, new: str, place: int = 0) -> Change:
    """Return a change of one of a pattern's matches, from the first (0) or the last (-1)."""

    def change(text: str) -> str:
        found = list(re.finditer(pattern, text, re.DOTALL))
        assert found, pattern
        match = found[place]
        return text[: match.start()] + match.expand(new) + text[match.end() :]

    return change


LONG = "<w:r><w:t>" + "kalimat panjang " * 30 + "</w:t></w:r>"
CELL = r'(<w:pStyle w:val="TableText"/>)(</w:pPr>)'
BODY = r'(<w:p><w:pPr><w:pStyle w:val="BodyText"/>)(</w:pPr>)'
BREAK = '<w:p><w:pPr><w:pStyle w:val="BodyText"/><w:pageBreakBefore/></w:pPr></w:p>'
# What is done to a sound book → the check that must speak.
FAULTS = {
    "a letter-sized section": (
        "sizes",
        "book-b",
        replace_nth(r'w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"', -1),
    ),
    "an empty page": ("emptiness", "book-a", replace_nth(BODY, BREAK * 2 + r"\1\2")),
    "a landscape page without running head": (
        "heads",
        "book-b",
        replace_nth(r'r:id="rId11"', 'r:id="rId7"'),
    ),
    "a cover with a running head": ("heads", "book-a", replace_nth('r:id="rId7"', 'r:id="rId9"')),
    "a cover with a page number": (
        "numbers",
        "book-a",
        replace_nth('r:id="rId8"', 'r:id="rId10"'),
    ),
    "front matter with arabic numbers": ("numbers", "book-a", replace_nth("lowerRoman", "decimal")),
    "numbers that start again on a landscape page": (
        "numbers",
        "book-b",
        replace_nth(r'(orient="landscape"/>.*?<w:pgNumType w:fmt="decimal")', r'\1 w:start="1"'),
    ),
    "numbers that go on from the front matter": (
        "numbers",
        "book-a",
        replace_nth(r'(w:fmt="decimal") w:start="1"', r"\1", -1),
    ),
    "a paragraph into the margin": (
        "margins",
        "book-a",
        replace_nth(BODY, r'\1<w:ind w:right="-1400"/>\2' + LONG),
    ),
    "a paragraph beyond the page": (
        "margins",
        "book-a",
        replace_nth(BODY, r'\1<w:ind w:left="-2400"/>\2' + LONG),
    ),
    "text out of its cell": (
        "cells",
        "book-b",
        replace_nth(CELL, r'\1<w:ind w:right="-1400"/>\2' + LONG),
    ),
    "a cell without its left edge": (
        "edges",
        "book-b",
        replace_nth(
            r'(<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="\d+" w:type="dxa"/>)',
            r'\1<w:tcBorders><w:left w:val="nil"/></w:tcBorders>',
            -1,
        ),
    ),
    "a line of a cell that does not print": (
        "rows",
        "book-b",
        replace_nth(
            "<w:cantSplit/>(</w:trPr><w:tc><w:tcPr>.*?</w:tcPr>)",
            rf'<w:cantSplit/><w:trHeight w:val="300" w:hRule="exact"/>\1<w:p>{LONG}</w:p>',
            -1,
        ),
    ),
    "a heading alone at the end of its page": (
        "titles",
        "book-a",
        replace_nth(r'(<w:pStyle w:val="Heading2"/>.*?</w:p>)(?=<w:p>)', r"\1" + BREAK),
    ),
    "a heading that does not print": (
        "titles",
        "book-a",
        replace_nth(
            r'(<w:pStyle w:val="Heading2"/></w:pPr>.*?<w:r>)', r"\1<w:rPr><w:vanish/></w:rPr>"
        ),
    ),
    "an entry that names another page": (
        "contents",
        "book-a",
        replace_nth(r'(PAGEREF.*?fldCharType="separate"/></w:r><w:r><w:t[^>]*>)1<', r"\g<1>7<"),
    ),
    "an entry for another heading": ("contents", "book-a", replace_nth("Energi", "Energy")),
}


@pytest.fixture(scope="module")
def faulty(shelf: Shelf, layout: Office) -> dict[str, Rendered]:
    """Sound books, each with one fault, laid out together."""
    data = {
        name: change_part(shelf.take("small", 2, book, paginate=True), DOCUMENT, change)
        for name, (_, book, change) in FAULTS.items()
    }
    printed = layout.convert_all(data.values(), "pdf")
    return {
        name: Rendered(one, read_pages(pdf))
        for (name, one), pdf in zip(data.items(), printed, strict=True)
    }


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_seen(fault: str, faulty: dict[str, Rendered]) -> None:
    check, book, _ = FAULTS[fault]
    assert check in examine(faulty[fault], contents=book not in WITHOUT_CONTENTS)


def test_every_check_was_seen_to_fail() -> None:
    assert {check for check, _, _ in FAULTS.values()} == set(CHECKS)
