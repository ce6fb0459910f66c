"""Three values for every cell: the form's, today's, and what both started from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from masterplan_cli.diagnostics import Diagnostic, Severity, Text
from masterplan_cli.forms.columns import PARENT, Column
from masterplan_cli.forms.findings import CellPlace, report_cell
from masterplan_cli.forms.marks import Base
from masterplan_cli.forms.reading.lines import Line
from masterplan_cli.forms.rows import Sheet, Value, is_indispensable

_BLANKS: Final = re.compile("[ \t\u00a0\u202f]+")

Rows = Mapping[str, Mapping[str, Value]]
"""Values by key and column."""


@dataclass(frozen=True, slots=True)
class Take:
    """A value of the form that goes into the plan."""

    sheet: Sheet
    key: str
    column: Column
    value: Value
    place: CellPlace


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that both sides changed, each in its own way."""

    sheet: Sheet
    key: str
    column: Column
    base: Value
    theirs: Value
    ours: Value
    place: CellPlace

    @property
    def take(self) -> Take:
        """The change that the form's side wants."""
        return Take(self.sheet, self.key, self.column, self.theirs, self.place)


@dataclass(frozen=True, slots=True)
class Removal:
    """A record whose line was cleared or deleted."""

    sheet: Sheet
    key: str
    place: CellPlace


@dataclass(slots=True)
class Comparison:
    """What the form wants of the plan."""

    takes: list[Take] = field(default_factory=list)
    fresh: list[Line] = field(default_factory=list)
    removals: list[Removal] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    aliases: dict[str, str] = field(default_factory=dict)
    """Programmes that the form calls new and the plan has by now, by their alias."""


def level_value(value: Value) -> Value:
    """Return a value as it is compared: runs of blanks are one space."""
    if isinstance(value, tuple):
        return value
    return _BLANKS.sub(" ", value.replace("\r\n", "\n")).strip()


def is_same(one: Value, other: Value) -> bool:
    """Say whether two values mean the same."""
    return one == other or level_value(one or "") == level_value(other or "")


def compare_sheet(
    sheet: Sheet, lines: Iterable[Line], base: Rows, ours: Rows, into: Comparison
) -> None:
    """Compare the lines of one sheet, which was read, with both plans."""
    _SheetComparison(sheet, base, ours, into).compare(list(lines))


def compare_lines(
    lines: list[Line], read: Iterable[str], base: Base, ours: Base, sheets: Mapping[str, Sheet]
) -> Comparison:
    """Compare all sheets that were read; programmes first, since others refer to them."""
    result = Comparison(lines=lines)
    wanted = [sheets[name] for name in read]
    for sheet in sorted(wanted, key=lambda one: bool(one.spec.steps)):
        own = [line for line in lines if line.sheet is sheet]
        for line in own:
            parent = str(line.values.get(PARENT, ""))
            if parent in result.aliases:
                line.values[PARENT] = result.aliases[parent]
        compare_sheet(sheet, own, base.get(sheet.id, {}), ours.get(sheet.id, {}), result)
    return result


