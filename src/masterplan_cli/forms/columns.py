"""The columns of a sheet: every field of its record, with heading, help, kind of value and width.

In: a ``SheetSpec``, the profile's tables and word lists. Out: columns. A field's type in the model
decides what a cell takes; nothing is listed twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from inspect import unwrap
from typing import Annotated, Any, Final, Literal, get_args, get_origin

from masterplan_cli.forms.specs import SheetSpec
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Risk
from masterplan_cli.render.table_spec import TableSpec
from masterplan_cli.schema import fields
from masterplan_cli.schema.record import Record, describe_fields
from masterplan_cli.source.scalars import (
    parse_boolean,
    parse_date,
    parse_integer,
    parse_number,
    parse_year,
)

Kind = Literal[
    "line", "prose", "whole", "rupiah", "year", "percent", "number", "date", "flag", "choice"
]

PARENT: Final = "^parent"
CHOICE: Final = "^choice"
EXAMPLE: Final = "illustrative"
"""The column that says that a row holds no real data yet; shown where any row of a sheet does."""
ROWS: Final = "rows"
"""Name of the list of what is written in the sheet that a parent column refers to."""

_KINDS: Final[dict[Callable[..., Any], Kind]] = {
    fields.read_line: "line",
    fields.read_prose: "prose",
    fields.read_slug: "line",
    fields.read_reference: "line",
    fields.read_year: "year",
    fields.read_rupiah: "rupiah",
    fields.read_count: "whole",
    fields.read_percent: "percent",
    fields.read_value: "line",
    fields.read_url: "line",
    fields.read_note: "prose",
    parse_integer: "whole",
    parse_year: "year",
    parse_number: "number",
    parse_date: "date",
    parse_boolean: "flag",
}
_WIDTHS: Final[dict[Kind, float]] = {
    "line": 34, "prose": 60, "whole": 12, "rupiah": 17, "year": 10, "percent": 12, "number": 11,
    "date": 16, "flag": 8, "choice": 22,
}  # fmt: skip
_EXAMPLE: Final = "Contoh"
_EXAMPLE_HELP: Final = (
    "ya: isi baris ini masih contoh. Kosongkan bila sudah diganti dengan isi yang sebenarnya"
)
_LEAST_LIST: Final = 3
"""Cells that a list of references gets at least."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet, or several alike for a list (``count``).

    ``path`` leads from the row's record to the field; ``item`` is the key below it, of a mapping
    by year or of the records that lie side by side. ``choices`` names a list of choices.
    ``locked`` says that rows which are in the plan already may not change it.
    """

    id: str
    path: tuple[str, ...]
    heading: str
    help: str
    kind: Kind
    choices: str = ""
    required: bool = False
    locked: bool = False
    total: bool = False
    listed: bool = False
    count: int = 1
    item: str = ""
    width: float = 0.0
    limits: tuple[int, int] | None = None

    @property
    def cell_ids(self) -> tuple[str, ...]:
        """What each of the cells is called in the sheet's hidden row of ids."""
        if not self.listed:
            return (self.id,)
        return tuple(f"{self.id}#{number}" for number in range(1, self.count + 1))


@dataclass(frozen=True, slots=True)
class FieldType:
    """What a field takes: the kind of value, or words of the model itself."""

    kind: Kind
    words: tuple[str, ...] = ()


def _walk_annotation(annotation: Any, metadata: tuple[Any, ...]) -> Iterator[Any]:
    pending: list[Any] = [annotation, *metadata]
    while pending:
        part = pending.pop()
        yield part
        if get_origin(part) is Literal:
            continue
        if get_origin(part) is Annotated or get_args(part):
            pending.extend(get_args(part))


@cache
def read_type(model: type[Record], name: str) -> FieldType:
    """Return what the field ``name`` of ``model`` takes; of a mapping, what its values are."""
    info = model.model_fields[name]
    found: list[FieldType] = []
    for part in _walk_annotation(info.annotation, tuple(info.metadata)):
        if get_origin(part) is Literal:
            return FieldType("choice", tuple(str(word) for word in get_args(part)))
        if isinstance(part, fields.Reader | fields.InformedReader):
            read = unwrap(part.read)
            if read is not fields.read_year_key:
                found.append(FieldType(_KINDS[read]))
    return found[-1]


