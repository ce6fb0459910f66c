"""Widths of columns: as declared, unless a word would break."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.document.nodes import Cell, Column, Row, Table, Text
from masterplan_cli.writers.docx.columns import (
    fit_widths as fit_surveyed,
)
from masterplan_cli.writers.docx.columns import (
    measure_word,
    share_width,
)
from masterplan_cli.writers.docx.places import survey_table

SIZE = 8.5


def _cell(text: str) -> Cell:
    return Cell(((Text(text),),))


def _table(shares: list[float], *rows: list[Cell]) -> Table:
    return Table(tuple(Column(share) for share in shares), tuple(Row(tuple(row)) for row in rows))


def fit_widths(table: Table, width: int, size: float) -> list[int]:
    return fit_surveyed(survey_table(table), width, size)


@given(
    st.lists(st.floats(0, 1e6), min_size=1, max_size=40),
    st.integers(1000, 20000),
)
def test_widths_add_up(shares: list[float], width: int) -> None:
    widths = share_width(shares, width)
    assert sum(widths) == width
    assert len(widths) == len(shares)
    assert min(widths) >= 0


def test_widths_are_as_declared_where_everything_fits() -> None:
    table = _table([1, 3], [_cell("a"), _cell("kata pendek " * 40)])
    assert fit_widths(table, 8000, SIZE) == [2000, 6000]


def test_a_number_too_long_for_its_column_takes_from_those_with_room() -> None:
    number = "105.900.000.000"
    table = _table([1, 8, 2], [_cell(number), _cell("kata"), _cell("Dinas")])
    widths = fit_widths(table, 8800, SIZE)
    assert sum(widths) == 8800
    assert widths[0] >= measure_word(number, SIZE) + 170
    assert widths[1] >= 0.7 * 6400


def test_words_break_at_spaces_and_hyphens_only() -> None:
    narrow = _table([1, 4], [_cell("kata " * 30), _cell("x")])
    assert fit_widths(narrow, 5000, SIZE) == [1000, 4000]
    hyphens = _table([1, 4], [_cell("ibu-ibu-ibu-ibu-ibu-ibu-ibu"), _cell("x")])
    assert fit_widths(hyphens, 5000, SIZE) == [1000, 4000]


def test_an_amount_is_one_word_in_a_column_of_numbers() -> None:
    row = Row((_cell("Rp105,9 miliar"), _cell("x")))
    numbers = Table((Column(1, "right"), Column(4)), (row,))
    assert fit_widths(numbers, 5000, SIZE)[0] >= measure_word("Rp105,9 miliar", SIZE) + 170


def test_a_word_that_fits_nowhere_leaves_the_room_to_others() -> None:
    row = [_cell("k" * 200), _cell("105.900.000.000"), _cell("kata")]
    table = _table([4, 1, 4], row)
    widths = fit_widths(table, 9000, SIZE)
    assert sum(widths) == 9000
    assert widths[0] == 4000
    assert widths[1] >= measure_word("105.900.000.000", SIZE)


def test_where_nobody_has_room_widths_stay_as_declared() -> None:
    word = "Kementerianpendayagunaanaparaturnegara"
    assert fit_widths(_table([1, 1], [_cell(word), _cell(word)]), 4000, SIZE) == [2000, 2000]


def test_an_amount_needs_the_same_room_whatever_its_figures_are() -> None:
    tables = (_table([1, 8], [_cell(text), _cell("kata")]) for text in ("777.777.777", "1"))
    same, short = (fit_widths(table, 5000, SIZE) for table in tables)
    assert same == fit_widths(_table([1, 8], [_cell("120.459.368"), _cell("kata")]), 5000, SIZE)
    assert same != short


def test_a_long_word_is_found_wherever_it_stands() -> None:
    long = "Kementerianpendayagunaanaparaturnegara"
    assert len(long) > 24
    texts = [f"kata {long} kata", f"{long} kata", f"kata\n{long}", long]
    wide = [fit_widths(_table([1, 3], [_cell(text), _cell("x")]), 8000, SIZE) for text in texts]
    assert len({tuple(widths) for widths in wide}) == 1
    assert wide[0][0] > 2000
    room = fit_widths(_table([1, 1], [_cell("kata " * 90), _cell(long)]), 16000, SIZE)
    assert room == [8000, 8000]


def test_lone_texts_need_the_room_of_cells() -> None:
    words = ("105.900.000.000", "kata")
    lone = Table((Column(1), Column(8)), (Row(tuple(map(Text, words))),))
    cells = _table([1, 8], [_cell(word) for word in words])
    assert fit_widths(lone, 5000, SIZE) == fit_widths(cells, 5000, SIZE) != [556, 4444]
