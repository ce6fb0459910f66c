r"""Fields: balanced, and with the results that Word computes at F9.

The recomputation is independent of the writer (``word_fields``); here it is tried on a book of every
node, in ``tests/books`` on whole books.
"""

from __future__ import annotations

from typing import Any

from word_fields import W, WordBook

from masterplan_cli.document.nodes import Caption, Column, Document, Heading, Row, Table, Text
from masterplan_cli.document.numbering import number_document
from masterplan_cli.writers import WriterOptions
from masterplan_cli.writers.docx import write_docx
from masterplan_cli.writers.docx.bookmarks import name_contents_target
from masterplan_cli.writers.docx.fields import Sequences


def test_sequences_are_what_word_computes(every_node_book: bytes) -> None:
    found = list(WordBook(every_node_book).compute_sequences())
    assert len(found) > 12
    assert [(one.code, one.result) for one, _ in found] == [(one.code, due) for one, due in found]


def test_references_show_what_their_bookmark_holds(every_node_book: bytes) -> None:
    book = WordBook(every_node_book)
    references = [one for one in book.fields if one.words[0] == "REF"]
    assert len(references) == 5
    for one in references:
        assert one.result == book.compute_reference(one)


def test_page_references_lead_to_what_the_entry_names(
    every_node: Document, reference: bytes
) -> None:
    numbered = number_document(every_node)
    pages = {anchor: str(place) for place, anchor in enumerate(numbered.labels, 1)}
    book = WordBook(write_docx(numbered, WriterOptions(reference=reference, pages=pages)))
    named = {name_contents_target(anchor): page for anchor, page in pages.items()}
    references = [one for one in book.fields if one.words[0] == "PAGEREF"]
    assert len(references) == 19
    for one in references:
        assert one.words[1] in book.marks
        assert one.result == named[one.words[1]]
        link = next(one.paragraph.iter(f"{W}hyperlink"))
        assert link.get(f"{W}anchor") == one.words[1]


def test_a_chapter_that_jumps_says_so() -> None:
    sequences = Sequences()
    assert r"SEQ bab \h </w:instrText>" in sequences.write_chapter("1")
    assert r"SEQ bab \h \r 5 </w:instrText>" in sequences.write_chapter("5")
    assert r"SEQ bab \h </w:instrText>" in sequences.write_chapter("6")


def test_captions_before_the_first_chapter_have_no_chapter(show: Any) -> None:
    caption = Caption("table", (Text("x"),), "x")
    table = Table((Column(),), (Row(()),), caption)
    assert r"[_Ref:x Tabel {SEQ Tabel \* ARABIC=1}] x" in show(table)[0]


def test_captions_start_again_in_each_annex_by_number(show: Any) -> None:
    def table(name: str) -> Table:
        return Table((Column(),), (Row(()),), Caption("table", (Text(name),), name))

    lines = show(
        Heading(1, (Text("Bab"),), "bab"),
        table("a"),
        Heading(1, (Text("L"),), "l", "annex"),
        table("b"),
        table("c"),
        Heading(1, (Text("M"),), "m", "annex"),
        table("d"),
    )
    captions = [
        line[line.index("Tabel ") : line.index("] ")]
        for line in lines
        if "Ref:" in line and "Tabel" in line
    ]
    assert captions == [
        r"Tabel {SEQ bab \c=1}.{SEQ Tabel \* ARABIC \s 1 \r 1=1}",
        r"Tabel A.{SEQ Tabel \* ARABIC \r 1=1}",
        r"Tabel A.{SEQ Tabel \* ARABIC=2}",
        r"Tabel B.{SEQ Tabel \* ARABIC \r 1=1}",
    ]
