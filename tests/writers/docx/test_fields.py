r"""Fields: balanced, and with the results that Word computes at F9.

The recomputation is independent of the writer: it knows ``heading 1``, SEQ with ``\c``,
``\h``, ``\r`` and ``\s``, and REF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from masterplan_cli.document.nodes import Caption, Column, Heading, Row, Table, Text
from masterplan_cli.writers.docx.fields import Sequences

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass
class _Field:
    paragraph: etree._Element
    code: str = ""
    result: str = ""
    separated: bool = False


@dataclass
class _Reader:
    """Walks runs in order; collects fields when they end."""

    open: list[_Field] = field(default_factory=list)
    done: list[_Field] = field(default_factory=list)

    def read(self, run: etree._Element, paragraph: etree._Element) -> None:
        for item in run:
            kind = item.get(W + "fldCharType")
            if kind == "begin":
                self.open.append(_Field(paragraph))
            elif kind == "separate":
                assert not self.open[-1].separated
                self.open[-1].separated = True
            elif kind == "end":
                assert self.open[-1].separated
                self.done.append(self.open.pop())
            elif item.tag == W + "instrText":
                assert not self.open[-1].separated
                self.open[-1].code += item.text
            elif item.tag == W + "t" and self.open:
                self.open[-1].result += item.text or ""


def _read_fields(document: etree._Element) -> list[_Field]:
    reader = _Reader()
    for paragraph in document.iter(W + "p"):
        for run in paragraph.iter(W + "r"):
            reader.read(run, paragraph)
    assert not reader.open
    return reader.done


def _style(paragraph: etree._Element) -> str:
    return str(paragraph.find(f"{W}pPr/{W}pStyle").get(W + "val"))


def _recompute(document: etree._Element) -> Iterator[tuple[str, str, str]]:
    """Yield code, cached result and what Word would compute, for each SEQ field."""
    fields = _read_fields(document)
    counts: dict[str, int] = {}
    restart: set[str] = set()
    for paragraph in document.iter(W + "p"):
        if _style(paragraph) == "Heading1":
            restart = set(counts)
        for item in fields:
            words = item.code.split()
            if item.paragraph is not paragraph or words[0] != "SEQ":
                continue
            name = words[1]
            if r"\c" not in words:
                if r"\s" in words and name in restart:
                    counts[name] = 0
                counts[name] = counts.get(name, 0) + 1
                restart.discard(name)
            if r"\r" in words:
                counts[name] = int(words[words.index(r"\r") + 1])
            yield item.code, item.result, "" if r"\h" in words else str(counts[name])


def test_sequences_are_what_word_computes(every_node_book: bytes, part: Any) -> None:
    found = list(_recompute(part(every_node_book)))
    assert len(found) > 12
    assert [(code, cached) for code, cached, _ in found] == [
        (code, computed) for code, _, computed in found
    ]


def test_references_show_what_their_bookmark_holds(every_node_book: bytes, part: Any) -> None:
    document = part(every_node_book)
    marks = {item.get(W + "name"): item for item in document.iter(W + "bookmarkStart")}
    references = [item for item in _read_fields(document) if item.code.startswith(" REF ")]
    assert len(references) == 5
    for item in references:
        start = marks[item.code.split()[1]]
        if r"\n" in item.code:
            style = _style(start.getparent())
            assert style.startswith(("Heading", "AnnexHeading"))
            continue
        shown = ""
        for sibling in start.itersiblings():
            if sibling.get(W + "id") == start.get(W + "id"):
                break
            shown += "".join(text.text for text in sibling.iter(W + "t"))
        assert item.result == shown


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
