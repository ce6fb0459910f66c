"""Where the cells of a table stand."""

from __future__ import annotations

from masterplan_cli.document.nodes import Cell, Column, Row, Table, Text
from masterplan_cli.writers.docx.places import place_cells, survey_table


def _cell(text: str, rows: int = 1, columns: int = 1) -> Cell:
    return Cell(((Text(text),),), rows=rows, columns=columns)


def _table(shares: list[float], *rows: list[Cell | Text]) -> Table:
    return Table(tuple(Column(share) for share in shares), tuple(Row(tuple(row)) for row in rows))


def test_cells_that_reach_down_move_the_next_rows_cells_along() -> None:
    table = _table(
        [1, 1, 1],
        [_cell("a", rows=2), _cell("b"), _cell("c")],
        [_cell("d"), _cell("e")],
        [_cell("f", columns=2), _cell("g", rows=9)],
        [_cell("h"), _cell("i")],
    )
    placed = [(place, cell.lines[0][0].text) for place, cell in place_cells(table)]
    assert placed == [
        *((0, "a"), (1, "b"), (2, "c")),
        *((1, "d"), (2, "e")),
        *((0, "f"), (2, "g")),
        *((0, "h"), (1, "i")),
    ]


def test_a_survey_says_what_stands_in_each_column() -> None:
    table = _table(
        [1, 1, 1],
        [Text("a"), Text("b"), Text("c")],
        [_cell("d", rows=3), Text("e"), _cell("f", rows=2)],
        [Text("g")],
        [Text("h"), Text("i")],
        [_cell("j", columns=2), Text("k")],
        [Text("l"), Text("m"), Text("n"), Text("too many")],
        [Text("o")],
    )
    survey = survey_table(table)
    strips = {places: [_show(cells) for cells in rows] for places, rows in survey.strips.items()}
    assert survey.reaches == [0, 3, 0, 0, 1, 0, 0]
    assert strips == {
        (0, 1, 2): ["a b c", "d e f", "l m n too many"],
        (1,): ["g"],
        (1, 2): ["h i"],
        (0,): ["o"],
    }
    assert [(place, _show((cell,))) for place, cell in survey.others] == [(2, "k")]


def _show(cells: tuple[Cell | Text, ...]) -> str:
    return " ".join(
        cell.text if isinstance(cell, Text) else "".join(_show(line) for line in cell.lines)  # type: ignore[arg-type]
        for cell in cells
    )
