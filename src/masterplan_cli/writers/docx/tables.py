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

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from masterplan_cli.document.nodes import Align, Cell, Row, RowKind, Table, Text
from masterplan_cli.document.rows import widen_cell
from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.bookmarks import OPEN, RUN, Bookmarks, Group, Runs, join_texts
from masterplan_cli.writers.docx.cells import ROW_END, Grid, Shape, Usual
from masterplan_cli.writers.docx.columns import declare_widths, fit_widths
from masterplan_cli.writers.docx.descriptions import describe_table
from masterplan_cli.writers.docx.escape import escape_attribute
from masterplan_cli.writers.docx.holding import find_held, hold_sheet
from masterplan_cli.writers.docx.inlines import InlineWriter, all_texts
from masterplan_cli.writers.docx.places import survey_table
from masterplan_cli.writers.docx.sheets import is_whole

GROUP_FILL: Final = "E9EEF6"
TOTAL_FILL: Final = "F2F2F2"
SHADED_FILL: Final = "B4C6E7"

_CELL_END: Final = b"</w:tc>"
_MOST_WAITING: Final = 2000
"""Pieces, some hundred kilobytes."""
_STYLE: Final = re.compile(rb'<w:pPr><w:pStyle w:val="[^"]*"/>')


class _Waiting:
    """Rows of one origin on their way: ``parts`` stand, ``texts`` wait for their bookmarks.

    Why cells of many rows at once: most rows of a large book are those of sheets, of two cells
    each, for which a call takes longer than to write them. ``lead`` comes before the next cell;
    ``said`` are those of the parts that hold text.
    """

    def __init__(self, bookmarks: Bookmarks, runs: Runs, lead: bytes) -> None:
        self._bookmarks, self._runs = bookmarks, runs
        self.parts: list[bytes] = []
        self.said: list[bytes] = []
        self.openings: list[bytes] = []
        self.texts: list[Text] = []
        self.parent = ""
        self.lead = lead

    def mark(self) -> None:
        """Write the cells that wait, and let none wait any more."""
        if self.texts:
            written = self._bookmarks.mark_cells(self.openings, self.texts, self._runs, self.parent)
            self.parts += written
            self.said += written[RUN]
            self.openings.clear()
            self.texts.clear()

    def take(self) -> tuple[bytes, bytes]:
        """Return all that was written, and of it what holds text; go on behind it."""
        self.mark()
        taken = b"".join(self.parts), b"".join(self.said)
        self.parts.clear()
        self.said.clear()
        return taken


