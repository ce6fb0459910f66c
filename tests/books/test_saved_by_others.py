"""Books that LibreOffice saved again, as DOCX and as ODT, still hold what we wrote.

But for one thing: releases up to 7.4 do not know ``w:isLgl`` and compute a reference to a section
anew, so that 4.1 is IV.1 as in its heading there; both are read as 4.1 here.
"""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from docx_parts import change_part
from office import Office
from page_checks import check_titles
from pages import read_pages
from reading import Grid, Reading
from rendered import Rendered, to_roman
from shelf import Shelf
from word_reading import list_marks, list_marks_of_odt, read_word

BOOKS = [
    ("small", 2, "book-a"),
    ("small", 2, "book-b"),
    ("kota", 4, "buku-2"),
    ("kota", 4, "buku-3"),
]
_ARABIC = {to_roman(number): str(number) for number in range(1, 20)}


def read_sections(reading: Reading) -> Reading:
    """Return a reading with the chapter arabic in each number of a section."""

    def read(text: str) -> str:
        return re.sub(r"(?<!\w)[IVX]+(?=\.\d)", lambda found: _ARABIC[found[0]], text)

    items = tuple(
        read(one)
        if isinstance(one, str)
        else Grid(tuple(tuple(map(read, row)) for row in one.rows))
        for one in reading.items
    )
    return Reading(items, reading.notes)


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize(("workspace", "stage", "book"), BOOKS)
def test_text_tables_and_bookmarks_stay(
    workspace: str, stage: int, book: str, form: str, shelf: Shelf, layout: Office
) -> None:
    data = shelf.take(workspace, stage, book, paginate=True)
    saved = layout.convert(data, form)
    if form == "odt":
        assert list_marks_of_odt(saved) == list_marks(data)
        saved = layout.convert(saved, "docx", form)
    ours, theirs = read_sections(read_word(data)), read_sections(read_word(saved))

    assert theirs.notes == ours.notes
    for kind in (str, Grid):
        expected = [one for one in ours.items if isinstance(one, kind)]
        assert [one for one in theirs.items if isinstance(one, kind)] == expected
        assert len(expected) > 1
    assert theirs == ours
    assert list_marks(saved) == list_marks(data)
    assert len(list_marks(data)) > 80


@pytest.mark.parametrize("form", ["docx", "odt"])
@pytest.mark.parametrize(("workspace", "stage", "book"), BOOKS)
def test_numbers_print_as_before(
    workspace: str, stage: int, book: str, form: str, shelf: Shelf, layout: Office
) -> None:
    """Chapters, sections and annexes in both forms, captions in ODT.

    In DOCX LibreOffice writes SEQ fields without their switches: a caption keeps its text (see
    above), but LibreOffice counts anew when it opens its own file again.
    """
    data = shelf.take(workspace, stage, book, paginate=True)
    saved = layout.convert(data, form)
    printed = Rendered(data, read_pages(layout.convert(saved, "pdf", form)))
    if form == "odt":
        assert list(check_titles(printed)) == []
    shown = [place.title for place in printed.places if place.title.level]
    assert shown == [title for title in printed.titles if title.level]
    assert len(shown) > 2


def test_what_is_lost_is_seen(shelf: Shelf) -> None:
    data = shelf.take("small", 2, "book-a")
    ours = read_word(data)

    def lose(old: str, new: str) -> bytes:
        return change_part(data, "word/document.xml", lambda text: text.replace(old, new, 1))

    assert read_sections(ours) == ours
    assert read_word(lose("Jalan utama", "Jalan")) != ours
    assert read_word(lose("PT Uji", "PT")) != ours
    name = min(list_marks(data))
    assert list_marks(lose(f'"{name}"', '"lain"')) == list_marks(data) - {name}
    assert replace(ours, notes=()) != ours
