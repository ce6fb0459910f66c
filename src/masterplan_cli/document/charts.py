"""Charts as nodes: values by category and series, and how they are to be read.

Shapes: every series has one point for each category, in the same order. A value is exact; its
text is what a reader sees. Units stand in ``value_title``, never in the values.

Why apart from ``nodes``: a chart is four records, and nothing else needs to know three of them.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from masterplan_cli.frozen import dataclass

if TYPE_CHECKING:
    from masterplan_cli.document.nodes import Caption, Origin, Text

# What a character of a name takes of a chart's width, and what values of the axis take (mm).
NAME_CHARACTER: Final = 1.75
VALUE_AXIS: Final = 16.0
# Names below columns may have so many lines; a year stands upright where it cannot lie.
NAME_LINES: Final = 3
_SHORT_NAME: Final = 6

# ``bar`` lies, ``column`` stands; ``share`` fills each bar to the whole.
ChartKind: TypeAlias = Literal[
    "bar", "column", "stacked_bar", "stacked_column", "share_bar", "share_column"
]


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """One value; None where it is not known, which is not zero."""

    value: Decimal | None
    text: str = "–"
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """One series: its name in the legend, a point for each category."""

    name: str
    points: tuple[ChartPoint, ...]
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. ``number_format`` is a spreadsheet's code (``#,##0.0``), free of any language.

    ``total`` holds the sum of each stack, printed above it. ``maximum`` is where the value axis
    ends, None lets the reader's program choose. ``alternative`` is the text for those who cannot
    see the chart.
    """

    kind: ChartKind
    categories: tuple[Text, ...]
    series: tuple[ChartSeries, ...]
    number_format: str = "#,##0"
    category_title: str = ""
    value_title: str = ""
    total: ChartSeries | None = None
    maximum: Decimal | None = None
    alternative: str = ""
    caption: Caption | None = None
    origin: Origin = ""

    @property
    def columns(self) -> tuple[ChartSeries, ...]:
        """Every series as a table of the chart's data shows it: the total comes last."""
        return self.series if self.total is None else (*self.series, self.total)


def count_name_characters(chart: Chart, width: float) -> int:
    """Return how many characters of a name one line below a column holds; ``width`` in mm."""
    return int((width - VALUE_AXIS) / max(1, len(chart.categories)) / NAME_CHARACTER)


def has_crowded_names(chart: Chart, width: float) -> bool:
    """Whether names stand below columns and cannot be read there: too long, or a word too wide."""
    if not chart.kind.endswith("column"):
        return False
    room = count_name_characters(chart, width)
    names = [name.text for name in chart.categories if len(name.text) > _SHORT_NAME]
    return any(
        len(name) > room * NAME_LINES or max(map(len, name.split()), default=0) > room
        for name in names
    )
