"""One sheet of records: ids hidden, headings, a line for each record, blank lines for new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from masterplan_cli.forms.choices import Choices
from masterplan_cli.forms.columns import PARENT, ROWS, Column
from masterplan_cli.forms.export.checks import make_check
from masterplan_cli.forms.export.lists import ListSheet, name_cell
from masterplan_cli.forms.export.looks import ASKED, Looks
from masterplan_cli.forms.export.printing import (
    choose_paper,
    choose_width_across,
    count_heading,
    fit_width,
    is_roomy,
    set_up_page,
)
from masterplan_cli.forms.export.slots import (
    Slot,
    drop_example,
    list_slots,
    read_slot,
    widen_lists,
    write_join,
)
from masterplan_cli.forms.marks import BETWEEN, CORNER, LARGEST_TEXT, MARK, ORIGIN, SUM, TOO_LONG
from masterplan_cli.forms.rows import FormRow, Sheet
from masterplan_cli.writers.sheets.grid import LINE_HEIGHT, count_lines

PROGRAM_ROWS: Final = "program_formulir"
"""Name of the range of programmes in the form, those not yet in the plan included."""
_FORMULA: Final = ("=", "+", "-", "@")
_TALLEST: Final = 360.0
_LABEL: Final = 30.0
"""Width of the headings where records lie side by side."""
_FILLED: Final = 0.88
"""How much of a line words fill before one is too long for the rest."""
_SUM_WIDTH: Final = 19.0
_FIRST: Final = ORIGIN + 2
_FITTED: Final = frozenset({"line", "prose", "choice"})
_NUMBERS: Final = frozenset({"rupiah", "whole", "percent", "number", "year"})


@dataclass(frozen=True, slots=True)
class Tools:
    """What all sheets of one workbook share; ``parents`` names the OPD's programmes by id."""

    looks: Looks
    lists: ListSheet
    choices: Choices
    parents: Mapping[str, str]
    owner: str


