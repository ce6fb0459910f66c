"""Sealed drafts: what nobody retyped is read without the draft, and says the same."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import docx_parts
import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.document.seal import Seal
from masterplan_cli.review.copies import read_copy
from masterplan_cli.review.package import open_package
from masterplan_cli.rounds import sent
from masterplan_cli.rounds.returned import Returned, read_returned
from masterplan_cli.source.revision import read_revision

from .conftest import comment_on, list_runs

MARK = 'w:id="901" w:author="Siti Ahli" w:date="2023-10-12T09:00:00Z"'


def read_one(project: Path, data: bytes) -> Returned:
    return read_returned(load_plan(project), read_revision(project), [("kembali.docx", data)])


def unseal(data: bytes) -> bytes:
    return docx_parts.change_part(
        data, "docProps/custom.xml", lambda text: text.replace(">2:", ">0:")
    )


def is_sealed(data: bytes) -> bool:
    return read_copy(open_package("kembali.docx", data)).sealed


def comment_anywhere(data: bytes, seed: int, reaches: tuple[int, ...]) -> bytes:
    """Put comments on runs and on ranges of several of them, drawn by ``seed``."""
    draw = random.Random(seed)
    document = docx.Document(io.BytesIO(data))
    runs = [run for run in list_runs(document) if run.text.strip()]
    for number in range(6):
        first = draw.randrange(len(runs))
        last = min(len(runs) - 1, first + draw.choice(reaches))
        document.add_comment((runs[first], runs[last]), text=f"Butir {number}", author="Ahli")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def track(data: bytes) -> bytes:
    """Insert, delete and replace with tracking, as Word writes it."""

    def change(body: str) -> str:
        for words, old, new in (
            ("Trayek A|B terputus", "A|B ", ""),
            ("Kutipan biasa.", "biasa", "luar biasa"),
            ("Halte teduh", "", " dan terang"),
        ):
            place = body.rindex(words)
            start = body.rindex("<w:r>", 0, place)
            end = body.index("</w:r>", place) + len("</w:r>")
            text = re.search(r"<w:t[^>]*>([^<]*)</w:t>", body[start:end])
            assert text is not None
            head, _, tail = text[1].partition(old) if old else (text[1], "", "")
            parts = [f'<w:r><w:t xml:space="preserve">{head}</w:t></w:r>']
            if old:
                run = f'<w:r><w:delText xml:space="preserve">{old}</w:delText></w:r>'
                parts.append(f"<w:del {MARK}>{run}</w:del>")
            if new:
                run = f'<w:r><w:t xml:space="preserve">{new}</w:t></w:r>'
                parts.append(f"<w:ins {MARK}>{run}</w:ins>")
            parts.append(f'<w:r><w:t xml:space="preserve">{tail}</w:t></w:r>')
            body = body[:start] + "".join(parts) + body[end:]
        return body

    return docx_parts.change_part(data, "word/document.xml", change)


@pytest.mark.parametrize("seed", range(8))
def test_a_sealed_file_says_what_a_comparison_with_the_draft_says(
    committed: Path, draft: bytes, seed: int
) -> None:
    if seed % 2:
        data = track(comment_anywhere(draft, seed, (0,)))
    else:
        data = comment_anywhere(draft, seed, (0, 1, 7))

    assert is_sealed(data)
    assert not is_sealed(unseal(data))
    sealed, compared = read_one(committed, data), read_one(committed, unseal(data))
    assert len(sealed.remarks) == 6 + 3 * (seed % 2)
    for one, other in zip(sealed.remarks, compared.remarks, strict=True):
        assert one == other
    assert sealed.diagnostics == compared.diagnostics


def test_a_sealed_file_needs_no_draft(
    committed: Path, draft: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: list[object] = []
    monkeypatch.setattr(sent, "rebuild_draft", lambda one, **_: built.append(one))
    data = comment_on(draft, {"Sejak kapan?": "Trayek A|B"})

    assert [one.pointer for one in read_one(committed, data).remarks] == ["issue/mob-i1/text"]
    assert built == []
    read_one(committed, unseal(data))
    assert len(built) == 1


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Halte teduh", "Halte terang"),
        ("Halte teduh", "Halte  teduh"),
        ("</w:body>", "<w:p><w:r><w:t>Tambahan.</w:t></w:r></w:p></w:body>"),
    ],
)
def test_text_that_was_touched_breaks_the_seal(draft: bytes, old: str, new: str) -> None:
    def change(body: str) -> str:
        place = body.rindex(old)
        return body[:place] + new + body[place + len(old) :]

    assert not is_sealed(docx_parts.change_part(draft, "word/document.xml", change))


def test_a_lost_bookmark_or_a_changed_footnote_breaks_the_seal(draft: bytes) -> None:
    def drop(body: str) -> str:
        return re.sub(r'<w:bookmarkStart w:id="\d+" w:name="_mp_[^/]*/>', "", body, count=1)

    def retype(notes: str) -> str:
        return notes.replace("</w:footnotes>", "<w:t>lain</w:t></w:footnotes>")

    assert is_sealed(draft)
    assert not is_sealed(docx_parts.change_part(draft, "word/document.xml", drop))
    assert not is_sealed(docx_parts.change_part(draft, "word/footnotes.xml", retype))


def test_tracked_rows_are_read_whole(draft: bytes) -> None:
    def add_row(body: str) -> str:
        row = (
            f"<w:tr><w:trPr><w:ins {MARK}/></w:trPr><w:tc><w:p><w:ins {MARK}><w:r><w:t>Baru"
            "</w:t></w:r></w:ins></w:p></w:tc></w:tr>"
        )
        place = body.rindex("</w:tbl>")
        return body[:place] + row + body[place:]

    changed = docx_parts.change_part(draft, "word/document.xml", add_row)
    copy = read_copy(open_package("kembali.docx", changed))

    assert not copy.sealed
    assert [change.new.strip() for change in copy.changes] == ["Baru"]


def test_the_seal_does_not_depend_on_how_markup_is_written() -> None:
    seal = Seal()
    seal.add(b'<w:p><w:bookmarkStart w:id="1" w:name="_mp_0_1"/><w:r><w:t>Satu &amp; dua')
    seal.add(b"</w:t></w:r></w:p>")
    other = (
        b'<w:p x="1"><w:bookmarkStart w:id="9" w:name="_mp_0_1" /><w:r/><w:r><w:t>Satu &amp;</w:t>'
    )

    again = Seal()
    again.add(other)
    again.add(b"<w:t> dua</w:t>")

    assert seal.label == again.label


def test_libreoffice_keeps_the_seal(
    draft: bytes, tmp_path: Path, office: Callable[..., Path]
) -> None:
    source = tmp_path / "draf.docx"
    source.write_bytes(draft)
    saved = zipfile.ZipFile(office(office(source, "odt"), "docx"))

    assert re.findall(
        r"2:\d+:\d+:[0-9a-f]{16}", zipfile.ZipFile(source).read("docProps/custom.xml").decode()
    ) == re.findall(r"2:\d+:\d+:[0-9a-f]{16}", saved.read("docProps/custom.xml").decode())
