"""``masterplan build --with-responses``: answers go back to reviewers beside their comments."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.document.bookmarks import begin_name, begin_name_formerly
from masterplan_cli.review.copies import read_copy
from masterplan_cli.review.package import open_package
from masterplan_cli.rounds.returned import read_returned
from masterplan_cli.source.revision import read_revision

from .conftest import Run
from .test_review import write_draft

ANSWER = "    status: diterima\n    response: |-\n      Sejak **2020**.\n\n      Lihat *kondisi*.\n"


@pytest.fixture
def answered(run: Run, small: Path) -> Path:
    """The small workspace with a comment of stage 1, answered."""
    run("review", "matrix", write_draft(small), "--write", "-C", small)
    stored = small / "reviews/bimtek-2/book-a.yaml"
    text = stored.read_text(encoding="utf-8").replace("    status:\n    response:\n", ANSWER)
    (small / "reviews/bimtek-1").mkdir()
    (small / "reviews/bimtek-1/book-a.yaml").write_text(text, encoding="utf-8")
    stored.unlink()
    return small


def build(run: Run, project: Path, *options: str) -> bytes:
    out = project / "hasil"
    answer = run(
        "build", "--book", "book-a", "--format", "docx", "--out", out, *options, "-C", project
    )
    assert answer.code == 0, answer.err
    (path,) = out.glob("*.docx")
    return path.read_bytes()


def test_the_comment_comes_back_with_the_answer_as_its_reply(run: Run, answered: Path) -> None:
    copy = read_copy(open_package("draf.docx", build(run, answered, "--with-responses")))
    (comment,) = copy.comments
    extent = copy.story.comments[comment.number]

    assert (comment.author, comment.text, comment.resolved) == ("Siti Ahli", "Sejak kapan?", True)
    assert [(reply.author, reply.text) for reply in comment.replies] == [
        ("Tim Penyusun Masterplan", "Status: diterima.\nSejak 2020.\nLihat kondisi.")
    ]
    assert copy.story.text[extent.start : extent.end] == "Trayek A|B terputus"
    assert copy.sealed


def test_only_where_asked_and_the_text_is_the_same(run: Run, answered: Path) -> None:
    plain, with_answers = build(run, answered), build(run, answered, "--with-responses")

    def read_text(data: bytes) -> list[str]:
        return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]

    assert "word/comments.xml" not in zipfile.ZipFile(io.BytesIO(plain)).namelist()
    assert read_text(plain) == read_text(with_answers)


@pytest.fixture
def answered_long_ago(answered: Path) -> Path:
    """The same, but the comment stood in a draft whose bookmarks had former names."""
    stored = answered / "reviews/bimtek-1/book-a.yaml"
    text, count = re.subn(
        r'anchor: "[^"]*"',
        f'anchor: "{begin_name_formerly("issue/mob-i1/text").decode()}1"',
        stored.read_text(encoding="utf-8"),
    )
    assert count == 1
    stored.write_text(re.sub(r"pointer: .*", "pointer: issue/mob-i1", text), encoding="utf-8")
    return answered


def test_a_comment_on_a_former_draft_finds_its_place(run: Run, answered_long_ago: Path) -> None:
    data = build(run, answered_long_ago, "--with-responses")
    copy = read_copy(open_package("draf.docx", data))
    extent = copy.story.comments[copy.comments[0].number]

    assert copy.story.text[extent.start : extent.end] == "Trayek A|B terputus"
    (answered_long_ago / "kembali-2.docx").write_bytes(data)
    answer = run(
        "review",
        "matrix",
        answered_long_ago / "kembali-2.docx",
        "--write",
        "-C",
        answered_long_ago,
    )
    assert "komentar baru" not in answer.err
    assert not list((answered_long_ago / "reviews/bimtek-2").iterdir())


@pytest.mark.parametrize("begin", [begin_name, begin_name_formerly])
def test_a_comment_whose_bookmark_is_no_more_stands_at_another_of_the_same_value(
    run: Run, answered: Path, begin: Callable[[str], bytes]
) -> None:
    stored = answered / "reviews/bimtek-1/book-a.yaml"
    name = f"{begin('issue/mob-i1/text').decode()}779"
    text = re.sub(r'anchor: "[^"]*"', f'anchor: "{name}"', stored.read_text(encoding="utf-8"))
    stored.write_text(text, encoding="utf-8")
    copy = read_copy(open_package("draf.docx", build(run, answered, "--with-responses")))
    extent = copy.story.comments[copy.comments[0].number]

    assert copy.story.text[extent.start : extent.end] == "Trayek A|B terputus"


def test_an_answered_comment_that_comes_back_is_known(run: Run, answered: Path) -> None:
    data = build(run, answered, "--with-responses")
    path = answered / "kembali-2.docx"
    path.write_bytes(data)
    loaded = load_plan(answered)
    (placed,) = read_returned(loaded, read_revision(answered), [("k.docx", data)]).remarks
    answer = run("review", "matrix", path, "--write", "-C", answered)

    assert loaded.plan is not None
    assert placed.remark.identity in loaded.plan.index.entries["review-comment"]
    assert "komentar baru" not in answer.err


def test_a_comment_whose_passage_is_gone_is_not_lost(
    run: Run, answered: Path, edit: Callable[[Path, str, str], None]
) -> None:
    edit(
        answered / "pillars/mobility/pillar.yaml",
        'issues:\n  - {id: mob-i1, text: "Trayek A|B terputus", sub_dimension: bus}\n',
        "",
    )
    edit(answered / "pillars/mobility/pillar.yaml", "        issues: [mob-i1]\n", "")
    data = build(run, answered, "--with-responses")
    (comment,) = read_copy(open_package("draf.docx", data)).comments

    assert comment.text == "Sejak kapan?"
    assert comment.number in read_copy(open_package("draf.docx", data)).story.comments


@pytest.mark.parametrize("version", ["Office2016", "Microsoft365"])
def test_word_takes_the_threads(
    run: Run, answered: Path, validate: Callable[[bytes, str], list[str]], version: str
) -> None:
    assert validate(build(run, answered, "--with-responses"), version) == []


def test_the_next_stage_s_book_has_the_matrix_as_annex(run: Run, answered: Path) -> None:
    chapter = answered / "templates/mini/book-a/02-rencana.md.j2"
    table = answered / "templates/mini/tables/tanggapan.yaml"
    root = Path(__file__).parents[2] / "templates/kominfo"
    table.write_text((root / "tables/tanggapan.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    annex = (root / "lampiran/tanggapan.md.j2").read_text(encoding="utf-8")
    chapter.write_text(chapter.read_text(encoding="utf-8") + "\n" + annex, encoding="utf-8")
    data = build(run, answered)
    rows = [
        [cell.text for cell in row.cells]
        for table_ in docx.Document(io.BytesIO(data)).tables
        for row in table_.rows
    ]

    section = "BAB\xa0I Kondisi Kota Contoh & Uji › 1.1 Mobilitas"
    assert ["1", "1", section, "Trayek A|B terputus", "Sejak kapan?", "Siti Ahli", "Dishub",
            "Sejak 2020.\nLihat kondisi.", "diterima"] in rows  # fmt: skip
    assert re.search("Matriks tanggapan", docx.Document(io.BytesIO(data)).element.xml)