class SheetWriter:
    """Writes one sheet; lines run down, or across where the sheet lies so."""

    def __init__(self, sheet: Sheet, rows: Sequence[FormRow], target: Any, tools: Tools) -> None:
        """Write ``rows`` of ``sheet`` into ``target``."""
        self._sheet = drop_example(widen_lists(sheet, rows), rows)
        self._rows = rows
        self._target = target
        self._tools = tools
        self._across = sheet.spec.layout == "columns"
        self._slots = list_slots(self._sheet)
        if not is_roomy([slot.width for slot in self._slots if not slot.outside]):
            self._slots = [self._fit(slot) for slot in self._slots]
        self._last = len(rows) + sheet.spec.blank + 1
        """Number of the last line in the matrix."""

    def _fit(self, slot: Slot) -> Slot:
        """Return the slot as narrow as its words allow; numbers keep their width."""
        if slot.column.kind not in _FITTED:
            return slot
        texts = (self._read_text(slot, row) for row in self._rows)
        return replace(slot, width=fit_width(slot.heading, texts, slot.width))

    def place(self, line: int, slot: int) -> tuple[int, int]:
        """Return row and column (from 0) of a cell of the matrix."""
        return (ORIGIN + slot, line) if self._across else (ORIGIN + line, slot)

    def find_slot(self, column: str) -> int | None:
        """Return which slot a column begins at."""
        for number, slot in enumerate(self._slots, 1):
            if slot.column.id == column and not slot.joined:
                return number
        return None

    def write(self) -> None:
        """Write everything."""
        spec, target, looks = self._sheet.spec, self._target, self._tools.looks
        target.write_string(0, 0, f"{MARK}{self._sheet.id}{':columns' if self._across else ''}")
        target.write_string(0, 1, f"{spec.title}: {self._tools.owner}", looks.title)
        target.write_string(1, 1, spec.intro, looks.note)
        self._write_heads()
        for line, row in enumerate(self._rows, 2):
            self._write_line(line, row)
        for line in range(len(self._rows) + 2, self._last + 1):
            self._write_blank(line)
        self._write_sums()
        self._add_checks()
        self._set_up()

    def _write_heads(self) -> None:
        target, looks = self._target, self._tools.looks
        target.write_string(*self.place(0, 0), CORNER, looks.hidden)
        for number, slot in enumerate(self._slots, 1):
            heading = f"{slot.heading} *" if slot.required else slot.heading
            look = looks.heading(required=slot.required)
            target.write_string(*self.place(0, number), slot.id, looks.hidden)
            target.write_string(*self.place(1, number), heading, look)

    def _write_line(self, line: int, row: FormRow) -> None:
        self._target.write_string(*self.place(line, 0), row.key, self._tools.looks.hidden)
        for number, slot in enumerate(self._slots, 1):
            if slot.joined:
                self._write_join(line, number, slot, self._read_text(slot, row))
            else:
                value = read_slot(slot, row)
                self._write_value(self.place(line, number), slot.column, value)

    def _write_join(self, line: int, number: int, slot: Slot, text: str) -> None:
        cells = [
            self.place(line, at)
            for at, one in enumerate(self._slots, 1)
            if one.column is slot.column and not one.joined
        ]
        look = self._tools.looks.cell("line", locked=True)
        self._target.write_formula(*self.place(line, number), write_join(cells), look, text)

    def _read_text(self, slot: Slot, row: FormRow) -> str:
        """Return what a cell shows of a row, or all cells of a list together."""
        if not slot.joined:
            value = read_slot(slot, row)
            return self.show(slot.column, value) if value else ""
        return BETWEEN.join(self.show(slot.column, one) for one in row.values[slot.column.id])

    def _write_value(self, place: tuple[int, int], column: Column, value: str) -> None:
        looks, target = self._tools.looks, self._target
        locked = column.locked
        if not value:
            target.write_blank(*place, None, looks.cell(column.kind, locked=locked))
        elif column.kind in _NUMBERS and is_exact(value):
            look = looks.cell(column.kind, locked=locked, whole="." not in value)
            target.write_number(*place, float(value), look)
        elif column.kind == "date":
            look = looks.cell("date", locked=locked)
            target.write_datetime(*place, date.fromisoformat(value), look)
        else:
            text = self.show(column, value)
            look = looks.cell("line", locked=locked, formula_like=text.startswith(_FORMULA))
            target.write_string(*place, text, look)

    def show(self, column: Column, value: str) -> str:
        """Return what a cell shows for a value that is neither number nor date."""
        if column.id == PARENT and column.choices == ROWS:
            return self._tools.parents.get(value, value)
        if column.choices:
            return self._tools.choices.find(column.choices).labels.get(value, value)
        if column.kind == "flag":
            return "ya"
        return TOO_LONG if len(value) > LARGEST_TEXT else value

    def _write_blank(self, line: int) -> None:
        for number, slot in enumerate(self._slots, 1):
            if slot.joined:
                self._write_join(line, number, slot, "")
                continue
            look = self._tools.looks.cell(slot.column.kind, locked=False)
            self._target.write_blank(*self.place(line, number), None, look)

    def _write_sums(self) -> None:
        """Write live sums: above each summed column, and behind what lies across."""
        looks, target = self._tools.looks, self._target
        summed = [number for number, slot in enumerate(self._slots, 1) if slot.column.total]
        if self._across or not summed:
            return
        target.write_string(2, 1, "Jumlah", looks.total)
        for number in summed:
            area = f"{name_cell(_FIRST, number)}:{name_cell(ORIGIN + self._last, number)}"
            target.write_formula(
                2, number, f"=SUBTOTAL(109,{area})", looks.total, self._sum(number)
            )
        if self._sheet.spec.across is None:
            return
        behind = len(self._slots) + 1
        target.write_string(ORIGIN, behind, SUM, looks.hidden)
        target.write_string(ORIGIN + 1, behind, "Jumlah (Rp)", looks.heading(required=False))
        target.set_column(behind, behind, _SUM_WIDTH)
        for line in range(2, self._last + 1):
            row = ORIGIN + line
            area = f"{name_cell(row, summed[0])}:{name_cell(row, summed[-1])}"
            total = sum(self._read(line, number) for number in summed)
            target.write_formula(row, behind, f"=SUM({area})", looks.total, total)
        self._write_total(behind, sum(self._sum(number) for number in summed))

    def _write_total(self, number: int, value: float) -> None:
        area = f"{name_cell(_FIRST, number)}:{name_cell(ORIGIN + self._last, number)}"
        look = self._tools.looks.total
        self._target.write_formula(2, number, f"=SUBTOTAL(109,{area})", look, value)

    def _read(self, line: int, number: int) -> float:
        if line - 2 >= len(self._rows):
            return 0
        value = str(self._rows[line - 2].values[self._slots[number - 1].column.id] or 0)
        return float(value)

    def _sum(self, number: int) -> float:
        return sum(self._read(line, number) for line in range(2, len(self._rows) + 2))

    def _add_checks(self) -> None:
        for number, slot in enumerate(self._slots, 1):
            column = slot.column
            if slot.joined:
                continue
            source = ""
            if column.choices == ROWS:
                source = f"={PROGRAM_ROWS}"
            elif column.choices:
                source = self._tools.lists.find(column.choices)
            first, last = self.place(2, number), self.place(self._last, number)
            self._target.data_validation(*first, *last, make_check(column, source))
        self._ask_for_required()

    def _ask_for_required(self) -> None:
        """Colour required cells that are empty in a line where anything stands.

        Why one rule for all: XlsxWriter tries each formula against a hundred patterns. What
        formulas show does not count as written.
        """
        asked = [number for number, slot in enumerate(self._slots, 1) if slot.required]
        if not asked:
            return
        areas = [(self.place(2, number), self.place(self._last, number)) for number in asked]
        fixed = "row" if self._across else "column"
        line = ":".join(_fix(self.place(2, end), fixed) for end in (1, len(self._slots)))
        first, last = areas[0]
        rule = {
            "type": "formula",
            "criteria": f'AND(COUNTIF({line},"?*")+COUNT({line})>0,{name_cell(*first)}="")',
            "format": self._tools.looks.make(bg_color=ASKED),
            "multi_range": " ".join(f"{name_cell(*one)}:{name_cell(*end)}" for one, end in areas),
        }
        self._target.conditional_format(*first, *last, rule)

    def _set_up(self) -> None:
        """Set widths and heights, what stays in sight, protection and print."""
        target = self._target
        target.set_column(0, 0, 4, None, {"hidden": True})
        target.set_row(ORIGIN, None, None, {"hidden": True})
        if self._across:
            self._set_up_across()
        else:
            self._set_up_rows()
        target.freeze_panes(ORIGIN + 2, 2)
        allowed = (
            "format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows",
            "insert_hyperlinks", "sort", "autofilter", "delete_columns", "delete_rows",
        )  # fmt: skip
        target.protect("", dict.fromkeys(allowed, True))

    def _set_up_rows(self) -> None:
        target, last = self._target, len(self._slots)
        for number, slot in enumerate(self._slots, 1):
            target.set_column(number, number, slot.width)
        for line, row in enumerate(self._rows, 2):
            lines = max(self._count(slot, row, slot.width) for slot in self._slots)
            target.set_row(ORIGIN + line, min(_TALLEST, lines * LINE_HEIGHT))
        heads = [count_heading(slot.heading, slot.width) for slot in self._slots]
        target.set_row(ORIGIN + 1, max(2, *heads) * LINE_HEIGHT)
        target.autofilter(ORIGIN + 1, 1, ORIGIN + self._last, last)
        printed = [slot.width for slot in self._slots if not slot.outside]
        if len(printed) < last:
            target.print_area(0, 1, ORIGIN + self._last, len(printed))
        elif self._sheet.spec.across is not None:
            printed.append(_SUM_WIDTH)
        target.repeat_rows(ORIGIN + 1, ORIGIN + 1)
        set_up_page(target, choose_paper(printed))

    def _set_up_across(self) -> None:
        target, count = self._target, self._last - 1
        width = choose_width_across(_LABEL, count)
        target.set_column(1, 1, _LABEL)
        target.set_column(2, self._last, width)
        for number, slot in enumerate(self._slots, 1):
            counts = [self._count(slot, row, width) for row in self._rows]
            lines = max(*counts, 1, count_heading(slot.heading, _LABEL))
            target.set_row(ORIGIN + number, min(_TALLEST, lines * LINE_HEIGHT))
        target.repeat_columns(1, 1)
        target.repeat_rows(ORIGIN + 1, ORIGIN + 1)
        set_up_page(target, choose_paper([_LABEL, *[width] * count]))

    def _count(self, slot: Slot, row: FormRow, width: float) -> int:
        if slot.outside or slot.column.kind in _NUMBERS:
            return 1
        return count_lines(self._read_text(slot, row), _FILLED * width)


def _fix(place: tuple[int, int], fixed: str) -> str:
    """Return a cell's address with its row or its column held fast."""
    if fixed == "column":
        return name_cell(*place, fixed="column")
    letters = name_cell(*place).rstrip("0123456789")
    return f"{letters}${place[0] + 1}"


def is_exact(value: str) -> bool:
    """Say whether a number survives Excel's fifteen digits; others are written as text."""
    digits = value.lstrip("-").replace(".", "").lstrip("0")
    return len(digits) <= 15
