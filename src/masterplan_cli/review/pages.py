"""The page that each comment of a returned file stands on, as Word printed it when it saved.

In: the package. Out: printed page numbers by the comments' own. Word notes where its pages ended
(``w:lastRenderedPageBreak``); other programs do not, and then nothing is known.

Why the bytes and no tree: a big book has a hundred thousand paragraphs, and a few hundred breaks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from masterplan_cli.review.package import Package
from masterplan_cli.review.sections import Section, find_section, list_sections
from masterplan_cli.review.story import DOCUMENT

_BREAK = b"<w:lastRenderedPageBreak"
_FORCED = (b'<w:br w:type="page"', b"<w:pageBreakBefore/>")
_MARK = re.compile(rb'<w:comment(RangeStart|RangeEnd|Reference) [^<>]*?w:id="([^"<>]*)"')
_WORDS = re.compile(rb"<w:(?:t|delText)[ >]")

_Range = tuple[int, int]


def read_pages(package: Package) -> dict[str, str]:
    """Return the printed page of each comment; nothing where no program counted pages."""
    document = package.read(DOCUMENT) or b""
    if _BREAK not in document:
        return {}
    sections = list_sections(document)
    turns = list(_list_turns(document, sections))
    found = {}
    for comment, place in find_comments(document).items():
        number = turns[bisect_right(turns, place, key=lambda one: one.place) - 1].number
        found[comment] = sections[find_section(sections, place)].print_number(number)
    return found


def find_comments(document: bytes) -> dict[str, int]:
    """Return where the first word of each comment's range stands, by the comment's number.

    Why the word: at the head of a page Word ends the page before between a range's start and it.
    """
    starts: dict[str, int] = {}
    found: dict[str, int] = {}
    for match in _MARK.finditer(document):
        number = match[2].decode(errors="replace")
        if match[1] == b"RangeStart":
            starts.setdefault(number, match.start())
        elif match[1] == b"RangeEnd" and number in starts:
            words = _WORDS.search(document, starts[number], match.start())
            found.setdefault(number, words.start() if words else starts[number])
        else:
            found.setdefault(number, match.start())
    return starts | found


@dataclass(frozen=True, slots=True)
class _Turn:
    """From ``place`` on, text stands on page ``number``."""

    place: int
    number: int


def _list_turns(document: bytes, sections: list[Section]) -> Iterator[_Turn]:
    """Yield where the page changes, in the order of the text."""
    number, fresh, last = sections[0].first or 1, 0, 0
    yield _Turn(0, number)
    row: _Row | None = None
    for place, section in _list_events(document, sections):
        if row is not None and place >= row.end:
            number = row.number
            yield _Turn(row.end, number)
            row = None
        noted = section is None and document.startswith(_BREAK, place)
        if noted and place >= fresh:
            extent = _find_around(document, b"tr", place, last) if row is None else None
            row = _Row(document, extent, number) if extent is not None else row
        if noted and row is not None:
            yield from row.turn(place)
        elif not noted or place >= fresh:
            number = number + 1 if section is None else _turn_to(section, number)
            yield _Turn(place, number)
        if not noted:
            # A break that Word noted before the next words is the page already begun.
            fresh = find_words(document, place)
        last = place
    if row is not None:
        yield _Turn(row.end, row.number)


def _list_events(document: bytes, sections: list[Section]) -> list[tuple[int, Section | None]]:
    """Return what begins a page, in order: sections, breaks by hand, and those that Word noted."""
    found: list[tuple[int, Section | None]] = [
        (one.start, one) for one in sections[1:] if one.kind != "continuous"
    ]
    for sign in (_BREAK, *_FORCED):
        place = document.find(sign)
        while place >= 0:
            found.append((place, None))
            place = document.find(sign, place + 1)
    return sorted(found, key=lambda one: one[0])


def _turn_to(section: Section, number: int) -> int:
    if section.first is not None:
        return section.first
    odd = number % 2 == 0  # so the next one would be odd
    leaves = (section.kind == "evenPage" and odd) or (section.kind == "oddPage" and not odd)
    return number + 2 if leaves else number + 1


def find_words(document: bytes, place: int) -> int:
    """Return where the next words stand from ``place`` on: the end where there are none."""
    words = _WORDS.search(document, place)
    return words.start() if words else len(document)


class _Row:
    """A table's row that a page ends in or begins with; ``number`` is the page it ends on.

    Word notes the end of a page in each cell that goes on behind it, and in the first one where the
    whole row stands on the next page.
    """

    def __init__(self, document: bytes, extent: _Range, number: int) -> None:
        self._document = document
        self._start, self.end = extent
        self._first = self._now = self.number = number
        self._moved = False
        self._cell: _Range = (self._start, self._start)

    def turn(self, place: int) -> Iterator[_Turn]:
        document = self._document
        if place >= self._cell[1]:
            around = _find_around(document, b"tc", place, self._start)
            self._cell = around or (place, self.end)
            self._now = self._first
            if find_words(document, self._cell[0]) > place and self._moved:
                return
        if find_words(document, self._start) > place:
            self._moved = True
            self._first += 1
        self._now += 1
        self.number = max(self.number, self._now)
        yield _Turn(place, self._now)
        if document.find(_BREAK, place + 1, self._cell[1]) < 0:
            yield _Turn(self._cell[1], self._first)


def _find_around(document: bytes, name: bytes, place: int, floor: int) -> _Range | None:
    """Return the element around a place that begins behind ``floor``; None where there is none.

    Its properties may be taken for its start, which have no words.
    """
    start = document.rfind(b"<w:%s" % name, floor, place)
    close = b"</w:%s>" % name
    if start < 0 or document.find(close, start, place) >= 0:
        return None
    end = document.find(close, place)
    return (start, end) if end >= 0 else None
