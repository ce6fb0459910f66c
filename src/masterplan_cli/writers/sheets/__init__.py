"""Tables of the books as sheets: a workbook with one sheet for each table, or CSV.

In: Table nodes. Out: bytes. Numbers and dates are numbers and dates, text never becomes a formula.
Fallback in CSV: a cell that spans several stands in the first of them, the others are empty; each
table opens with its caption, and an empty line parts two of them.
"""

from masterplan_cli.writers.sheets.comma import write_csv
from masterplan_cli.writers.sheets.workbook import write_xlsx

__all__ = ["write_csv", "write_xlsx"]
