"""LibreOffice: opens a form, edits it through its own API, saves it as XLSX and as ODS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from filling import Filled

from masterplan_cli.compiler import load_plan
from masterplan_cli.forms.arrivals import Arrival, import_forms
from masterplan_cli.forms.merge.outcome import Choice, Outcome

FIRST = "program/mob-01"
Step = tuple[Any, ...]
Make = Callable[..., bytes]
Fill = Callable[..., dict[str, bytes]]


def bring(root: Path, name: str, data: bytes) -> Outcome:
    return import_forms(load_plan(root, checked=False), [Arrival(name, data)], Choice())


def test_form_saved_by_libreoffice_changes_nothing(
    make: Make, ketapang: Path, office_fill: Fill
) -> None:
    for name, data in office_fill(make(ketapang, "diskominfo"), []).items():
        outcome = bring(ketapang, name, data)

        assert (outcome.edits, outcome.findings) == ([], []), name


def test_what_was_typed_in_libreoffice_comes_back(
    make: Make, small: Path, office_fill: Fill
) -> None:
    form = Filled(make(small, "dinas-a"))

    def at(title: str, line: int | str, column: str) -> tuple[str, int, int]:
        cell = form.cell(title, line, column)
        return title, cell.row - 1, cell.column - 1

    parent = form.cell("Kegiatan", f"{FIRST}/activities/keg-1", "^parent").value
    title, row, column = at("Kegiatan", 0, "^parent")
    steps: list[Step] = [
        ("put", *at("Program", FIRST, "location"), "Pusat kota “lama”"),
        ("put", *at("Pagu", f"{FIRST}/budget/apbd", "amount.2025"), "Rp 2,5 miliar"),
        ("put", *at("Indikator", f"{FIRST}/indicators/ind-1", "targets.2025"), 82.5),
        ("put", *at("Risiko", f"{FIRST}/risks/r-1", "mitigation"), None),
        ("put", title, row, column, parent),
        ("put", *at("Kegiatan", 0, "name"), "=Uji jalan"),
        ("put", *at("Kegiatan", 1, "name"), "Pelatihan sopir"),
        ("put", *at("Quick win", f"{FIRST}/quick_win", "start"), "1 Februari 2025"),
        ("merge", title, row, column, row + 1, column),
        ("hide", title, row),
        ("rename", title, "Langkah kami"),
    ]

    for name, data in office_fill(form.save(), steps).items():
        [edit] = bring(small, name, data).edits
        text = edit.after.decode()
        assert "location: Pusat kota “lama”" in text
        assert "source: apbd, amount: 2500000000}" in text
        assert "targets: {2025: 82.5}" in text
        assert "mitigation" not in text
        assert "=Uji jalan" in text
        assert "name: Pelatihan sopir" in text
        assert "start: 2025-02-01" in text
