"""What a table's cell shows: a value, the lines of a list, a mark, or what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from markupsafe import Markup

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.nodes import Align, Cell, Inline, Paragraph, Text
from masterplan_cli.frozen import dataclass
from masterplan_cli.render.expressions import Expression
from masterplan_cli.render.formats import FORMATS
from masterplan_cli.render.marks import MarkedProse, MarkedText, Missing, read_origin
from masterplan_cli.render.state import RenderState, TemplateFaultError
from masterplan_cli.render.table_spec import ColumnSpec
from masterplan_cli.render.views import ListView

_MARK = "■"
_BLANK = Text("")
# Not written out below: a union is made anew each time, and a large book asks for every cell.
_LISTS = (ListView, list, tuple)
_CALCULABLE = (int, Decimal, date)

Lines: TypeAlias = tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column ready to use: its spec, compiled expressions, and the value it repeats for."""

    spec: ColumnSpec
    value: Expression
    line: Expression | None
    each: Any
    align: Align

    @property
    def heading(self) -> str:
        """The printed heading."""
        return self.spec.heading.replace("{each}", str(self.each))


class CellMaker:
    """Makes the cells of one table."""

    def __init__(self, name: str, state: RenderState) -> None:
        """``name`` is what messages call the table."""
        self._name = name
        self._state = state

    def make_cell(
        self, column: TableColumn, value: Any, origin: str, names: Mapping[str, Any], span: int
    ) -> Cell | Text:
        """Return what shows ``value`` in a row of ``origin``: a lone text where that says all.

        By place, not by name: a large book has a hundred thousand cells.
        """
        spec = column.spec
        # By exact type first: nearly all is text, and no text is calculated with.
        if type(value) is MarkedText and spec.format is None and not spec.shade:
            line = self._state.make_inlines(value)
            text = line[0]
            if span == 1 and type(text) is Text:
                return text
            return Cell((line,), "", 1, span, spec.align, False, origin)
        if spec.shade:
            if not value and span == 1 and column.align == "center":
                return _BLANK
            mark = (Text(_MARK, read_origin(value)),) if value else ()
            return Cell((mark,), "", 1, span, "center", bool(value), origin)
        if spec.list is not None and isinstance(value, _LISTS):
            made = [self._make_line(column, it, names) for it in value]
            if made:
                kind = "" if spec.list == "plain" else spec.list
                return Cell(tuple(made), kind, rows=span, origin=origin)
            value = Missing(read_origin(value) or origin)
        lines = carry_value(self.make_lines(spec, value), value)
        if span == 1 and len(lines) == 1 and len(lines[0]) == 1:
            text = lines[0][0]
            if type(text) is Text:
                return text
        return Cell(lines, "", 1, span, spec.align, False, origin)

    def make_gap(self, spec: ColumnSpec, value: Missing, label: str, origin: str) -> Cell:
        """Return the cell of what a sheet lacks, called by its row's label."""
        if not spec.required:
            return Cell(self.make_lines(spec, value), align=spec.align, origin=origin)
        placeholder = self._state.make_placeholder(value.origin, label)
        return Cell(((placeholder,),), align=spec.align, origin=origin)

    def _make_line(
        self, column: TableColumn, it: Any, names: Mapping[str, Any]
    ) -> tuple[Inline, ...]:
        if column.line is not None:
            it = column.line({**names, "it": it})
        return self.make_lines(column.spec, it)[0]

    def make_lines(self, spec: ColumnSpec, value: Any) -> Lines:
        """Return the lines that show ``value``: several for prose of several paragraphs."""
        if isinstance(value, Missing):
            if spec.required:
                return ((self._state.make_placeholder(value.origin, spec.heading),),)
            return ((Text(spec.empty, value.origin),),)
        if spec.format is not None:
            try:
                text = FORMATS[spec.format](value)
            except (TypeError, ValueError, ArithmeticError) as error:
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
