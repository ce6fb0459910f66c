"""Tables as data: a ``TableSpec`` and rows become a Table node, without passing Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import TemplateError
from markupsafe import Markup

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import (
    Align,
    Caption,
    Cell,
    Column,
    Inline,
    Paragraph,
    Row,
    Table,
    Text,
)
from masterplan_cli.render.environment import ProvenanceEnvironment
from masterplan_cli.render.expressions import Expression, compile_column
from masterplan_cli.render.formats import FORMATS
from masterplan_cli.render.marks import MarkedProse, MarkedText, Missing, read_origin
from masterplan_cli.render.state import RenderState, TemplateFaultError
from masterplan_cli.render.table_spec import ColumnSpec, TableSpec
from masterplan_cli.render.views import ListView, RecordView

_NUMERIC = frozenset({"angka", "persen", "rupiah", "rupiah_ringkas"})
_MARK = "■"
# Not written out below: a union is made anew each time, and a large book asks for every cell.
_LISTS = (ListView, list, tuple)
_CALCULABLE = (int, Decimal, date)
_EXPRESSION_ERRORS = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError)


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


class TableBuilder:
    """Builds one table for one chapter."""

    def __init__(
        self, name: str, spec: TableSpec, environment: ProvenanceEnvironment, state: RenderState
    ) -> None:
        """Compile the spec's expressions; ``name`` is what messages call the table."""
        self._name = name
        self._spec = spec
        self._state = state
        self._environment = environment
        self._items = self._compile(spec.items)
        self._group = self._compile(spec.group)

    def _compile(self, source: str | None) -> Expression | None:
        return compile_column(self._environment, source, self._name) if source else None

    def build(
        self, rows: Iterable[Any], variables: Mapping[str, Any], caption: Caption | None
    ) -> Table:
        """Return the table of ``rows``; ``variables`` are known to every expression."""
        rows = tuple(rows)
        columns = tuple(self._expand_columns(variables))
        columns = tuple(column for column in columns if self._is_used(column, rows, variables))
        body: list[Row] = []
        sums: dict[int, Any] = {}
        partial: dict[int, Any] = {}
        current: Any = None
        for number, row in enumerate(rows, 1):
            names = {**variables, "row": row, "number": number}
            if self._group is not None:
                group = self._group(names)
                if not body or group != current:
                    if body:
                        body.extend(self._sum_up(columns, partial, self._spec.subtotal))
                    if not (isinstance(group, str) and not group):
                        body.append(self._make_group(group, len(columns)))
                    current, partial = group, {}
            body.extend(self._make_rows(columns, names, (sums, partial)))
        if self._group is not None and body:
            body.extend(self._sum_up(columns, partial, self._spec.subtotal))
        body.extend(self._sum_up(columns, sums, self._spec.total))
        return Table(
            tuple(Column(float(column.spec.width), column.align) for column in columns),
            (*self._make_header(columns), *body),
            caption,
            "portrait" if len(rows) <= self._spec.upright else self._spec.orientation,
            self._spec.plain,
            name=self._name,
        )

    def _expand_columns(self, variables: Mapping[str, Any]) -> Iterable[TableColumn]:
        for spec in self._spec.columns:
            value = compile_column(self._environment, spec.value, self._name)
            line = self._compile(spec.line)
            align = spec.align or ("right" if spec.format in _NUMERIC else "left")
            if spec.shade and spec.align is None:
                align = "center"
            repeat = self._compile(spec.repeat)
            for each in repeat(variables) if repeat else (None,):
                yield TableColumn(spec, value, line, each, align)

    def _is_used(
        self, column: TableColumn, rows: Sequence[Any], variables: Mapping[str, Any]
    ) -> bool:
        """Say whether the column has something to print in any row; only optional ones may not."""
        if not column.spec.optional:
            return True
        for number, row in enumerate(rows, 1):
            names = {**variables, "row": row, "number": number, "each": column.each}
            items: Iterable[Any] = (None,)
            if self._items is not None and column.spec.per == "item":
                items = self._items(names)
            for item in items:
                try:
                    value = column.value({**names, "item": item})
                except _EXPRESSION_ERRORS as error:
                    raise self._blame_column(column, error) from error
                if value and value != column.spec.empty:
                    return True
        return False

    def _make_header(self, columns: Sequence[TableColumn]) -> tuple[Row, ...]:
        if self._spec.plain:
            return ()
        if not any(column.spec.group for column in columns):
            cells = tuple(Cell(((Text(column.heading),),), align="center") for column in columns)
            return (Row(cells, "header"),)
        upper: list[Cell] = []
        lower: list[Cell] = []
        previous: str | None = None
        for position, column in enumerate(columns):
            heading = ((Text(column.heading),),)
            group = column.spec.group
            if group is None:
                upper.append(Cell(heading, rows=2, align="center"))
            else:
                lower.append(Cell(heading, align="center"))
                if group != previous:
                    span = _count_run(columns[position:], group)
                    upper.append(Cell(((Text(group),),), columns=span, align="center"))
            previous = group
        return (Row(tuple(upper), "header"), Row(tuple(lower), "header"))

    def _make_rows(
        self,
        columns: Sequence[TableColumn],
        names: dict[str, Any],
        sums: tuple[dict[int, Any], dict[int, Any]],
    ) -> Iterable[Row]:
        """Yield the row of one record, or one row for each of its items."""
        items: Sequence[Any] = (None,)
        if self._items is not None:
            items = tuple(self._items(names)) or (Missing(names["row"].origin),)
        origin = read_row_origin(names["row"])
        for place, item in enumerate(items):
            names["item"] = item
            cells: list[Cell] = []
            for position, column in enumerate(columns):
                if column.spec.per == "row" and place:
                    continue
                names["each"] = column.each
                try:
                    value = column.value(names)
                except _EXPRESSION_ERRORS as error:
                    raise self._blame_column(column, error) from error
                if column.spec.total:
                    _add(sums, position, value)
                span = len(items) if column.spec.per == "row" else 1
                if cells and self._spec.plain and isinstance(value, Missing):
                    label = read_text(cells[0].lines[0])
                    cells.append(self._make_gap(column.spec, value, label, origin))
                    continue
                cells.append(self._make_cell(column, value, origin, names, span))
            yield Row(tuple(cells), "body", origin)

    def _blame_column(self, column: TableColumn, error: Exception) -> TemplateFaultError:
        """Return the fault that names the column, whose file the template's line does not tell."""
        return TemplateFaultError(
            Message(
                f"tabel “{self._name}”, kolom “{column.heading}”: {error}",
                f"table '{self._name}', column '{column.heading}': {error}",
            ),
            Message(
                f"Periksa “value” kolom itu dalam tables/{self._name}.yaml.",
                f"Check that column's 'value' in tables/{self._name}.yaml.",
            ),
        )

    def _make_cell(
        self, column: TableColumn, value: Any, origin: str, names: Mapping[str, Any], span: int
    ) -> Cell:
        spec = column.spec
        if spec.shade:
            shaded = bool(value)
            mark = (Text(_MARK, read_origin(value)),) if shaded else ()
            return Cell((mark,), "", 1, span, "center", shaded, origin)
        if spec.list is not None and isinstance(value, _LISTS):
            made = [self._make_line(column, it, names) for it in value]
            if made:
                kind = "" if spec.list == "plain" else spec.list
                return Cell(tuple(made), kind, rows=span, origin=origin)
            value = Missing(read_origin(value) or origin)
        # By exact type first: nearly all is text, and no text is calculated with.
        if type(value) is MarkedText and spec.format is None:
            return Cell((self._state.make_inlines(value),), "", 1, span, spec.align, False, origin)
        lines = self._make_lines(spec, value)
        # By place, not by name: a large book has a hundred thousand cells.
        return Cell(lines, "", 1, span, spec.align, False, origin, read_value(value))

    def _make_gap(self, spec: ColumnSpec, value: Missing, label: str, origin: str) -> Cell:
        """Return the cell of what a sheet lacks, called by its row's label."""
        if not spec.required:
            return Cell(self._make_lines(spec, value), align=spec.align, origin=origin)
        placeholder = self._state.make_placeholder(value.origin, label)
        return Cell(((placeholder,),), align=spec.align, origin=origin)

    def _make_line(
        self, column: TableColumn, it: Any, names: Mapping[str, Any]
    ) -> tuple[Inline, ...]:
        if column.line is not None:
            it = column.line({**names, "it": it})
        return self._make_lines(column.spec, it)[0]

    def _make_lines(self, spec: ColumnSpec, value: Any) -> tuple[tuple[Inline, ...], ...]:
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

    def _make_group(self, group: Any, width: int) -> Row:
        inlines = self._state.make_inlines(group)
        origin = read_row_origin(group) if isinstance(group, RecordView) else ""
        return Row((Cell((inlines,), columns=width, origin=origin),), "group", origin)

    def _sum_up(
        self, columns: Sequence[TableColumn], sums: Mapping[int, Any], label: str | None
    ) -> Iterable[Row]:
        """Yield a row of sums under ``label``, which spans up to the first summed column."""
        summed = [position for position, column in enumerate(columns) if column.spec.total]
        if label is None or not summed or not sums:
            return
        cells = [Cell(((Text(label),),), columns=max(1, summed[0]))]
        for position in range(max(1, summed[0]), len(columns)):
            spec = columns[position].spec
            if position in sums:
                lines = self._make_lines(spec, sums[position])
                value = read_value(sums[position])
                cells.append(Cell(lines, align=columns[position].align, value=value))
            elif spec.total:
                # Nothing to add up reads as it does in the rows above.
                cells.append(Cell(((Text(spec.empty),),), align=columns[position].align))
            else:
                cells.append(Cell(((),)))
        yield Row(tuple(cells), "total")


def read_row_origin(row: Any) -> str:
    """Return the pointer of the record that a row shows."""
    return row.origin if isinstance(row, RecordView) else read_origin(row)


def read_value(value: Any) -> int | Decimal | date | None:
    """Return the number or date that a cell shows, None for a text, a list or nothing."""
    return value if isinstance(value, _CALCULABLE) else None


def _count_run(columns: Sequence[TableColumn], group: str) -> int:
    count = 0
    for column in columns:
        if column.spec.group != group:
            break
        count += 1
    return count


def _add(sums: Sequence[dict[int, Any]], position: int, value: Any) -> None:
    if isinstance(value, Missing) or value is None:
        return
    plain = Decimal(value) if isinstance(value, Decimal) else int(value)
    for store in sums:
        store[position] = store.get(position, 0) + plain
