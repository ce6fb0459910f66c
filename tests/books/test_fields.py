"""Every field of every book stands as Word computes it at F9: numbers, references, contents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from word_fields import W, WordBook, read_plain

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan

ROOT = Path(__file__).parents[2]
KINDS = {"SEQ", "REF", "PAGEREF", "PAGE", "TOC"}


@pytest.fixture(scope="module")
def books() -> dict[str, WordBook]:
    """Every Word file of stage 4, of Ketapang and of the kota."""
    found = {}
    for project in (ROOT, ROOT / "tests" / "workspaces" / "kota"):
        loaded = load_plan(project, 4)
        build = build_stage(loaded, BuildOrder(formats=("docx",), revision="uji"))
        assert len(build.outputs) > 3
        found.update({one.name: WordBook(one.data) for one in build.outputs})
    return found


def _list_wrong(pairs: Iterator[tuple[str, str, str]]) -> tuple[int, list[str]]:
    """Return how many pairs there are, and those that differ: where, what stands, what should."""
    found = list(pairs)
    wrong = [f"{where}: {shown!r}, not {due!r}" for where, shown, due in found if shown != due]
    return len(found), wrong


def test_only_fields_that_are_recomputed_here_occur(books: dict[str, WordBook]) -> None:
    kinds = {one.words[0] for book in books.values() for one in book.fields}
    assert {"SEQ", "REF", "TOC"} <= kinds <= KINDS


def test_sequences(books: dict[str, WordBook]) -> None:
    count, wrong = _list_wrong(
        (f"{name} {one.code}", one.result, due)
        for name, book in books.items()
        for one, due in book.compute_sequences()
    )
    assert count > 300
    assert not wrong


def test_references(books: dict[str, WordBook]) -> None:
    count, wrong = _list_wrong(
        (f"{name} {one.code}", read_plain(one.result), read_plain(book.compute_reference(one)))
        for name, book in books.items()
        for one in book.fields
        if one.words[0] == "REF"
    )
    assert count > 150
    assert not wrong


def test_contents_name_every_heading_and_caption_in_order(books: dict[str, WordBook]) -> None:
    seen = set()
    for name, book in books.items():
        standing = book.read_contents()
        for one in book.fields:
            if one.words[0] == "TOC":
                key = one.code.split('"')[1] if r"\c" in one.code else "headings"
                seen.add(key)
                due = book.compute_contents(one.code)
                assert [text for text, _ in standing.get(key, [])] == due, (name, key)
                assert due, (name, key)
    assert seen == {"headings", "Tabel", "Gambar"}


def test_entries_lead_to_what_they_name(books: dict[str, WordBook]) -> None:
    count = 0
    for name, book in books.items():
        for entries in book.read_contents().values():
            for text, mark in entries:
                assert mark in book.marks, (name, text)
                assert text.endswith(read_plain(book.read_marked(book.marks[mark]))), (name, text)
                count += 1
    assert count > 500


def test_links_inside_a_book_lead_somewhere(books: dict[str, WordBook]) -> None:
    anchors = [
        (name, link.get(f"{W}anchor"))
        for name, book in books.items()
        for link in book.document.iter(f"{W}hyperlink")
        if link.get(f"{W}anchor")
    ]
    assert anchors
    assert [pair for pair in anchors if pair[1] not in books[pair[0]].marks] == []


def test_bookmarks_are_unique_and_short(books: dict[str, WordBook]) -> None:
    for name, book in books.items():
        names = [item.get(f"{W}name") for item in book.document.iter(f"{W}bookmarkStart")]
        assert len(set(names)) == len(names), name
        assert max(map(len, names)) <= 40, name
