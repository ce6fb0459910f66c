"""A chart as the table of its data: Markdown has no charts.

Categories are rows, series are columns; the sums of stacks are the last column. What the value
axis says (what is counted, in which unit) is the heading over the series.
"""

from __future__ import annotations

from masterplan_cli.document.charts import Chart
from masterplan_cli.document.nodes import Cell, Column, Row, Table, Text


def tabulate_chart(chart: Chart) -> Table:
    """Return the table of the chart's data, without its caption."""
    columns = chart.columns
    rows = [
        Row(
            (
                Cell(((category,),)),
                *(Cell(((Text(point.text, point.origin),),)) for point in points),
            )
        )
        for category, *points in zip(
            chart.categories, *(one.points for one in columns), strict=True
        )
    ]
    shape = (Column(2.0), *(Column(1.0, "right") for _ in columns))
    return Table(shape, (*_head(chart), *rows))


def _head(chart: Chart) -> tuple[Row, ...]:
    names = [one.name for one in chart.columns]
    if len(names) == 1:
        # The axis says more than the name of a lone series, and no legend shows that.
        names = [chart.value_title or names[0]]
    if len(names) == 1 or not chart.value_title:
        return (Row(tuple(_write(name) for name in (chart.category_title, *names)), "header"),)
    first = Cell(((Text(chart.category_title),),), rows=2)
    over = Cell(((Text(chart.value_title),),), columns=len(names))
    return (Row((first, over), "header"), Row(tuple(map(_write, names)), "header"))


def _write(text: str) -> Cell:
    return Cell(((Text(text),),))
