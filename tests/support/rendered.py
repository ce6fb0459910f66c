"""A Word file beside its printed pages.

What a page must show is computed here from the Word file's styles, anew and without the writer:
sections, titles, list numbers as LibreOffice prints them (``I.1`` where Word prints ``1.1``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from docx_dump import W, read_part
from lxml import etree
from pages import Line, Page, squeeze

_HEADING = re.compile(r"(Heading|PlainHeading|AnnexHeading)([1-6])(?:RunOn)?\Z")
_HIDDEN = f"{W}rPr/{W}vanish"
CAPTIONS = ("Caption", "FigureCaption")
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
    """Return the shown text; tabs stay, line breaks become spaces, codes and hidden runs go."""
    signs = {W + "t": "", W + "tab": "\t", W + "br": " "}
    return "".join(
        (item.text or "") if item.tag == W + "t" else signs[item.tag]
        for item in paragraph.iter(*signs)
        if item.getparent().tag == W + "r" and item.getparent().find(_HIDDEN) is None
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
            if style in CAPTIONS:
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

    def read_flow(self, page: Page) -> str:
        """Return the words between the running heads in the file's order: cell after cell."""
        frame = self.frames[page.landscape]
        top, bottom = frame.top - 3, page.height - frame.bottom + 3
        return "".join(word.text for word in page.words if top <= word.box.middle <= bottom)

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
