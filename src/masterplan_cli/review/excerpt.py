"""The paragraphs of a returned file that say anything, cut out of a text that nobody touched.

In: the package. Out: the story of those paragraphs, or nothing where the whole file has to be
walked and compared with the draft: because its seal is broken, or its markup is not as expected.

Why: a book of 400 programmes has 110,000 paragraphs, and 200 comments stand in 200 of them. The
seal says that the text is the draft's once tracked changes are rejected, so that the rest of the
file holds nothing to find, and that all bookmarks are there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from masterplan_cli.document.seal import PROPERTY, is_unbroken
from masterplan_cli.review.package import Package
from masterplan_cli.review.paragraphs import Paragraphs
from masterplan_cli.review.story import DOCUMENT, NOTES, Story, read_roots

_CUSTOM = "docProps/custom.xml"
# Attributes end before the next "<": a file with endless tags must not be searched over and over.
_COMMENT = re.compile(rb"<w:comment(RangeStart|RangeEnd|Reference) [^<>]*>")
_CHANGE = re.compile(
    rb"<w:(ins|del|moveFrom|moveTo|moveFromRangeStart|moveFromRangeEnd|moveToRangeStart"
    rb"|moveToRangeEnd) [^<>]*>"
)
_NUMBER = re.compile(rb' w:id="([^"]*)"')
_INSERTED = re.compile(rb"<(/?)w:(?:ins|moveTo)(?: [^<>]*)?>")
_CHANGED_ROW = re.compile(rb"<w:trPr>(?:(?!</w:trPr>).){0,2000}?<w:(?:ins|del) ", re.DOTALL)
_OPENINGS = (b"<w:p>", b"<w:p ")
_END = b"</w:p>"
_PARAGRAPH = re.compile(rb"<w:p[ >]")
_WINDOW = 1 << 16
_LONGEST = 1 << 22
"""Bytes of a paragraph's markup; a longer one is none of ours."""
_MOST = 5_000
"""Beyond so many paragraphs walking the whole file is as quick."""

_Range = tuple[int, int]


def read_excerpt(
    package: Package, headings: frozenset[str], paragraphs: Paragraphs | None
) -> Story | None:
    """Return the story of what reviewers marked, None where the file must be read whole.

    ``headings`` are the ids of the styles that are headings; ``paragraphs`` those of its main part.
    """
    seal = _read_seal(package)
    document = package.read(DOCUMENT) if seal else None
    if not seal or document is None or paragraphs is None:
        return None
    place, opening = document.find(b"<w:body"), document.find(b"<w:document")
    rejected = _reject_insertions(paragraphs)
    notes = _cut_notes(package.read(NOTES[0]))
    if rejected is None or not is_unbroken(seal, rejected, notes):
        return None
    ranges = _list_ranges(document, place, headings, changed=paragraphs.bears_changes)
    if ranges is None:
        return None
    body = b"".join(_cut(document, ranges))
    excerpt = b"%s<w:body>%s</w:body></w:document>" % (document[opening:place], body)
    roots = [package.parse_bytes(DOCUMENT, excerpt), *map(package.parse, NOTES)]
    return read_roots(package.name, roots, headings)


def _read_seal(package: Package) -> str:
    root = package.parse(_CUSTOM)
    for element in () if root is None else root:
        if element.get("name") == PROPERTY:
            return "".join(element.itertext()).strip()
    return ""


def _cut_notes(data: bytes | None) -> bytes:
    return b"" if data is None else data[max(0, data.find(b"<w:footnotes")) :]


def _reject_insertions(paragraphs: Paragraphs) -> bytes | None:
    """Return the body as it was before tracked insertions; None where rows came or went."""
    if not paragraphs.bears_changes:
        return paragraphs.body
    pieces = list(paragraphs.pieces)
    for number in {paragraphs.find(mark.start()) for mark in _CHANGE.finditer(paragraphs.body)}:
        kept = None if _CHANGED_ROW.search(pieces[number]) else _drop_insertions(pieces[number])
        if kept is None:
            return None
        pieces[number] = kept
    return _END.join(pieces)


def _drop_insertions(piece: bytes) -> bytes | None:
    """Return a paragraph without what was inserted; None where that does not lie within it."""
    parts: list[bytes] = []
    depth = start = 0
    for tag in _INSERTED.finditer(piece):
        if tag[0].endswith(b"/>"):
            continue
        if tag[1]:
            depth -= 1
            start = tag.end() if depth == 0 else start
        else:
            if depth == 0:
                parts.append(piece[start : tag.start()])
            depth += 1
        if depth < 0:
            return None
    return b"".join((*parts, piece[start:])) if depth == 0 else None


def _list_ranges(
    document: bytes, first: int, styles: frozenset[str], *, changed: bool
) -> list[_Range] | None:
    """Return the paragraphs to walk, in order, by where their XML starts and ends.

    Those are the ones that hold a mark, those between the ends of a comment, and the heading
    above each. A mark between two paragraphs stands for itself.
    """
    found: set[_Range] = set()
    open_comments: dict[bytes, int] = {}
    for mark in _list_marks(document, first, changed=changed):
        around = _find_paragraph(document, mark.start())
        if around is None and not mark[0].endswith(b"/>"):
            return None
        found.add(around or mark.span())
        number = _NUMBER.search(mark[0])
        key = number[1] if number else b""
        if mark[1] == b"RangeStart":
            open_comments[key] = mark.start()
        elif mark[1] == b"RangeEnd" and key in open_comments:
            found.update(_list_between(document, open_comments.pop(key), mark.start()))
        if len(found) > _MOST:
            return None
    ids = "|".join(map(re.escape, sorted(styles))) or "-"
    heading_style = re.compile(f'<w:pStyle w:val="(?:{ids})"'.encode())
    headings = [match.start() for match in heading_style.finditer(document, first)]
    for start, _ in tuple(found):
        place = bisect_right(headings, start)
        heading = _find_paragraph(document, headings[place - 1]) if place else None
        if heading is not None:
            found.add(heading)
    return sorted(found)


def _list_marks(document: bytes, first: int, *, changed: bool) -> Iterator[re.Match[bytes]]:
    """Yield the marks of comments, then those of changes, which most files lack."""
    yield from _COMMENT.finditer(document, first)
    if changed:
        yield from _CHANGE.finditer(document, first)


def _cut(document: bytes, ranges: list[_Range]) -> Iterator[bytes]:
    """Yield the ranges, with an empty paragraph for what is left out between two."""
    last = 0
    for start, end in ranges:
        if any(document.find(opening, last, start) >= 0 for opening in _OPENINGS):
            yield b"<w:p/>"
        yield document[start:end]
        last = end


def _find_paragraph(document: bytes, position: int) -> _Range | None:
    """Return the paragraph around ``position``, None between paragraphs."""
    floor, last = position, max(0, position - _LONGEST)
    start = -1
    while start < 0 and floor > last:
        floor = max(last, floor - _WINDOW)
        start = max(document.rfind(opening, floor, position) for opening in _OPENINGS)
    if start < 0 or document.find(_END, start, position) >= 0:
        return None
    end = document.find(_END, position, position + _LONGEST)
    return (start, end + len(_END)) if end >= 0 else None


def _list_between(document: bytes, start: int, end: int) -> Iterator[_Range]:
    """Yield the paragraphs that begin between two positions."""
    for number, opening in enumerate(_PARAGRAPH.finditer(document, start, end)):
        close = document.find(_END, opening.start(), opening.start() + _LONGEST)
        if close < 0 or number > _MOST:
            return
        yield opening.start(), close + len(_END)
