"""``charts/<name>.yaml``: what a chart shows, as data."""

from __future__ import annotations

from typing import ClassVar, Literal

from masterplan_cli.schema.fields import Count, Flag, Line, Number
from masterplan_cli.schema.record import Record


class SeriesSpec(Record):
    """One series, or one for each value of ``repeat``.

    ``value`` is an expression over ``row`` (and ``each``, where the series repeats); ``name`` may
    hold ``{each}``. An ``optional`` series is left out where it has nothing but zeros.
    """

    KEY: ClassVar[tuple[str, ...]] = ("name",)

    name: Line
    value: Line
    repeat: Line | None = None
    optional: Flag = False


class ChartSpec(Record):
    """One chart: its kind, what names a category, its series and axes.

    ``format`` is ``angka``, ``persen`` (values are in percent already) or ``rupiah``, which is
    shown in the largest fitting unit, whose name replaces ``{unit}`` in ``value_title``.
    ``places`` are decimal places; without it as many as the values need. ``maximum``
    ends the value axis, unless a value lies beyond; ``total`` names the sum above each stack.
    """

    KIND: ClassVar[str] = "chart"
    KEY: ClassVar[tuple[str, ...]] = ()

    kind: Literal["bar", "column", "stacked_bar", "stacked_column", "share_bar", "share_column"]
    category: Line
    series: tuple[SeriesSpec, ...]
    caption: Line | None = None
    category_title: Line | None = None
    value_title: Line | None = None
    format: Literal["angka", "persen", "rupiah"] = "angka"
    places: Count | None = None
    maximum: Number | None = None
    total: Line | None = None
