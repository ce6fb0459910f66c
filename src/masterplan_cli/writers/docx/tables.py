"""Tables: fixed widths, header rows that repeat, rows that do not split, spans.

How a cell looks is said by its paragraphs' style (kind of row, alignment); only shading is
direct, since no table style knows groups and totals.

A line of a cell that is one value whole has that value's bookmark alone: a second one for its
row would stand at the same two places, and at 20,000 cells a bookmark more in each makes
LibreOffice take 27 s to open a book, not 16 s (8 s without any).

Fallbacks: a numbered list in a cell has its numbers as text before a hanging indent. Why:
each real list is an instance in the numbering part, and with one in every row of a big
table Word and LibreOffice open it many times slower. A row that is too short ends in empty
cells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from masterplan_cli.document.nodes import Align, Cell, Row, RowKind, Table, Text
from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.bookmarks import Bookmarks
from masterplan_cli.writers.docx.columns import NARROW, fit_widths
from masterplan_cli.writers.docx.descriptions import describe_table
from masterplan_cli.writers.docx.escape import escape_attribute, wrap_text
from masterplan_cli.writers.docx.inlines import InlineWriter
from masterplan_cli.writers.docx.sheets import is_whole
from masterplan_cli.writers.docx.typography import bind_groups

GROUP_FILL: Final = "E9EEF6"
TOTAL_FILL: Final = "F2F2F2"
SHADED_FILL: Final = "B4C6E7"

_STYLES: Final[dict[RowKind, dict[Align | None, str]]] = {
    "header": {
        None: styles.CELL_HEADER,
        "left": styles.CELL_HEADER,
        "center": styles.CELL_HEADER,
        "right": styles.CELL_HEADER,
    },
    "body": {
        None: styles.CELL,
        "left": styles.CELL,
        "center": styles.CELL_CENTER,
        "right": styles.CELL_NUMBER,
    },
    "group": {
        None: styles.CELL_GROUP,
        "left": styles.CELL_GROUP,
        "center": styles.CELL_GROUP,
        "right": styles.CELL_TOTAL_NUMBER,
    },
    "total": {
        None: styles.CELL_TOTAL,
        "left": styles.CELL_TOTAL,
        "center": styles.CELL_TOTAL_CENTER,
        "right": styles.CELL_TOTAL_NUMBER,
    },
}
_ROW: Final = "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
_HEADER_ROW: Final = "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
_KEEP_NEXT: Final = "<w:keepNext/>"
# Rows under one cell that stay together; more might not fit a page.
_MOST_BOUND: Final = 6
# Tables of more rows than these may end or begin a page.
_LONG: Final = 6
_NARROW_MARGINS: Final = (
    '<w:tcMar><w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tcMar>'
)


@dataclass(slots=True)
class _Cover:
    """A cell that reaches down into rows to come: how many, how wide, how filled."""

    rows: int
    columns: int
    fill: str


@dataclass(slots=True)
class _Grid:
    """One table on its way: what its rows need to know."""

    table: Table
    widths: list[int]
    aligns: list[Align]
    plain_cells: list[str]
    covers: dict[int, _Cover] = field(default_factory=dict)

    def open_cell(self, place: int, columns: int, merge: str, fill: str) -> str:
        """Return the start of a cell; ``merge`` is ``""``, ``restart`` or ``continue``."""
        if columns == 1 and not merge and not fill:
            return self.plain_cells[place]
        width = sum(self.widths[place : place + columns])
        span = f'<w:gridSpan w:val="{columns}"/>' if columns > 1 else ""
        down = f'<w:vMerge w:val="{merge}"/>' if merge else ""
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
        return (
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{down}{shade}'
            f"{_narrow(width)}</w:tcPr>"
        )

    def cover(self, place: int, keep: str) -> tuple[str, int]:
        """Return the covered cell at ``place`` and the place after it."""
        cover = self.covers[place]
        cover.rows -= 1
        if not cover.rows:
            del self.covers[place]
        opened = self.open_cell(place, cover.columns, "continue", cover.fill)
        return opened + _fill_empty(keep), place + cover.columns

    def claim(self, place: int, cell: Cell) -> None:
        """Check that ``cell`` fits at ``place``."""
        columns = range(place, place + cell.columns)
        if columns.stop > len(self.widths) or any(item in self.covers for item in columns):
            raise ValueError(f"a row is wider than its table: {self.table.origin or cell.origin}")


class TableWriter:
    """Writes the tables of one book."""

    def __init__(
        self, inlines: InlineWriter, bookmarks: Bookmarks, header_fill: str, size: float
    ) -> None:
        """Take the look of tables: ``size`` of their text in points, fill of their first row.

        ``header_fill`` is what the table style gives a first row, as hexadecimal RGB.
        """
        self._size = size
        self._inlines = inlines
        self._bookmarks = bookmarks
        self._fills: dict[RowKind, str] = {
            "header": header_fill,
            "body": "",
            "group": GROUP_FILL,
            "total": TOTAL_FILL,
        }

    def write(
        self, table: Table, width: int, title: str, parent: str, kept: bool = False
    ) -> Iterator[str]:
        """Yield the table in pieces, about one per row; it fills ``width`` (1/20 pt).

        ``title`` is its name for screen readers, ``parent`` the origin that it inherits; ``kept``
        ties its last row to the paragraph below. A table without rows or columns yields nothing:
        Word calls it damage.

        Raises:
            ValueError: a row is wider than the table's columns.
        """
        if not table.rows or not table.columns:
            return
        widths = fit_widths(table, width, self._size)
        opened = [_open_plain_cell(item) for item in widths]
        grid = _Grid(table, widths, [column.align for column in table.columns], opened)
        yield _open_table(table, widths, title)
        origin = table.origin or parent
        last, bound = len(table.rows) - 1, 0
        first = next((at for at, row in enumerate(table.rows) if row.kind == "body"), last)
        whole = is_whole(table)
        for index, row in enumerate(table.rows):
            # A cell that reaches down is not torn, unless its rows may fill a page.
            reach = max([cell.rows for cell in row.cells], default=1)
            bound = max(bound - 1, reach - 1 if reach <= _MOST_BOUND else 0)
            # Neither the first row nor the last stands alone on a page, nor a sum.
            edge = last >= _LONG and index in (first, last - 1)
            sums = index < last and table.rows[index + 1].kind == "total"
            heads = whole or row.kind == "group"
            held = kept if index == last else bound or edge or sums or heads
            keep = _KEEP_NEXT if held else ""
            yield self._write_row(grid, row, row.origin or origin, first=index == 0, keep=keep)
        yield "</w:tbl>"

    def _write_row(self, grid: _Grid, row: Row, parent: str, *, first: bool, keep: str) -> str:
        """Return one row; ``keep`` ties it to the next, so that no total stands alone."""
        kind = row.kind
        # The table style shades a first row of headings by itself, but no further one.
        styled = kind == "header" and (first or grid.table.plain)
        fill = "" if styled else self._fills[kind]
        by_align = _STYLES[kind]
        parts = [_HEADER_ROW if kind == "header" else _ROW]
        place = 0
        for cell in row.cells:
            if cell.columns == cell.rows == 1 and not grid.covers and place < len(grid.widths):
                shade = SHADED_FILL if cell.shaded else fill
                parts.append(
                    grid.open_cell(place, 1, "", shade) if shade else grid.plain_cells[place]
                )
                style = by_align[cell.align or grid.aligns[place]]
                parts.append(self._write_lines(cell, style, parent, keep))
                place += 1
                continue
            while place in grid.covers:
                xml, place = grid.cover(place, keep)
                parts.append(xml)
            shade = SHADED_FILL if cell.shaded else fill
            merge = "restart" if cell.rows > 1 else ""
            columns = cell.columns
            grid.claim(place, cell)
            # A cell over several columns is no number of any of them.
            align = cell.align or (grid.aligns[place] if columns == 1 else "left")
            parts.append(grid.open_cell(place, columns, merge, shade))
            parts.append(self._write_lines(cell, by_align[align], parent, keep))
            if merge:
                grid.covers[place] = _Cover(cell.rows - 1, columns, shade)
            place += columns
        while place < len(grid.widths):
            if place in grid.covers:
                xml, place = grid.cover(place, keep)
            else:
                xml, place = grid.open_cell(place, 1, "", fill) + _fill_empty(keep), place + 1
            parts.append(xml)
        parts.append("</w:tr>")
        return "".join(parts)

    def _write_lines(self, cell: Cell, style: str, parent: str, keep: str) -> str:
        """Return the paragraphs of ``cell`` and its end; each line is bookmarked for itself."""
        lines = cell.lines
        if not lines:
            return _fill_empty(keep)
        if len(lines) == 1 and not cell.listed and len(lines[0]) == 1:
            node = lines[0][0]
            if type(node) is Text and node.text:  # nearly every cell
                run = f"<w:r>{wrap_text(bind_groups(node.text))}</w:r>"
                start, end = self._bookmarks.open_origin(node.origin or cell.origin or parent)
                return (
                    f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>'
                    f"{start}{run}{end}</w:p></w:tc>"
                )
        if cell.listed:
            style = styles.CELL_BULLET if cell.listed == "bullet" else styles.CELL_ORDERED
        origin = cell.origin or parent
        opening = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}</w:pPr>'
        parts = []
        for number, line in enumerate(lines, 1):
            # A line that is one value whole needs no second bookmark around the first.
            whole = line[0].origin or origin if len(line) == 1 else origin
            start, end = self._bookmarks.open_origin(whole)
            runs = self._inlines.write(line, whole)
            if cell.listed == "ordered":
                runs = f"<w:r><w:t>{number}.</w:t><w:tab/></w:r>{runs}"
            parts.append(f"{opening}{start}{runs}{end}</w:p>")
        parts.append("</w:tc>")
        return "".join(parts)


def _fill_empty(keep: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{styles.CELL}"/>{keep}</w:pPr></w:p></w:tc>'


def _open_plain_cell(width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{_narrow(width)}</w:tcPr>'


def _narrow(width: int) -> str:
    """Return smaller margins for a cell that else had no room for a year."""
    return _NARROW_MARGINS if width < NARROW else ""


def _open_table(table: Table, widths: list[int], title: str) -> str:
    style = styles.PLAIN_TABLE if table.plain else styles.TABLE
    header = table.rows[0].kind == "header" and not table.plain
    # The number repeats the attributes for readers older than they are.
    look = 0x0600 | (0x0020 if header else 0) | (0x0080 if table.plain else 0)
    title, description = map(escape_attribute, describe_table(table, title))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look:04X}" w:firstRow="{int(header)}" w:lastRow="0"'
        f' w:firstColumn="{int(table.plain)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{description}"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>"
    )
