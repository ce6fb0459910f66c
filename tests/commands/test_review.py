"""``masterplan review read`` as a clerk calls it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.report.findings import list_formats

from .conftest import Run


def write_draft(project: Path) -> Path:
    data = build_stage(load_plan(project), BuildOrder(("book-a",), ("docx",))).outputs[0].data
    document = docx.Document(io.BytesIO(data))
    paragraph = next(one for one in document.paragraphs if "Trayek A|B" in one.text)
    document.add_comment(paragraph.runs[0], text="Sejak kapan?", author="Siti Ahli")
    path = project / "kembali.docx"
    document.save(str(path))
    return path


def test_a_comment_is_listed_at_its_line(run: Run, small: Path) -> None:
    answer = run("review", "read", write_draft(small), "-C", small)

    assert answer.code == 0
    assert "pillars/mobility/pillar.yaml:12:" in answer.out
    assert "comment[Siti Ahli] Sejak kapan?" in answer.out


def test_json_tells_everything(run: Run, small: Path) -> None:
    answer = run("review", "read", write_draft(small), "--format", "json", "-C", small)

    (remark,) = json.loads(answer.out)["remarks"]
    assert (remark["text"], remark["pointer"]) == ("Sejak kapan?", "issue/mob-i1/text")


def test_a_file_that_is_not_there_is_wrong_usage(run: Run, small: Path) -> None:
    answer = run("review", "read", small / "tidak-ada.docx", "-C", small)

    assert (answer.code, answer.out) == (2, "")
    assert "tidak ada" in answer.err


@pytest.mark.parametrize("form", [name for name in list_formats() if name not in ("text", "json")])
def test_every_format_of_validate_names_place_reviewer_and_words(
    run: Run, small: Path, form: str
) -> None:
    answer = run("review", "read", write_draft(small), "--format", form, "-C", small)

    assert answer.code == 0
    for said in ("pillars/mobility/pillar.yaml", "review-comment", "Siti Ahli: Sejak kapan?"):
        assert said in answer.out, said
    assert "OPD: " in answer.out


def test_a_format_that_is_not_there_is_wrong_usage(run: Run, small: Path) -> None:
    answer = run("review", "read", write_draft(small), "--format", "pdf", "-C", small)

    assert (answer.code, answer.out) == (2, "")
    assert "sarif" in answer.err
