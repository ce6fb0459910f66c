"""A clerk at random: cells typed, rows moved, inserted, copied and deleted, and what should come of it.

What is done are steps, which openpyxl or LibreOffice takes (``sheet_script`` has their words);
what should come of it is counted beside, by key and column.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from filling import ORIGIN, Filled
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from masterplan_cli.forms.columns import CHOICE, PARENT, ROWS, Column
from masterplan_cli.forms.export.lists import name_cell
from masterplan_cli.forms.form import Form
from masterplan_cli.forms.marks import Base
from masterplan_cli.forms.merge.compare import is_same
from masterplan_cli.forms.rows import Sheet, Value

Spot = tuple[str, str, str]
"""Sheet, key and column."""
Step = tuple[Any, ...]
WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40
)


@dataclass
class Doings:
    """Steps, and what they mean: values by place, new rows, keys that are gone.

    A new row has its sheet, the key that it bears as a copy, and its values.
    """

    steps: list[Step] = field(default_factory=list)
    values: dict[Spot, Value] = field(default_factory=dict)
    fresh: list[tuple[str, str, dict[str, Value]]] = field(default_factory=list)
    gone: set[tuple[str, str]] = field(default_factory=set)


def draw_value(data: st.DataObject, form: Form, column: Column) -> tuple[Any, Value]:
    """Return what a clerk puts into a cell, and what the plan should hold then."""
    if column.choices:
        known = form.choices.find(column.choices).labels
        chosen = data.draw(st.sampled_from(sorted(known)))
        return known[chosen], chosen
    match column.kind:
        case "rupiah" | "whole" | "percent":
            number = data.draw(st.integers(1, 5))
            return data.draw(st.sampled_from([number, str(number), f" {number} "])), str(number)
        case "year":
            return 2025, "2025"
        case "number":
            number = data.draw(st.integers(-999, 999)) / 8
            text = f"{number:g}"
            return data.draw(st.sampled_from([number, text.replace(".", ",")])), text
        case "flag":
            chosen = data.draw(st.sampled_from(["ya", "tidak"]))
            return chosen, "true" if chosen == "ya" else ""
        case "date":
            return data.draw(st.sampled_from(["9 Oktober 2025", "9/10/2025"])), "2025-10-09"
        case _:
            text = " ".join(data.draw(WORDS).split())
            return (text, text) if text and text[0] not in "=" else ("teks baru", "teks baru")


class Clerk:
    """Edits one form; knows at any time which row is whose."""

    def __init__(self, data: st.DataObject, form: Form, filled: Filled, base: Base) -> None:
        self._data = data
        self._form = form
        self._filled = filled
        self._base = base
        self._keys = {sheet.id: filled.keys(sheet.spec.title) for sheet in form.sheets}
        self._copied: set[tuple[str, str]] = set()
        self.doings = Doings()

    def type_values(self, least: int) -> None:
        """Type into ``least`` or some more cells of rows that are there."""
        places = [
            (sheet, key, column)
            for sheet in self._form.sheets
            for key in self._base[sheet.id]
            for column in sheet.columns
            if not column.locked and column.id != PARENT
            if self._filled.has(sheet.spec.title, column.cell_ids[0])
            if not column.choices or self._form.choices.find(column.choices).labels
        ]
        one = st.integers(0, len(places) - 1)
        drawn = st.lists(one, min_size=least, max_size=least + 4, unique=True)
        for sheet, key, column in (places[number] for number in self._data.draw(drawn)):
            raw, value = draw_value(self._data, self._form, column)
            self._put(sheet, self._keys[sheet.id].index(key), column.cell_ids[0], raw)
            if column.listed:
                now = self._base[sheet.id][key][column.id]
                value = (str(value), *(one for one in now[1:] if one != value))
            self.doings.values[sheet.id, key, column.id] = value

    def treat_rows(self, least: int) -> None:
        """Move, insert, copy and delete some rows, of sheets whose rows run down."""
        sheets = [
            sheet
            for sheet in self._form.sheets
            if self._base[sheet.id] and sheet.spec.layout == "rows"
        ]
        acts = [self._move, self._insert, self._add, self._copy, self._change_copy, self._delete]
        chosen = st.tuples(st.sampled_from(acts), st.integers(0, len(sheets) - 1))
        for act, number in self._data.draw(st.lists(chosen, min_size=least, max_size=least + 3)):
            sheet = sheets[number]
            untouched = [key for key in self._base[sheet.id] if self._is_untouched(sheet, key)]
            if untouched:
                act(sheet, self._data.draw(st.sampled_from(untouched)))

    def _is_untouched(self, sheet: Sheet, key: str) -> bool:
        typed = {spot[:2] for spot in self.doings.values}
        return (sheet.id, key) not in typed | self.doings.gone

    def _move(self, sheet: Sheet, key: str) -> None:
        source = self._keys[sheet.id].index(key)
        target = self._draw_place(sheet)
        self._step(sheet, "insert", target)
        self._keys[sheet.id].insert(target, key)
        source += source >= target
        self._step(sheet, "copy", source, target)
        self._step(sheet, "remove", source)
        del self._keys[sheet.id][source]

    def _insert(self, sheet: Sheet, key: str) -> int:
        target = self._draw_place(sheet)
        self._step(sheet, "insert", target)
        self._keys[sheet.id].insert(target, "")
        return target

    def _add(self, sheet: Sheet, key: str) -> None:
        """Write a new row that says only what it must, like the one of ``key``."""
        title = find_title(sheet)
        if title is None:
            return
        target = self._insert(sheet, key)
        values: dict[str, Value] = {title.id: f"Baru {len(self.doings.fresh)}"}
        for column in sheet.columns:
            if column.id in (PARENT, CHOICE):
                values[column.id] = self._base[sheet.id][key][column.id]
        for name, value in values.items():
            self._put(sheet, target, name, self._show(sheet, name, str(value)))
        self.doings.fresh.append((sheet.id, "", values))

    def _copy(self, sheet: Sheet, key: str) -> int | None:
        """Copy a row, hidden key and all; where its values are its key, that would be a slip."""
        if find_title(sheet) is None:
            return None
        target = self._insert(sheet, key)
        self._copied.add((sheet.id, key))
        self._step(sheet, "copy", self._keys[sheet.id].index(key), target)
        return target

    def _change_copy(self, sheet: Sheet, key: str) -> None:
        target, title = self._copy(sheet, key), find_title(sheet)
        if target is None or title is None:
            return
        values = {**self._base[sheet.id][key], title.id: f"Salinan {len(self.doings.fresh)}"}
        self._put(sheet, target, title.id, values[title.id])
        self.doings.fresh.append((sheet.id, key, values))

    def _delete(self, sheet: Sheet, key: str) -> None:
        """Delete a row.

        No programme's, whose rows in other sheets would stay, and none of which there is a copy,
        since that is the row then.
        """
        if sheet.is_programs or (sheet.id, key) in self._copied:
            return
        row = self._keys[sheet.id].index(key)
        self._step(sheet, "remove", row)
        del self._keys[sheet.id][row]
        self.doings.gone.add((sheet.id, key))

    def _draw_place(self, sheet: Sheet) -> int:
        """Return a place among the rows, or right behind them."""
        keys = self._keys[sheet.id]
        last = max(number for number, key in enumerate(keys) if key)
        return self._data.draw(st.integers(0, last + 1))

    def _show(self, sheet: Sheet, name: str, value: str) -> str:
        column = next(one for one in sheet.columns if one.id == name)
        if column.choices == ROWS:
            title = self._form.plan.index.find("program", value)
            return str(title.__dict__["name"]) if title else value
        return self._form.choices.find(column.choices).labels[value] if column.choices else value

    def _put(self, sheet: Sheet, line: int, column: str, value: Any) -> None:
        title = sheet.spec.title
        slot = self._filled.slot(title, column) - 1
        row = ORIGIN + 1 + line
        if sheet.spec.layout == "columns":
            row, slot = ORIGIN - 1 + slot, line + 2
        self.doings.steps.append(("put", title, row, slot, value))

    def _step(self, sheet: Sheet, verb: str, *lines: int) -> None:
        rows = (ORIGIN + 1 + line for line in lines)
        self.doings.steps.append((verb, sheet.spec.title, *rows))


def find_title(sheet: Sheet) -> Column | None:
    """Return what names a record of the sheet; None where it has no id of its own."""
    if "id" not in sheet.model.model_fields:
        return None
    return next((one for one in sheet.columns if one.path and one.kind in ("line", "prose")), None)


def take_steps(filled: Filled, steps: Iterable[Step]) -> None:
    """Take the steps with openpyxl."""
    for verb, title, *rest in steps:
        sheet = filled.book[title]
        match verb:
            case "put":
                row, column, value = rest
                sheet.cell(row + 1, column + 1).value = value
            case "insert":
                sheet.insert_rows(rest[0] + 1)
            case "remove":
                sheet.delete_rows(rest[0] + 1)
            case "copy":
                source, target = rest
                for cell in list(sheet[source + 1]):
                    sheet.cell(target + 1, cell.column).value = cell.value


def list_losses(doings: Doings, base: Base, held: Base, named: set[Spot]) -> Iterator[str]:
    """Yield what did not come of the doings as it should; ``named`` are cells with an error."""
    for sheet, rows in base.items():
        for key, values in rows.items():
            if (sheet, key) in doings.gone:
                if key in held[sheet]:
                    yield f"{sheet} {key} is still there"
                continue
            for column, before in values.items():
                spot = (sheet, key, column)
                got = held[sheet].get(key, {}).get(column)
                if got == doings.values.get(spot, before) or (spot in named and got == before):
                    continue
                yield f"{spot} is {got!r}, was {before!r}, typed {doings.values.get(spot)!r}"
    new = [(sheet, key) for sheet, rows in held.items() for key in rows if key not in base[sheet]]
    faulty = {spot[:2] for spot in named}
    for sheet, copied, values in doings.fresh:
        found = next((one for one in new if one[0] == sheet and _holds(held, one, values)), None)
        if found is not None:
            new.remove(found)
        elif (sheet, copied) not in faulty:
            yield f"{sheet} has nothing of {values}"
    yield from (f"{sheet} {key} came from nowhere" for sheet, key in new)


def _holds(held: Base, place: tuple[str, str], values: Mapping[str, Value]) -> bool:
    row = held[place[0]][place[1]]
    return all(is_same(row[name], value) for name, value in values.items())


def map_cells(data: bytes) -> dict[str, Spot]:
    """Return what each cell of a returned form belongs to, by its address."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    cells: dict[str, Spot] = {}
    for title in book.sheet_names:
        rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
        mark = str(rows[0][0]) if rows and rows[0] else ""
        if not mark.startswith("masterplan:"):
            continue
        _, sheet, *across = mark.split(":")
        turned = [list(line) for line in zip(*rows[ORIGIN - 1 :], strict=True)]
        lines = turned if across else rows[ORIGIN - 1 :]
        for number, line in enumerate(lines[2:], 2):
            for slot, name in enumerate(lines[0][1:], 1):
                place = (slot, number) if across else (number, slot)
                address = name_cell(ORIGIN - 1 + place[0], place[1])
                cells[f"{title}!{address}"] = (sheet, str(line[0]), str(name).partition("#")[0])
    return cells
