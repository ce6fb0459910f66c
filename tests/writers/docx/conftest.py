"""Fixtures of the DOCX writer's tests: a book of every node, readable dumps, outside programs."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from docx_dump import Dump, read_part
from lxml import etree

from masterplan_cli.document import nodes as n
from masterplan_cli.document.numbering import number_document
from masterplan_cli.writers import WriterOptions
from masterplan_cli.writers.docx import write_docx
from masterplan_cli.writers.docx.reference import make_reference

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
METADATA = n.Metadata(
    title="Masterplan Smart City",
    region="Kabupaten Ketapang",
    book="buku-2",
    stage=4,
    stage_label="Bimtek tahap IV",
    build_id="0123abcd · tahap 4 · buku-2 · kominfo",
    date="2023-10-09",
    author="Pemerintah Kabupaten Ketapang",
)


def _text(text: str, origin: str = "") -> tuple[n.Inline, ...]:
    return (n.Text(text, origin),)


def _line(text: str, value: str = "", **more: Any) -> n.Cell:
    return n.Cell((_text(text, value),), **more)


def _png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = b"".join(
        b"\0" + bytes(255 * (x + y) // (width + height) for x in range(width))
        for y in range(height)
    )
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def _front() -> tuple[n.Block, ...]:
    return (
        n.SectionChange(numbering="none"),
        n.Cover(
            (
                n.CoverLine("title", _text("Masterplan Smart City", "book/buku-2/title")),
                n.CoverLine("subtitle", _text("Buku 2: rencana induk")),
                n.CoverLine("region", _text("Kabupaten Ketapang", "region/name")),
                n.CoverLine("stage", _text("Bimtek tahap IV")),
                n.CoverLine("note", _text("Draf; memuat ilustrasi")),
                n.CoverLine("imprint", _text("Pemerintah Kabupaten Ketapang")),
                n.CoverLine("imprint", _text("2023")),
            ),
            origin="template/cover:1",
        ),
        n.SectionChange(numbering="roman", restart=True),
        n.Heading(1, _text("Kata pengantar"), "kata-pengantar", "plain", "template/front:1"),
        n.Paragraph(_text("Puji syukur kami panjatkan. " * 12)),
        n.Paragraph(_text("Ketapang, 9 Oktober 2023"), "signature"),
        n.Heading(1, _text("Daftar isi"), "daftar-isi", "plain"),
        n.Contents("headings"),
        n.Heading(1, _text("Daftar tabel"), "daftar-tabel", "plain"),
        n.Contents("tables"),
        n.Heading(1, _text("Daftar gambar"), "daftar-gambar", "plain"),
        n.Contents("figures", "template/front:9"),
        n.SectionChange(numbering="arabic", restart=True),
    )


def _inlines() -> tuple[n.Block, ...]:
    value = "fact/population/2022"
    return (
        n.Heading(1, _text("Pendahuluan", "template/a:1"), "pendahuluan", origin="template/a:1"),
        n.Heading(2, _text("Latar belakang"), "latar"),
        n.Paragraph(
            (
                n.Text("Penduduk berjumlah ", "template/a:3"),
                n.Text("579.927", value),
                n.Text(" jiwa", value),
                n.Text("; lihat ", "template/a:3"),
                n.CrossReference("tabel-program"),
                n.Text(", ", "template/a:3"),
                n.CrossReference("latar"),
                n.Text(", "),
                n.CrossReference("rencana"),
                n.Text(", "),
                n.CrossReference("kata-pengantar"),
                n.Text(", dan "),
                n.CrossReference("sk-tim"),
                n.Text(". " + "Jalan panjang dan wilayah pesisir menuntut layanan digital. " * 5),
            ),
            origin="template/a:3",
        ),
        n.Paragraph(
            (
                n.Strong(_text("Tebal")),
                n.Text(", "),
                n.Emphasis((n.Text("miring "), n.Strong(_text("keduanya", value)))),
                n.Text(", "),
                n.Code("gov-01"),
                n.Text(", "),
                n.Link("https://ketapangkab.go.id/?a=1&b=2", _text("laman")),
                n.Text(", "),
                n.Link("#rencana", _text("bab rencana")),
                n.Text(", "),
                n.Link("file:///etc/passwd", _text("berkas")),
                n.Text(" <&>\"'"),
                n.LineBreak(),
                n.Text("baris baru\tbertab"),
                n.Footnote(
                    (
                        n.Text("BPS, "),
                        n.Link("https://bps.go.id", _text("laman BPS")),
                        n.Text(", 2022", value),
                    ),
                    "source/bps",
                ),
                n.Text(" "),
                n.Placeholder("[Belum diisi: Dinas Kominfo]", "program/gov-02/budget"),
            ),
            origin="template/a:5",
        ),
        n.Paragraph(_text("Catatan di bawah."), "note"),
        n.Paragraph(_text("Rata tengah"), "centered"),
        n.Heading(3, _text("Tingkat tiga"), "tiga"),
        n.Heading(4, _text("Tingkat empat"), "empat"),
        n.Heading(5, _text("Tingkat lima"), "lima"),
        n.Heading(6, _text("Tingkat enam"), "enam"),
    )


def _lists() -> tuple[n.Block, ...]:
    def item(text: str, *more: n.Block) -> tuple[n.Block, ...]:
        return (n.Paragraph(_text(text)), *more)

    nested: n.Block = n.ItemList((item("dalam"), item("lagi")))
    for depth in range(6):
        nested = n.ItemList((item(f"tingkat {6 - depth}", nested),), ordered=depth % 2 == 0)
    return (
        n.ItemList((item("satu"), item("dua", n.Paragraph(_text("sambungan"))))),
        n.ItemList((item("a", nested), item("b")), ordered=True, start=3, origin="template/b:1"),
        n.ItemList((item("mulai lagi"), (), (n.Quote(item("kutipan")),)), ordered=True),
        n.Quote(item("Kutipan panjang.", n.ItemList((item("butir"), item("butir dua")))), "q:1"),
        *(
            n.Callout(kind, item("Isi kotak yang menjelaskan. " * 4), "c:1")
            for kind in ("note", "tip", "important", "warning", "caution")
        ),
        n.Callout("note", item("Dengan butir:", n.ItemList((item("x"), item("y")), True))),
    )


def _tables() -> tuple[n.Block, ...]:
    header = n.Row(
        (
            n.Cell((_text("No."),), rows=2),
            n.Cell((_text("Program"),), rows=2),
            n.Cell((_text("Pagu (Rp)"),), columns=2),
        ),
        "header",
    )
    second = n.Row((_line("2024"), _line("2025")), "header")
    group = n.Row((n.Cell((_text("Smart Governance"),), columns=4),), "group")

    def row(number: int) -> n.Row:
        origin = f"program/gov-{number:02}"
        return n.Row(
            (
                _line(str(number)),
                n.Cell((_text(f"Program {number}", f"{origin}/name"), _text("baris kedua"))),
                _line("1.250.000.000", f"{origin}/budget", origin=f"{origin}/budget"),
                _line("", shaded=number == 2),
            ),
            origin=origin,
        )

    total = n.Row(
        (n.Cell((_text("Jumlah"),), columns=2), _line("2.500.000.000"), _line("0")), "total"
    )
    columns = (n.Column(1, "center"), n.Column(6), n.Column(3, "right"), n.Column(3, "right"))
    listed = n.Row(
        (
            n.Cell((_text("butir"), _text("butir dua")), "bullet"),
            n.Cell((_text("langkah"), _text("langkah dua yang agak panjang")), "ordered"),
            n.Cell(()),
            _line("tengah", align="center"),
        )
    )
    spanned = n.Row((_line("x", rows=2, columns=2), _line("1"), _line("2", rows=3)))
    return (
        n.Heading(1, _text("Rencana aksi"), "rencana"),
        n.Table(
            columns,
            (
                header,
                second,
                group,
                row(1),
                row(2),
                listed,
                spanned,
                n.Row((_line("3"),)),
                n.Row((_line("a"),)),
                total,
            ),
            n.Caption("table", _text("Program dan pagu"), "tabel-program", "caption:1"),
            origin="table/program",
        ),
        n.Paragraph(_text("Sumber: Bappeda, 2023"), "source"),
        n.Table(
            (n.Column(1), n.Column(2)),
            (
                n.Row((_line("Nama"), _line("Layanan aduan"))),
                n.Row((_line("Status"), _line("Berjalan"))),
            ),
            plain=True,
        ),
        n.Table(
            (n.Column(), n.Column()),
            (n.Row((_line("A"), _line("B")), "header"), n.Row((_line("1"), _line("2")))),
        ),
        n.Heading(2, _text("Peta jalan"), "peta"),
        n.Table(
            tuple(n.Column() for _ in range(12)),
            (
                n.Row(tuple(_line(str(2023 + year)) for year in range(12)), "header"),
                *(
                    n.Row(tuple(_line("", shaded=year % 3 == 0) for year in range(12)))
                    for _ in range(3)
                ),
            ),
            n.Caption("table", _text("Peta jalan"), "tabel-peta"),
            "landscape",
        ),
        n.Paragraph(_text("Sumber: tim pelaksana"), "source"),
        n.Table(
            (n.Column(),),
            (n.Row((_line("satu kolom"),)),),
            n.Caption("table", _text("Masih mendatar"), "tabel-lebar"),
            "landscape",
        ),
        n.Paragraph(_text("Kembali tegak.")),
        n.Figure(
            _png(120, 60),
            "image/png",
            'Grafik "kesiapan" & <lain>',
            n.Caption("figure", _text("Kesiapan"), "gambar-siap"),
            0.6,
            "chart/ready",
        ),
        n.Figure(_png(120, 60), "image/png", "Tanpa judul", width=0.2),
        n.PageBreak(),
        n.Paragraph(_text("Halaman baru.")),
        n.PageBreak(),
    )


def _annexes() -> tuple[n.Block, ...]:
    small = (n.Column(),), (n.Row((_line("isi"),)),)
    return (
        n.Heading(1, _text("Surat keputusan tim"), "sk-tim", "annex"),
        n.Heading(2, _text("Susunan"), "susunan", "annex"),
        n.Table(*small, n.Caption("table", _text("Anggota"), "tabel-a1")),
        n.Table(*small, n.Caption("table", _text("Rapat"), "tabel-a2")),
        n.Heading(1, _text("Daftar hadir"), "hadir", "annex"),
        n.Table(*small, n.Caption("table", _text("Hadir"), "tabel-b1")),
        n.PageBreak(),
        n.SectionChange("landscape"),
        n.SectionChange("portrait", restart=True),
    )


@pytest.fixture(scope="session")
def metadata() -> n.Metadata:
    """What the test books say of themselves."""
    return METADATA


@pytest.fixture(scope="session")
def every_node() -> n.Document:
    """A book in which every node of the document model stands."""
    blocks = (*_front(), *_inlines(), *_lists(), *_tables(), *_annexes())
    return n.Document(METADATA, blocks)


@pytest.fixture(scope="session")
def reference() -> bytes:
    """The bytes of ``reference.docx`` as the script makes it."""
    return make_reference()


@pytest.fixture(scope="session")
def write(reference: bytes) -> Callable[..., bytes]:
    """Write blocks, or a whole document, as the compiler does."""

    def call(*blocks: n.Block | n.Document) -> bytes:
        first = blocks[0] if blocks else None
        document = first if isinstance(first, n.Document) else n.Document(METADATA, blocks)
        return write_docx(number_document(document), WriterOptions(reference=reference))

    return call


@pytest.fixture(scope="session")
def every_node_book(every_node: n.Document, write: Callable[..., bytes]) -> bytes:
    """The book of every node as a Word file."""
    return write(every_node)


@pytest.fixture(scope="session")
def part() -> Callable[..., etree._Element]:
    """Read one XML part of a Word file's bytes; the main document if none is named."""
    return read_part


@pytest.fixture(scope="session")
def dump() -> Callable[[bytes, n.Document], str]:
    """Return a Word file, made from a document, as readable lines."""
    return lambda data, document: Dump(data, document).write()


@pytest.fixture(scope="session")
def show(write: Callable[..., bytes]) -> Callable[..., list[str]]:
    """Write blocks and return the dump's lines, without the last section's."""

    def call(*blocks: n.Block) -> list[str]:
        document = n.Document(METADATA, blocks)
        lines = Dump(write(document), document).write().splitlines()
        end = lines.index("FOOTNOTE -1")
        assert lines[end - 1].startswith("=== section")
        return lines[: end - 1] + lines[end + 4 :]

    return call
