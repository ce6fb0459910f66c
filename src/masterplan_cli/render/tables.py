"""Tables as data: a ``TableSpec`` and rows become a Table node, without passing Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from jinja2 import TemplateError

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import (
    Caption,
    Cell,
    Column,
    Row,
    Table,
    Text,
)
from masterplan_cli.render.cells import CellMaker, TableColumn, carry_value
from masterplan_cli.render.environment import ProvenanceEnvironment
from masterplan_cli.render.expressions import Expression, compile_column
from masterplan_cli.render.marks import Missing, read_origin
from masterplan_cli.render.state import RenderState, TemplateFaultError
from masterplan_cli.render.table_spec import TableSpec
from masterplan_cli.render.views import ListView, RecordView

_NUMERIC = frozenset({"angka", "persen", "rupiah", "rupiah_ringkas"})
_MARK = "■"
_BLANK = Text("")
# Not written out below: a union is made anew each time, and a large book asks for every cell.
_LISTS = (ListView, list, tuple)
_CALCULABLE = (int, Decimal, date)
_EXPRESSION_ERRORS = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError)


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
        self._cells = CellMaker(name, state)
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
            cells: list[Cell | Text] = []
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
                    label = _read_cell(cells[0])
                    cells.append(self._cells.make_gap(column.spec, value, label, origin))
                    continue
                cells.append(self._cells.make_cell(column, value, origin, names, span))
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
                lines = carry_value(self._cells.make_lines(spec, sums[position]), sums[position])
                cells.append(Cell(lines, align=columns[position].align))
            elif spec.total:
                # Nothing to add up reads as it does in the rows above.
                cells.append(Cell(((Text(spec.empty),),), align=columns[position].align))
            else:
                cells.append(Cell(((),)))
        yield Row(tuple(cells), "total")


def read_row_origin(row: Any) -> str:
    """Return the pointer of the record that a row shows."""
    return row.origin if isinstance(row, RecordView) else read_origin(row)


def _read_cell(cell: Cell | Text) -> str:
    return cell.text if isinstance(cell, Text) else read_text(cell.lines[0])


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
