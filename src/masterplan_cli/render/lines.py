"""The lines of a table's cell: what shows a value, whatever kind of value that is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from markupsafe import Markup

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.nodes import Inline, Paragraph, Text
from masterplan_cli.render.formats import FORMATS
from masterplan_cli.render.marks import MarkedProse, MarkedText, Missing, read_origin
from masterplan_cli.render.state import Captured, RenderState, TemplateFaultError
from masterplan_cli.render.table_spec import ColumnSpec
from masterplan_cli.render.views import RecordView

# Not written out below: a union is made anew each time.
_CALCULABLE = (int, Decimal, date)
UNWRITABLE = (TypeError, ValueError, ArithmeticError)
"""What a format raises for a value that is none of its kind."""

Line: TypeAlias = tuple[Inline, ...]
Lines: TypeAlias = tuple[Line, ...]


class LineMaker:
    """Makes the lines of one table's cells."""

    def __init__(self, name: str, state: RenderState) -> None:
        """``name`` is what messages call the table."""
        self._name = name
        self._state = state

    def make_lines(self, spec: ColumnSpec, value: Any) -> Lines:
        """Return the lines that show ``value``: several for prose of several paragraphs."""
        if isinstance(value, Missing):
            if spec.required:
                return ((self._state.make_placeholder(value.origin, spec.heading),),)
            return ((Text(spec.empty, value.origin),),)
        if spec.format is not None:
            try:
                text = FORMATS[spec.format](value)
            except UNWRITABLE as error:
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

    def prepare_items(self, spec: ColumnSpec) -> Callable[[Any], Line]:
        """Return what makes the line of a list's item: most are called by a text, printed before.

        Captured text is the next: what a template joined.
        """
        make_lines, formatted = self.make_lines, spec.format is not None

        def make_line(value: Any) -> Line:
            shown = value.display if type(value) is RecordView else value
            kind = type(shown)
            if not formatted:
                if kind is MarkedText and shown.printed is not None:
                    known: Line = shown.printed
                    return known
                if kind is Captured:
                    return self._state.open_captured(shown)
            return make_lines(spec, value)[0]

        return make_line


def carry_value(lines: Lines, value: Any) -> Lines:
    """Return the lines of a cell, a lone text among them with the number or date it shows."""
    if isinstance(value, _CALCULABLE) and len(lines) == 1 and len(lines[0]) == 1:
        text = lines[0][0]
        if type(text) is Text:
            return ((Text(text.text, text.origin, value),),)
    return lines
