"""Charts as data: a ``ChartSpec`` and rows become a Chart node, every value with its origin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from jinja2 import TemplateError

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.charts import Chart, ChartPoint, ChartSeries
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Caption, Text
from masterplan_cli.frozen import dataclass
from masterplan_cli.render.chart_spec import ChartSpec, SeriesSpec
from masterplan_cli.render.environment import ProvenanceEnvironment
from masterplan_cli.render.expressions import compile_expression
from masterplan_cli.render.formats import format_number
from masterplan_cli.render.marks import Missing, read_origin
from masterplan_cli.render.state import RenderState, TemplateFaultError
from masterplan_cli.render.tables import read_row_origin

_FAULTS: Final = (TemplateError, TypeError, ValueError, LookupError, ArithmeticError)
_UNITS: Final = ((10**9, "miliar rupiah"), (10**6, "juta rupiah"), (1, "rupiah"))
_MOST_PLACES: Final = 2
_KINDS: Final = {
    "bar": "Diagram batang",
    "column": "Diagram kolom",
    "stacked_bar": "Diagram batang bertumpuk",
    "stacked_column": "Diagram kolom bertumpuk",
    "share_bar": "Diagram batang bertumpuk sampai seratus persen",
    "share_column": "Diagram kolom bertumpuk sampai seratus persen",
}


@dataclass(frozen=True, slots=True)
class _Values:
    """One series before its numbers are written: exact values, each with its origin."""

    name: str
    values: tuple[tuple[Decimal | None, str], ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    """How all numbers of one chart are written."""

    divisor: int
    unit: str
    places: int
    sign: str

    def make_point(self, value: Decimal | None, origin: str) -> ChartPoint:
        """Return the point of a value as it was read."""
        if value is None:
            return ChartPoint(None, origin=origin)
        scaled = value / self.divisor
        # Nothing at all is told apart from what is too small for the places.
        text = format_number(scaled, self.places) if scaled else "0"
        return ChartPoint(scaled, text + self.sign, origin)

    @property
    def code(self) -> str:
        """The number format as spreadsheets write it."""
        places = "." + "0" * self.places if self.places else ""
        return f"#,##0{places}" + (f'"{self.sign}"' if self.sign else "")


class ChartBuilder:
    """Builds one chart for one chapter."""

    def __init__(
        self, name: str, spec: ChartSpec, environment: ProvenanceEnvironment, state: RenderState
    ) -> None:
        """Keep the spec; ``name`` is what messages call the chart."""
        self._name = name
        self._spec = spec
        self._environment = environment
        self._state = state

    def build(
        self,
        rows: Sequence[Any],
        variables: Mapping[str, Any],
        caption: Caption | None,
        alternative: str,
    ) -> Chart | Missing:
        """Return the chart of ``rows``, or what is missing where not one value is known."""
        spec = self._spec
        self._refuse_total()
        named = [{**variables, "row": row, "number": number} for number, row in enumerate(rows, 1)]
        categories = tuple(self._name_category(names) for names in named)
        read = tuple(self._read_all(named, variables))
        if not any(value is not None for one in read for value, _ in one.values):
            origins = (origin for one in read for _, origin in one.values if origin)
            return Missing(next(origins, read_row_origin(rows[0])))
        sums = _sum_stacks(read, len(rows))
        scale = self._choose_scale(read, sums)
        series = tuple(_write(one, scale) for one in read)
        total = None if spec.total is None else _write(_Values(spec.total, sums), scale)
        return Chart(
            spec.kind,
            categories,
            series,
            scale.code,
            spec.category_title or "",
            (spec.value_title or "").replace("{unit}", scale.unit),
            total,
            spec.maximum if _fits(spec.maximum, read) else None,
            alternative or self._describe(caption, categories, series),
            caption,
        )

    def _refuse_total(self) -> None:
        """Refuse sums where no stack stands under them."""
        if self._spec.total is not None and self._spec.kind != "stacked_column":
            raise TemplateFaultError(
                Message(
                    f"diagram “{self._name}”: “total” hanya untuk stacked_column",
                    f"chart '{self._name}': 'total' is for stacked_column only",
                ),
                Message(
                    f"Hapus “total” dari charts/{self._name}.yaml, atau ganti “kind”.",
                    f"Remove 'total' from charts/{self._name}.yaml, or change 'kind'.",
                ),
            )

    def _evaluate(self, part: str, source: str, names: Mapping[str, Any]) -> Any:
        try:
            return compile_expression(self._environment, source)(names)
        except _FAULTS as error:
            raise TemplateFaultError(
                Message(
                    f"diagram “{self._name}”, {part}: {error}",
                    f"chart '{self._name}', {part}: {error}",
                ),
                Message(
                    f"Periksa ungkapannya dalam charts/{self._name}.yaml.",
                    f"Check its expression in charts/{self._name}.yaml.",
                ),
            ) from error

    def _name_category(self, names: Mapping[str, Any]) -> Text:
        value = self._evaluate("category", self._spec.category, names)
        inlines = self._state.make_inlines(value)
        # A year that loops hand out bears no origin of its own.
        return Text(read_text(inlines), read_origin(value) or read_row_origin(names["row"]))

    def _read_all(
        self, rows: Sequence[dict[str, Any]], variables: Mapping[str, Any]
    ) -> Iterator[_Values]:
        for spec in self._spec.series:
            each_of = (None,)
            if spec.repeat is not None:
                each_of = self._evaluate(f"series “{spec.name}”", spec.repeat, variables)
            for each in each_of:
                name = spec.name.replace("{each}", str(each))
                values = tuple(self._read_value(spec, {**row, "each": each}) for row in rows)
                if not spec.optional or any(value for value, _ in values):
                    yield _Values(name, values)

    def _read_value(self, spec: SeriesSpec, names: Mapping[str, Any]) -> tuple[Decimal | None, str]:
        part = f"series “{spec.name}”"
        value = self._evaluate(part, spec.value, names)
        origin = read_origin(value) or read_row_origin(names["row"])
        if value is None or isinstance(value, Missing):
            return None, origin
        if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
            raise TemplateFaultError(
                Message(
                    f"diagram “{self._name}”, {part}: “{value}” bukan angka",
                    f"chart '{self._name}', {part}: '{value}' is no number",
                ),
                Message(
                    f"Periksa “value” seri itu dalam charts/{self._name}.yaml.",
                    f"Check that series' 'value' in charts/{self._name}.yaml.",
                ),
            )
        return Decimal(str(value)), origin

    def _choose_scale(
        self, read: Sequence[_Values], sums: Sequence[tuple[Decimal | None, str]]
    ) -> _Scale:
        """Return unit and decimal places that suit the largest number that is printed."""
        spec = self._spec
        values = [value for one in read for value, _ in one.values if value is not None]
        shown = values if spec.total is None else [*values, *(value or 0 for value, _ in sums)]
        largest = max(abs(Decimal(value)) for value in shown)
        if spec.format != "rupiah":
            places = max(min(_count_places(value), _MOST_PLACES) for value in values)
            sign = "%" if spec.format == "persen" else ""
            return _Scale(1, sign, places if spec.places is None else spec.places, sign)
        divisor, unit = next((one for one in _UNITS if largest >= one[0]), _UNITS[-1])
        top = largest / divisor
        places = 0 if divisor == 1 or top >= 1000 else 1 if top >= 10 else 2
        return _Scale(divisor, unit, places if spec.places is None else spec.places, "")

    def _describe(
        self, caption: Caption | None, categories: Sequence[Text], series: Sequence[ChartSeries]
    ) -> str:
        """Return the alternative text: what kind of chart, of what, from where to where."""
        title = read_text(caption.children) if caption else ""
        span = categories[0].text
        if len(categories) > 1:
            span = f"{len(categories)} kategori, dari {span} sampai {categories[-1].text}"
        names = ", ".join(one.name for one in series)
        head = f"{_KINDS[self._spec.kind]}: {title}" if title else _KINDS[self._spec.kind]
        return f"{head}. {span[:1].upper()}{span[1:]}. Seri: {names}."


def _fits(maximum: Decimal | None, read: Sequence[_Values]) -> bool:
    values = (value for one in read for value, _ in one.values if value is not None)
    return maximum is not None and all(value <= maximum for value in values)


def _count_places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _sum_stacks(read: Sequence[_Values], count: int) -> tuple[tuple[Decimal | None, str], ...]:
    """Return the sum of each category over all series; None where none has a value."""
    stacks = ([one.values[place][0] for one in read] for place in range(count))
    known = ([value for value in stack if value is not None] for stack in stacks)
    return tuple((sum(stack, Decimal(0)) if stack else None, "") for stack in known)


def _write(read: _Values, scale: _Scale) -> ChartSeries:
    return ChartSeries(read.name, tuple(scale.make_point(*value) for value in read.values))
