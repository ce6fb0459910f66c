"""``masterplan review read`` as a clerk calls it."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan

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
