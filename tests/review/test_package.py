"""Files that are no safe Word file get a clear message, and nothing in them is resolved."""

from __future__ import annotations

import socket
from pathlib import Path

import docx_parts
import pytest

from masterplan_cli.diagnostics import UserError
from masterplan_cli.review import package as reader
from masterplan_cli.review.copies import Copy, read_copy
from masterplan_cli.review.package import open_package
from masterplan_cli.review.story import read_story

from .conftest import comment_on

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


PARTS = [
    "word/document.xml",
    "word/comments.xml",
    "word/commentsExtended.xml",
    "word/footnotes.xml",
    "docProps/core.xml",
    "docProps/custom.xml",
    "[Content_Types].xml",
]
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
)


def read_whole(data: bytes) -> Copy:
    return read_copy(open_package("draf.docx", data))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("evil", [ENTITY, LAUGHS], ids=["file", "laughs"])
def test_no_part_may_declare_entities(draft: bytes, part: str, evil: str) -> None:
    commented = comment_on(draft, {"Ya.": "Trayek A|B"})

    def plant(text: str) -> str:
        body = text or "<x/>"
        head, _, rest = body.rpartition("?>")
        return f"{head}?>{evil}{rest}" if head else f"{evil}{rest}"

    with pytest.raises(UserError) as caught:
        read_whole(docx_parts.change_part(commented, part, plant))
    assert "DOCTYPE" in caught.value.message.en


@pytest.mark.parametrize("part", PARTS[:-1])
def test_a_part_cut_short_is_damage(draft: bytes, part: str) -> None:
    commented = comment_on(draft, {"Ya.": "Trayek A|B"})
    with pytest.raises(UserError) as caught:
        read_whole(
            docx_parts.change_part(commented, part, lambda text: text[: len(text) // 2] or "<")
        )
    assert "damaged" in caught.value.message.en


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "macros"),
        (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
            "template",
        ),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "Excel"),
        (
            "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
            "PowerPoint",
        ),
        ("text/plain", "no Word file"),
    ],
)
def test_files_of_other_kinds_are_named(draft: bytes, kind: str, words: str) -> None:
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    other = docx_parts.change_part(
        draft, "[Content_Types].xml", lambda text: text.replace(main, kind)
    )

    assert words in complain(other)


def test_deep_nesting_and_endless_tags_end(draft: bytes) -> None:
    deep = "<w:sdt>" * 240 + "<w:p/>" + "</w:sdt>" * 240
    nested = docx_parts.change_part(
        draft, "word/document.xml", lambda text: text.replace("<w:body>", f"<w:body>{deep}", 1)
    )
    endless = docx_parts.change_part(
        draft,
        "word/document.xml",
        lambda text: text.replace("<w:body>", "<w:body>" + "<w:ins " * 50_000, 1),
    )

    assert read_whole(nested).comments == ()
    # The seal holds, so that nothing but marked paragraphs is parsed; else the file is damaged.
    assert read_whole(endless).comments == ()
    with pytest.raises(UserError):
        read_whole(docx_parts.change_part(endless, "docProps/custom.xml", lambda _: "<x/>"))


def test_names_that_lead_out_of_the_archive_are_never_written(draft: bytes, tmp_path: Path) -> None:
    evil = docx_parts.change_part(draft, "../../keluar.txt", lambda _: "x")
    before = sorted(tmp_path.parent.iterdir())

    assert read_whole(evil).comments == ()
    assert sorted(tmp_path.parent.iterdir()) == before


def test_addresses_outside_are_not_asked_for(draft: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    remote = docx_parts.change_part(
        draft,
        "word/_rels/document.xml.rels",
        lambda text: text.replace(
            "</Relationships>",
            '<Relationship Id="rIdX" TargetMode="External" Target="http://127.0.0.1:9/x.dotm" Type='
            '"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
            "</Relationships>",
        ),
    )

    assert read_whole(remote).sealed
