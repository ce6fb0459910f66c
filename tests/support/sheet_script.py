"""Edits a workbook through LibreOffice's own API; see ``office_session`` for the arguments.

Steps are lists: ``[verb, sheet, …]``, rows and columns from 0. ``put, row, column, value`` types
text, sets a number, or clears the cell for null; ``insert, row``, ``remove, row`` and ``copy, from, to``
treat whole rows, ``merge, row, column, row, column`` cells, ``hide, row`` a row, ``rename, title`` the
sheet.
"""

from office_session import take_steps


def copy_row(sheet, source, target):
    last = sheet.Columns.Count - 1
    area = sheet.getCellRangeByPosition(0, source, last, source).RangeAddress
    sheet.copyRange(sheet.getCellByPosition(0, target).CellAddress, area)


def put(sheet, row, column, value):
    cell = sheet.getCellByPosition(column, row)
    if isinstance(value, (int, float)):
        cell.setValue(value)
    else:
        cell.setString(value or "")


def run_step(context, document, step):
    verb, name, *rest = step
    sheet = document.Sheets.getByName(name)
    sheet.unprotect("")
    if verb == "put":
        put(sheet, *rest)
    elif verb == "insert":
        sheet.Rows.insertByIndex(rest[0], 1)
    elif verb == "remove":
        sheet.Rows.removeByIndex(rest[0], 1)
    elif verb == "copy":
        copy_row(sheet, *rest)
    elif verb == "merge":
        top, left, bottom, right = rest
        sheet.getCellRangeByPosition(left, top, right, bottom).merge(True)
    elif verb == "hide":
        sheet.Rows.getByIndex(rest[0]).IsVisible = False
    elif verb == "rename":
        sheet.Name = rest[0]
    else:
        raise SystemExit(f"unknown verb {verb}")


take_steps(run_step)
