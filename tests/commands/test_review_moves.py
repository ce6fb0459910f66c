"""Paragraphs that reviewers moved: within one field they are moved in the YAML, beyond it reported."""

from __future__ import annotations

import copy
import io
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from office_driving import find_driver

from .conftest import Run
from .test_review_apply import apply, build_book, sent

__all__ = ["sent"]

ENERGY = "pillars/energy/pillar.yaml"
SCRIPT = Path(__file__).parents[1] / "support" / "office_script.py"
TEXT = """condition: |
  Paragraf satu tentang listrik.

  Paragraf dua tentang **gas**.

  Paragraf tiga tentang surya.
"""
SWAPPED = """condition: |
  Paragraf dua tentang **gas**.

  Paragraf satu tentang listrik.

  Paragraf tiga tentang surya.
"""


@pytest.fixture
def project(small: Path) -> Path:
    path = small / ENERGY
    text = path.read_text(encoding="utf-8")
    old = "condition: Kondisi dimensi energy, satu paragraf.\n"
    assert old in text
    path.write_text(text.replace(old, TEXT), encoding="utf-8")
    return small


@pytest.fixture
def drafted(project: Path, sent: Path) -> Path:
    """The workspace committed with a field of three paragraphs; ``sent`` commits what stands."""
    assert project == sent
    return sent


def find_paragraph(document: Any, words: str) -> Any:
    body = document.element.body.iter(qn("w:p"))
    return [
        one for one in body if words in "".join(text.text or "" for text in one.iter(qn("w:t")))
    ][-1]


def mark(kind: str, number: int, author: str) -> Any:
    element = OxmlElement(kind)
    element.set(qn("w:id"), str(number))
    element.set(qn("w:author"), author)
    element.set(qn("w:date"), "2025-05-21T09:00:00Z")
    return element


def wrap_paragraph(paragraph: Any, way: str, number: int, author: str) -> None:
    """Mark a paragraph and its end as moved, as Word does."""
    properties = paragraph.get_or_add_pPr()
    look = OxmlElement("w:rPr")
    look.append(mark(f"w:{way}", number, author))
    properties.append(look)
    start = mark(f"w:{way}RangeStart", number + 1, author)
    start.set(qn("w:name"), "move1")
    inside = mark(f"w:{way}", number + 2, author)
    runs = paragraph.findall(qn("w:r"))
    runs[0].addprevious(start)
    start.addnext(inside)
    for run in runs:
        inside.append(run)
    end = OxmlElement(f"w:{way}RangeEnd")
    end.set(qn("w:id"), str(number + 1))
    paragraph.addnext(end)


def move(
    data: bytes, words: str, behind: str, *, tracked: bool, author: str = "Siti Ahli"
) -> bytes:
    """Return the draft with a paragraph moved behind another, as Word writes it."""
    document = docx.Document(io.BytesIO(data))
    source = find_paragraph(document, words)
    target = find_paragraph(document, behind)
    if tracked:
        twin = copy.deepcopy(source)
        for element in list(twin):
            if element.tag in (qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
                twin.remove(element)
        target.addnext(twin)
        wrap_paragraph(source, "moveFrom", 910, author)
        wrap_paragraph(twin, "moveTo", 920, author)
    else:
        target.addnext(source)
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


@pytest.mark.parametrize("tracked", [True, False])
def test_a_paragraph_moved_within_its_field_is_moved(
    run: Run, drafted: Path, tracked: bool
) -> None:
    data = move(build_book(drafted), "Paragraf satu", "Paragraf dua", tracked=tracked)
    options = ("--write",) if tracked else ("--write", "--untracked")
    answer = apply(run, drafted, data, options=options)

    assert answer.code == 0, answer.err
    assert SWAPPED in (drafted / ENERGY).read_text(encoding="utf-8")


def test_a_paragraph_moved_to_another_field_is_reported_with_both_places(
    run: Run, drafted: Path
) -> None:
    data = move(build_book(drafted), "Paragraf satu", "Kondisi dimensi safety", tracked=True)
    answer = apply(run, drafted, data)

    assert answer.code == 1
    assert answer.out == ""
    assert f"dipindahkan dari {ENERGY}:5 ke pillars/safety/pillar.yaml:4" in answer.err


def test_two_reviewers_who_move_one_paragraph_to_two_places_are_a_conflict(
    run: Run, drafted: Path
) -> None:
    book = build_book(drafted)
    one = move(book, "Paragraf satu", "Paragraf dua", tracked=True)
    other = move(book, "Paragraf satu", "Paragraf tiga", tracked=True, author="Budi Ahli")
    answer = apply(run, drafted, one, other)

    assert answer.code == 1
    assert answer.err.count("bertentangan[") == 2
    assert TEXT in (drafted / ENERGY).read_text(encoding="utf-8")


def test_a_move_and_an_edit_of_another_paragraph_are_both_made(run: Run, drafted: Path) -> None:
    data = move(build_book(drafted), "Paragraf satu", "Paragraf dua", tracked=True)
    document = docx.Document(io.BytesIO(data))
    paragraph = find_paragraph(document, "Paragraf tiga")
    typed = mark("w:ins", 930, "Siti Ahli")
    added = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "Baru: "
    added.append(text)
    typed.append(added)
    next(iter(paragraph.findall(qn("w:r")))).addprevious(typed)
    sink = io.BytesIO()
    document.save(sink)
    answer = apply(run, drafted, sink.getvalue())

    assert answer.code == 0, answer.err
    after = (drafted / ENERGY).read_text(encoding="utf-8")
    assert SWAPPED.replace("Paragraf tiga", "Baru: Paragraf tiga") in after


@pytest.mark.parametrize("verb", ["track-move", "move"])
def test_libreoffice_moves_are_made_too(run: Run, drafted: Path, tmp_path: Path, verb: str) -> None:
    folder = tmp_path / "office"
    folder.mkdir()
    (folder / "draf.docx").write_bytes(build_book(drafted))
    steps = [(verb, "Paragraf satu tentang listrik", "", "Siti Ahli")]
    data = find_driver().drive(
        SCRIPT, folder / "draf.docx", folder / "kembali.docx", "MS Word 2007 XML", steps
    )
    answer = apply(run, drafted, data, options=("--write", "--untracked"))

    assert answer.code == 0, answer.err
    assert SWAPPED in (drafted / ENERGY).read_text(encoding="utf-8")
