from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx_dump import W, read_part

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.diagnostics import UserError
from masterplan_cli.document import nodes as n
from masterplan_cli.document.numbering import number_document
from masterplan_cli.source.office import convert_to_pdf, find_office
from masterplan_cli.writers.docx.bookmarks import name_contents_target
from masterplan_cli.writers.docx.pagination import label_pages, read_pages


def heading(name: str, style: str = "numbered") -> n.Heading:
    return n.Heading(1, (n.Text(name),), name, style)  # type: ignore[arg-type]


def test_roman_before_the_first_chapter_arabic_from_it(metadata: n.Metadata) -> None:
    blocks = (heading("a", "plain"), heading("b", "plain"), heading("c"), heading("d", "annex"))
    numbered = number_document(n.Document(metadata, blocks))
    pages = {
        name_contents_target(name): page for name, page in zip("abcd", (2, 5, 6, 9), strict=True)
    }
    assert label_pages(numbered, pages) == {"a": "i", "b": "iv", "c": "1", "d": "4"}


def test_what_the_layout_does_not_know_is_left_out(metadata: n.Metadata) -> None:
    numbered = number_document(n.Document(metadata, (heading("a"), heading("b"))))
    assert label_pages(numbered, {}) == {}
    assert label_pages(numbered, {name_contents_target("b"): 3}) == {"b": "1"}


def test_without_libreoffice_the_message_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOFFICE", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("masterplan_cli.source.office._PLACES", ())
    with pytest.raises(UserError) as caught:
        find_office()
    assert "LibreOffice" in caught.value.message.id
    assert caught.value.hint is not None
    assert "--no-paginate" in caught.value.hint.id


def test_a_file_that_cannot_be_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFFICE", "/tiada/soffice")
    with pytest.raises(UserError, match="lay out"):
        convert_to_pdf(b"bukan docx")


def test_contents_name_the_pages_of_the_layout(small: Path, office: object) -> None:
    """The page in the contents is the one on which LibreOffice puts the heading."""
    loaded = load_plan(small)
    order = BuildOrder(("book-a",), ("docx",), paginate=True)
    data = build_stage(loaded, order).outputs[0].data
    lines = []
    for paragraph in read_part(data).iter(f"{W}p"):
        texts = [node.text for node in paragraph.iter(f"{W}t")]
        if any("PAGEREF" in (node.text or "") for node in paragraph.iter(f"{W}instrText")):
            lines.append(" ".join(texts))
    assert lines[0] == "Daftar isi i"
    assert lines[1] == "Daftar tabel i"
    assert [re.sub(r"\s+", " ", line) for line in lines[2:4]] == [
        "BAB I Kondisi Kota Contoh & Uji 1",
        "1.1 Mobilitas 1",
    ]
    assert lines[-1].startswith("Tabel 2.1")
    pages = read_pages(convert_to_pdf(data))
    # The back of the cover is empty, since the front matter starts with an odd page.
    assert pages[name_contents_target("kondisi")] == 5
