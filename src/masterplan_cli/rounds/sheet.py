"""The matrix as a spreadsheet: filters, frozen head, statuses to choose from.

In: rows. Out: the bytes of an ``.xlsx``. Everything is written as text: what a reviewer typed is
never a formula.
"""

from __future__ import annotations

import io
from datetime import UTC, datetime

from masterplan_cli.model.review import STATUSES
from masterplan_cli.rounds.matrix import HEADINGS, TITLE, WIDTHS, MatrixRow

_SIGNS = 9
_LINE, _TALLEST = 15, 405
"""Height of a line and of the tallest row, in points; Excel allows 409."""
_LONGEST = 32_000
"""Excel cuts a cell at 32,767 characters, and calls the file damaged beyond."""


def _find_height(row: MatrixRow) -> int:
    """Return a row's height: programs other than Excel do not fit rows to wrapped text."""
    lines = (
        sum(1 + int(len(line) / (width * _SIGNS * 0.9)) for line in value.split("\n"))
        for value, width in zip(row.values, WIDTHS, strict=True)
    )
    return min(_TALLEST, _LINE * max(lines))


def write_sheet(rows: list[MatrixRow], day: str) -> bytes:
    """Return the workbook; ``day`` (``2023-10-09`` or empty) stands in its properties."""
    from xlsxwriter import Workbook

    sink = io.BytesIO()
    book = Workbook(sink, {"in_memory": True, "strings_to_formulas": False})
    created = datetime.fromisoformat(day) if day else datetime(1980, 1, 1)
    book.set_properties({"title": TITLE, "created": created.replace(tzinfo=UTC)})
    sheet = book.add_worksheet(TITLE)
    head = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#E9EEF6", "border": 1})
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width * _SIGNS)
        sheet.write_string(0, column, heading, head)
    sheet.set_row(0, 2 * _LINE)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row.values):
            if column < 2:
                sheet.write_number(number, column, int(value), body)
            else:
                sheet.write_string(number, column, value[:_LONGEST], body)
        sheet.set_row(number, _find_height(row))
    last = max(1, len(rows))
    sheet.autofilter(0, 0, last, len(HEADINGS) - 1)
    sheet.freeze_panes(1, 0)
    status = HEADINGS.index("Status")
    sheet.data_validation(1, status, last, status, {"validate": "list", "source": list(STATUSES)})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return sink.getvalue()
