from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx_dump import W, read_part
from pypdf import PdfWriter

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.source.layouts import LayoutStore

FIRST, SECOND = b"satu", b"dua"


@pytest.fixture
def office_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that stands for LibreOffice, never started."""
    path = tmp_path / "soffice"
    path.write_text("", encoding="utf-8")
    monkeypatch.setenv("SOFFICE", str(path))
    return path


def test_a_layout_is_known_again_by_the_very_bytes(tmp_path: Path, office_file: Path) -> None:
    store = LayoutStore(tmp_path)
    assert store.get(FIRST) is None
    store.put(FIRST, {"_Toc1": 4})
    assert LayoutStore(tmp_path).get(FIRST) == {"_Toc1": 4}
    assert store.get(SECOND) is None


def test_another_libreoffice_lays_out_anew(tmp_path: Path, office_file: Path) -> None:
    store = LayoutStore(tmp_path)
    store.put(FIRST, {"_Toc1": 4})
    office_file.write_text("baru", encoding="utf-8")
    assert store.get(FIRST) is None


def test_without_a_folder_nothing_is_kept(office_file: Path) -> None:
    store = LayoutStore(None)
    store.put(FIRST, {"_Toc1": 4})
    assert store.get(FIRST) is None


@pytest.mark.parametrize("spoilt", [b"", b"{", b"[1]", b'{"_Toc1": "4"}', b'{"_Toc1": true}'])
def test_a_spoilt_file_is_as_good_as_none(tmp_path: Path, office_file: Path, spoilt: bytes) -> None:
    store = LayoutStore(tmp_path)
    store.put(FIRST, {"_Toc1": 4})
    (path,) = (tmp_path / "layouts").iterdir()
    path.write_bytes(spoilt)
    assert store.get(FIRST) is None


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path: Path, office_file: Path) -> None:
    (tmp_path / "layouts").write_text("sebuah berkas", encoding="utf-8")
    LayoutStore(tmp_path).put(FIRST, {"_Toc1": 4})


def test_the_oldest_layouts_go(
    tmp_path: Path, office_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("masterplan_cli.source.layouts._MOST", 3)
    store = LayoutStore(tmp_path)
    for number in range(6):
        store.put(b"%d" % number, {"_Toc1": number})
    kept = [json.loads(path.read_bytes()) for path in (tmp_path / "layouts").iterdir()]
    assert len(kept) == 3
    assert {"_Toc1": 5} in kept


def lay_out(data: bytes) -> bytes:
    """Return a PDF in which each heading and caption of a Word file has a page of its own."""
    writer = PdfWriter()
    for mark in read_part(data).iter(f"{W}bookmarkStart"):
        if (name := mark.get(f"{W}name")).startswith("_Toc"):
            writer.add_blank_page(100, 100)
            writer.add_named_destination("/" + name.replace("_", "5F"), len(writer.pages) - 1)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_a_book_that_has_not_changed_is_not_laid_out_again(
    small: Path,
    tmp_path: Path,
    office_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    edit: Callable[[Path, str, str], None],
) -> None:
    asked: list[bytes] = []

    def convert(data: bytes) -> bytes:
        asked.append(data)
        return lay_out(data)

    monkeypatch.setattr("masterplan_cli.source.office.convert_to_pdf", convert)
    order = BuildOrder(("book-a",), ("docx",), paginate=True, cache=tmp_path / "cache")

    def build() -> bytes:
        return build_stage(load_plan(small), order).outputs[0].data

    first = build()
    assert b"PAGEREF" in zipfile.ZipFile(io.BytesIO(first)).read("word/document.xml")
    assert build() == first
    assert len(asked) == 1
    edit(small / "pillars/mobility/programs-dinas-a.yaml", "Halte teduh", "Halte sejuk")
    assert build() != first
    assert len(asked) == 2
