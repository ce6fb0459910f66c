"""How cells begin: widths, spans, fills, styles, and what reaches into a row from above.

Cells of one width, fill and style begin with the same markup, so that it is made once for them all.
Only width, span and shading are direct: no style of Word's holds them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from masterplan_cli.document.nodes import Align, Cell, RowKind, Table
from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.bookmarks import CELL_END, OPEN
from masterplan_cli.writers.docx.columns import NARROW

_STYLES: Final[dict[RowKind, dict[Align, str]]] = {
    "header": {
        "left": styles.CELL_HEADER,
        "center": styles.CELL_HEADER,
        "right": styles.CELL_HEADER,
    },
    "body": {
        "left": styles.CELL,
        "center": styles.CELL_CENTER,
        "right": styles.CELL_NUMBER,
    },
    "group": {
        "left": styles.CELL_GROUP,
        "center": styles.CELL_GROUP,
        "right": styles.CELL_TOTAL_NUMBER,
    },
    "total": {
        "left": styles.CELL_TOTAL,
        "center": styles.CELL_TOTAL_CENTER,
        "right": styles.CELL_TOTAL_NUMBER,
    },
}
ROW_END: Final = b"</w:tr>"
_ROW: Final = b"<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_HEADER_ROW: Final = b"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_NARROW_MARGINS: Final = (
    '<w:tcMar><w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tcMar>'
)


@dataclass(slots=True)
class _Cover:
    """A cell that reaches down into rows to come: how many, how wide, how filled."""

    rows: int
    columns: int
    fill: str
    gaps: dict[bool, bytes] = field(default_factory=dict)


class Usual(NamedTuple):
    """How a row begins whose cells are one text each, and these down to their bookmarks.

    ``first`` are the cells of a table's first row, ``following`` those of a row below another;
    ``known`` is how cells of a column began that are more than a text and reach over no others, by
    what decides about that.
    """

    begin: bytes
    cells: list[bytes]
    first: list[bytes]
    following: list[bytes]
    known: dict[tuple[int, str, str | None, bool], tuple[bytes, bytes]]


class Shape:
    """How the cells begin of all tables of one shape: of the same widths and alignments."""

    def __init__(self, widths: Sequence[int], aligns: Sequence[Align]) -> None:
        """Start with no cell begun."""
        self.widths = widths
        self.aligns = aligns
        self._usual: dict[tuple[RowKind, str, bool], Usual] = {}
        self._openings: dict[tuple[int, int, str, str, str, bool], bytes] = {}

    def open_usual(self, kind: RowKind, fill: str, kept: bool) -> Usual:
        """Return for each column the start of a cell of its own, down to its text's bookmark."""
        key = kind, fill, kept
        usual = self._usual.get(key)
        if usual is None:
            cells = [
                self.open(place, 1, "", fill, _STYLES[kind][align], kept) + OPEN
                for place, align in enumerate(self.aligns)
            ]
            begin = _HEADER_ROW if kind == "header" else _ROW
            first, following = [*cells], [*cells]
            first[0], following[0] = begin + cells[0], ROW_END + begin + cells[0]
            usual = self._usual[key] = Usual(begin, cells, first, following, {})
        return usual

    def open(
        self, place: int, columns: int, merge: str, fill: str, style: str, kept: bool
    ) -> bytes:
        """Return the start of a cell that stands over ``columns`` from ``place`` on."""
        key = place, columns, merge, fill, style, kept
        opening = self._openings.get(key)
        if opening is None:
            width = sum(self.widths[place : place + columns])
            opening = _write_opening(width, columns, merge, fill, style, kept)
            self._openings[key] = opening
        return opening


class Grid:
    """One table on its way: what its rows need to know; ``covers`` holds what reaches down."""

    def __init__(self, table: Table, shape: Shape) -> None:
        """Start above the first row."""
        self.covers: dict[int, _Cover] = {}
        self.width = len(shape.widths)
        self.open_usual = shape.open_usual
        self._open = shape.open
        self._table = table
        self._aligns = shape.aligns

    def open_cell(
        self, place: int, cell: Cell, kind: RowKind, fill: str, kept: bool
    ) -> tuple[bytes, bytes]:
        """Return the start of ``cell`` with its first paragraph, and that of further ones.

        Raises:
            ValueError: it does not fit at ``place``.
        """
        columns = cell.columns
        if place + columns > self.width or (
            self.covers and not self.covers.keys().isdisjoint(range(place, place + columns))
        ):
            raise ValueError(f"a row is wider than its table: {self._table.origin or cell.origin}")
        # A cell over several columns is no number of any of them.
        align = cell.align or (self._aligns[place] if columns == 1 else "left")
        style = _STYLES[kind][align]
        if not cell.lines:
            style = styles.CELL
        elif cell.listed:
            style = styles.CELL_BULLET if cell.listed == "bullet" else styles.CELL_ORDERED
        merge = ""
        if cell.rows > 1:
            merge = "restart"
            self.covers[place] = _Cover(cell.rows - 1, columns, fill)
        opening = self._open(place, columns, merge, fill, style, kept)
        return opening, _open_paragraph(style, kept)

    def fill_gap(self, place: int, fill: str, kept: bool) -> tuple[bytes, int]:
        """Return an empty cell at ``place``, covered or not, and the place after it."""
        cover = self.covers.get(place)
        if cover is None:
            return self._open(place, 1, "", fill, styles.CELL, kept) + CELL_END, place + 1
        cover.rows -= 1
        if not cover.rows:
            del self.covers[place]
        columns = cover.columns
        gap = cover.gaps.get(kept)
        if gap is None:
            opening = self._open(place, columns, "continue", cover.fill, styles.CELL, kept)
            gap = cover.gaps[kept] = opening + CELL_END
        return gap, place + columns


def _write_opening(
    width: int, columns: int, merge: str, fill: str, style: str, kept: bool
) -> bytes:
    span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
    down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    # Else a narrow cell had no room for a year.
    margins = _NARROW_MARGINS if width < NARROW else ""
    cell = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{down}{shade}{margins}</w:tcPr>'
    return cell.encode() + _open_paragraph(style, kept)


@lru_cache(maxsize=256)
def _open_paragraph(style: str, kept: bool) -> bytes:
    style = styles.name_kept(style) if kept else style
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'.encode()
