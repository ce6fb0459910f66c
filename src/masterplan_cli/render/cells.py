"""What a table's cell shows: a value, the lines of a list, a mark, or what is missing.

Made by one function for each column, which knows beforehand what the column asks for: a large book
has a hundred thousand cells. Most are one text that was printed before; those are looked for first,
by exact type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeAlias, cast

from markupsafe import Markup

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Align, Cell, Inline, Paragraph, Text
from masterplan_cli.frozen import dataclass
from masterplan_cli.render.expressions import Expression
from masterplan_cli.render.formats import FORMATS
from masterplan_cli.render.frames import Frame, Reader
from masterplan_cli.render.marks import MarkedInt, MarkedProse, MarkedText, Missing, read_origin
from masterplan_cli.render.state import RenderState, TemplateFaultError
from masterplan_cli.render.table_spec import ColumnSpec
from masterplan_cli.render.views import ListView, RecordView

_MARK = "■"
_BLANK = Text("")
# Not written out below: a union is made anew each time.
_LISTS = (ListView, list, tuple)
_CALCULABLE = (int, Decimal, date)
_UNWRITABLE = (TypeError, ValueError, ArithmeticError)

Lines: TypeAlias = tuple[tuple[Inline, ...], ...]
Maker: TypeAlias = Callable[[Frame], Cell | Text]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column ready to use: its spec, compiled expressions, and the value it repeats for.

    ``read`` is the short way to what ``value`` gives.
    """

    spec: ColumnSpec
    value: Expression
    read: Reader
    line: Expression | None
    each: Any
    align: Align

    @property
    def heading(self) -> str:
        """The printed heading."""
        return self.spec.heading.replace("{each}", str(self.each))


