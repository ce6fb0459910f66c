"""``masterplan rule``: one page, or all codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ROOT = Path(__file__).parents[2]


def test_page_of_a_rule(run: Run) -> None:
    answer = run("rule", "program-without-owner")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(
        "program-without-owner\n=====================\nProgram tanpa OPD penanggung jawab.\n\nApa\n"
    )
    assert "\nSejak\n    Peringatan pada Tahap I, galat sejak Tahap II.\n" in answer.out


def test_page_of_a_code_that_is_no_rule(run: Run) -> None:
    answer = run("rule", "Wrong-Value")

    assert answer.code == 0
    assert answer.out.startswith("wrong-value\n")
    assert "\nBuruk\n    amount: 1.250.000.000\n" in answer.out


def test_unknown_code_names_the_nearest(run: Run) -> None:
    answer = run("rule", "program-witout-owner")

    assert (answer.code, answer.out) == (2, "")
    assert "kode “program-witout-owner” tidak ada" in answer.err
    assert "Mungkin maksudnya: program-without-owner" in answer.err


def test_code_that_resembles_none_names_the_list(run: Run) -> None:
    assert "masterplan rule" in run("rule", "zzzz").err


def test_list_has_every_code(run: Run) -> None:
    answer = run("rule")

    lines = answer.out.splitlines()
    assert answer.code == 0
    assert lines[0].split() == ["Kode", "Arti"]
    codes = [line.split()[0] for line in lines[2:]]
    assert codes == sorted(codes)
    assert {"wrong-value", "dangling-reference", "template"} <= set(codes)


def test_english_reader_is_told_that_pages_are_indonesian(run: Run) -> None:
    assert run("rule", "tab", "--lang", "en").out.startswith("This page exists in Indonesian only.")
    assert run("rule", "--lang", "en").out.startswith("Code")


@pytest.mark.parametrize("words", [["tab"], []])
def test_markdown(run: Run, words: list[str]) -> None:
    answer = run("rule", *words, "--markdown")

    if words:
        assert answer.out.startswith("## tab\n\nKarakter tab")
    else:
        assert answer.out == (ROOT / "docs/temuan.md").read_text(encoding="utf-8")
