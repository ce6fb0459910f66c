"""``build --timings``: every step of the pipeline with its seconds, on standard error."""

from __future__ import annotations

from pathlib import Path

import pytest

from masterplan_cli.commands.build import BuildRequest, run_build
from masterplan_cli.commands.timings import STEPS, Stopwatch


def test_each_step_of_a_build_is_timed(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_build(BuildRequest(timings=True), small, "id") == 0
    printed = capsys.readouterr()
    lines = printed.err.splitlines()
    table = lines[next(at for at, line in enumerate(lines) if line.startswith("Langkah")) :]
    shown = {line.split("  ")[0] for line in table[2:]}
    steps = {text.id for key, text in STEPS.items() if key != "pages"}
    assert shown == {*steps, "Jumlah"}
    assert "Langkah" not in printed.out


def test_no_table_without_the_option(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_build(BuildRequest(), small, "id") == 0
    assert "Langkah" not in capsys.readouterr().err


def test_the_sum_is_that_of_the_steps() -> None:
    watch = Stopwatch()
    for step in ("content", "rules", "content"):
        watch.lap(step)
    rows = [line.split() for line in watch.render("en").splitlines()[2:]]
    for column in (-2, -1):
        parts = sum(float(row[column]) for row in rows[:-1])
        assert float(rows[-1][column]) == pytest.approx(parts, abs=0.002 * len(rows))
    assert [row[0] for row in rows] == ["Start-up", "Reading", "Checking", "Total"]


def test_a_step_without_a_name_is_refused() -> None:
    with pytest.raises(KeyError):
        Stopwatch().lap("nothing")
