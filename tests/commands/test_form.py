"""``masterplan form``: files, exit codes, complaints."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., Any]


def test_export_writes_a_form_for_each_opd(run: Run, small: Path, tmp_path: Path) -> None:
    answer = run("form", "export", "-C", small, "--out", tmp_path / "out")

    assert answer.code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["formulir-bimtek-2-dinas-a.xlsx", "formulir-bimtek-2-dinas-b.xlsx"]
    assert answer.err == "2 formulir ditulis.\n"
    assert len(answer.out.splitlines()) == 2


def test_export_of_one_stage_and_opd(run: Run, small: Path, tmp_path: Path) -> None:
    options = ("--opd", "dinas-b", "--stage", "1", "--out", tmp_path / "out")

    answer = run("form", "export", "-C", small, *options)

    assert answer.code == 0
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert names == ["formulir-bimtek-1-dinas-b.xlsx"]


def test_unknown_opd_suggests_the_nearest(run: Run, small: Path) -> None:
    answer = run("form", "export", "-C", small, "--opd", "dinas-aa", "--lang", "en")

    assert answer.code == 2
    assert "Did you mean: dinas-a" in answer.err


def test_mistake_in_a_sheet_of_the_profile_is_named(run: Run, small: Path) -> None:
    folder = small / "templates" / "mini" / "forms"
    folder.mkdir()
    (folder / "01-program.yaml").write_text("title: Program\nintro: x\n", encoding="utf-8")

    answer = run("form", "export", "-C", small)

    assert answer.code == 2
    assert "templates/mini/forms/01-program.yaml:1" in answer.err
