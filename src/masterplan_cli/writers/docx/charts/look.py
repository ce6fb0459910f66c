"""How a chart looks: its size, the fill of each series, which values are printed in it.

Everything must be told apart on a black-and-white printer: fills differ in lightness, then in
pattern; every piece has an outline; values stand in the chart wherever there is room for them.
Lengths are in millimetres.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from masterplan_cli.document.charts import (
    NAME_CHARACTER,
    NAME_LINES,
    VALUE_AXIS,
    Chart,
    ChartKind,
    count_name_characters,
    has_crowded_names,
)
from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.docx.typography import shorten

# Text on a dark fill, and elsewhere.
PAPER: Final = "FFFFFF"
INK: Final = "262626"
# What a character of a value takes up, and a line of it, at the size of values (8 points).
CHARACTER: Final = 1.6
LINE: Final = 3.4
_LEGEND_LINE: Final = 5.0
_NAME_LINE: Final = 4.0
# Space beside lying bars, for their names.
_NAMES_SHARE: Final = 0.36
_TALLEST: Final = 0.8


@dataclass(frozen=True, slots=True)
class Fill:
    """A fill: solid, or a DrawingML pattern of ``color`` on white; ``ink`` is for text on it."""

    color: str
    ink: str = INK
    pattern: str = ""


_DARKEST: Final = Fill("1F3864", PAPER)
# Lightness of the solid ones: 24, 85, 61, 95, 69 of 100, so that neighbours lie far apart.
_MANY: Final = (
    _DARKEST,
    Fill("C9D8EE"),
    Fill("6E96D2"),
    Fill("F2F2F2"),
    Fill("1F3864", pattern="wdUpDiag"),
    Fill("8FA9D6"),
    Fill("404040", pattern="dkHorz"),
    Fill("5B84C4", pattern="smCheck"),
    Fill("1F3864", pattern="pct20"),
    Fill("808080", pattern="wdDnDiag"),
    Fill("404040", PAPER),
    Fill("5B84C4", pattern="narVert"),
)
# Few series are often a scale (good, fair, poor): one colour, growing lighter.
_FEW: Final = {
    1: (Fill("2F5597", PAPER),),
    2: (_DARKEST, Fill("BDD0EC")),
    3: (_DARKEST, Fill("84A3D6"), Fill("E3EAF6")),
}


_LYING: Final[dict[ChartKind, ChartKind]] = {
    "column": "bar",
    "stacked_column": "stacked_bar",
    "share_column": "share_bar",
}


def settle_names(chart: Chart, width: float) -> Chart:
    """Return ``chart`` so that its names can be read where it is ``width`` wide.

    Columns whose names have no room below them lie down. Sums stand above columns alone: where a
    chart has them, names are cut after a word to what three lines hold.
    """
    if not has_crowded_names(chart, width):
        return chart
    if chart.total is None:
        return replace(chart, kind=_LYING[chart.kind])
    room = count_name_characters(chart, width)
    names = (
        " ".join(shorten(word, max(2, room)) for word in name.text.split())
        for name in chart.categories
    )
    return replace(
        chart,
        categories=tuple(
            replace(old, text=shorten(name, max(4, room * NAME_LINES)))
            for old, name in zip(chart.categories, names, strict=True)
        ),
    )


def choose_fills(count: int) -> tuple[Fill, ...]:
    """Return a fill for each of ``count`` series; beyond twelve they repeat."""
    return _FEW.get(count) or tuple(_MANY[place % len(_MANY)] for place in range(count))


@dataclass(frozen=True, slots=True)
class Layout:
    """Where there is room in a chart that is ``width`` wide."""

    chart: Chart
    width: float
    tallest: float

    @property
    def lying(self) -> bool:
        """Whether bars lie."""
        return self.chart.kind.endswith("bar")

    @property
    def stacked(self) -> bool:
        """Whether series stand on one another."""
        return self.chart.kind.partition("_")[0] in ("stacked", "share")

    @property
    def height(self) -> float:
        """The chart's height, legend and titles of axes included."""
        count = max(1, len(self.chart.categories))
        extra = self._legend_height + (6.0 if self.chart.value_title else 0.0)
        if self.lying:
            side = 1 if self.stacked else len(self.chart.series)
            wanted = count * max(9.0, side * 5.0, self._name_lines * _NAME_LINE + 1.0) + 10.0
        else:
            extra += 6.0 if self.chart.category_title else 0.0
            wanted = 72.0 + min(self._name_height, 40.0)
        return min(max(wanted + extra, 45.0), self.tallest * _TALLEST)

    @property
    def turned(self) -> bool:
        """Whether values are written upwards, since they are too wide for their columns."""
        return not self.lying and self._longest * CHARACTER > self._slot

    def shows(self, series: int, place: int) -> bool:
        """Say whether there is room for the value of ``series`` at category ``place``."""
        point = self.chart.series[series].points[place]
        if point.value is None:
            return False
        length = len(point.text) * CHARACTER
        if not self.stacked:
            thick = self._slot if self.lying else self._slot * (1 if not self.turned else 1.1)
            return thick / len(self.chart.series) >= LINE
        extent = self._measure(point.value, place)
        if self.lying:
            return extent >= length
        if self.turned:
            return extent >= length and self._slot * 0.66 >= LINE
        return extent >= LINE

    def shows_totals(self) -> bool:
        """Say whether the sums of stacks fit side by side."""
        return self._slot >= LINE

    @property
    def _legend_height(self) -> float:
        if len(self.chart.series) < 2:
            return 0.0
        # Nine-point text is a little wider than values are; each name has its key before it.
        longest = max(len(one.name) for one in self.chart.series) * NAME_CHARACTER + 8.0
        in_line = max(1, int(self.width // longest))
        return _LEGEND_LINE * -(-len(self.chart.series) // in_line)

    @property
    def _name_lines(self) -> int:
        longest = max((len(name.text) for name in self.chart.categories), default=0)
        return max(1, -(-int(longest * NAME_CHARACTER) // int(self.width * _NAMES_SHARE)))

    @property
    def _name_height(self) -> float:
        """What names below columns take up beyond one line: they wrap, or stand upright."""
        longest = (
            max((len(name.text) for name in self.chart.categories), default=0) * NAME_CHARACTER
        )
        return 0.0 if longest <= self._slot else longest * 0.7

    @property
    def _extent(self) -> float:
        """How far the largest bar reaches."""
        if self.lying:
            return self.width * (1 - _NAMES_SHARE) * 0.9
        return (72.0 if self.height > 72.0 else self.height * 0.6) * 0.75

    @property
    def _slot(self) -> float:
        """What one category has of the chart's width, or of its height where bars lie."""
        count = max(1, len(self.chart.categories))
        if self.lying:
            return (self.height - self._legend_height - 16.0) / count
        return (self.width - VALUE_AXIS) / count

    @property
    def _longest(self) -> int:
        return max(len(point.text) for one in self.chart.columns for point in one.points)

    def _measure(self, value: Decimal, place: int) -> float:
        """Return how far a stacked value reaches."""
        stacks = list(map(self._add_stack, range(len(self.chart.categories))))
        share = self.chart.kind.startswith("share")
        whole = stacks[place] if share else max(stacks)
        return float(abs(value) / whole) * self._extent if whole else 0.0

    def find_largest(self) -> Decimal:
        """Return the highest value that a bar or stack reaches."""
        if self.stacked:
            return max(map(self._add_stack, range(len(self.chart.categories))), default=Decimal(0))
        values = (point.value for one in self.chart.series for point in one.points)
        return max((abs(value) for value in values if value is not None), default=Decimal(0))

    def _add_stack(self, place: int) -> Decimal:
        values = (one.points[place].value for one in self.chart.series)
        return sum((abs(value) for value in values if value is not None), Decimal(0))


def list_hidden(layout: Layout, series: int) -> Sequence[int]:
    """Return the places at which the value of ``series`` has no room."""
    count = len(layout.chart.categories)
    return [place for place in range(count) if not layout.shows(series, place)]
