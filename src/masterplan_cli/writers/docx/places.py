"""Where the cells of a table stand: in which columns, and in what rows they reach down to.

In: a table. Out: its cells with their columns, and what one walk over its rows tells all who lay
it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from masterplan_cli.document.nodes import Cell, Table, Text
from masterplan_cli.document.rows import widen_cell

Cells: TypeAlias = tuple[Cell | Text, ...]
Placed: TypeAlias = tuple[int, Cell | Text]


@dataclass(slots=True)
class Survey:
    """What one walk over ``table`` finds; cells that have no room in it are left out.

    ``reaches`` says of each row how many rows its cells take, 0 where all of them are lone texts.
    ``strips`` are the cells of rows in which none is wider than a column, by the columns that they
    stand in; ``others`` are the narrow cells of all other rows.
    """

    table: Table
    reaches: list[int] = field(default_factory=list)
    strips: dict[tuple[int, ...], list[Cells]] = field(default_factory=dict)
    others: list[Placed] = field(default_factory=list)


def survey_table(table: Table) -> Survey:
    """Return what stands where in ``table``."""
    survey = Survey(table)
    reaches, strips = survey.reaches, survey.strips
    whole = free = tuple(range(len(table.columns)))
    until, change, end = [0] * len(whole), len(table.rows), len(table.rows)
    for index, row in enumerate(table.rows):
        if index >= change:  # the places that are free are others than in the row above
            free = tuple([place for place in whole if until[place] <= index])
            change = min([row for row in until if row > index], default=end)
        cells = row.cells
        count = len(cells)
        places = free if count >= len(free) else free[:count]
        if Cell in map(type, cells):
            reach, wide = _measure_spans(cells)
            reaches.append(reach)
            if wide:
                placed = _place_row(cells, [row > index for row in until])
                survey.others += [(at, cell) for at, cell in placed if _is_narrow(cell)]
                if reach > 1:
                    until, change = _reach_down(cells, index, until)[: len(whole)], index + 1
                continue
            if reach > 1:
                _reach_down_narrow(zip(places, cells, strict=False), index, until)
                change = index + 1
        else:
            reaches.append(0)
        if places in strips:
            strips[places].append(cells)
        else:
            strips[places] = [cells]
    return survey


def place_cells(table: Table) -> Iterator[tuple[int, Cell]]:
    """Yield each cell with the column that it starts in, after those that reach down."""
    until = [0] * len(table.columns)
    for index, row in enumerate(table.rows):
        for place, cell in _place_row(row.cells, [end > index for end in until]):
            yield place, widen_cell(cell)
        until = _reach_down(row.cells, index, until)


def _measure_spans(cells: Cells) -> tuple[int, bool]:
    """Return how many rows ``cells`` take, and whether one is wider than a column."""
    reach, wide = 1, False
    for cell in cells:
        if type(cell) is Cell:
            if cell.rows > reach:
                reach = cell.rows
            if cell.columns > 1:
                wide = True
    return reach, wide


def _is_narrow(cell: Cell | Text) -> bool:
    return isinstance(cell, Text) or cell.columns == 1


def _place_row(cells: Cells, covered: Sequence[bool]) -> Iterator[Placed]:
    place = 0
    for cell in cells:
        while place < len(covered) and covered[place]:
            place += 1
        if place >= len(covered):
            break
        yield place, cell
        place += 1 if isinstance(cell, Text) else cell.columns


def _reach_down(cells: Cells, index: int, until: Sequence[int]) -> list[int]:
    """Return at which row each place is free again, below the ``cells`` of the row at ``index``."""
    reaching = list(until)
    for place, cell in _place_row(cells, [end > index for end in until]):
        if type(cell) is Cell and cell.rows > 1:
            reaching[place : place + cell.columns] = [index + cell.rows] * cell.columns
    return reaching


def _reach_down_narrow(placed: Iterable[Placed], index: int, until: list[int]) -> None:
    """Note in ``until`` at which row the places are free again of cells of one column."""
    for place, cell in placed:
        if type(cell) is Cell and cell.rows > 1:
            until[place] = index + cell.rows
