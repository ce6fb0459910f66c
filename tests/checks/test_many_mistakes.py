"""A mistake that stands in every record of a file costs by their number, not by its square."""

from __future__ import annotations

from pathlib import Path

from counting import count_lines

from masterplan_cli.compiler import Loaded, load_plan

FILE = "pillars/mobility/programs-banyak.yaml"
LINE = (
    "- {{id: m-{n}, name: Program {n}, naem: x, start: 20x, owner: DINAS-A, "
    "budget: [{{year: 2025, amount: 1,5}}]}}\n"
)


def count_reading(project: Path, mistakes: int) -> int:
    """Return how many lines of Python reading takes, with this many broken programmes."""
    text = "programs:\n" + "".join(LINE.format(n=number) for number in range(mistakes))
    (project / FILE).write_text(text, encoding="utf-8")
    read: list[Loaded] = []
    lines = count_lines(lambda: read.append(load_plan(project)))
    (loaded,) = read
    found = [one.code for one in loaded.diagnostics if one.span.file == FILE]
    assert found.count("unknown-key") == found.count("wrong-value") == mistakes
    assert found.count("decimal-comma") == mistakes
    return lines


def test_cost_grows_with_the_mistakes(small: Path) -> None:
    count_reading(small, 2)  # imports what only mistakes need
    least, some, many = (count_reading(small, count) for count in (1, 40, 160))

    assert many - least < 4.8 * (some - least)
