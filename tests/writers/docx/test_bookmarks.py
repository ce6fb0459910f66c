"""Bookmarks of a whole book: unique, nested, inside one paragraph, and names that resolve."""

from __future__ import annotations

from typing import Any

from masterplan_cli.document.bookmarks import name_bookmark, read_bookmark
from masterplan_cli.writers.docx.bookmarks import Bookmarks

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def test_names_are_those_that_review_reads() -> None:
    bookmarks = Bookmarks()
    opened = [bookmarks.open_origin(origin)[0] for origin in ("a", "b", "a")]
    for xml, origin, count in zip(opened, "aba", (1, 1, 2), strict=True):
        assert f'w:name="{name_bookmark(origin, count)}"' in xml
    assert bookmarks.open_origin("") == ("", "")


def test_names_and_ids_are_unique_over_the_package(every_node_book: bytes, part: Any) -> None:
    starts = [
        item
        for name in ("word/document.xml", "word/footnotes.xml")
        for item in part(every_node_book, name).iter(W + "bookmarkStart")
    ]
    names = [item.get(W + "name") for item in starts]
    assert sum(read_bookmark(name) is not None for name in names) > 60
    assert len(set(names)) == len(names)
    assert len({item.get(W + "id") for item in starts}) == len(starts)
    assert max(map(len, names)) <= 40


def test_bookmarks_nest_inside_one_paragraph(every_node_book: bytes, part: Any) -> None:
    seen = 0
    for name in ("word/document.xml", "word/footnotes.xml"):
        document = part(every_node_book, name)
        for parent in document.iter():
            open_ids: list[str] = []
            for child in parent:
                if child.tag == W + "bookmarkStart":
                    assert parent.tag in (W + "p", W + "hyperlink")
                    open_ids.append(child.get(W + "id"))
                elif child.tag == W + "bookmarkEnd":
                    assert open_ids.pop() == child.get(W + "id")
                    seen += 1
            assert not open_ids
    assert seen > 60


def test_what_libreoffice_copies_still_leads_to_its_record() -> None:
    name = name_bookmark("program/gov-01/name", 2)
    assert read_bookmark(f"{name}_Copy_1") == read_bookmark(name) is not None
    assert read_bookmark(f"{name}_Copy_1_Copy_2") == read_bookmark(name)
    assert read_bookmark(f"{name}_Copy_") is None


def test_marked_runs_are_as_those_between_start_and_end() -> None:
    one, other = Bookmarks(), Bookmarks()
    for origin in ("a", "", "b", "a"):
        start, end = other.open_origin(origin)
        assert one.mark(origin, "<w:r/>") == f"{start}<w:r/>{end}"
