"""A form in the hands of a clerk: cells by sheet, key and column id, edited with openpyxl."""

from __future__ import annotations

import io
from typing import Any

import openpyxl

ORIGIN = 4
"""Row (from 1) of the hidden ids; headings follow, then records."""


class Filled:
    """An open form."""

    def __init__(self, data: bytes) -> None:
        self.book = openpyxl.load_workbook(io.BytesIO(data))

    def _across(self, sheet: Any) -> bool:
        return str(sheet["A1"].value).endswith(":columns")

    def slot(self, title: str, column: str) -> int:
        """Return the number (from 1) of the slot of a column."""
        sheet = self.book[title]
        line = sheet["A"][ORIGIN - 1 :] if self._across(sheet) else sheet[ORIGIN]
        return next(n for n, cell in enumerate(line, 1) if cell.value == column)

    def has(self, title: str, column: str) -> bool:
        """Say whether the sheet has a slot of that id."""
        sheet = self.book[title]
        line = sheet["A"] if self._across(sheet) else sheet[ORIGIN]
        return column in {cell.value for cell in line}

    def keys(self, title: str) -> list[str]:
        sheet = self.book[title]
        line = sheet[ORIGIN][2:] if self._across(sheet) else sheet["A"][ORIGIN + 1 :]
        return [str(cell.value or "") for cell in line]

    def columns(self, title: str) -> list[str]:
        """Return the ids of all slots, as ``put`` takes them; those that are locked left out."""
        sheet = self.book[title]
        line = sheet["A"][ORIGIN:] if self._across(sheet) else sheet[ORIGIN][1:]
        names = [str(cell.value) for cell in line if cell.value and cell.value[0] != "^"]
        return [name.replace(".", "__").replace("#", "_hash") for name in names]

    def cell(self, title: str, line: int | str, column: str) -> Any:
        """Return a cell; ``line`` is a key, or the number of a new line from 0."""
        sheet = self.book[title]
        keys = self.keys(title)
        number = keys.index(line) if isinstance(line, str) else [*keys, ""].index("") + line
        slot = self.slot(title, column)
        if self._across(sheet):
            return sheet.cell(ORIGIN + slot - 1, number + 3)
        return sheet.cell(ORIGIN + 2 + number, slot)

    def put(self, title: str, line: int | str, **values: Any) -> None:
        """Write values; names have ``__`` for what ids have points and hashes for."""
        for name, value in values.items():
            column = {"parent": "^parent", "choice": "^choice"}.get(name, name)
            column = column.replace("join__", "^join:").replace("__", ".").replace("_hash", "#")
            self.cell(title, line, column).value = value

    def save(self) -> bytes:
        sink = io.BytesIO()
        self.book.save(sink)
        return sink.getvalue()
