"""What is said of a cell of a workbook: findings like all others, placed by sheet and address."""

from __future__ import annotations

from dataclasses import dataclass

from masterplan_cli.diagnostics import Diagnostic, Nature, Severity, Span, Text


@dataclass(frozen=True, slots=True)
class CellPlace:
    """A cell of a file: its sheet as it is named there, row and column from 1."""

    file: str
    sheet: str
    row: int
    column: int

    @property
    def span(self) -> Span:
        """The place as findings name it: ``dinkes.xlsx:Program!F12``."""
        letters, rest = "", self.column
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(ord("A") + digit) + letters
        cell = f"{self.sheet}!{letters}{self.row}"
        return Span(self.file, self.row, self.column, self.row, self.column + 1, cell)


def report_cell(
    code: str,
    place: CellPlace,
    message: Text,
    hint: Text | None = None,
    severity: Severity = Severity.ERROR,
) -> Diagnostic:
    """Return a finding about a cell."""
    return Diagnostic(code, message, place.span, severity, Nature.WRONG, hint)


def refuse_file(file: str, message: Text, hint: Text) -> Diagnostic:
    """Return the finding about a file that is not read at all."""
    return Diagnostic("form-refused", message, Span(file), hint=hint)