class TableWriter:
    """Writes the tables of one book."""

    def __init__(
        self, inlines: InlineWriter, bookmarks: Bookmarks, header_fill: str, size: float
    ) -> None:
        """Take the look of tables: ``size`` of their text in points, fill of their first row.

        ``header_fill`` is what the table style gives a first row, as hexadecimal RGB.
        """
        self._size = size
        self._shapes: dict[tuple[tuple[int, ...], tuple[Align, ...]], Shape] = {}
        self._inlines = inlines
        self._bookmarks = bookmarks
        self._fills: dict[RowKind, str] = {
            "header": header_fill,
            "body": "",
            "group": GROUP_FILL,
            "total": TOTAL_FILL,
        }

    def write(
        self,
        table: Table,
        width: int,
        title: str,
        parent: str,
        *,
        kept: bool = False,
        ends: bool = False,
    ) -> Iterator[tuple[bytes, bytes]]:
        """Yield the table in pieces with markup of their text; it fills ``width`` (1/20 pt).

        ``title`` is its name for screen readers, ``parent`` the origin that it inherits; ``kept``
        ties its last row to the paragraph below; ``ends`` says that nothing follows on its page. A
        table without rows or columns yields nothing: Word calls it damage.

        Raises:
            ValueError: a row is wider than the table's columns.
        """
        if not table.rows or not table.columns:
            return
        widths, held = self._lay_out(table, width, kept=kept, ends=ends)
        origin = table.origin or parent
        # LibreOffice 7.4 ties a table to what follows only where each paragraph says so itself.
        tied = kept and held.issuperset(
            place for place, row in enumerate(table.rows) if row.kind != "header"
        )
        grid = Grid(table, self._find_shape(table, widths))
        waiting = _Waiting(self._bookmarks, self._inlines.runs, _open_table(table, widths, title))
        for xml, said in self._write_rows(waiting, grid, table, held, origin):
            yield _STYLE.sub(rb"\g<0><w:keepNext/>", xml) if tied else xml, said
        yield b"</w:tbl>", b""

    def _lay_out(
        self, table: Table, width: int, *, kept: bool, ends: bool
    ) -> tuple[list[int], frozenset[int]]:
        """Return the widths of the columns, and which rows stay with the next."""
        if is_whole(table) and _has_room(table):
            return declare_widths(table, width), hold_sheet(table, kept=kept)
        survey = survey_table(table)
        widths = fit_widths(survey, width, self._size)
        return widths, find_held(survey, widths, kept=kept, ends=ends)

    def _find_shape(self, table: Table, widths: Sequence[int]) -> Shape:
        # Kept: the sheets of all records are of one shape.
        key = tuple(widths), tuple([column.align for column in table.columns])
        shape = self._shapes.get(key)
        if shape is None:
            shape = self._shapes[key] = Shape(*key)
        return shape

    def _write_rows(
        self, waiting: _Waiting, grid: Grid, table: Table, held: frozenset[int], origin: str
    ) -> Iterator[tuple[bytes, bytes]]:
        """Yield the rows in pieces; those ``held`` are tied to the next: no total stands alone."""
        openings, texts = waiting.openings, waiting.texts
        for index, row in enumerate(table.rows):
            kind, cells, parent = row.kind, row.cells, row.origin or origin
            if parent != waiting.parent or len(texts) + len(waiting.parts) > _MOST_WAITING:
                if texts or waiting.parts:
                    yield waiting.take()
                waiting.parent = parent
            # The table style shades a first row of headings by itself, but no further one.
            styled = kind == "header" and (index == 0 or table.plain)
            fill = "" if styled else self._fills[kind]
            usual = grid.open_usual(kind, fill, index in held)
            if grid.covers or len(cells) != grid.width or not all_texts(cells):
                self._write_mixed(waiting, grid, row, (usual, fill, index in held))
                continue
            # Most rows.
            if waiting.lead is ROW_END:
                openings += usual.following
            else:
                openings.append(waiting.lead + usual.first[0])
                openings += usual.first[1:]
            texts += cells
            waiting.lead = ROW_END
        waiting.mark()
        waiting.parts.append(waiting.lead)
        yield waiting.take()

    def _write_mixed(
        self, waiting: _Waiting, grid: Grid, row: Row, look: tuple[Usual, str, bool]
    ) -> None:
        """Add a row with cells that are more than one text, or over which others reach."""
        parts, openings, texts = waiting.parts, waiting.openings, waiting.texts
        (usual, fill, kept), covers, place = look, grid.covers, 0
        # What comes before the next cell of its own: the row's start, and what reaches into it.
        lead = waiting.lead + usual.begin
        for cell in row.cells:
            while place in covers:
                xml, place = grid.fill_gap(place, fill, kept)
                lead += xml
            if type(cell) is Text and place < grid.width:
                openings.append(lead + usual.cells[place])
                texts.append(cell)
                lead, place = b"", place + 1
                continue
            cell = widen_cell(cell)
            key = place, cell.listed, cell.align, not cell.lines
            usually = cell.columns == cell.rows == 1 and not cell.shaded and not covers
            known = usual.known.get(key) if usually else None
            if known is None:
                shade = SHADED_FILL if cell.shaded else fill
                known = grid.open_cell(place, cell, row.kind, shade, kept)
                if usually:
                    usual.known[key] = known
            opening, further = known
            place += cell.columns
            if (text := _find_lone_text(cell)) is not None:
                openings.append(lead + opening + OPEN)
                texts.append(text)
                lead = b""
                continue
            waiting.mark()
            lines = self._write_lines(cell, waiting.parent, further)
            parts += lead, opening, lines
            waiting.said.append(lines)
            lead = _CELL_END
        while place < grid.width:
            xml, place = grid.fill_gap(place, fill, kept)
            lead += xml
        waiting.lead = lead + ROW_END if lead else ROW_END

    def _write_lines(self, cell: Cell, parent: str, further: bytes) -> bytes:
        """Return the paragraphs of ``cell`` but for the start of the first; each has a bookmark."""
        origin, ordered = cell.origin or parent, cell.listed == "ordered"
        parts = []
        for number, line in enumerate(cell.lines, 1):
            lead = f"<w:r><w:t>{number}.</w:t><w:tab/></w:r>" if ordered else ""
            if all_texts(line):  # most lines
                parts.append(self._write_texts(line, origin, lead))
                continue
            whole = line[0].origin or origin if len(line) == 1 else origin
            start, end = self._bookmarks.open_origin(whole)
            parts.append(f"{start}{lead}{self._inlines.write(line, whole)}{end}</w:p>".encode())
        return further.join(parts) if parts else b"</w:p>"

    def _write_texts(self, line: Sequence[Text], origin: str, lead: str) -> bytes:
        """Return the runs of a line behind ``lead``, and the end of its paragraph."""
        runs, bookmarks = self._inlines.runs, self._bookmarks
        if len(line) == 1 and not lead:
            text = line[0]
            return bookmarks.mark_run(text.origin or origin, runs[text.text]) + b"</w:p>"
        groups = join_texts(line, runs, origin)
        whole = origin if bookmarks.former and len(line) > 1 else _find_origin(groups, origin)
        return bookmarks.mark_line(lead.encode(), groups, whole) + b"</w:p>"


