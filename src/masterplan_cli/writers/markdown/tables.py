"""Tables as pipe tables.

Fallbacks, since a pipe table has one header row, one line per row and no spans:

- several header rows become one, line below line; a heading over several columns is repeated in
  each of them;
- a table without header rows (a sheet of label and value) has an empty one;
- lines of a cell are parted by ``<br>``, list items begin with ``•`` or their number;
- a cell over several columns is followed by empty ones; a row span leaves the cells below empty;
- group and total rows are bold; a cell's own alignment, shading and widths are left out;
- a row that is wider than its table widens the table: nothing is lost.
"""

from __future__ import annotations

from typing import Final

from masterplan_cli.document.nodes import Align, Cell, Row, Strong, Table, Text
from masterplan_cli.document.rows import widen_cell
from masterplan_cli.writers.markdown.inlines import InlineWriter

_RULES: Final[dict[Align, str]] = {"left": "---", "center": ":---:", "right": "---:"}


def write_table(table: Table, inlines: InlineWriter) -> str:
    """Return the table without its caption; nothing where it has no cells at all."""
    grid = _Grid(inlines)
    headers = [grid.lay(row) for row in table.rows if row.kind == "header"]
    rows = [grid.lay(row) for row in table.rows if row.kind != "header"]
    width = max([len(table.columns), *map(len, headers), *map(len, rows)])
    if not width or not (headers or rows):
        return ""
    aligns = [column.align for column in table.columns]
    aligns += ["left"] * (width - len(aligns))
    return "\n".join(
        [
            _write_row(_merge_headers(headers, width), width),
            f"| {' | '.join(_RULES[align] for align in aligns)} |",
            *[_write_row(row, width) for row in rows],
        ]
    )


class _Grid:
    """Lays rows out on the columns of one table; remembers what spans down from above."""

    def __init__(self, inlines: InlineWriter) -> None:
        self._inlines = inlines
        self._covered: dict[int, int] = {}

    def lay(self, row: Row) -> list[str]:
        """Return the text of each column of ``row``; the end of the row may be missing."""
        bold = row.kind in ("group", "total")
        texts, covered = self._inlines.cells, self._covered
        laid: list[str] = []
        reaching: dict[int, int] = {}
        for cell in row.cells:
            if covered:
                self._skip_covered(laid)
            if type(cell) is Text and not bold:  # nearly every cell
                laid.append(texts[cell.text])
                continue
            cell = widen_cell(cell)
            if cell.rows > 1:
                places = range(len(laid), len(laid) + cell.columns)
                reaching.update(dict.fromkeys(places, cell.rows - 1))
            text = self._write_bold(cell) if bold else self._write_cell(cell)
            laid.append(text)
            if cell.columns > 1:
                # Headings are read per column once their rows are merged.
                laid += [text if row.kind == "header" else ""] * (cell.columns - 1)
        if covered or reaching:
            self._skip_covered(laid)
            down = {place: rows - 1 for place, rows in covered.items() if rows > 1}
            self._covered = {**down, **reaching}
        return laid

    def _skip_covered(self, laid: list[str]) -> None:
        while len(laid) in self._covered:
            laid.append("")

    def _write_cell(self, cell: Cell) -> str:
        """Return what a cell holds; one line and one text at once, as most do."""
        lines, mark = cell.lines, cell.listed
        if len(lines) == 1:
            (line,) = lines
            if not mark and len(line) == 1 and type(line[0]) is Text:
                return self._inlines.cells[line[0].text]
        write = self._inlines.write_line
        if mark == "bullet":
            return "<br>".join([f"• {write(line, celled=True)}" for line in lines])
        written = [write(line, celled=True) for line in lines]
        if mark == "ordered":
            written = [f"{number}. {text}" for number, text in enumerate(written, 1)]
        return "<br>".join(written)

    def _write_bold(self, cell: Cell) -> str:
        bold = [(Strong(line),) for line in cell.lines]
        return self._write_cell(Cell(tuple(bold), cell.listed))


def _merge_headers(headers: list[list[str]], width: int) -> list[str]:
    merged: list[list[str]] = [[] for _ in range(width)]
    for row in headers:
        for place, text in enumerate(row):
            if text:
                merged[place].append(text)
    return ["<br>".join(texts) for texts in merged]


def _write_row(cells: list[str], width: int) -> str:
    missing = width - len(cells)
    if missing:
        cells = cells + [""] * missing
    return f"| {' | '.join(cells)} |"
