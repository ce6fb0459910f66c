"""Which cells a sheet has for its columns: one for most, several for a list and one to print it.

Where rows run down, what a list's cells hold is joined by a live formula in the list's place, and
the cells themselves stand to the right of what is printed: ten districts side by side would make
any sheet too wide for a page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from masterplan_cli.forms.columns import EXAMPLE, Column
from masterplan_cli.forms.export.lists import name_cell
from masterplan_cli.forms.marks import BETWEEN, JOIN
from masterplan_cli.forms.rows import FormRow, Sheet


@dataclass(frozen=True, slots=True)
class Slot:
    """One column of cells: its column, which of a list's cells it is, its id, its width.

    A ``joined`` one shows what the cells of a list hold; ``outside`` is not printed.
    """

    column: Column
    number: int
    id: str
    width: float
    joined: bool = False
    outside: bool = False

    @property
    def heading(self) -> str:
        """What stands above it."""
        listed = self.column.listed and not self.joined
        return f"{self.column.heading} {self.number + 1}" if listed else self.column.heading

    @property
    def required(self) -> bool:
        """Say whether this very cell must be filled."""
        return self.column.required and self.number == 0 and not self.joined


def widen_lists(sheet: Sheet, rows: Sequence[FormRow]) -> Sheet:
    """Return the sheet with a spare cell behind the longest list of each column."""
    columns = tuple(
        replace(
            one, count=max(one.count, 1 + max((len(row.values[one.id]) for row in rows), default=0))
        )
        if one.listed
        else one
        for one in sheet.columns
    )
    return replace(sheet, columns=columns)


def drop_example(sheet: Sheet, rows: Sequence[FormRow]) -> Sheet:
    """Return the sheet without the mark of examples where no row is one."""
    if any(row.values.get(EXAMPLE) for row in rows):
        return sheet
    return replace(sheet, columns=tuple(one for one in sheet.columns if one.id != EXAMPLE))


def list_slots(sheet: Sheet) -> list[Slot]:
    """Return the slots of a sheet in order, those that are not printed at the end."""
    inside: list[Slot] = []
    outside: list[Slot] = []
    down = sheet.spec.layout == "rows"
    for column in sheet.columns:
        apart = column.listed and down
        cells = [
            Slot(column, number, name, column.width, outside=apart)
            for number, name in enumerate(column.cell_ids)
        ]
        if apart:
            inside.append(Slot(column, 0, f"{JOIN}{column.id}", column.width, joined=True))
        (outside if apart else inside).extend(cells)
    return [*inside, *outside]


def write_join(cells: Sequence[tuple[int, int]]) -> str:
    """Return the formula that joins what ``cells`` hold, in words that every Excel knows."""
    names = [name_cell(*place) for place in cells]
    parts = "&".join(f'IF({name}="","","{BETWEEN}"&{name})' for name in names)
    return f"=MID({parts},{len(BETWEEN) + 1},9999)"


def read_slot(slot: Slot, row: FormRow) -> str:
    """Return what the plan has for one cell of a row."""
    value = row.values[slot.column.id]
    if not slot.column.listed:
        return str(value)
    return value[slot.number] if slot.number < len(value) else ""
