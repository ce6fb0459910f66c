"""A worksheet whose formulas are written as they stand.

Why: XlsxWriter looks in every formula for ninety functions newer than Excel 2007, which took a
fifth of an export. Forms use none of them, so that the oldest Excel counts them too.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet


class PlainSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter's classes have no types
    """What ``Workbook.add_worksheet`` makes for a form."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """Return the formula without its leading sign."""
        return formula.removeprefix("=")
