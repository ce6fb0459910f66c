"""A Word file beside its printed pages, and what must hold between the two.

Each check yields complaints; none means that all is well. What a page must show is computed here
from the Word file's styles, anew and without the writer: sections, running heads, list numbers as
LibreOffice prints them (``I.1`` where Word prints ``1.1``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docx_dump import W, read_part
from lxml import etree
from pages import Line, Page, squeeze

A4 = (595.3, 841.9)
_TOLERANCE = 1.0
_HEADING = re.compile(r"(Heading|PlainHeading|AnnexHeading)([1-6])\Z")
_CAPTIONS = ("Caption", "FigureCaption")
_LONGEST = 6  # lines of one heading or caption


@dataclass(frozen=True)
class Title:
    """A heading or caption: what stands before it and what it says, as the Word file has it."""

    kind: str
    level: int
    label: str
    text: str


@dataclass(frozen=True)
class Place:
    """Where a title was found: page, and its first and last line among those of the body."""

    title: Title
    page: int
    first: int
    last: int


@dataclass(frozen=True)
class Entry:
    """A line of a list of contents."""

    label: str
    text: str
    page: str


@dataclass(frozen=True)
class Frame:
    """Where the text of a page may stand, in points from its edges."""

    top: float
    right: float
    bottom: float
    left: float


def to_roman(number: int) -> str:
    """Return a number up to 399 in capitals."""
    tens = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC")
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "C" * (number // 100) + tens[number % 100 // 10] + ones[number % 10]


def read_text(paragraph: etree._Element) -> str:
    """Return the shown text; tabs stay, line breaks become spaces, field codes are left out."""
    signs = {W + "t": "", W + "tab": "\t", W + "br": " "}
    return "".join(
        (item.text or "") if item.tag == W + "t" else signs[item.tag]
        for item in paragraph.iter(*signs)
        if item.getparent().tag == W + "r"
    )


class Rendered:
    """One book as a Word file and as pages."""

    def __init__(self, data: bytes, pages: tuple[Page, ...]) -> None:
        self.data = data
        self.pages = pages

    @cached_property
    def _paragraphs(self) -> list[tuple[str, etree._Element]]:
        found = []
        for paragraph in read_part(self.data).iter(W + "p"):
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            found.append(("" if style is None else style.get(W + "val"), paragraph))
        return found

    @cached_property
    def frames(self) -> dict[bool, Frame]:
        """The frame of lying and of standing pages."""
        found: dict[bool, Frame] = {}
        for section in read_part(self.data).iter(W + "sectPr"):
            size, margin = section.find(W + "pgSz"), section.find(W + "pgMar")
            lying = int(size.get(W + "w")) > int(size.get(W + "h"))
            sides = ("top", "right", "bottom", "left")
            frame = Frame(*(int(margin.get(W + side)) / 20 for side in sides))
            assert found.setdefault(lying, frame) == frame
        return found

    @cached_property
    def titles(self) -> list[Title]:
        """Every heading and caption in order."""
        return list(self._read_titles())

    def _read_titles(self) -> Iterator[Title]:
        counts = {"Heading": [0] * 7, "AnnexHeading": [0] * 7}
        for style, paragraph in self._paragraphs:
            text = re.sub(r"\s+", " ", read_text(paragraph)).strip()
            if style in _CAPTIONS:
                yield Title(style, 0, "", text)
            elif match := _HEADING.match(style):
                kind, level = match[1], int(match[2])
                yield Title(kind, level, _count(counts.get(kind), kind, level), text)

    @cached_property
    def entries(self) -> dict[str, list[Entry]]:
        """The entries of the lists of contents: ``headings`` and ``captions``."""
        found: dict[str, list[Entry]] = {"headings": [], "captions": []}
        for style, paragraph in self._paragraphs:
            parts = [part.strip() for part in read_text(paragraph).split("\t")]
            if paragraph.find(W + "hyperlink") is None:
                continue
            if style.startswith("TOC"):
                page = parts.pop() if "PAGEREF" in "".join(paragraph.itertext()) else ""
                found["headings"].append(Entry("".join(parts[:-1]), parts[-1], page))
            elif style == "TableofFigures":
                found["captions"].append(Entry("", parts[0], parts[1] if parts[1:] else ""))
        return found

    def read_body(self, page: Page) -> tuple[Line, ...]:
        """Return the lines between the running heads, without footnotes."""
        frame = self.frames[page.landscape]
        lowest = page.height - frame.bottom + 3
        for rule in page.rules:
            # Footnotes stand below a short black rule at the left margin.
            box = rule.box
            short = 20 < box.right - box.left < 0.4 * (page.width - frame.left - frame.right)
            if rule.colour == "000000" and abs(box.left - frame.left) < 1 and short:
                lowest = box.top
        return page.read_lines(frame.top - 3, lowest)

    def read_head(self, page: Page) -> str:
        """Return what stands above the body."""
        frame = self.frames[page.landscape]
        return " / ".join(line.text for line in page.read_lines(0, frame.top - 3))

    def read_foot(self, page: Page) -> str:
        """Return what stands below the body."""
        lowest = page.height - self.frames[page.landscape].bottom
        return " / ".join(line.text for line in page.read_lines(lowest + 3))

    @cached_property
    def printed(self) -> dict[int, str]:
        """The number that stands at the foot of each page; none where there is no foot."""
        feet = {page.number: self.read_foot(page) for page in self.pages}
        return {number: foot.split()[-1] for number, foot in feet.items() if foot}

    @cached_property
    def places(self) -> list[Place]:
        """Where each title stands, in order; those that no page shows are left out."""
        found: list[Place] = []
        bodies = {page.number: self.read_body(page) for page in self.pages}
        page, line = 1, 0
        for title in self.titles:
            place = self._find(title, bodies, page, line)
            if place is not None:
                found.append(place)
                page, line = place.page, place.last + 1
        return found

    def _find(
        self, title: Title, bodies: dict[int, tuple[Line, ...]], page: int, line: int
    ) -> Place | None:
        wanted = squeeze(title.label + title.text).casefold()
        for number in range(page, len(self.pages) + 1):
            lines = [squeeze(one.text).casefold() for one in bodies[number]]
            for first in range(line if number == page else 0, len(lines)):
                joined = ""
                for last in range(first, min(first + _LONGEST, len(lines))):
                    joined += lines[last]
                    if not wanted.startswith(joined):
                        break
                    if joined == wanted:
                        return Place(title, number, first, last)
        return None


def _count(counts: list[int] | None, kind: str, level: int) -> str:
    if counts is None:
        return ""
    counts[level] += 1
    counts[level + 1 :] = [0] * (6 - level)
    if kind == "Heading":
        first = to_roman(counts[1])
        return f"BAB {first}" if level == 1 else ".".join([first, *map(str, counts[2 : level + 1])])
    first = chr(64 + counts[1])
    return (
        f"Lampiran {first}" if level == 1 else ".".join([first, *map(str, counts[2 : level + 1])])
    )


def check_sizes(book: Rendered) -> Iterator[str]:
    """Yield pages that are not A4, standing or lying."""
    for page in book.pages:
        if any(
            abs(one - other) > _TOLERANCE
            for one, other in zip(sorted((page.width, page.height)), A4, strict=True)
        ):
            yield f"page {page.number} is {page.width:.0f} x {page.height:.0f} pt"
    if {page.landscape for page in book.pages} != set(book.frames):
        yield "a section lies or stands on no page"


def check_emptiness(book: Rendered) -> Iterator[str]:
    """Yield pages with nothing between their running heads."""
    for page in book.pages:
        if not book.read_body(page):
            yield f"page {page.number} is empty"


def check_heads(book: Rendered) -> Iterator[str]:
    """Yield pages without the book's running head; the cover has none."""
    core = {
        item.tag.partition("}")[2]: item.text for item in read_part(book.data, "docProps/core.xml")
    }
    region, _, stage = core["subject"].partition(" · ")
    title = core["title"] if region in core["title"] else f"{core['title']} · {region}"
    draft = "DRAF · " if core["contentStatus"] == "Draf" else ""
    for page in book.pages:
        wanted = "" if page.number == 1 else f"{title} {draft}{stage}"
        if squeeze(book.read_head(page)) != squeeze(wanted):
            yield f"page {page.number} is headed {book.read_head(page)!r}"


