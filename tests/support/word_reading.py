"""A Word file's text, tables and bookmarks by its XML alone, whoever saved it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from docx_dump import W
from lxml import etree
from reading import Grid, Item, Reading, squeeze
from rendered import read_text

_PARTS = ("word/document.xml", "word/footnotes.xml")


def read_word(data: bytes) -> Reading:
    """Read a Word file; what a content control or a list of contents holds is text like other."""
    roots = list(_open_parts(data))
    notes = [
        squeeze("".join(map(read_text, note.iter(W + "p")))) for root in roots[1:] for note in root
    ]
    return Reading(tuple(_walk(roots[0][0])), tuple(filter(None, notes)))


def list_marks(data: bytes) -> set[str]:
    """Return the names of our bookmarks, which begin with ``_``, without LibreOffice's suffix."""
    return {
        re.sub(r"[ _]Copy[ _]\d+$", "", mark.get(W + "name"))
        for root in _open_parts(data)
        for mark in root.iter(W + "bookmarkStart")
        if mark.get(W + "name").startswith("_")
    }


def list_marks_of_odt(data: bytes) -> set[str]:
    """Return the same of an OpenDocument text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content = archive.read("content.xml").decode()
    names = re.findall(r'<text:bookmark(?:-start)? text:name="(_[^"]+)"', content)
    return {re.sub(r"[ _]Copy[ _]\d+$", "", name) for name in names}


def _open_parts(data: bytes) -> Iterator[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in _PARTS:
            if name in archive.namelist():
                yield etree.fromstring(archive.read(name))


def _walk(parent: etree._Element) -> Iterator[Item]:
    for child in parent:
        if child.tag == W + "p":
            if text := squeeze(read_text(child)):
                yield text
        elif child.tag == W + "tbl":
            rows = (row for row in child.iter(W + "tr"))
            yield Grid(tuple(tuple(map(_read_cell, row.iter(W + "tc"))) for row in rows))
        elif child.tag in (W + "sdt", W + "sdtContent"):
            yield from _walk(child)


def _read_cell(cell: etree._Element) -> str:
    return "\n".join(filter(None, (squeeze(read_text(line)) for line in cell.iter(W + "p"))))
