r"""Bytes to text: UTF-8, without characters that no book can carry.

In: a file's bytes. Out: the text, and findings.

How positions stay right: ``\r\n`` and a lone ``\r`` become ``\n``; every character that YAML
forbids, or that only some programs take for a line break (U+0085, U+2028, U+2029), is a finding
and becomes one space. So lines are what editors and ``str.split("\n")`` count, columns count
characters, and one pass finds every such character.
"""

from __future__ import annotations

import re

from masterplan_cli.diagnostics import Diagnostic, Span, Text
from masterplan_cli.source.tree import Lines

MAX_BYTES = 20_000_000
_MOST_FINDINGS = 50
"""Bad characters reported per file: a file with more is no text at all."""

_CONTROLS = bytes([*range(9), 11, 12, *range(14, 32), 127])
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_RARE = [
    re.compile(rb"\xc2[\x80-\x9f]"),
    re.compile(rb"\xe2\x80[\xa8\xa9]"),
    re.compile(rb"\xef\xbf[\xbe\xbf]"),
]
"""The rest of ``_UNFIT`` in bytes; each starts literally, which ``re`` finds fast."""
_BREAKS = "\x85\u2028\u2029"
_ZIP = b"PK\x03\x04"
"""How files of Word and Excel start."""
_BOM = b"\xef\xbb\xbf"


def decode_text(file: str, data: bytes) -> tuple[str | None, list[Diagnostic]]:
    """Return the text, or None where the bytes are none, and the findings."""
    if len(data) > MAX_BYTES:
        return None, [_refuse_size(file, len(data))]
    if data.startswith(_BOM):
        data = data[len(_BOM) :]
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(0) * 4 > len(data):
        return None, [_refuse_encoding(file, data, 0)]
    try:
        text = str(data, "utf-8")
    except UnicodeDecodeError as error:
        return None, [_refuse_encoding(file, data, error.start)]
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not _may_be_unfit(data):
        return text, []
    lines = Lines(file, text)
    findings = [
        _refuse_character(lines, match.start())
        for _, match in zip(range(_MOST_FINDINGS), _UNFIT.finditer(text), strict=False)
    ]
    return _UNFIT.sub(" ", text), findings


def _may_be_unfit(data: bytes) -> bool:
    """Tell whether ``_UNFIT`` could match; ten times faster than asking it."""
    if len(data.translate(None, _CONTROLS)) != len(data):
        return True
    return not data.isascii() and any(pattern.search(data) for pattern in _RARE)


def _refuse_size(file: str, size: int) -> Diagnostic:
    limit = MAX_BYTES // 1_000_000
    return Diagnostic(
        "too-large",
        Text(
            f"berkas ini {size // 1_000_000} MB; batasnya {limit} MB",
            f"this file has {size // 1_000_000} MB; the limit is {limit} MB",
        ),
        Span(file),
        hint=Text(
            "Bagi menjadi beberapa berkas, misalnya satu per perangkat daerah.",
            "Split it into several files, one per OPD for example.",
        ),
    )


def _refuse_encoding(file: str, data: bytes, offset: int) -> Diagnostic:
    """Return the finding for the first byte that is not UTF-8."""
    before = str(data[:offset], "utf-8").replace("\r\n", "\n").replace("\r", "\n")
    line, column = Lines(file, before).locate(len(before))
    save = Text(
        "Simpan ulang sebagai UTF-8 (di Notepad: Simpan sebagai, Pengodean UTF-8).",
        "Save it again as UTF-8 (in Notepad: Save as, Encoding UTF-8).",
    )
    if data.startswith(_ZIP):
        return Diagnostic(
            "not-utf8",
            Text("berkas ini bukan teks", "this file is no text"),
            Span(file),
            hint=Text(
                "Isinya tampaknya dokumen Word atau Excel. Salin teksnya ke berkas YAML.",
                "It seems to be a Word or Excel document. Copy its text into a YAML file.",
            ),
        )
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data.count(0) * 4 > len(data):
        guess = Text("Berkas ini tampaknya UTF-16. ", "The file seems to be UTF-16. ")
    else:
        guess = _guess_windows(data, offset)
    return Diagnostic(
        "not-utf8",
        Text(
            f"bita 0x{data[offset]:02X} bukan UTF-8",
            f"byte 0x{data[offset]:02X} is not UTF-8",
        ),
        Span(file, line, column, line, column + 1),
        hint=Text(guess.id + save.id, guess.en + save.en),
    )


def _guess_windows(data: bytes, offset: int) -> Text:
    """Return what the byte is in Windows-1252, where the file reads well as that."""
    try:
        data.decode("cp1252")
        character = data[offset : offset + 1].decode("cp1252")
    except UnicodeDecodeError:
        return Text("", "")
    return Text(
        f"Berkas ini tampaknya Windows-1252 (di sana bita itu “{character}”). ",
        f"The file seems to be Windows-1252 (where that byte is '{character}'). ",
    )


def _refuse_character(lines: Lines, offset: int) -> Diagnostic:
    """Return the finding for one character that the text may not hold."""
    character = lines.text[offset]
    name = f"U+{ord(character):04X}"
    span = lines.span(offset, offset + 1)
    if character in _BREAKS:
        return Diagnostic(
            "line-separator",
            Text(
                f"pemisah baris {name} tidak dikenal semua program",
                f"the line separator {name} is not understood by every program",
            ),
            span,
            hint=Text(
                "Hapus lalu tekan Enter; biasanya terbawa saat menyalin dari Word atau web.",
                "Delete it and press Enter; it usually comes along from Word or the web.",
            ),
        )
    return Diagnostic(
        "forbidden-character",
        Text(
            f"karakter kendali {name} tidak boleh ada dalam berkas",
            f"the control character {name} may not stand in a file",
        ),
        span,
        hint=Text(
            "Hapus karakter itu; biasanya terbawa saat menyalin dari Word atau PDF.",
            "Delete it; it usually comes along when copying from Word or a PDF.",
        ),
    )
