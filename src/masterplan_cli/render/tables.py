"""Tables as data: a ``TableSpec`` and rows become a Table node, without passing Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from jinja2 import TemplateError

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.nodes import (
    Caption,
    Cell,
    Column,
    Row,
    Table,
    Text,
)
from masterplan_cli.render.cells import CellMaker, Maker, TableColumn
from masterplan_cli.render.environment import ProvenanceEnvironment
from masterplan_cli.render.expressions import Expression, compile_column
from masterplan_cli.render.frames import Frame, Reader, find_reader, read_above
from masterplan_cli.render.lines import carry_value
from masterplan_cli.render.marks import Missing, read_origin
from masterplan_cli.render.state import RenderState, TemplateFaultError
from masterplan_cli.render.table_spec import ColumnSpec, TableSpec
from masterplan_cli.render.views import RecordView

_NUMERIC = frozenset({"angka", "persen", "rupiah", "rupiah_ringkas"})
_EXPRESSION_ERRORS = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError)
# A short way stumbles over what is no attribute; the expression then says what is unknown.
_FAULTS = (*_EXPRESSION_ERRORS, AttributeError)


class TableBuilder:
    """Builds the tables of one spec."""

    def __init__(
        self, name: str, spec: TableSpec, environment: ProvenanceEnvironment, state: RenderState
    ) -> None:
        """Compile the spec's expressions; ``name`` is what messages call the table."""
        self._name = name
        self._spec = spec
        self._state = state
        self._environment = environment
        divided = spec.items is not None
        self._cells = CellMaker(name, state, plain=spec.plain, divided=divided)
        self._items = self._prepare_above(spec.items)
        self._group = self._prepare_above(spec.group)
        self._known: dict[int, tuple[TableColumn, Maker]] = {}

    def _compile(self, source: str | None) -> Expression | None:
        return compile_column(self._environment, source, self._name) if source else None

    def _prepare_above(self, source: str | None) -> Reader | None:
        whole = self._compile(source)
        return read_above(source, whole) if source and whole else None

    def build(
        self, rows: Iterable[Any], variables: Mapping[str, Any], caption: Caption | None
    ) -> Table:
        """Return the table of ``rows``; ``variables`` are known to every expression."""
        rows = tuple(rows)
        prepared = [
            (column, make)
            for column, make in self._expand_columns(variables)
            if self._is_used(column, rows, variables)
        ]
        columns = [column for column, _ in prepared]
        body = self._fill_body(rows, prepared, variables)
        return Table(
            tuple([Column(float(column.spec.width), column.align) for column in columns]),
            (*self._make_header(columns), *body),
            caption,
            "portrait" if len(rows) <= self._spec.upright else self._spec.orientation,
            self._spec.plain,
            name=self._name,
        )

    def _expand_columns(self, variables: Mapping[str, Any]) -> Iterator[tuple[TableColumn, Maker]]:
        """Yield each column with what makes its cells; one that does not repeat is kept."""
        for place, spec in enumerate(self._spec.columns):
            repeat = self._compile(spec.repeat)
            if repeat is not None:
                for each in repeat(variables):
                    yield self._prepare(spec, each)
            else:
                if place not in self._known:
                    self._known[place] = self._prepare(spec, None)
                yield self._known[place]

    def _prepare(self, spec: ColumnSpec, each: Any) -> tuple[TableColumn, Maker]:
        value = compile_column(self._environment, spec.value, self._name)
        align = spec.align or ("right" if spec.format in _NUMERIC else "left")
        if spec.shade and spec.align is None:
            align = "center"
        read = find_reader(spec.value, value, each)
        column = TableColumn(spec, value, read, self._compile(spec.line), each, align)
        return column, self._cells.prepare(column)

    def _is_used(
        self, column: TableColumn, rows: Sequence[Any], variables: Mapping[str, Any]
    ) -> bool:
        """Say whether the column has something to print in any row; only optional ones may not."""
        if not column.spec.optional:
            return True
        at = Frame({**variables, "each": column.each}, self._state.current_record)
        for row in rows:
            at.enter(row)
            items: Iterable[Any] = (None,)
            if self._items is not None and column.spec.per == "item":
                items = self._items(at)
            for item in items:
                at.item = at.names["item"] = item
                try:
                    value = column.read(at)
                except _FAULTS as error:
                    self._blame_column(column, at, error)
                    raise
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

    def _fill_body(
        self,
        rows: Sequence[Any],
        prepared: Sequence[tuple[TableColumn, Maker]],
        variables: Mapping[str, Any],
    ) -> list[Row]:
        """Return the rows below the header, with those of groups and sums among them."""
        columns = [column for column, _ in prepared]
        below = [(column, make) for column, make in prepared if column.spec.per == "item"]
        body: list[Row] = []
        sums: dict[int, int | Decimal] = {}
        at = Frame(variables, self._state.current_record)
        current: Any = None
        for row in rows:
            at.enter(row)
            kind = type(row)
            at.origin = (
                row.origin if kind is RecordView else "" if kind is dict else read_row_origin(row)
            )
            if self._group is not None:
                group = self._group(at)
                if not body or group != current:
                    self._close_group(body, columns, at, sums)
                    if not (isinstance(group, str) and not group):
                        body.append(self._make_group(group, len(columns)))
                    current = group
            if self._items is None:
                body.append(self._make_row(at, prepared))
                continue
            items = tuple(self._items(at)) or (Missing(row.origin),)
            at.rows = len(items)
            for place, item in enumerate(items):
                at.item = at.names["item"] = item
                body.append(self._make_row(at, below if place else prepared))
        self._close_group(body, columns, at, sums)
        body.extend(self._sum_up(columns, sums, self._spec.total))
        return body

    def _close_group(
        self,
        body: list[Row],
        columns: Sequence[TableColumn],
        at: Frame,
        sums: dict[int, int | Decimal],
    ) -> None:
        """Print what a group comes to, and add it to what the table comes to."""
        if self._group is not None and body:
            body.extend(self._sum_up(columns, at.sums, self._spec.subtotal))
        for place, value in at.sums.items():
            sums[place] = sums.get(place, 0) + value
        at.sums = {}

    def _make_row(self, at: Frame, prepared: Sequence[tuple[TableColumn, Maker]]) -> Row:
        """Return the row of one record, or of one of its items."""
        cells = at.cells = []
        try:
            for _, make in prepared:
                cells.append(make(at))
        except _FAULTS as error:
            self._blame_column(prepared[len(cells)][0], at, error)
            raise
        return Row(tuple(cells), "body", at.origin)

    def _blame_column(self, column: TableColumn, at: Frame, error: Exception) -> None:
        """Raise the fault that names the column, whose file the template's line does not tell.

        What a short way stumbled over is asked of the expression, which says it better.
        """
        at.names["each"] = column.each
        key = "value" if column.line is None else "line"
        try:
            column.value(at.names)
        except _EXPRESSION_ERRORS as said:
            error, key = said, "value"
        if isinstance(error, AttributeError):
            return
        raise TemplateFaultError(
            Message(
                f"tabel “{self._name}”, kolom “{column.heading}”: {error}",
                f"table '{self._name}', column '{column.heading}': {error}",
            ),
            Message(
                f"Periksa “{key}” kolom itu dalam tables/{self._name}.yaml.",
                f"Check that column's '{key}' in tables/{self._name}.yaml.",
            ),
        ) from error

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
        for column in columns[max(1, summed[0]) :]:
            spec, value = column.spec, sums.get(id(column))
            if value is not None:
                lines = carry_value(self._cells.lines.make_lines(spec, value), value)
                cells.append(Cell(lines, align=column.align))
            elif spec.total:
                # Nothing to add up reads as it does in the rows above.
                cells.append(Cell(((Text(spec.empty),),), align=column.align))
            else:
                cells.append(Cell(((),)))
        yield Row(tuple(cells), "total")


def read_row_origin(row: Any) -> str:
    """Return the pointer of the record that a row shows."""
    return row.origin if isinstance(row, RecordView) else read_origin(row)


def _count_run(columns: Sequence[TableColumn], group: str) -> int:
    count = 0
    for column in columns:
        if column.spec.group != group:
            break
        count += 1
    return count
