"""Redlines: accepting all gives the newer book, rejecting all the older one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from masterplan_cli.document.nodes import (
    Block,
    Cell,
    Column,
    Document,
    Footnote,
    Heading,
    Link,
    Metadata,
    Paragraph,
    Row,
    Strong,
    Table,
    Text,
)
from masterplan_cli.document.numbering import number_document
from masterplan_cli.writers import WriterOptions, write
from masterplan_cli.writers.docx.redline import write_redline
from masterplan_cli.writers.docx.reference import make_reference

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
REFERENCE = make_reference()


MOVES = {"del": "moveFrom", "ins": "moveTo"}


def write_book(*blocks: Block) -> bytes:
    metadata = Metadata("Uji", "Kota Uji", "uji", 1, "Tahap I", "x/t1/uji/mini", "2023-10-09")
    document = number_document(Document(metadata, blocks))
    return write("docx", document, WriterOptions(reference=REFERENCE))


def resolve(data: bytes, kept: str, dropped: str) -> list[str]:
    """Accept (ins kept, del dropped) or reject all as the standard describes; return what is read."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    lines: list[str] = []
    notes = etree.fromstring(archive.read("word/footnotes.xml"))
    said = {one.get(f"{W}id"): "".join(t.text or "" for t in one.iter(f"{W}t")) for one in notes}
    body = etree.fromstring(archive.read("word/document.xml")).find(f"{W}body")
    assert body is not None
    for row in list(body.iter(f"{W}tr")):
        if row.find(f"{W}trPr/{W}{dropped}") is not None:
            row.getparent().remove(row)
    pending = ""
    for paragraph in body.iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and str(style.get(f"{W}val")).startswith("TOC"):
            continue
        text = pending
        for node in paragraph.iter(f"{W}t", f"{W}delText", f"{W}footnoteReference", f"{W}br"):
            away = {f"{W}{dropped}", f"{W}{MOVES.get(dropped, dropped)}"}
            if any(parent.tag in away for parent in node.iterancestors()):
                continue
            if node.tag == f"{W}footnoteReference":
                text += f"[{said[node.get(f'{W}id')]}]"
            else:
                text += node.text or ""
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}{dropped}")
        if mark is not None and paragraph.getparent().tag == f"{W}body":
            pending = text
            continue
        pending = ""
        lines.append(" ".join(text.split()))
    return [line for line in [*lines, pending] if line]


def read(data: bytes) -> list[str]:
    return resolve(data, "ins", "none")


def check(old: bytes, new: bytes) -> bytes:
    redline = write_redline(old, new, "2023-10-10")

    assert resolve(redline, "ins", "del") == read(new)
    assert resolve(redline, "del", "ins") == read(old)
    numbers = re.findall(
        r'<w:(?:ins|del|moveFrom|moveTo|move\w+RangeStart) w:id="(\d+)"', read_body(redline)
    )
    assert len(numbers) == len(set(numbers))
    return redline


