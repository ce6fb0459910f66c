"""The chart part: DrawingML that Word, LibreOffice and the SDK's validator agree on.

In: a chart, its layout, the font. Out: ``word/charts/chartN.xml``, whose numbers are the very
ones of the workbook beside it. Elements stand in the order of the schema.

Sums of stacks are a line without a line: its labels stand above the stacks, and the legend
leaves it out. No other kind of chart can print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import Final

from masterplan_cli.document.charts import Chart, ChartSeries
from masterplan_cli.writers.docx.charts.look import (
    INK,
    Fill,
    Layout,
    choose_fills,
    list_hidden,
)
from masterplan_cli.writers.docx.charts.workbook import name_range
from masterplan_cli.writers.docx.escape import escape_attribute, escape_text
from masterplan_cli.writers.docx.relationships import OFFICE, XML_DECLARATION

CHART: Final = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CATEGORY_AXIS: Final = 1
_VALUE_AXIS: Final = 2
_OUTLINE: Final = "595959"
_GRID: Final = "D9D9D9"
_NO_FILL: Final = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_SHOWS: Final = (
    '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)
# Sizes in hundredths of a point.
_TEXT_SIZE: Final = 900
_VALUE_SIZE: Final = 800
# Programs divide an axis into at most ten steps or so, of 1, 2 or 5 times a power of ten.
_WHOLE_STEPS: Final = 10
_UPWARDS: Final = ' rot="-5400000" vert="horz"'


def write_part(layout: Layout, code: str, font: str, language: str) -> str:
    """Return the part; its relationship ``rId1`` leads to the workbook.

    ``code`` is the format of all numbers.
    """
    # One format for the cache and labels, as the workbook has one for its cells.
    chart = replace(layout.chart, number_format=code)
    texts = _write_style(_TEXT_SIZE, INK, font=font, language=language)
    return (
        f'{XML_DECLARATION}<c:chartSpace xmlns:c="{CHART}" xmlns:a="{_DRAWING}"'
        f' xmlns:r="{OFFICE}"><c:date1904 val="0"/>'
        f'<c:lang val="{escape_attribute(language)}"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f"{_write_bars(chart, layout)}{_write_totals(chart, layout)}"
        f"{_write_category_axis(chart, layout)}{_write_value_axis(chart, layout)}"
        f"{_NO_FILL}</c:plotArea>{_write_legend(chart)}"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
        f"<a:ln><a:noFill/></a:ln></c:spPr>{texts}"
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def write_value(value: Decimal) -> str:
    """Return a number as the workbook and the chart both hold it."""
    return repr(float(value)).removesuffix(".0")


def _write_style(
    size: int, color: str, *, turn: str = "", font: str = "", language: str = "", bold: bool = False
) -> str:
    """Return a ``c:txPr``."""
    face = f'<a:latin typeface="{escape_attribute(font)}"/>' if font else ""
    said = f' lang="{escape_attribute(language)}"' if language else ""
    return (
        f"<c:txPr><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr{said} sz="{size}" b="{int(bold)}"><a:solidFill><a:srgbClr val="{color}"/>'
        f"</a:solidFill>{face}</a:defRPr></a:pPr><a:endParaRPr/></a:p></c:txPr>"
    )


def _write_bars(chart: Chart, layout: Layout) -> str:
    grouping = {"stacked": "stacked", "share": "percentStacked"}.get(
        chart.kind.partition("_")[0], "clustered"
    )
    fills = choose_fills(len(chart.series))
    series = "".join(
        _write_series(chart, place, one, (_write_fill(fill), labels, ""))
        for place, (one, fill) in enumerate(zip(chart.series, fills, strict=True))
        for labels in (_write_labels(chart, layout, place, fill),)
    )
    overlap = '<c:overlap val="100"/>' if layout.stacked else ""
    return (
        f'<c:barChart><c:barDir val="{"bar" if layout.lying else "col"}"/>'
        f'<c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
        f'<c:gapWidth val="50"/>{overlap}<c:axId val="{_CATEGORY_AXIS}"/>'
        f'<c:axId val="{_VALUE_AXIS}"/></c:barChart>'
    )


def _write_totals(chart: Chart, layout: Layout) -> str:
    if chart.total is None:
        return ""
    look = (
        '<c:spPr><a:ln w="28575"><a:noFill/></a:ln></c:spPr>'
        '<c:marker><c:symbol val="none"/></c:marker>'
    )
    labels = '<c:dLbls><c:delete val="1"/></c:dLbls>'
    if layout.shows_totals():
        turn = _UPWARDS if layout.turned else ""
        style = _write_style(_VALUE_SIZE, INK, turn=turn, bold=True)
        labels = f"<c:dLbls>{_number_format(chart)}{_NO_FILL}{style}{_place_label('t')}</c:dLbls>"
    smooth = '<c:smooth val="0"/>'
    series = _write_series(chart, len(chart.series), chart.total, (look, labels, smooth))
    return (
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{series}<c:marker val="1"/><c:axId val="{_CATEGORY_AXIS}"/><c:axId val="{_VALUE_AXIS}"/>'
        "</c:lineChart>"
    )


def _write_series(
    chart: Chart, place: int, series: ChartSeries, looks: tuple[str, str, str]
) -> str:
    """Return a ``c:ser``; ``looks`` are its fill, its labels, and what follows the values."""
    fill, labels, end = looks
    last = len(chart.categories) + 1
    name = escape_text(series.name)
    names = "".join(_write_points(category.text for category in chart.categories))
    values = "".join(
        _write_points(
            None if point.value is None else write_value(point.value) for point in series.points
        )
    )
    count = f'<c:ptCount val="{len(chart.categories)}"/>'
    code = escape_text(chart.number_format)
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx><c:strRef>'
        f'<c:f>{name_range(place + 1, 1, 1)}</c:f><c:strCache><c:ptCount val="1"/>'
        f'<c:pt idx="0"><c:v>{name}</c:v></c:pt></c:strCache></c:strRef></c:tx>{fill}{labels}'
        f"<c:cat><c:strRef><c:f>{name_range(0, 2, last)}</c:f><c:strCache>{count}{names}"
        f"</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:f>{name_range(place + 1, 2, last)}"
        f"</c:f><c:numCache><c:formatCode>{code}</c:formatCode>{count}{values}</c:numCache>"
        f"</c:numRef></c:val>{end}</c:ser>"
    )


def _write_points(texts: Iterator[str | None]) -> Iterator[str]:
    for place, text in enumerate(texts):
        if text is not None:
            yield f'<c:pt idx="{place}"><c:v>{escape_text(text)}</c:v></c:pt>'


def _write_fill(fill: Fill) -> str:
    color = f'<a:srgbClr val="{fill.color}"/>'
    inside = f"<a:solidFill>{color}</a:solidFill>"
    if fill.pattern:
        inside = (
            f'<a:pattFill prst="{fill.pattern}"><a:fgClr>{color}</a:fgClr>'
            '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
        )
    line = f'<a:ln w="6350"><a:solidFill><a:srgbClr val="{_OUTLINE}"/></a:solidFill></a:ln>'
    return f'<c:spPr>{inside}{line}</c:spPr><c:invertIfNegative val="0"/>'


def _write_labels(chart: Chart, layout: Layout, place: int, fill: Fill) -> str:
    hidden = list_hidden(layout, place)
    if len(hidden) == len(chart.categories):
        return '<c:dLbls><c:delete val="1"/></c:dLbls>'
    gone = "".join(f'<c:dLbl><c:idx val="{one}"/><c:delete val="1"/></c:dLbl>' for one in hidden)
    ink, box = (fill.ink, _NO_FILL) if layout.stacked else (INK, _NO_FILL)
    if layout.stacked and fill.pattern:
        # No text can be read on a pattern.
        box = '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr>'
    style = _write_style(_VALUE_SIZE, ink, turn=_UPWARDS if layout.turned else "")
    where = _place_label("ctr" if layout.stacked else "outEnd")
    return f"<c:dLbls>{gone}{_number_format(chart)}{box}{style}{where}</c:dLbls>"


def _place_label(place: str) -> str:
    return f'<c:dLblPos val="{place}"/>{_SHOWS}'


def _number_format(chart: Chart, code: str = "") -> str:
    return (
        f'<c:numFmt formatCode="{escape_attribute(code or chart.number_format)}" sourceLinked="0"/>'
    )


def _write_title(text: str, turn: str = "") -> str:
    if not text:
        return ""
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{_TEXT_SIZE}" b="0"/></a:pPr><a:r><a:rPr sz="{_TEXT_SIZE}" b="0"/>'
        f"<a:t>{escape_text(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _line(color: str) -> str:
    return (
        f'<c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="{color}"/></a:solidFill></a:ln>'
        "</c:spPr>"
    )


def _write_category_axis(chart: Chart, layout: Layout) -> str:
    order, side = ("maxMin", "l") if layout.lying else ("minMax", "b")
    # Names of lying bars are sentences of their own; what they are stands in the workbook.
    title = "" if layout.lying else _write_title(chart.category_title)
    return (
        f'<c:catAx><c:axId val="{_CATEGORY_AXIS}"/><c:scaling><c:orientation val="{order}"/>'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{side}"/>'
        f'{title}<c:numFmt formatCode="General"'
        ' sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{_line(_OUTLINE)}<c:crossAx val="{_VALUE_AXIS}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _write_value_axis(chart: Chart, layout: Layout) -> str:
    # Lying bars run from the top down; the axis then crosses at their end, to stand below.
    side, crosses, turn = ("b", "max", "") if layout.lying else ("l", "autoZero", _UPWARDS)
    end = "" if chart.maximum is None else f'<c:max val="{write_value(chart.maximum)}"/>'
    code = "0%" if chart.kind.startswith("share") else _format_ticks(chart, layout)
    return (
        f'<c:valAx><c:axId val="{_VALUE_AXIS}"/><c:scaling><c:orientation val="minMax"/>{end}'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{side}"/><c:majorGridlines>{_line(_GRID)}'
        f"</c:majorGridlines>{_write_title(chart.value_title, turn)}{_number_format(chart, code)}"
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{_line(_GRID)}<c:crossAx val="{_CATEGORY_AXIS}"/>'
        f'<c:crosses val="{crosses}"/><c:crossBetween val="between"/></c:valAx>'
    )


def _format_ticks(chart: Chart, layout: Layout) -> str:
    """Return the axis's format: without decimals where its steps are whole, from ten upwards."""
    whole = layout.find_largest() >= _WHOLE_STEPS
    return re.sub(r"0\.0+", "0", chart.number_format) if whole else chart.number_format


def _write_legend(chart: Chart) -> str:
    if len(chart.series) < 2:
        return ""
    hidden = ""
    if chart.total is not None:
        place = len(chart.series)
        hidden = f'<c:legendEntry><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>'
    return f'<c:legend><c:legendPos val="b"/>{hidden}<c:overlay val="0"/></c:legend>'