def _has_room(table: Table) -> bool:
    """Say whether a sheet is of label and value, with more room for this than words are long."""
    return len(table.columns) == 2 and table.columns[0].width < table.columns[1].width


def _find_lone_text(cell: Cell) -> Text | None:
    """Return the text that is all of ``cell`` and needs nothing but its own bookmark, or None."""
    lines = cell.lines
    if len(lines) == 1 and len(lines[0]) == 1 and cell.listed != "ordered":
        text = lines[0][0]
        if type(text) is Text and (text.origin or not cell.origin):
            return text
    return None


def _find_origin(groups: Sequence[Group], origin: str) -> str:
    """Return whose a line of a cell is: its record's where nothing else stands in it.

    So one value whole needs no second bookmark around the first, and of a record and its fields
    (``name: output (2026)``) only the fields have bookmarks of their own. ``origin`` is the row's.
    """
    # A record stands between its first two fields, or the line begins with it.
    record = groups[0][0]
    if len(groups) > 1 and len(groups[1][0]) < len(record):
        record = groups[1][0]
    below = f"{record}/"
    for one, _ in groups:
        if one != record and not one.startswith(below):
            return origin
    return record


def _open_table(table: Table, widths: list[int], title: str) -> bytes:
    header = table.rows[0].kind == "header" and not table.plain
    look, grid = _open_look(table.plain, header, tuple(widths))
    title, description = map(escape_attribute, describe_table(table, title))
    said = f'<w:tblCaption w:val="{title}"/><w:tblDescription w:val="{description}"/>'
    return f"{look}{said}</w:tblPr>{grid}".encode()


# Kept: the sheets of all records are of one look.
@lru_cache(maxsize=64)
def _open_look(plain: bool, header: bool, widths: tuple[int, ...]) -> tuple[str, str]:
    """Return the properties of a table without their end, and its grid."""
    style = styles.PLAIN_TABLE if plain else styles.TABLE
    # The number repeats the attributes for readers older than they are.
    look = 0x0600 | (0x0020 if header else 0) | (0x0080 if plain else 0)
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:val="{look:04X}" w:firstRow="{int(header)}" w:lastRow="0"'
        f' w:firstColumn="{int(plain)}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    ), f"<w:tblGrid>{columns}</w:tblGrid>"
