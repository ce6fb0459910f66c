"""The package as a whole: reproducible, valid, readable by others."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from office import Office

from masterplan_cli.document.nodes import Document, Paragraph, Text
from masterplan_cli.writers import WriterOptions
from masterplan_cli.writers.docx import write_docx


def test_the_same_document_gives_the_same_bytes(
    every_node: Document, every_node_book: bytes, write: Callable[..., bytes]
) -> None:
    assert write(every_node) == every_node_book


def test_nothing_in_the_archive_depends_on_day_or_machine(every_node_book: bytes) -> None:
    with zipfile.ZipFile(BytesIO(every_node_book)) as archive:
        infos = archive.infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.create_system for info in infos} == {0}
    assert infos[0].filename == "[Content_Types].xml"
    assert len({info.filename for info in infos}) == len(infos)


def test_without_a_reference_the_book_looks_the_same(
    every_node: Document, every_node_book: bytes
) -> None:
    from masterplan_cli.document.numbering import number_document

    options: Any = WriterOptions(reference=None)
    assert write_docx(number_document(every_node), options) == every_node_book


@pytest.mark.parametrize("char", ["\x07", "\uffff"])
def test_no_text_of_the_body_holds_what_xml_forbids(char: str, write: Callable[..., bytes]) -> None:
    with pytest.raises(ValueError, match="no XML character"):
        write(Paragraph((Text(f"Dinas{char} Kominfo"),)))


def test_core_properties(write: Callable[..., bytes], part: Callable[..., Any]) -> None:
    core = part(write(Paragraph((Text("a"),))), "docProps/core.xml")
    said = {item.tag.partition("}")[2]: item.text for item in core}
    assert said == {
        "title": "Masterplan Smart City",
        "subject": "Kabupaten Ketapang · Bimtek tahap IV",
        "creator": "Pemerintah Kabupaten Ketapang",
        "keywords": "masterplan, smart city, Kabupaten Ketapang, buku-2",
        "identifier": "0123abcd · tahap 4 · buku-2 · kominfo",
        "language": "id-ID",
        "contentStatus": "Draf",
        "created": "2023-10-09T00:00:00Z",
        "modified": "2023-10-09T00:00:00Z",
    }


def test_other_programs_read_the_core_properties(every_node_book: bytes, layout: Office) -> None:
    """python-docx by its namespaces, LibreOffice as the title of a PDF."""
    core = docx.Document(BytesIO(every_node_book)).core_properties
    assert (core.title, core.language) == ("Masterplan Smart City", "id-ID")
    assert core.subject == "Kabupaten Ketapang · Bimtek tahap IV"
    assert (core.content_status, core.keywords[:10]) == ("Draf", "masterplan")
    printed = pypdfium2.PdfDocument(layout.convert(every_node_book, "pdf"))
    assert printed.get_metadata_dict()["Title"] == "Masterplan Smart City"
    printed.close()


def test_nothing_asks_to_update_fields(every_node_book: bytes) -> None:
    with zipfile.ZipFile(BytesIO(every_node_book)) as archive:
        text = b"".join(map(archive.read, archive.namelist()))
    assert b"updateFields" not in text
    assert b"w:dirty" not in text


def test_every_relationship_is_used_and_every_use_has_one(
    every_node_book: bytes, part: Callable[..., Any]
) -> None:
    with zipfile.ZipFile(BytesIO(every_node_book)) as archive:
        names = set(archive.namelist())
        for name in ("document", "footnotes"):
            body = archive.read(f"word/{name}.xml").decode()
            used = set(re.findall(r'r:(?:id|embed)="(\w+)"', body))
            known = {
                item.get("Id"): item
                for item in part(every_node_book, f"word/_rels/{name}.xml.rels")
            }
            assert used
            assert used <= set(known)
            for item in known.values():
                inside = item.get("TargetMode") != "External"
                assert not inside or f"word/{item.get('Target')}" in names


@pytest.mark.parametrize("version", ["Office2016", "Microsoft365"])
def test_the_open_xml_sdk_finds_no_fault(
    every_node_book: bytes, validate: Callable[[bytes, str], list[str]], version: str
) -> None:
    assert validate(every_node_book, version) == []


def _list_marks(data: bytes) -> set[str]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        text = b"".join(archive.read(f"word/{name}.xml") for name in ("document", "footnotes"))
    return set(re.findall(r'w:name="(_mp_[^"]+)"', text.decode()))


def test_bookmarks_survive_libreoffice(
    every_node_book: bytes, office: Callable[[Path, str], Path], tmp_path: Path
) -> None:
    path = tmp_path / "book.docx"
    path.write_bytes(every_node_book)
    back = office(office(path, "odt"), "docx").read_bytes()
    marks = _list_marks(every_node_book)
    assert len(marks) > 60
    assert _list_marks(back) == marks