def read_body(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def say(*texts: str) -> Paragraph:
    return Paragraph(tuple(Text(text, f"program/p/{place}") for place, text in enumerate(texts)))


def lay(*rows: tuple[str, ...]) -> Table:
    cells = [Row(tuple(Cell(((Text(word),),)) for word in row)) for row in rows]
    return Table(tuple(Column() for _ in rows[0]), (Row(cells[0].cells, "header"), *cells[1:]))


def list_programs(*rows: tuple[str, str, str]) -> Table:
    """Rows of records: number, id and name."""
    lines = [
        Row(
            tuple(
                Cell(((Text(word, f"program/{id}/{place}"),),))
                for place, word in enumerate((no, name))
            )
        )
        for no, id, name in rows
    ]
    head = Row(tuple(Cell(((Text(word),),)) for word in ("No", "Program")), "header")
    return Table((Column(), Column()), (head, *lines))


def read_moves(data: bytes) -> dict[str, list[str]]:
    """The words that moved away and that arrived, by paragraph."""
    body = etree.fromstring(read_body(data).encode())
    return {
        kind: ["".join(one.itertext()) for one in body.iter(f"{W}{kind}") if len(one)]
        for kind in ("moveFrom", "moveTo")
    }


def test_a_row_of_a_record_that_stands_elsewhere_is_a_move() -> None:
    """Within its table or into another one; what else changed in it is tracked as such."""
    alpha, beta = ("a", "Bus sekolah gratis"), ("b", "Halte teduh di pusat kota")
    gamma = ("c", "Lampu jalan hemat listrik")
    old = write_book(
        say("Satu."),
        list_programs(("1", *alpha), ("2", *beta)),
        say("Dua."),
        list_programs(("1", *gamma)),
    )
    new = write_book(
        say("Satu."),
        list_programs(("1", *beta)),
        say("Dua."),
        list_programs(("1", *gamma), ("2", "a", "Bus sekolah murah")),
    )
    redline = check(old, new)
    moves = read_moves(redline)
    body = read_body(redline)

    assert moves["moveFrom"] == moves["moveTo"] == ["Bus sekolah "]
    assert re.search(r"<w:delText[^>]*>gratis<", body)
    assert re.search(r"<w:ins [^>]*><w:r><w:t[^>]*>murah<", body)
    names = re.findall(r'<w:move(From|To)RangeStart [^>]*w:name="([^"]+)"', body)
    assert sorted(names) == [("From", "move1"), ("To", "move1")]
    assert body.count("<w:trPr><w:cantSplit/><w:del ") == 1


def test_rows_of_two_records_are_never_one_changed_row() -> None:
    old = write_book(list_programs(("1", "a", "Bus sekolah gratis untuk semua")))
    new = write_book(list_programs(("1", "b", "Bus sekolah gratis untuk lansia")))
    redline = check(old, new)

    assert "w:move" not in read_body(redline)
    assert read_body(redline).count("<w:cantSplit/><w:ins ") == 1


def test_words_paragraphs_and_rows_are_tracked() -> None:
    old = write_book(
        say("Satu dua tiga."), say("Hilang."), lay(("No", "Nama"), ("1", "A"), ("2", "B"))
    )
    new = write_book(
        say("Satu lima tiga."), lay(("No", "Nama"), ("1", "A"), ("3", "C x"), ("2", "B"))
    )
    body = read_body(check(old, new))

    assert re.search(r"<w:del [^>]*><w:r><w:delText[^>]*>dua</w:delText>", body)
    assert re.search(r"<w:ins [^>]*><w:r><w:t[^>]*>lima</w:t>", body)
    assert re.search(r"<w:trPr><w:cantSplit/><w:ins ", body)
    assert 'w:author="masterplan"' in body


def test_equal_books_have_no_marks() -> None:
    book = write_book(say("Sama."), lay(("A",), ("b",)))

    assert not re.search(r"<w:(ins|del) ", read_body(write_redline(book, book, "")))


def test_notes_links_and_headings_survive() -> None:
    old = write_book(
        Heading(1, (Text("Awal"),), "awal"),
        Paragraph((Text("Kata"), Footnote((Text("Catatan lama"),)), Text(" lagi."))),
        Paragraph((Text("Lihat "), Link("https://a.id", (Text("tautan"),)), Text("."))),
    )
    new = write_book(
        Heading(1, (Text("Akhir"),), "awal"),
        Paragraph((Text("Kata"), Footnote((Text("Catatan baru"),)), Text(" lagi."))),
        Paragraph((Text("Lihat "), Link("https://b.id", (Strong((Text("alamat"),)),)), Text("."))),
    )
    check(old, new)


WORDS = st.sampled_from(["satu", "dua", "tiga", "empat", "lima", "Rp1,5 miliar", "&<>", "x|y"])
LINES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)
ROWS = st.lists(st.tuples(LINES, LINES), max_size=5)
BLOCKS = st.one_of(
    st.lists(LINES, min_size=1, max_size=3).map(lambda texts: say(*texts)),
    ROWS.map(lambda rows: lay(("Kolom", "Isi"), *rows)),
    st.lists(st.tuples(st.just("1"), st.sampled_from("abcdef"), LINES), max_size=5).map(
        lambda rows: list_programs(*rows)
    ),
    st.tuples(LINES, LINES).map(
        lambda pair: Paragraph((Text(pair[0]), Footnote((Text(pair[1]),)), Strong((Text("t"),))))
    ),
    LINES.map(lambda text: Heading(2, (Text(text),), style="plain")),
)
BOOKS = st.lists(BLOCKS, min_size=1, max_size=6).map(lambda blocks: write_book(*blocks))


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(BOOKS, BOOKS)
def test_any_two_books_come_back_from_their_redline(old: bytes, new: bytes) -> None:
    check(old, new)


@pytest.mark.parametrize("version", ["Office2016", "Microsoft365"])
def test_word_takes_the_redline(validate: Callable[[bytes, str], list[str]], version: str) -> None:
    old = write_book(say("Satu dua."), say("Hilang."), lay(("A", "B"), ("1", "2")), say("Akhir."))
    new = write_book(
        say("Satu tiga.", " baru"), lay(("A", "B"), ("1", "3"), ("x", "y")), say("Akhir.")
    )

    assert validate(write_redline(old, new, "2023-10-10"), version) == []
    rows = [("1", "a", "Bus sekolah"), ("2", "b", "Halte"), ("3", "c", "Lampu jalan")]
    moved = write_redline(
        write_book(list_programs(*rows)), write_book(list_programs(*rows[1:], rows[0])), ""
    )
    assert "<w:moveTo " in read_body(moved)
    assert validate(moved, version) == []
