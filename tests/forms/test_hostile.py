"""Workbooks that want harm, or are none: refused with a message, before anything is unpacked."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from masterplan_cli.forms.reading.grid import read_grids
from masterplan_cli.forms.reading.guard import LARGEST_FILE, open_package

Make = Callable[..., bytes]
Change = Callable[[str, bytes], bytes | None]

SHEET = "xl/worksheets/sheet2.xml"


def rewrite(data: bytes, change: Change, **added: bytes) -> bytes:
    """Return the archive with parts changed, left out (None) or added."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(sink, "w") as new:
        for info in old.infolist():
            part = change(info.filename, old.read(info))
            if part is not None:
                new.writestr(info.filename, part, zipfile.ZIP_DEFLATED)
        for name, part in added.items():
            new.writestr(name.replace("__", "/"), part, zipfile.ZIP_DEFLATED)
    return sink.getvalue()


def keep(name: str, part: bytes) -> bytes:
    return part


def bomb() -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<a/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for _ in range(70):
                part.write(b" " * 1_000_000)
    return sink.getvalue()


def explain(data: bytes) -> str:
    """Return why a file is refused; fails where it is not."""
    package, refused = open_package("f.xlsx", data)
    if package is not None:
        grids, refused = read_grids(package)
        assert grids == {}
    assert refused is not None
    assert (refused.code, refused.span.file) == ("form-refused", "f.xlsx")
    assert refused.hint is not None
    return refused.message.en


@pytest.fixture
def form(make: Make, small: Path) -> bytes:
    return make(small, "dinas-a")


def edit_sheet(data: bytes, old: bytes, new: bytes) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        if name != SHEET:
            return part
        assert old in part
        return part.replace(old, new, 1)

    return rewrite(data, change)


def test_plain_things_that_are_no_workbook(form: bytes) -> None:
    assert "no workbook" in explain(b"Program;Pagu\n")
    assert "no workbook" in explain(b"")
    assert "password" in explain(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "damaged" in explain(form[: len(form) // 2])
    assert "too large" in explain(b"PK" + bytes(LARGEST_FILE))


@pytest.mark.parametrize(
    ("part", "holds"),
    [
        ("word/document.xml", b"<a/>"),
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
    ],
)
def test_a_draft_is_sent_to_the_command_that_reads_it(part: str, holds: bytes) -> None:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr(part, holds)
    _, refused = open_package("draf.docx", sink.getvalue())

    assert refused is not None
    assert refused.hint is not None
    assert "masterplan review read" in refused.hint.id


def test_zip_bomb_is_not_unpacked() -> None:
    data = bomb()
    tracemalloc.start()
    assert "unpacked" in explain(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_entities_are_refused(form: bytes) -> None:
    declared = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'

    assert "declarations" in explain(edit_sheet(form, b'<?xml version="1.0"', declared + b"<?y"))


def test_macros_links_and_passwords_are_refused(form: bytes) -> None:
    assert "macros" in explain(
        rewrite(form, keep, xl__vbaProject_bin=b"x").replace(b"_bin", b".bin")
    )
    assert "linked" in explain(
        rewrite(form, keep, **{"xl__externalLinks__externalLink1.xml": b"<a/>"})
    )
    locked = b"<manifest><file-entry><encryption-data/></file-entry></manifest>"
    assert "password" in explain(rewrite(form, keep, **{"META-INF__manifest.xml": locked}))
    assert "macros" in explain(rewrite(form, keep, **{"Basic__script-lc.xml": b"<a/>"}))


@pytest.mark.parametrize(
    "cell", [b'<c r="XFD1048576"><v>1</v></c>', b'<c r="B900000" t="str"><v>x</v></c>']
)
def test_absurd_dimensions_are_refused_in_little_memory(form: bytes, cell: bytes) -> None:
    data = edit_sheet(form, b"</row></sheetData>", b"</row><row>" + cell + b"</row></sheetData>")
    tracemalloc.start()
    said = explain(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "far too wide" in said
    assert peak < 40_000_000


def test_whole_sheet_merged_costs_nothing(form: bytes) -> None:
    data = rewrite(
        form,
        lambda name, part: (
            part.replace(
                b"<autoFilter",
                b'<mergeCells count="1"><mergeCell ref="B6:XFD1048576"/></mergeCells><autoFilter',
                1,
            )
            if name == SHEET
            else part
        ),
    )
    package, refused = open_package("f.xlsx", data)
    assert refused is None
    assert package is not None

    grids, refused = read_grids(package)

    assert refused is None
    assert grids["Program"].merges


def ods(rows: str) -> bytes:
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    body = (
        f"<office:document-content{names}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", body)
    return sink.getvalue()


def _bombs() -> Iterator[str]:
    cell = '<table:table-cell office:value-type="float" office:value="1"{}/>'
    wide = cell.format(' table:number-columns-repeated="16384"')
    yield f'<table:table-row table:number-rows-repeated="1048576">{cell.format("")}</table:table-row>'
    yield f'<table:table-row table:number-rows-repeated="1000">{wide}</table:table-row>'
    yield (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
        f"<table:table-row>{wide}</table:table-row>"
    )


@pytest.mark.parametrize("rows", list(_bombs()))
def test_repeated_cells_of_ods_are_counted_first(rows: str) -> None:
    assert "far too wide" in explain(ods(rows))


def test_broken_xml_is_damage_and_no_crash(form: bytes) -> None:
    assert "damaged" in explain(edit_sheet(form, b"</sheetData>", b""))


def test_damaged_bytes_never_crash(form: bytes) -> None:
    step = max(1, len(form) // 60)
    for place in range(0, len(form), step):
        data = form[:place] + bytes([form[place] ^ 0x55]) + form[place + 1 :]
        package, refused = open_package("f.xlsx", data)
        if package is not None:
            _, refused = read_grids(package)
        assert refused is None or refused.code == "form-refused"