class _SheetComparison:
    def __init__(self, sheet: Sheet, base: Rows, ours: Rows, into: Comparison) -> None:
        self._sheet = sheet
        self._base = base
        self._ours = ours
        self._into = into

    def compare(self, lines: list[Line]) -> None:
        known: dict[str, list[Line]] = {}
        new: list[Line] = []
        for line in lines:
            key = line.key or self._find_natural_key(line)
            if key and (line.key or key in self._ours or key in known):
                known.setdefault(key, []).append(line)
            else:
                new.append(line)
        for key, found in known.items():
            original = self._choose_original(key, found)
            self._compare_line(key, original)
            new.extend(self._treat_copies(key, original, found))
        for line in new:
            self._add(line)
        first = CellPlace(lines[0].place.file, lines[0].place.sheet, 1, 1) if lines else None
        for key in self._base:
            if key not in known and key in self._ours:
                place = first or CellPlace("", self._sheet.spec.title, 1, 1)
                self._into.removals.append(Removal(self._sheet, key, place))

    def _find_natural_key(self, line: Line) -> str:
        """Return the key of a new line whose record has no id: its values make it."""
        sheet = self._sheet
        if "id" in sheet.model.model_fields or sheet.spec.root != "program":
            return ""
        parent = str(line.values.get(PARENT, ""))
        if not parent:
            return ""
        steps = [f"program/{parent}", *sheet.spec.steps]
        locked = [column for column in sheet.columns if column.locked and column.path]
        if locked:
            steps.append(":".join(str(line.values.get(column.id, "")) for column in locked))
        return "/".join(steps)

    def _choose_original(self, key: str, lines: list[Line]) -> Line:
        """Return which of several lines with one key is the record's own: the unchanged one."""
        base = self._base.get(key, {})
        for line in lines:
            values = line.values.items()
            if all(is_same(value, base.get(name, value)) for name, value in values):
                return line
        return lines[0]

    def _treat_copies(self, key: str, original: Line, lines: list[Line]) -> list[Line]:
        """Return the copies that were changed into something new; each copy is named."""
        new = []
        for line in lines:
            if line is original:
                continue
            same = all(
                is_same(value, original.values.get(name, value))
                for name, value in line.values.items()
            )
            natural = not line.key or "id" not in self._sheet.model.model_fields
            self._into.findings.append(_describe_copied(line, same=same, natural=natural))
            if not same and not natural:
                line.key = ""
                new.append(line)
        return new

    def _compare_line(self, key: str, line: Line) -> None:
        ours, base = self._ours.get(key), self._base.get(key)
        if base is None and ours is None:
            self._into.findings.append(_describe_unknown(line, key))
            return
        if line.key and line.empty:
            if ours is not None:
                self._into.removals.append(Removal(self._sheet, key, line.place))
            return
        if base is None:
            base = ours or {}
        for column in self._sheet.columns:
            if column.id in line.values:
                self._compare_cell(key, line, column, base, ours)

    def _compare_cell(
        self,
        key: str,
        line: Line,
        column: Column,
        base: Mapping[str, Value],
        ours: Mapping[str, Value] | None,
    ) -> None:
        theirs = line.values[column.id]
        started = base.get(column.id, (ours or {}).get(column.id, theirs))
        if is_same(theirs, started) or (not theirs and not line.key):
            return
        place = line.cells[column.id]
        if column.locked and line.key:
            self._into.findings.append(
                _describe_locked(place, column, program=self._sheet.is_programs)
            )
            return
        if ours is None:
            self._into.findings.append(_describe_gone(place, key))
            return
        if not theirs and is_indispensable(self._sheet, column):
            self._into.findings.append(_describe_cleared(place, column))
            return
        now = ours.get(column.id, "")
        if is_same(theirs, now):
            return
        if is_same(now, started):
            self._into.takes.append(Take(self._sheet, key, column, theirs, place))
        else:
            conflict = Conflict(self._sheet, key, column, started, theirs, now, place)
            self._into.conflicts.append(conflict)

    def _add(self, line: Line) -> None:
        """Add a new line, unless an earlier import has added it already."""
        if line.empty or (line.faulty and not line.values):
            return
        for key, row in self._ours.items():
            if key not in self._base and all(
                is_same(value, row.get(name, "")) for name, value in line.values.items() if value
            ):
                if line.alias:
                    self._into.aliases[line.alias] = key.partition("/")[2]
                return
        self._into.fresh.append(line)


def _describe_cleared(place: CellPlace, column: Column) -> Diagnostic:
    return report_cell(
        "form-row-incomplete",
        place,
        Text(
            f"“{column.heading}” wajib diisi; isi semula dibiarkan",
            f"'{column.heading}' is required; what stood there stays",
        ),
        Text(
            "Isi selnya, atau kosongkan seluruh barisnya bila tidak berlaku lagi.",
            "Fill in the cell, or clear the whole row where it no longer holds.",
        ),
    )


def _describe_copied(line: Line, *, same: bool, natural: bool) -> Diagnostic:
    if natural:
        said = Text("baris ini mengulang baris lain", "this row repeats another")
        hint = Text("Gabungkan keduanya; yang dibaca baris pertama.", "Merge the two rows.")
        return report_cell("form-row-copied", line.place, said, hint)
    if same:
        said = Text(
            "baris ini salinan persis baris lain; tidak ditambahkan",
            "this row is an exact copy of another; it is not added",
        )
        return report_cell("form-row-copied", line.place, said, None, Severity.WARNING)
    said = Text(
        "baris salinan yang diubah dianggap isi baru", "a copied row with changes counts as new"
    )
    hint = Text("Periksa apakah memang isi baru.", "Check that it is meant to be new.")
    return report_cell("form-row-copied", line.place, said, hint, Severity.WARNING)


def _describe_unknown(line: Line, key: str) -> Diagnostic:
    return report_cell(
        "form-row-unknown",
        line.place,
        Text(f"rencana tidak mengenal “{key}”", f"the plan knows no '{key}'"),
        Text(
            "Kosongkan kode tersembunyi pada baris itu bila isinya baru.",
            "Clear the row's hidden code if it is new content.",
        ),
    )


def _describe_locked(place: CellPlace, column: Column, *, program: bool) -> Diagnostic:
    return report_cell(
        "form-row-moved",
        place,
        Text(
            f"“{column.heading}” pada baris yang sudah ada tidak dapat diubah",
            f"'{column.heading}' cannot be changed on an existing row",
        ),
        Text(
            "Sampaikan kepada tim penyusun: program dipindahkan bersama kegiatan, indikator, pagu, "
            "dan risikonya.",
            "Tell the team: a programme moves with its activities, indicators, budget and risks.",
        )
        if program
        else Text(
            "Kosongkan baris ini dan tulis isinya pada baris baru.",
            "Clear this row and write its content on a new one.",
        ),
    )


def _describe_gone(place: CellPlace, key: str) -> Diagnostic:
    return report_cell(
        "form-record-gone",
        place,
        Text(
            f"isi “{key}” sudah dihapus dari rencana; perubahan ini tidak dimasukkan",
            f"'{key}' has been deleted from the plan; this change is not taken",
        ),
        Text("Tulis sebagai baris baru bila masih berlaku.", "Write it as a new row if it holds."),
    )
