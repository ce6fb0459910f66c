"""What a table's cell shows: a value, the lines of a list, a mark, or what is missing.

Made by one function for each column, which knows beforehand what the column asks for: a large book
has a hundred thousand cells. Most are one text that was printed before; those are looked for first,
by exact type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias, cast

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Align, Cell, Text
from masterplan_cli.frozen import dataclass
from masterplan_cli.render.expressions import Expression
from masterplan_cli.render.formats import FORMATS
from masterplan_cli.render.frames import Entry, Frame, Reader, find_entry
from masterplan_cli.render.lines import UNWRITABLE, LineMaker, Lines, carry_value
from masterplan_cli.render.marks import (
    MarkedDecimal,
    MarkedInt,
    MarkedText,
    Missing,
    read_origin,
)
from masterplan_cli.render.state import Captured, RenderState, squeeze_spaces
from masterplan_cli.render.table_spec import ColumnSpec
from masterplan_cli.render.views import ListView, MapView, RecordView

_MARK = "■"
_BLANK = Text("")
# Not written out below: a union is made anew each time.
_LISTS = (list, tuple)

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
        self.lines: Final = LineMaker(name, state)
        self._state = state
        self._plain = plain
        self._divided = divided

    def prepare(self, column: TableColumn) -> Maker:
        """Return what makes the cell of ``column`` in the row under way, and adds its value up."""
        spec, place = column.spec, id(column)
        if spec.total:
            column = replace(column, read=_add_up(column.read, place))
        if spec.shade:
            return self._shade(column)
        if spec.list is not None:
            return self._list(column)
        if spec.format is None:
            return self._show(column)
        make = self._format(column, spec.format)
        entry = find_entry(spec.value, column.each)
        if entry is None or spec.required or self._plain or self._is_spanning(spec):
            return make
        return _take_entry(spec, place if spec.total else None, entry, make)

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
        fill, make_line = self._fill(column), self.lines.prepare_items(spec)
        make_lines = self.lines.make_lines

        def make(at: Frame) -> Cell | Text:
            value = read(at)
            # By exact type first: a view is an abstract Sequence, which takes long to be asked.
            if type(value) is not ListView and not isinstance(value, _LISTS):
                return fill(at, value)
            each = value if column.line is None else _follow(column, at, value)
            lines = tuple([make_line(one) for one in each])
            if lines:
                return Cell(lines, kind, 1, at.rows if spans else 1, None, False, at.origin)
            absent = Missing(read_origin(value) or at.origin)
            return _lay(make_lines(spec, absent), spec, at, at.rows if spans else 1)

        return make

    def _show(self, column: TableColumn) -> Maker:
        """Return the maker of a column that shows its values as they are: nearly all are texts."""
        read, align, spans = column.read, column.spec.align, self._is_spanning(column.spec)
        print_text: Callable[[MarkedText], tuple[Text, ...]] = cast(Any, self._state.make_inlines)
        fill = self._fill(column)

        def make(at: Frame) -> Cell | Text:
            value = read(at)
            kind = type(value)
            if kind is str and not spans:
                return Text(squeeze_spaces(value), at.record)
            shown = value.display if kind is RecordView else value
            if kind is not MarkedText and type(shown) is not MarkedText:
                return fill(at, value)
            line = shown.printed or print_text(shown)
            if spans and at.rows > 1:
                return Cell((line,), "", 1, at.rows, align, False, at.origin)
            return line[0]

        return make

    def _format(self, column: TableColumn, name: str) -> Maker:
        spec, read, spans = column.spec, column.read, self._is_spanning(column.spec)
        fill, write = self._fill(column), FORMATS[name]

        def make(at: Frame) -> Cell | Text:
            value = read(at)
            kind = type(value)
            if kind is not MarkedInt and kind is not MarkedDecimal:
                return fill(at, value)
            try:
                text = Text(write(value), value.origin, value)
            except UNWRITABLE:
                return fill(at, value)
            if spans and at.rows > 1:
                return Cell(((text,),), "", 1, at.rows, spec.align, False, at.origin)
            return text

        return make

    def _fill(self, column: TableColumn) -> Callable[[Frame, Any], Cell | Text]:
        """Return what makes a cell of any value; of the most frequent kinds at once."""
        spec, spans = column.spec, self._is_spanning(column.spec)
        plain, optional, empty = self._plain, not spec.required, spec.empty
        make_lines, state, bare = self.lines.make_lines, self._state, spec.format is None

        def fill(at: Frame, value: Any) -> Cell | Text:
            rows = at.rows if spans else 1
            kind = type(value)
            if kind is Missing:
                if plain and at.cells:
                    return self._make_gap(spec, at, value)
                if optional and rows == 1:
                    return Text(empty, value.origin)
            elif bare and rows == 1:
                if kind is str:
                    return Text(squeeze_spaces(value), at.record)
                if kind is MarkedInt:
                    return Text(int.__repr__(value), value.origin or at.record, value)
                if kind is Captured:
                    return _lay((state.open_captured(value),), spec, at, 1)
                if kind is int:
                    return Text(str(value), at.record, value)
            return _lay(carry_value(make_lines(spec, value), value), spec, at, rows)

        return fill

    def _make_gap(self, spec: ColumnSpec, at: Frame, value: Missing) -> Cell:
        """Return the cell of what a sheet lacks, called by its row's label."""
        if not spec.required:
            return Cell(self.lines.make_lines(spec, value), align=spec.align, origin=at.origin)
        label = at.cells[0]
        named = label.text if isinstance(label, Text) else read_text(label.lines[0])
        placeholder = self._state.make_placeholder(value.origin, named)
        return Cell(((placeholder,),), align=spec.align, origin=at.origin)


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


def _take_entry(spec: ColumnSpec, place: int | None, entry: Entry, make: Maker) -> Maker:
    """Return the maker of a column of a mapping's numbers, which are not marked to be printed.

    They are added up at ``place``; ``make`` is asked for whatever else there is.
    """
    begin, key, suffix, otherwise = entry
    write, empty = FORMATS[spec.format or "angka"], spec.empty

    def make_number(at: Frame) -> Cell | Text:
        held = begin(at)
        if type(held) is not MapView:
            return make(at)
        value, end = held.entries.get(key), suffix
        if not value and otherwise is not None:
            value, end = held.entries.get(otherwise), f"/{otherwise}"
        origin = held.origin + end if held.keyed else held.origin
        if value is None:
            return Text(empty, origin)
        if type(value) is not int and type(value) is not Decimal:
            return make(at)
        try:
            text = Text(write(value), origin, value)
        except UNWRITABLE:
            return make(at)
        if place is not None:
            at.sums[place] = at.sums.get(place, 0) + value
        return text

    return make_number


def _add_up(read: Reader, place: int) -> Reader:
    """Return a reader that adds up at ``place`` what ``read`` gives."""

    def read_and_add(at: Frame) -> Any:
        value = read(at)
        if value is not None and not isinstance(value, Missing):
            plain = Decimal(value) if isinstance(value, Decimal) else int(value)
            at.sums[place] = at.sums.get(place, 0) + plain
        return value

    return read_and_add
