"""A table for the terminal: aligned, and no spaces at the ends of lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.report.table import render_table

WORD = st.text(st.characters(codec="utf-8", categories=("L", "N")), min_size=1, max_size=12)


def test_words_stand_left_and_figures_right() -> None:
    text = render_table(
        [["Pilar", "Ada", "Siapa"], ["Air", "12", "a"], ["Energi", "3", ""]], frozenset({1})
    )

    assert text.split("\n") == [
        "Pilar   Ada  Siapa",
        "------  ---  -----",
        "Air      12  a",
        "Energi    3",
        "",
    ]


@given(st.lists(st.tuples(WORD, WORD), min_size=1))
def test_every_column_begins_at_one_place(rows: list[tuple[str, str]]) -> None:
    lines = render_table(rows).splitlines()
    start = max(len(first) for first, _ in rows) + 2

    del lines[1]
    assert [line[start:] for line in lines] == [second for _, second in rows]
    assert [line[:start].strip() for line in lines] == [first for first, _ in rows]
