"""LibreOffice: opens a form, edits it through its own API, saves it as XLSX and as ODS."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from filling import Filled
from office_driving import find_driver

from masterplan_cli.compiler import load_plan
from masterplan_cli.forms.arrivals import Arrival, import_forms
from masterplan_cli.forms.merge.outcome import Choice, Outcome

SCRIPT = Path(__file__).parents[1] / "support" / "sheet_script.py"
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}
FIRST = "program/mob-01"
Step = tuple[str, int, int, Any]
Make = Callable[..., bytes]


@pytest.fixture
def office_fill(tmp_path: Path) -> Callable[..., bytes]:
    """Return the function that edits a form in LibreOffice and saves it."""
    driver = find_driver()

    def fill(data: bytes, steps: list[Step], target: str) -> bytes:
        source, saved = tmp_path / "form.xlsx", tmp_path / f"kembali.{target}"
        source.write_bytes(data)
        return driver.drive(SCRIPT, source, saved, FILTERS[target], steps)

    return fill


def bring(root: Path, name: str, data: bytes) -> Outcome:
    return import_forms(load_plan(root, checked=False), [Arrival(name, data)], Choice())


@pytest.mark.parametrize("target", ["xlsx", "ods"])
def test_form_saved_by_libreoffice_changes_nothing(
    make: Make, ketapang: Path, office_fill: Callable[..., bytes], target: str
) -> None:
    data = office_fill(make(ketapang, "diskominfo"), [], target)

    outcome = bring(ketapang, f"form.{target}", data)

    assert (outcome.edits, outcome.findings) == ([], [])


@pytest.mark.parametrize("target", ["xlsx", "ods"])
def test_what_was_typed_in_libreoffice_comes_back(
    make: Make, small: Path, office_fill: Callable[..., bytes], target: str
) -> None:
    form = Filled(make(small, "dinas-a"))

    def at(title: str, line: int | str, column: str) -> tuple[str, int, int]:
        cell = form.cell(title, line, column)
        return title, cell.row - 1, cell.column - 1

    parent = form.cell("Kegiatan", f"{FIRST}/activities/keg-1", "^parent").value
    steps: list[Step] = [
        (*at("Program", FIRST, "location"), "Pusat kota “lama”"),
        (*at("Pagu", f"{FIRST}/budget/apbd", "amount.2025"), "Rp 2,5 miliar"),
        (*at("Indikator", f"{FIRST}/indicators/ind-1", "targets.2025"), 82.5),
        (*at("Risiko", f"{FIRST}/risks/r-1", "mitigation"), None),
        (*at("Kegiatan", 0, "^parent"), parent),
        (*at("Kegiatan", 0, "name"), "=Uji jalan"),
        (*at("Quick win", f"{FIRST}/quick_win", "start"), "1 Februari 2025"),
    ]

    outcome = bring(small, f"form.{target}", office_fill(form.save(), steps, target))

    [edit] = outcome.edits
    text = edit.after.decode()
    assert "location: Pusat kota “lama”" in text
    assert "source: apbd, amount: 2500000000}" in text
    assert "targets: {2025: 82.5}" in text
    assert "mitigation" not in text
    assert "=Uji jalan" in text
    assert "start: 2025-02-01" in text