def check_numbers(book: Rendered) -> Iterator[str]:
    """Yield pages whose number is not the next: none, then roman, then arabic from BAB I."""
    body = next((place.page for place in book.places if place.title.kind == "Heading"), 0)
    if not body:
        yield "no page shows BAB I"
    for page in book.pages:
        number = page.number
        if number == 1:
            wanted = ""
        else:
            wanted = str(number - body + 1) if number >= body else to_roman(number - 1).lower()
        if book.printed.get(number, "") != wanted:
            yield f"page {number} bears {book.printed.get(number, '')!r}, not {wanted!r}"


def check_margins(book: Rendered) -> Iterator[str]:
    """Yield words beyond the left or right margin, or beyond the page."""
    for page in book.pages:
        frame = book.frames[page.landscape]
        for word in page.words:
            box = word.box
            if (
                box.left < frame.left - _TOLERANCE
                or box.right > page.width - frame.right + _TOLERANCE
                or box.top < 0
                or box.bottom > page.height
            ):
                yield f"page {page.number}: {word.text!r} at {box.left:.0f}-{box.right:.0f}"


def check_cells(book: Rendered) -> Iterator[str]:
    """Yield words that cross an upright rule of a table."""
    styles = read_part(book.data, "word/styles.xml")
    sides = [side for borders in styles.iter(W + "tblBorders") for side in borders]
    colours = {side.get(W + "color") for side in sides}
    for page in book.pages:
        rules = [rule.box for rule in page.upright if rule.colour in colours]
        for word in page.words if rules else ():
            box = word.box
            for rule in rules:
                beside = box.right < rule.left + _TOLERANCE or box.left > rule.right - _TOLERANCE
                if not beside and rule.top < box.middle < rule.bottom:
                    yield f"page {page.number}: {word.text!r} crosses a rule"


