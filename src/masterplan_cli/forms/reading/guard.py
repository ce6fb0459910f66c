"""What may be opened: everything that could hurt is refused before a library sees it.

A workbook is a ZIP file of XML. Its size unpacked, its number of cells and how far they reach are
counted here, by a parser that resolves nothing; entities, macros, links to other files and
passwords are refused.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Final

from masterplan_cli.diagnostics import Diagnostic, Text
from masterplan_cli.forms.findings import refuse_file

LARGEST_FILE: Final = 20_000_000
_LARGEST_UNPACKED: Final = 60_000_000
_MOST_PARTS: Final = 2_000
_OLE: Final = b"\xd0\xcf\x11\xe0"
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
_ODT: Final = b"application/vnd.oasis.opendocument.text"

_SEND_BACK: Final = Text(
    "Minta OPD mengirim formulir yang disimpan sebagai .xlsx atau .ods biasa.",
    "Ask the agency for the form, saved as plain .xlsx or .ods.",
)
_WORD: Final = Text("naskah Word, bukan buku kerja", "a Word text, no workbook")
_READ_DRAFTS: Final = Text(
    "Draf buku yang kembali dari penelaah dibaca dengan “masterplan review read”; di sini formulir "
    ".xlsx atau .ods.",
    "Drafts that reviewers return are read by 'masterplan review read'; this reads forms, .xlsx or "
    ".ods.",
)


@dataclass(frozen=True, slots=True)
class Package:
    """A workbook's parts, unpacked and found harmless; ``kind`` is xlsx or ods."""

    file: str
    kind: str
    data: bytes
    parts: dict[str, bytes]


def open_package(file: str, data: bytes) -> tuple[Package | None, Diagnostic | None]:
    """Return the parts of a workbook, or why it is refused."""
    reason = _refuse_outside(data)
    if reason is None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                reason = _refuse_archive(archive)
                if reason is None:
                    parts = {
                        info.filename: archive.read(info)
                        for info in archive.infolist()
                        if info.filename.endswith((".xml", ".rels", "mimetype"))
                    }
                    reason = _refuse_parts(parts)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
            reason = Text("bukan buku kerja: berkasnya rusak", "no workbook: the file is damaged")
        except RuntimeError:
            reason = _LOCKED
        except Exception as error:  # zlib.error, and whatever else a crafted archive provokes
            name = type(error).__name__
            reason = Text(f"isinya tidak terbaca ({name})", f"its content is unreadable ({name})")
    if reason is not None:
        return None, refuse_file(file, reason, _READ_DRAFTS if reason is _WORD else _SEND_BACK)
    kind = "ods" if parts.get("mimetype", b"").strip() == _ODS else "xlsx"
    return Package(file, kind, data, parts), None


_LOCKED: Final = Text("berkas ini dikunci dengan kata sandi", "the file is locked with a password")


def _refuse_outside(data: bytes) -> Text | None:
    if len(data) > LARGEST_FILE:
        return Text("berkas ini jauh terlalu besar", "the file is far too large")
    if data.startswith(_OLE):
        return Text(
            "berkas ini dikunci dengan kata sandi, atau berformat Excel lama (.xls)",
            "the file is locked with a password, or in Excel's old format (.xls)",
        )
    if not data.startswith(b"PK"):
        return Text(
            "bukan buku kerja Excel atau LibreOffice", "no workbook of Excel or LibreOffice"
        )
    return None


def _refuse_archive(archive: zipfile.ZipFile) -> Text | None:
    infos = archive.infolist()
    names = [info.filename for info in infos]
    if "word/document.xml" in names or _read_kind(archive).startswith(_ODT):
        return _WORD
    if len(infos) > _MOST_PARTS or sum(info.file_size for info in infos) > _LARGEST_UNPACKED:
        return Text(
            "isinya membengkak jauh melebihi sebuah formulir",
            "its content is far larger than a form's when unpacked",
        )
    if any(info.flag_bits & 1 for info in infos):
        return _LOCKED
    if len(set(names)) < len(names):
        return Text("bagiannya tertulis dua kali", "parts of it stand twice")
    if any(
        "vbaproject" in name.lower() or name.startswith(("Basic/", "Scripts/")) for name in names
    ):
        return Text("berkas ini memuat makro", "the file holds macros")
    if any(name.startswith("xl/externalLinks/") for name in names):
        return Text("berkas ini terhubung ke berkas lain", "the file is linked to other files")
    if "xl/workbook.xml" not in names and "content.xml" not in names:
        return Text("bukan buku kerja", "no workbook")
    return None


def _read_kind(archive: zipfile.ZipFile) -> bytes:
    """Return what an OpenDocument file says of itself."""
    if "mimetype" not in archive.namelist():
        return b""
    with archive.open("mimetype") as stream:
        return stream.read(100)


def _refuse_parts(parts: dict[str, bytes]) -> Text | None:
    for data in parts.values():
        if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            return Text("XML-nya memuat deklarasi yang tidak lazim", "its XML holds declarations")
    manifest = parts.get("META-INF/manifest.xml", b"")
    if b"encryption-data" in manifest:
        return _LOCKED
    types = parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in types:
        return Text("berkas ini memuat makro", "the file holds macros")
    return None
