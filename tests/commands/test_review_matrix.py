"""``masterplan review matrix``: comments are stored once, answered in YAML, and listed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import docx
import docx_parts
import jsonschema
import openpyxl
import pytest
import yaml

from masterplan_cli.compiler import load_plan
from masterplan_cli.model.review import ReviewFile
from masterplan_cli.scaffold.json_schema import write_schema

from .conftest import Run
from .test_review import write_draft

STORED = "reviews/bimtek-2/book-a.yaml"


def answer_first(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    filled = text.replace(
        "    status:\n    response:\n", "    status: diterima\n    response: Sejak **2020**.\n", 1
    )
    assert filled != text
    path.write_text(filled, encoding="utf-8")


def test_comments_are_stored_once_and_answers_survive(run: Run, small: Path) -> None:
    draft = write_draft(small)
    first = run("review", "matrix", draft, "--write", "-C", small)
    answer_first(small / STORED)
    before = (small / STORED).read_bytes()
    again = run("review", "matrix", draft, "--write", "-C", small)

    assert (first.code, again.code) == (0, 0)
    assert f"{STORED}: 1 komentar baru" in first.err
    schema = json.loads(write_schema(ReviewFile, {}))
    jsonschema.validate(yaml.safe_load(before), schema)
    assert "komentar baru" not in again.err
    assert (small / STORED).read_bytes() == before
    assert "| Sejak kapan? | Siti Ahli |" in again.out
    assert "| diterima |" in again.out
    assert "1 komentar, 1 sudah ditanggapi dan diputuskan." in again.out


@pytest.mark.parametrize("out", [True, False])
def test_nothing_is_stored_unless_asked(run: Run, small: Path, out: bool) -> None:
    draft, made = write_draft(small), small / "matriks.md"
    words = ("--out", made) if out else ()
    answer = run("review", "matrix", draft, *words, "-C", small)
    diff, matrix = (answer.out, made.read_text("utf-8")) if out else (answer.err, answer.out)

    assert answer.code == 0
    assert not (small / "reviews").exists()
    assert f"+++ b/{STORED}" in diff
    assert '+    text: "Sejak kapan?"' in diff
    assert "--write" in answer.err
    assert "| Sejak kapan? | Siti Ahli |" in matrix
    run("review", "matrix", draft, "--write", "-C", small)
    assert (small / STORED).exists()
    again = run("review", "matrix", draft, "-C", small)
    assert "+++" not in again.err
    assert "--write" not in again.err


def note_pages(data: bytes) -> bytes:
    """Return a draft as Word saves it: with a page that ends before the comment."""

    def note(xml: str) -> str:
        head, found, tail = xml.partition("<w:commentRangeStart")
        mark, run_, rest = (found + tail).partition("<w:r>")
        return f"{head}{mark}{run_}<w:lastRenderedPageBreak/>{rest}"

    return docx_parts.change_part(data, "word/document.xml", note)


def test_a_comment_has_the_page_that_word_printed(run: Run, small: Path) -> None:
    draft = write_draft(small)
    before = run("review", "matrix", draft, "--write", "-C", small)
    draft.write_bytes(note_pages(draft.read_bytes()))
    known = run("review", "matrix", draft, "-C", small)
    (small / STORED).unlink()
    run("review", "matrix", draft, "--write", "-C", small)
    read = run("review", "read", draft, "-C", small)

    page = 'page: "2"\n'
    assert "1.1 Mobilitas |  |" in before.out
    assert "1.1 Mobilitas | 2 |" in known.out
    assert page in (small / STORED).read_text(encoding="utf-8")
    assert "1.1 Mobilitas, hlm. 2\n" in read.out


def test_an_answer_is_markdown(run: Run, small: Path) -> None:
    out = small / "matriks.xlsx"
    run("review", "matrix", write_draft(small), "--write", "-C", small)
    path = small / STORED
    answer = "response: |\n      Sejak **2020**, lihat\n      [laman](https://a.id).\n\n      - *satu*;\n"
    text = path.read_text(encoding="utf-8").replace("response:\n", answer)
    path.write_text(text, encoding="utf-8")
    made = run("review", "matrix", "--out", out, "-C", small)
    cell = openpyxl.load_workbook(io.BytesIO(out.read_bytes())).worksheets[0].cell(2, 10)

    assert made.code == 0
    assert cell.value == "Sejak 2020, lihat laman.\n• satu;"
    shown = "Sejak **2020**, lihat [laman](https://a.id).<br>• *satu*;"
    assert shown in run("review", "matrix", "-C", small).out


def test_where_only_the_section_s_page_is_known_the_matrix_says_so(run: Run, small: Path) -> None:
    draft = write_draft(small)
    run("review", "matrix", draft, "--write", "-C", small)
    path = small / STORED
    text = path.read_text(encoding="utf-8").replace(
        "    status:", '    section_page: "7"\n    status:'
    )
    path.write_text(text, encoding="utf-8")

    assert "1.1 Mobilitas | 7 dst. |" in run("review", "matrix", "-C", small).out


def test_a_new_comment_is_added_behind_those_that_are_known(run: Run, small: Path) -> None:
    draft = write_draft(small)
    run("review", "matrix", draft, "--write", "-C", small)
    answer_first(small / STORED)
    document = docx.Document(str(draft))
    run_ = next(one for one in document.paragraphs if "Kutipan biasa" in one.text).runs[0]
    document.add_comment(run_, text='Dua baris:\n"kutip" # tanda', author="Budi Ahli")
    document.save(str(draft))
    answer = run("review", "matrix", draft, "--write", "-C", small)
    plan = load_plan(small).plan
    assert plan is not None
    (review,) = plan.workspace.reviews

    assert f"{STORED}: 1 komentar baru" in answer.err
    assert (review.stage, review.document) == (2, "book-a")
    assert [(one.text, one.author, one.status) for one in review.comments] == [
        ("Sejak kapan?", "Siti Ahli", "diterima"),
        ('Dua baris:\n"kutip" # tanda', "Budi Ahli", None),
    ]
    assert review.comments[0].pointer == "issue/mob-i1/text"


def test_signs_that_no_workspace_may_hold_are_left_out(run: Run, small: Path) -> None:
    draft = write_draft(small)
    odd = docx_parts.change_part(
        draft.read_bytes(),
        "word/comments.xml",
        lambda text: text.replace("kapan", "ka\ue000pan\u2028"),
    )
    draft.write_bytes(odd)
    answer = run("review", "matrix", draft, "--write", "-C", small)

    assert answer.code == 0
    assert 'text: "Sejak kapan?"' in (small / STORED).read_text(encoding="utf-8")


def test_a_file_that_was_rearranged_is_not_guessed_at(run: Run, small: Path) -> None:
    draft = write_draft(small)
    path = small / STORED
    path.parent.mkdir(parents=True)
    path.write_text("comments: []\ndocument: book-a\n", encoding="utf-8")
    answer = run("review", "matrix", draft, "--write", "-C", small)

    assert answer.code == 2
    assert "comments:" in answer.err
    assert path.read_text(encoding="utf-8") == "comments: []\ndocument: book-a\n"


def test_the_spreadsheet_holds_every_column_as_text(run: Run, small: Path) -> None:
    draft = write_draft(small)
    formula = docx_parts.change_part(
        draft.read_bytes(), "word/comments.xml", lambda text: text.replace("Sejak kapan?", "=1+1")
    )
    draft.write_bytes(formula)
    out = small / "matriks.xlsx"
    answer = run("review", "matrix", draft, "--write", "--out", out, "-C", small)
    sheet = openpyxl.load_workbook(io.BytesIO(out.read_bytes())).worksheets[0]
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows())

    assert answer.code == 0
    assert head == [
        "No.", "Tahap", "Dokumen", "Bagian", "Hlm.", "Teks yang dikomentari", "Komentar",
        "Penelaah", "OPD", "Tanggapan", "Status", "Tempat",
    ]  # fmt: skip
    assert row[:3] == [1, 2, "Buku A"]
    assert row[6:9] == ["=1+1", "Siti Ahli", "Dishub"]
    assert row[11] == "pillars/mobility/pillar.yaml:12"
    assert sheet.cell(2, 7).data_type == "s"
    assert "diterima sebagian" in sheet.data_validations.dataValidation[0].formula1


def test_the_matrix_is_a_word_file_too(
    run: Run, small: Path, validate: Callable[[bytes, str], list[str]]
) -> None:
    out = small / "matriks.docx"
    run("review", "matrix", write_draft(small), "--out", out, "-C", small)
    document = docx.Document(str(out))

    assert "Sejak kapan?" in {cell.text for cell in document.tables[0].rows[1].cells}
    assert validate(out.read_bytes(), "Microsoft365") == []


def test_without_files_what_is_stored_is_listed(run: Run, small: Path) -> None:
    run("review", "matrix", write_draft(small), "--write", "-C", small)

    assert "Sejak kapan?" in run("review", "matrix", "-C", small).out


@pytest.mark.parametrize("name", ["matriks.pdf", "matriks"])
def test_an_unknown_suffix_is_wrong_usage(run: Run, small: Path, name: str) -> None:
    answer = run("review", "matrix", "--out", small / name, "-C", small)

    assert (answer.code, answer.out) == (2, "")
    assert ".xlsx" in answer.err


def test_a_wrong_status_gets_a_finding_with_its_place(run: Run, small: Path) -> None:
    run("review", "matrix", write_draft(small), "--write", "-C", small)
    answer_first(small / STORED)
    path = small / STORED
    path.write_text(
        path.read_text(encoding="utf-8").replace("diterima\n", "oke\n"), encoding="utf-8"
    )
    answer = run("validate", "--format", "concise", "-C", small)

    assert answer.code == 1
    assert f"{STORED}:14:13" in answer.out.replace("\\", "/")