def check_titles(book: Rendered) -> Iterator[str]:
    """Yield headings and captions that no page shows, and headings with nothing below them."""
    shown = [place.title for place in book.places]
    for title in book.titles:
        if title not in shown:
            yield f"no page shows {title.label} {title.text}"
    headings = [place for place in book.places if place.title.level]
    taken: dict[int, set[int]] = {}
    for place in headings:
        taken.setdefault(place.page, set()).update(range(place.first, place.last + 1))
    for place in headings:
        lines = range(place.last + 1, len(book.read_body(book.pages[place.page - 1])))
        if not set(lines) - taken[place.page]:
            yield f"page {place.page} ends with {place.title.text!r}"


def check_contents(book: Rendered) -> Iterator[str]:
    """Yield entries of the contents that name another page than their title's, or no page."""
    deepest = 3
    if not book.entries["headings"]:
        yield "there is no table of contents"
    places = {
        "headings": [one for one in book.places if 0 < one.title.level <= deepest],
        # The list of tables stands before that of figures.
        "captions": [one for style in _CAPTIONS for one in book.places if one.title.kind == style],
    }
    listing = squeeze("".join(page.text for page in book.pages)).casefold()
    for kind, entries in book.entries.items():
        if entries and len(entries) != len(places[kind]):
            yield f"{len(entries)} entries for {len(places[kind])} {kind}"
        for entry, place in zip(entries, places[kind], strict=False):
            right = book.printed.get(place.page)
            if squeeze(entry.text) != squeeze(place.title.text):
                yield f"{entry.text!r} stands for {place.title.text!r}"
            elif entry.page != right:
                yield f"{entry.text!r} is on {right}, not on {entry.page!r}"
            elif squeeze(f"{entry.label}{entry.text}{entry.page}").casefold() not in listing:
                yield f"no page lists {entry.text!r}"


CHECKS = {
    "sizes": check_sizes,
    "emptiness": check_emptiness,
    "heads": check_heads,
    "numbers": check_numbers,
    "margins": check_margins,
    "cells": check_cells,
    "titles": check_titles,
    "contents": check_contents,
}
