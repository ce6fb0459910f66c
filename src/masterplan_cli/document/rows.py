"""Rows of tables as everybody may read them, whatever is short for what."""

from __future__ import annotations

from masterplan_cli.document.nodes import Cell, Row, Text


def list_cells(row: Row) -> list[Cell]:
    """Return the cells of ``row``, lone texts among them widened."""
    return [widen_cell(cell) for cell in row.cells]


def widen_cell(cell: Cell | Text) -> Cell:
    """Return the cell that a lone text stands for, or ``cell`` itself."""
    return Cell(((cell,),)) if isinstance(cell, Text) else cell
