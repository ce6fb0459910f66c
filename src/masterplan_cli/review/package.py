"""A returned file's parts, read within bounds: nothing in it is trusted, run, fetched or unpacked.

In: the bytes of what should be a ``.docx``. Out: parts by name, as XML without entities.

Why so strict: these files come by mail from outside, and a clerk opens whatever is attached.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from masterplan_cli.diagnostics import Text, UserError

LARGEST_FILE = 256 << 20
LARGEST_PART = 128 << 20
MOST_PARTS = 5_000
STEEPEST = 400
"""How many times larger than packed a part may be; our own big tables reach 40."""
_FLAT = 8 << 20
"""Below this size a part may be packed as tightly as it likes."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_EXCEL = Text("berkas Excel", "an Excel file")
_KINDS = {
    "vnd.ms-word.document.macroEnabled": Text(
        "berkas Word dengan makro (.docm)", "a Word file with macros (.docm)"
    ),
    "wordprocessingml.template": Text("templat Word (.dotx)", "a Word template (.dotx)"),
    "vnd.ms-word.template.macroEnabled": Text(
        "templat Word dengan makro (.dotm)", "a Word template with macros (.dotm)"
    ),
    "spreadsheetml": _EXCEL,
    "vnd.ms-excel": _EXCEL,
    "presentationml": Text("berkas PowerPoint", "a PowerPoint file"),
}
_SAVE = Text("Simpan sebagai Word (.docx), lalu baca lagi.", "Save as Word (.docx) and read again.")
_FORM = Text(
    "Formulir OPD yang kembali dibaca dengan “masterplan form import”; di sini draf Word (.docx).",
    "Forms that agencies return are read by 'masterplan form import'; this reads drafts (.docx).",
)
_AGAIN = Text(
    "Minta pengirim mengirim ulang, atau buka di Word dan simpan sebagai salinan baru.",
    "Ask for the file once more, or open it in Word and save it as a new copy.",
)


def refuse(name: str, id: str, en: str, hint: Text | None = None) -> UserError:
    """Return the error that says why the file ``name`` is not read."""
    return UserError(Text(f"“{name}” {id}", f"'{name}' {en}"), hint or _AGAIN)


class Package:
    """One opened file; ``name`` is what messages call it."""

    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        """Bind the archive; nothing is unpacked yet."""
        self.name = name
        self._archive = archive
        self._infos = {info.filename: info for info in archive.infolist()}
        self._largest: tuple[str, bytes] = ("", b"")

    @property
    def parts(self) -> tuple[str, ...]:
        """Names of all parts."""
        return tuple(self._infos)

    def read(self, part: str) -> bytes | None:
        """Return a part's bytes, None where there is none; raises UserError beyond the bounds.

        The largest is kept, since several look into the main part. Why the length is counted while
        unpacking: what the archive says of itself may be a lie.
        """
        info = self._infos.get(part)
        if info is None:
            return None
        if self._largest[0] == part:
            return self._largest[1]
        if info.flag_bits & 1:
            raise _explain_password(self.name)
        bound = LARGEST_PART
        if info.compress_size * STEEPEST < bound:
            bound = max(_FLAT, info.compress_size * STEEPEST)
        try:
            with self._archive.open(info) as stream:
                data = stream.read(bound + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
            raise _explain_damage(self.name) from error
        if len(data) > bound:
            raise refuse(
                self.name,
                f"berisi bagian yang terlalu besar ({part}); tidak dibuka",
                f"holds a part that is far too large ({part}); it is not opened",
            )
        if len(data) >= len(self._largest[1]):
            self._largest = part, data
        return data

    def parse(self, part: str) -> Any:
        """Return a part's root element, None where there is none.

        Raises UserError for broken XML and for any document type: entities are never resolved.
        """
        data = self.read(part)
        return None if data is None else self.parse_bytes(part, data)

    def parse_bytes(self, part: str, data: bytes) -> Any:
        """Return the root of ``data``, which is the part or cut out of it; raises as ``parse``."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _explain_damage(self.name, part) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise refuse(
                self.name,
                f"memuat deklarasi DOCTYPE ({part}), yang tidak pernah ditulis Word; tidak dibaca",
                f"holds a DOCTYPE ({part}), which Word never writes; it is not read",
            )
        return root


def open_package(name: str, data: bytes) -> Package:
    """Return the package of a Word file; raises UserError that says what the file is instead."""
    if len(data) > LARGEST_FILE:
        limit = LARGEST_FILE >> 20
        raise refuse(name, f"lebih besar daripada {limit} MB", f"is larger than {limit} MB", _AGAIN)
    if not data:
        raise refuse(name, "kosong", "is empty")
    if data.startswith(_OLE):
        if _ENCRYPTED in data:
            raise _explain_password(name)
        raise refuse(name, "berformat lama (.doc)", "is in the old format (.doc)", _SAVE)
    if not data.startswith(b"PK"):
        kind = _name_plain(data)
        raise refuse(name, f"bukan berkas Word{kind.id}", f"is no Word file{kind.en}", _SAVE)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise _explain_damage(name) from error
    package = Package(name, archive)
    if len(package.parts) > MOST_PARTS:
        raise refuse(name, "berisi terlalu banyak bagian", "holds far too many parts")
    _check_kind(package)
    return package


def _name_plain(data: bytes) -> Text:
    """Return what a file seems to be that is no archive, as the tail of a sentence."""
    if data.startswith(b"%PDF"):
        return Text(" melainkan PDF", " but a PDF")
    if data.startswith(b"{\\rtf"):
        return Text(" melainkan RTF", " but RTF")
    return Text("", "")


def _check_kind(package: Package) -> None:
    name = package.name
    kind = package.read("mimetype")
    if kind is not None and kind.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        raise refuse(name, "adalah lembar LibreOffice (.ods)", "is a LibreOffice sheet", _FORM)
    if kind is not None and kind.startswith(b"application/vnd.oasis.opendocument"):
        raise refuse(name, "adalah berkas OpenDocument (.odt)", "is OpenDocument (.odt)", _SAVE)
    types = package.parse("[Content_Types].xml")
    if types is None:
        raise refuse(name, "adalah arsip ZIP, bukan berkas Word", "is a ZIP, no Word file", _SAVE)
    listed = [element.get("ContentType", "") for element in types]
    macros = any(part.lower().endswith("vbaproject.bin") for part in package.parts)
    if _MAIN in listed and not macros:
        return
    found = next((text for key, text in _KINDS.items() if any(key in one for one in listed)), None)
    if found is _EXCEL:
        raise refuse(name, f"adalah {found.id}; tidak dibuka", f"is {found.en}; not opened", _FORM)
    if found is None and macros:
        found = _KINDS["vnd.ms-word.document.macroEnabled"]
    if found is None:
        raise refuse(name, "bukan berkas Word", "is no Word file", _SAVE)
    raise refuse(name, f"adalah {found.id}; tidak dibuka", f"is {found.en}; not opened", _SAVE)


def _explain_password(name: str) -> UserError:
    return refuse(
        name,
        "terkunci dengan kata sandi",
        "is locked with a password",
        Text(
            "Buka di Word, hapus kata sandinya (File, Info, Protect Document), lalu simpan.",
            "Open it in Word, remove the password (File, Info, Protect Document), and save.",
        ),
    )


def _explain_damage(name: str, part: str = "") -> UserError:
    where = f" ({part})" if part else ""
    return refuse(name, f"rusak atau terpotong{where}", f"is damaged or cut short{where}", _AGAIN)