class CellMaker:
    """Makes the cells of one table."""

    def __init__(self, name: str, state: RenderState, *, plain: bool, divided: bool) -> None:
        """``name`` is what messages call the table; ``divided`` ones have items below a row."""
        self._name = name
        self._state = state
        self._plain = plain
        self._divided = divided

    def prepare(self, column: TableColumn) -> Maker:
        """Return what makes the cell of ``column`` in the row under way, and adds its value up."""
        spec = column.spec
        if spec.total:
            column = replace(column, read=_add_up(column))
        if spec.shade:
            return self._shade(column)
        if spec.list is not None:
            return self._list(column)
        return self._show(column) if spec.format is None else self._format(column, spec.format)

    def _is_spanning(self, spec: ColumnSpec) -> bool:
        """Say whether the column's cells may reach over several rows."""
        return self._divided and spec.per == "row"

    def _shade(self, column: TableColumn) -> Maker:
        spec, read, spans = column.spec, column.read, self._is_spanning(column.spec)
        centered = column.align == "center"

        def make(at: Frame) -> Cell | Text:
            value = read(at)
            if self._plain and at.cells and isinstance(value, Missing):
                return self._make_gap(spec, at, value)
            rows = at.rows if spans else 1
            if not value and rows == 1 and centered:
                return _BLANK
            mark = (Text(_MARK, read_origin(value)),) if value else ()
            return Cell((mark,), "", 1, rows, "center", bool(value), at.origin)

        return make

    def _list(self, column: TableColumn) -> Maker:
        spec, read, spans = column.spec, column.read, self._is_spanning(column.spec)
        kind: Literal["", "bullet", "ordered"] = (
            "" if spec.list is None or spec.list == "plain" else spec.list
        )
        fill, make_line, make_lines = self._fill(column), self._build_liner(spec), self.make_lines

        def make(at: Frame) -> Cell | Text:
            value = read(at)
            if not isinstance(value, _LISTS):
                return fill(at, value)
            each = value if column.line is None else _follow(column, at, value)
            lines = tuple([make_line(one) for one in each])
            if lines:
                return Cell(lines, kind, 1, at.rows if spans else 1, None, False, at.origin)
            absent = Missing(read_origin(value) or at.origin)
            return _lay(make_lines(spec, absent), spec, at, at.rows if spans else 1)

        return make

    def _build_liner(self, spec: ColumnSpec) -> Callable[[Any], tuple[Inline, ...]]:
        """Return what makes one line of a list."""
        make_lines, formatted = self.make_lines, spec.format is not None

        def make_line(value: Any) -> tuple[Inline, ...]:
            shown = value.display if type(value) is RecordView else value
            if formatted or type(shown) is not MarkedText or shown.printed is None:
                return make_lines(spec, value)[0]
            return shown.printed

        return make_line

    def _show(self, column: TableColumn) -> Maker:
        """Return the maker of a column that shows its values as they are: nearly all are texts."""
        read, align, spans = column.read, column.spec.align, self._is_spanning(column.spec)
        print_text: Callable[[MarkedText], tuple[Text, ...]] = cast(Any, self._state.make_inlines)
        fill = self._fill(column)

        def make(at: Frame) -> Cell | Text:
            value = read(at)
            shown = value.display if type(value) is RecordView else value
            if type(shown) is not MarkedText:
                return fill(at, value)
            line = shown.printed or print_text(shown)
            if spans and at.rows > 1:
                return Cell((line,), "", 1, at.rows, align, False, at.origin)
            return line[0]

        return make

    def _format(self, column: TableColumn, form: str) -> Maker:
        spec, read, spans = column.spec, column.read, self._is_spanning(column.spec)
        fill, write = self._fill(column), FORMATS[form]

        def make(at: Frame) -> Cell | Text:
            value = read(at)
            if type(value) is not MarkedInt:
                return fill(at, value)
            try:
                text = Text(write(value), value.origin, value)
            except _UNWRITABLE:
                return fill(at, value)
            if spans and at.rows > 1:
                return Cell(((text,),), "", 1, at.rows, spec.align, False, at.origin)
            return text

        return make

    def _fill(self, column: TableColumn) -> Callable[[Frame, Any], Cell | Text]:
        """Return what makes a cell of any value; of what is missing and whole numbers at once."""
        spec, spans = column.spec, self._is_spanning(column.spec)
        plain, optional, empty = self._plain, not spec.required, spec.empty
        make_lines, state, bare = self.make_lines, self._state, spec.format is None

        def fill(at: Frame, value: Any) -> Cell | Text:
            rows = at.rows if spans else 1
            kind = type(value)
            if kind is Missing:
                if plain and at.cells:
                    return self._make_gap(spec, at, value)
                if optional and rows == 1:
                    return Text(empty, value.origin)
            elif kind is MarkedInt and bare and rows == 1:
                return Text(int.__repr__(value), value.origin or state.current_record, value)
            elif kind is int and bare and rows == 1:
                return Text(str(value), state.current_record, value)
            return _lay(carry_value(make_lines(spec, value), value), spec, at, rows)

        return fill

    def _make_gap(self, spec: ColumnSpec, at: Frame, value: Missing) -> Cell:
        """Return the cell of what a sheet lacks, called by its row's label."""
        if not spec.required:
            return Cell(self.make_lines(spec, value), align=spec.align, origin=at.origin)
        label = at.cells[0]
        named = label.text if isinstance(label, Text) else read_text(label.lines[0])
        placeholder = self._state.make_placeholder(value.origin, named)
        return Cell(((placeholder,),), align=spec.align, origin=at.origin)

    def make_lines(self, spec: ColumnSpec, value: Any) -> Lines:
        """Return the lines that show ``value``: several for prose of several paragraphs."""
        if isinstance(value, Missing):
            if spec.required:
                return ((self._state.make_placeholder(value.origin, spec.heading),),)
            return ((Text(spec.empty, value.origin),),)
        if spec.format is not None:
            try:
                text = FORMATS[spec.format](value)
            except _UNWRITABLE as error:
                raise TemplateFaultError(
                    Message(
                        f"tabel “{self._name}”, kolom “{spec.heading}”: “{value}” tidak dapat "
                        f"ditulis sebagai {spec.format}",
                        f"table '{self._name}', column '{spec.heading}': '{value}' cannot be "
                        f"written as {spec.format}",
                    )
                ) from error
            return ((Text(text, read_origin(value)),),)
        if isinstance(value, Markup):
            return (self._state.open_captured(value),)
        if isinstance(value, MarkedProse):
            island = self._state.make_prose(value)
            lines = tuple(block.children for block in island.blocks if isinstance(block, Paragraph))
            return lines or ((),)
        return (self._state.make_inlines(value),)


def carry_value(lines: Lines, value: Any) -> Lines:
    """Return the lines of a cell, a lone text among them with the number or date it shows."""
    if isinstance(value, _CALCULABLE) and len(lines) == 1 and len(lines[0]) == 1:
        text = lines[0][0]
        if type(text) is Text:
            return ((Text(text.text, text.origin, value),),)
    return lines


def _lay(lines: Lines, spec: ColumnSpec, at: Frame, rows: int) -> Cell | Text:
    """Return the cell of ``lines``: a lone text where that says all."""
    if rows == 1 and len(lines) == 1 and len(lines[0]) == 1:
        text = lines[0][0]
        if type(text) is Text:
            return text
    return Cell(lines, "", 1, rows, spec.align, False, at.origin)


def _follow(column: TableColumn, at: Frame, values: Iterable[Any]) -> Iterator[Any]:
    """Yield what the column's ``line`` gives for each of ``values``."""
    line = column.line
    assert line is not None
    names = {**at.names, "each": column.each}
    for value in values:
        names["it"] = value
        yield line(names)


def _add_up(column: TableColumn) -> Reader:
    """Return the column's reader, adding up what it reads."""
    read, place = column.read, id(column)

    def read_and_add(at: Frame) -> Any:
        value = read(at)
        if value is not None and not isinstance(value, Missing):
            plain = Decimal(value) if isinstance(value, Decimal) else int(value)
            at.sums[place] = at.sums.get(place, 0) + plain
        return value

    return read_and_add
