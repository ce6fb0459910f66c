"""Files that are no safe Word file get a clear message, and nothing in them is resolved."""

from __future__ import annotations

import docx_parts
import pytest

from masterplan_cli.diagnostics import UserError
from masterplan_cli.review import package as reader
from masterplan_cli.review.package import open_package
from masterplan_cli.review.story import read_story

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITY = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def complain(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        read_story(open_package("draf.docx", data))
    return caught.value.message.en


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"%PDF-1.7", "but a PDF"),
        (b"halo", "no Word file"),
        (OLE, "old format"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"PK\x03\x04rusak", "damaged"),
    ],
)
def test_what_is_no_word_file_is_named(data: bytes, words: str) -> None:
    assert words in complain(data)


def test_a_truncated_file_is_damaged(draft: bytes) -> None:
    assert "damaged" in complain(draft[: len(draft) // 2])


def test_entities_are_refused(draft: bytes) -> None:
    evil = docx_parts.change_part(
        draft,
        "word/document.xml",
        lambda text: text.replace("<w:document", f"{ENTITY}<w:document", 1),
    )
    assert "DOCTYPE" in complain(evil)


def test_macros_are_refused(draft: bytes) -> None:
    assert "macros" in complain(docx_parts.change_part(draft, "word/vbaProject.bin", lambda _: "x"))


def test_a_bomb_is_not_unpacked(draft: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "_FLAT", 1 << 16)
    bomb = docx_parts.change_part(draft, "word/document.xml", lambda text: text + " " * (1 << 22))
    assert "too large" in complain(bomb)