class ColumnMaker:
    """Makes the columns of one sheet."""

    def __init__(
        self,
        plan: Masterplan,
        spec: SheetSpec,
        terms: Mapping[str, str],
        describe: Callable[[str, str], str],
        choices: str = CHOICE,
    ) -> None:
        """Take headings from ``terms`` (field path to heading), help from ``describe``.

        ``choices`` names the list of what ``*`` stands for.
        """
        self._choices = choices
        self._plan = plan
        self._spec = spec
        self._terms = terms
        self._describe = describe

    def make(self, model: type[Record]) -> tuple[Column, ...]:
        """Return the columns of the sheet whose rows are ``model``."""
        spec = self._spec
        columns = list(self._make_fields(model, (), spec.leave_out))
        if spec.across is not None:
            columns = [*self._make_across(model, columns)]
        else:
            heading, said = spec.headings.get(EXAMPLE, _EXAMPLE), _EXAMPLE_HELP
            made = self._make_column(model, (EXAMPLE,))
            columns.append(replace(made, heading=heading, help=said))
        front = []
        if spec.parent is not None:
            front.append(self._make_parent(spec.parent))
        if spec.choice is not None:
            help_text = "Pilih dari daftar."
            front.append(
                Column(
                    CHOICE,
                    (),
                    spec.choice,
                    help_text,
                    "choice",
                    self._choices,
                    required=True,
                    locked=True,
                    width=18,
                )
            )
        if spec.root == "program" and not spec.steps:
            columns = [columns[0], *front, *columns[1:]]
            front = []
        return (*front, *columns)

    def _make_parent(self, heading: str) -> Column:
        below = bool(self._spec.steps) and self._spec.root == "program"
        choices = ROWS if below else {
            "pillar": "dimension", "program": "dimension", "readiness": "readiness-component"
        }[self._spec.root]  # fmt: skip
        text = "Pilih dari daftar; program baru ditulis dahulu pada lembar Program."
        return Column(
            PARENT, (), heading, text if below else "Pilih dari daftar.", "choice", choices,
            required=True, locked=True, width=26,
        )  # fmt: skip

    def _make_fields(
        self, model: type[Record], above: tuple[str, ...], left_out: tuple[str, ...]
    ) -> Iterator[Column]:
        for name, shape in describe_fields(model).items():
            path = (*above, name)
            if name in ("id", EXAMPLE) or ".".join(path) in left_out:
                continue
            if shape.record is not None:
                if not shape.container and name != "quick_win":
                    yield from self._make_fields(shape.record, path, left_out)
                continue
            column = self._make_column(model, path)
            if shape.container == "mapping":
                yield from self._repeat(column)
            elif shape.container == "list":
                yield replace(column, listed=True, count=_LEAST_LIST)
            else:
                yield column

    def _make_column(self, model: type[Record], path: tuple[str, ...]) -> Column:
        name, key = path[-1], ".".join(path)
        shape, taken = describe_fields(model)[name], read_type(model, name)
        choices = shape.reference
        kind: Kind = "choice" if choices else taken.kind
        if taken.words:
            choices = f"{model.__name__}.{name}"
        said = name_plainly(self._describe(model.__name__, name))
        return Column(
            id=key,
            path=path,
            heading=self._find_heading(key, name, said),
            help=said,
            kind=kind,
            choices=choices,
            required=self._is_required(model, path),
            locked=name in model.KEY and name != "id",
            total=key in self._spec.total,
            width=_WIDTHS[kind],
            limits=self._find_limits(model, name),
        )

    def _find_limits(self, model: type[Record], name: str) -> tuple[int, int] | None:
        """Return the least and largest number of a value that the profile gives a scale for."""
        scale = self._plan.profile.risk_scale
        rated = model is Risk and name in ("likelihood", "severity")
        return (1, scale.steps) if rated and scale is not None else None

    def _find_heading(self, key: str, name: str, said: str) -> str:
        known = self._spec.headings.get(key) or self._terms.get(key)
        return known or self._plan.profile.labels.get(name) or said.partition(";")[0]

    def _is_required(self, model: type[Record], path: tuple[str, ...]) -> bool:
        key = ".".join(path)
        if key in self._spec.required:
            return True
        if len(path) == 1 and model.model_fields[path[0]].is_required():
            return True
        plan = self._plan
        return any(
            one.record == model.KIND and one.field == key and one.since <= plan.stage.number
            for one in plan.profile.required_content
        )

    def _repeat(self, column: Column) -> Iterator[Column]:
        for year in self._plan.years:
            yield replace(
                column,
                id=f"{column.id}.{year}",
                item=str(year),
                heading=self._terms.get(f"{column.id}[each]", f"{column.heading} {{each}}").replace(
                    "{each}", str(year)
                ),
                width=11,
            )

    def _make_across(self, model: type[Record], columns: list[Column]) -> Iterator[Column]:
        across = self._spec.across
        assert across is not None
        value = next(column for column in columns if column.path == (across.value,))
        for column in columns:
            if column.path not in ((across.by,), (across.value,)):
                yield replace(column, locked=True)
        for year in self._plan.years:
            yield replace(
                value,
                id=f"{across.value}.{year}",
                item=str(year),
                heading=across.heading.replace("{each}", str(year)),
                required=False,
            )


def name_plainly(text: str) -> str:
    """Return a key's description without the word id: a clerk chooses names from a list."""
    rest = text.removeprefix("Id ")
    return rest[:1].upper() + rest[1:]


def read_terms(spec: SheetSpec, tables: Mapping[str, TableSpec]) -> dict[str, str]:
    """Return the official heading of each field that a table of the books prints plainly."""
    terms: dict[str, str] = {}
    for name, row in spec.terms.items():
        table = tables.get(name)
        for column in table.columns if table is not None else ():
            if not column.value.startswith(f"{row}."):
                continue
            key = column.value.removeprefix(f"{row}.").removesuffix(".name")
            heading = column.heading
            if column.group:
                heading = f"{column.group} {heading[:1].lower()}{heading[1:]}"
            terms.setdefault(key, heading)
    return terms
