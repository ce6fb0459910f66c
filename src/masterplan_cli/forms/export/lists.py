"""Drop-downs: long lists stand in a hidden sheet, each under a name that validations refer to."""

from __future__ import annotations

import re
from typing import Any

from masterplan_cli.forms.choices import Choices
from masterplan_cli.forms.marks import LISTS


class ListSheet:
    """The hidden sheet of lists; a list is written when a column first asks for it."""

    def __init__(self, book: Any, choices: Choices) -> None:
        """Take what lists hold from ``choices``."""
        self._book = book
        self._choices = choices
        self._names: dict[str, str] = {}
        self._sheet: Any = None

    def attach(self, sheet: Any) -> None:
        """Write into ``sheet`` from now on."""
        self._sheet = sheet

    def find(self, choices: str) -> str:
        """Return the formula of a list's range; empty where the list is."""
        if choices not in self._names:
            labels = list(self._choices.find(choices).labels.values())
            self._names[choices] = self._write(choices, labels) if labels else ""
        return self._names[choices]

    def _write(self, choices: str, labels: list[str]) -> str:
        column = len(self._names)
        name = "daftar_" + re.sub(r"[^a-z0-9]+", "_", choices.lower()).strip("_")
        self._sheet.write_string(0, column, name)
        for row, label in enumerate(labels, 1):
            self._sheet.write_string(row, column, label)
        letters = name_column(column)
        self._book.define_name(name, f"='{LISTS}'!${letters}$2:${letters}${len(labels) + 1}")
        return f"={name}"


def name_column(number: int) -> str:
    """Return a column's letters; ``number`` counts from 0."""
    letters, rest = "", number + 1
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters


def name_cell(row: int, column: int, *, fixed: str = "") -> str:
    """Return a cell's address; ``fixed`` may be ``column`` or ``both``."""
    before = "$" if fixed in ("column", "both") else ""
    between = "$" if fixed == "both" else ""
    return f"{before}{name_column(column)}{between}{row + 1}"
