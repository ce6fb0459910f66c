"""The workbook inside a chart: what Word opens when somebody edits the chart's data.

Why XlsxWriter and no strings of our own: a chart is our business, a spreadsheet is not. It is
one pure-Python package; it takes 15 ms to import beside what the writer has loaded, and 1.5 ms
for each workbook.
"""

from __future__ import annotations

import io
import marshal
from datetime import UTC, date, datetime
from hashlib import blake2b
from typing import Final

from masterplan_cli.document.charts import Chart

SHEET: Final = "Data"
# Microsoft's number of each language, as formats name it.
_LANGUAGES: Final = {"id-ID": "[$-421]"}
_OLDEST: Final = datetime(1980, 1, 1, tzinfo=UTC)
_PLAIN: Final = 2
"""Of marshal's versions the one whose bytes depend on nothing but values."""


def localize_format(chart: Chart, language: str) -> str:
    """Return the chart's number format, bound to the book's language.

    Without it LibreOffice writes ``116.1`` beside a table's ``116,1``; Word goes by the machine.
    """
    return _LANGUAGES.get(language, "") + chart.number_format


def digest_workbook(chart: Chart, code: str, day: str) -> bytes:
    """Return a digest of all that ``write_workbook`` makes a workbook of."""
    columns = [
        (series.name, *(str(point.value) for point in series.points)) for series in chart.columns
    ]
    rows = [category.text for category in chart.categories]
    said = marshal.dumps((code, day, chart.category_title, rows, columns), _PLAIN)
    return blake2b(said, digest_size=16).digest()


def write_workbook(chart: Chart, code: str, day: str) -> bytes:
    """Return the workbook of ``chart``: categories in column A, a series in each further one.

    ``code`` is the format of all numbers; ``day`` (``2023-10-09``) stands in its properties, so
    that nothing depends on the clock.
    """
    from xlsxwriter import Workbook

    sink = io.BytesIO()
    book = Workbook(sink, {"in_memory": True})
    book.set_properties({"created": _read_day(day)})
    sheet = book.add_worksheet(SHEET)
    numbers = book.add_format({"num_format": code})
    heading = book.add_format({"bold": True, "text_wrap": True})
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, len(chart.columns), 16)
    sheet.write_string(0, 0, chart.category_title, heading)
    for row, category in enumerate(chart.categories, 1):
        sheet.write_string(row, 0, category.text)
    for column, series in enumerate(chart.columns, 1):
        sheet.write_string(0, column, series.name, heading)
        for row, point in enumerate(series.points, 1):
            if point.value is not None:
                sheet.write_number(row, column, float(point.value), numbers)
    book.close()
    return sink.getvalue()


def name_range(column: int, first: int, last: int) -> str:
    """Return an absolute reference, such as ``Data!$B$2:$B$11``; ``column`` counts from 0."""
    letters = ""
    rest = column + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    end = f":${letters}${last}" if last > first else ""
    return f"{SHEET}!${letters}${first}{end}"


def _read_day(text: str) -> datetime:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return _OLDEST
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
