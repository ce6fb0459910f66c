"""Chapters taken as they were written before: the same bytes as a clean build, or none at all."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from masterplan_cli.document import nodes as n
from masterplan_cli.document.kept import Span, StaleError
from masterplan_cli.document.numbering import number_document
from masterplan_cli.document.threads import Note, Thread
from masterplan_cli.writers import WRITERS, WriterOptions, write
from masterplan_cli.writers.docx.reference import make_reference

METADATA = n.Metadata("Judul", "Kabupaten Uji", "buku-1", 1, "Bimtek I", "abc/t1", "2023-10-09")
REFERENCE = make_reference()
FORMS = tuple(WRITERS)

Chapters = tuple[tuple[n.Block, ...], ...]


class Shelf:
    """A shelf in memory; the part of a span stands under one state at a time."""

    def __init__(self) -> None:
        self.parts: dict[tuple[str, str], tuple[bytes, bytes]] = {}

    def take(self, span: str, form: str, state: bytes) -> bytes | None:
        known, part = self.parts.get((span, form), (b"", b""))
        return part if known == state else None

    def forget(self, number: int) -> None:
        """Drop the parts of a chapter that is not as it was: a state tells of all but its blocks."""
        for form in FORMS:
            self.parts.pop((f"bab-{number}.md.j2", form), None)

    def put(self, span: str, form: str, state: bytes, part: bytes) -> None:
        self.parts[span, form] = state, part


def hollow(block: n.Block) -> n.Block:
    match block:
        case n.Table():
            return replace(block, rows=())
        case n.ItemList():
            return replace(block, items=tuple(tuple(map(hollow, item)) for item in block.items))
        case n.Quote() | n.Callout():
            return replace(block, blocks=tuple(map(hollow, block.blocks)))
        case _:
            return block


def make(
    form: str,
    chapters: Chapters,
    shelf: Shelf | None = None,
    kept: frozenset[int] = frozenset(),
    options: WriterOptions | None = None,
) -> bytes:
    """Write a document of these chapters; those of the numbers in ``kept`` are hollow."""
    blocks: list[n.Block] = [n.Cover((n.CoverLine("title", (n.Text("Judul"),)),))]
    spans = []
    for number, chapter in enumerate(chapters):
        start = len(blocks)
        blocks += map(hollow, chapter) if number in kept else chapter
        if chapter:
            spans.append(Span(f"bab-{number}.md.j2", start, len(blocks), number in kept))
    document = n.Document(METADATA, tuple(blocks), tuple(spans))
    options = options or WriterOptions(reference=REFERENCE)
    return write(form, number_document(document), replace(options, shelf=shelf))


def list_kept(shelf: Shelf, form: str, chapters: Chapters) -> frozenset[int]:
    names = range(len(chapters))
    return frozenset(one for one in names if (f"bab-{one}.md.j2", form) in shelf.parts)


WORDS = st.sampled_from(["kota", "Jalan & taman", "<air>", "é", "12", "a  b", "*", "1. x"])
ORIGINS = st.sampled_from(["", "program/p-1/name", "program/p-2/name", "template/a.md.j2:3"])
TEXTS = st.builds(n.Text, WORDS, ORIGINS)
LEAVES = st.one_of(
    TEXTS,
    TEXTS,
    st.builds(n.Strong, st.tuples(TEXTS)),
    st.builds(n.Footnote, st.tuples(TEXTS), ORIGINS),
    st.builds(
        n.Link, st.sampled_from(["https://a.id", "https://b.id", "#b1", "x"]), st.tuples(TEXTS)
    ),
    st.builds(n.CrossReference, st.sampled_from(["b1", "t1", "tiada"])),
    st.just(n.Link("https://a.id", (n.Footnote((n.Link("https://c.id", (n.Text("c"),)),)),))),
)
INLINES = st.lists(LEAVES, max_size=3).map(tuple)
PARAGRAPHS = st.builds(
    n.Paragraph,
    INLINES,
    st.sampled_from(["body", "body", "note", "source", "signature"]),
    ORIGINS,
)
ROWS = st.lists(
    st.builds(
        n.Row,
        st.tuples(TEXTS, st.one_of(TEXTS, st.builds(n.Cell, st.tuples(INLINES)))),
        st.sampled_from(["header", "body", "body", "total"]),
        ORIGINS,
    ),
    max_size=4,
).map(tuple)
TABLES = st.builds(
    n.Table,
    st.just((n.Column(), n.Column(2))),
    ROWS,
    st.one_of(st.none(), st.builds(n.Caption, st.just("table"), INLINES)),
    st.sampled_from(["portrait", "landscape"]),
    st.booleans(),
    ORIGINS,
)
HEADINGS = st.builds(
    n.Heading,
    st.integers(1, 3),
    st.tuples(TEXTS),
    st.sampled_from(["", "b1", "t1"]),
    st.sampled_from(["numbered", "plain", "annex"]),
)
BREAKS = st.one_of(
    st.just(n.PageBreak()),
    st.builds(n.SectionChange, st.sampled_from(["portrait", "landscape"]), restart=st.booleans()),
)
SIMPLE = st.one_of(PARAGRAPHS, PARAGRAPHS, TABLES, TABLES, HEADINGS, BREAKS)
BLOCKS = st.one_of(
    SIMPLE,
    SIMPLE,
    st.builds(
        n.ItemList,
        st.lists(st.lists(st.one_of(PARAGRAPHS, TABLES), max_size=2).map(tuple), max_size=2).map(
            tuple
        ),
        st.booleans(),
    ),
    st.builds(n.Quote, st.tuples(PARAGRAPHS)),
)
FIRST = st.builds(n.Heading, st.just(1), st.tuples(TEXTS))
OPENINGS = st.one_of(
    FIRST, FIRST, FIRST, FIRST, BREAKS, BREAKS, st.one_of(SIMPLE, st.just(n.Contents("tables")))
)
CHAPTERS = st.builds(lambda opening, rest: (opening, *rest), OPENINGS, st.lists(BLOCKS, max_size=5))
BOOKS = st.lists(CHAPTERS, min_size=2, max_size=5).map(tuple)
MANY = settings(
    max_examples=150,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@MANY
@given(chapters=BOOKS)
@pytest.mark.parametrize("form", FORMS)
def test_what_is_kept_makes_the_same_bytes(form: str, chapters: Chapters) -> None:
    clean = make(form, chapters)
    shelf = Shelf()
    assert make(form, chapters, shelf) == clean
    kept = list_kept(shelf, form, chapters)
    event(f"{form} kept: {len(kept)}")
    assert make(form, chapters, shelf, kept) == clean
    assert make(form, chapters, shelf) == clean


@MANY
@given(chapters=BOOKS, data=st.data())
@pytest.mark.parametrize("form", FORMS)
def test_another_chapter_makes_the_same_bytes_or_says_that_all_is_stale(
    form: str, chapters: Chapters, data: st.DataObject
) -> None:
    shelf = Shelf()
    make(form, chapters, shelf)
    number = data.draw(st.integers(0, len(chapters) - 1))
    gentle = st.builds(lambda block: put_in(chapters[number], block), st.one_of(PARAGRAPHS, TABLES))
    chapter = data.draw(st.one_of(gentle, gentle, gentle, CHAPTERS))
    changed = (*chapters[:number], chapter, *chapters[number + 1 :])
    kept = list_kept(shelf, form, chapters) - {number}
    shelf.forget(number)
    try:
        made = make(form, changed, shelf, kept)
    except StaleError:
        event(f"{form} stale")
        return
    event(f"{form} kept: {len(kept)}")
    assert made == make(form, changed)


def say(*words: str) -> n.Block:
    return n.Paragraph(tuple(n.Text(word, f"program/p-{word}/name") for word in words))


def chapter(title: str, *blocks: n.Block) -> tuple[n.Block, ...]:
    return (n.Heading(1, (n.Text(title),)), *blocks)


def put_in(chapter: tuple[n.Block, ...], *blocks: n.Block) -> tuple[n.Block, ...]:
    return (*chapter[:1], *blocks, *chapter[1:])


def table(*words: str, orientation: n.Orientation = "portrait") -> n.Table:
    rows = tuple(n.Row((n.Text(word, f"program/p-{word}/name"),)) for word in words)
    return n.Table((n.Column(),), rows, n.Caption("table", (n.Text("Isi"),)), orientation)


BOOK: Chapters = (
    chapter("Satu", say("a"), table("a", "b", orientation="landscape")),
    chapter("Dua", say("a"), n.ItemList(((say("x"),), (say("y"),)), ordered=True)),
    chapter("Tiga", n.Paragraph((n.Footnote((n.Text("Catatan"),)), n.CrossReference("satu")))),
    chapter("Empat", table("a", "b"), say("z")),
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("number", range(4))
def test_words_of_one_chapter_leave_the_others_as_they_were(form: str, number: int) -> None:
    shelf = Shelf()
    make(form, BOOK, shelf)
    kept = list_kept(shelf, form, BOOK)
    assert kept == frozenset(range(4))
    for words in (("baru",), ("lebih", "panjang", "lagi")):
        changed = (*BOOK[:number], put_in(BOOK[number], say(*words)), *BOOK[number + 1 :])
        shelf.forget(number)
        made = make(form, changed, shelf, kept - {number})
        assert made == make(form, changed) != make(form, BOOK)


@pytest.mark.parametrize("form", FORMS)
def test_a_hollow_chapter_without_its_part_is_stale(form: str) -> None:
    for shelf in (None, Shelf()):
        with pytest.raises(StaleError):
            make(form, BOOK, shelf, frozenset({1}))
    shelf = Shelf()
    make(form, BOOK, shelf)
    with pytest.raises(StaleError):
        make(form, (chapter("Nol"), *BOOK[1:]), shelf, frozenset({2}))


def test_another_look_or_comments_beside_the_text_make_all_stale() -> None:
    shelf, kept = Shelf(), frozenset({1, 2})
    make("docx", BOOK, shelf)
    thread = Thread("program/p-a/name", "", Note("Ahli", "", ("Mengapa?",)))
    for options in (
        WriterOptions(reference=REFERENCE, former_names=True),
        WriterOptions(reference=REFERENCE, threads=(thread,)),
    ):
        with pytest.raises(StaleError):
            make("docx", BOOK, shelf, kept, options)


def test_a_file_of_kept_chapters_is_whole() -> None:
    shelf = Shelf()
    make("docx", BOOK, shelf)
    data = make("docx", BOOK, shelf, frozenset(range(4)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
