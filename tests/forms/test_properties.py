"""Nothing is lost: any form, edited anywhere, brings back exactly what was edited.

Cells of any column get values of its kind; the plan afterwards holds them, and nothing else moved.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from filling import Filled
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.forms.arrivals import Arrival, import_forms
from masterplan_cli.forms.columns import PARENT, Column
from masterplan_cli.forms.contents import read_base
from masterplan_cli.forms.form import Form, open_form
from masterplan_cli.forms.marks import Base
from masterplan_cli.forms.merge.outcome import Choice
from masterplan_cli.forms.orders import write_forms
from masterplan_cli.forms.rows import Value

WORKSPACES = Path(__file__).parents[1] / "workspaces"
CASES = [("small", "dinas-a"), ("small", "dinas-b"), ("kota", "dinas-angkutan")]
_WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=40
)


def open_plan(root: Path, **unsaved: bytes) -> tuple[Loaded, Form]:
    loaded = load_plan(root, unsaved=dict(unsaved), checked=False)
    assert loaded.plan is not None
    assert loaded.profile is not None
    return loaded, open_form(loaded.plan, loaded.profile.templates)


def make_value(data: st.DataObject, form: Form, column: Column) -> tuple[Any, Value]:
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
        case "date":
            return data.draw(st.sampled_from(["9 Oktober 2025", "9/10/2025"])), "2025-10-09"
        case _:
            text = " ".join(data.draw(_WORDS).split())
            return (text, text) if text and text[0] not in "=" else ("teks baru", "teks baru")


def edit_form(data: st.DataObject, form: Form, filled: Filled, base: Base) -> dict[Any, Value]:
    """Edit some cells of existing rows; return what the plan should hold in them."""
    places = [
        (sheet, key, column)
        for sheet in form.sheets
        for key in base[sheet.id]
        for column in sheet.columns
        if not column.locked and column.id != PARENT
        if not column.choices or form.choices.find(column.choices).labels
    ]
    wanted: dict[Any, Value] = {}
    for sheet, key, column in data.draw(
        st.lists(st.sampled_from(places), min_size=1, max_size=5, unique_by=lambda one: one[1:])
    ):
        raw, value = make_value(data, form, column)
        cell = filled.cell(sheet.spec.title, key, column.cell_ids[0])
        cell.value = raw
        if not column.listed:
            wanted[sheet.id, key, column.id] = value
            continue
        now = base[sheet.id][key][column.id]
        rest = [one for one in now[1:] if one != value]
        wanted[sheet.id, key, column.id] = (str(value), *rest)
    return wanted


@pytest.mark.parametrize(("name", "opd"), CASES)
@settings(
    max_examples=4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_was_edited_is_what_comes_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, opd: str, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp(name) / name
    shutil.copytree(WORKSPACES / name, root)
    loaded, form = open_plan(root)
    base = read_base(form, opd)
    filled = Filled(next(iter(write_forms(loaded, (opd,), "abc"))).data)
    wanted = edit_form(data, form, filled, base)

    outcome = import_forms(loaded, [Arrival("form.xlsx", filled.save())], Choice())

    refused = {finding.span.cell for finding in outcome.findings}
    _, after = open_plan(root, **{edit.path: edit.after for edit in outcome.edits})
    held = read_base(after, opd)
    for sheet in form.sheets:
        for key, values in base[sheet.id].items():
            for column in sheet.columns:
                spot = (sheet.id, key, column.id)
                expected = wanted.get(spot, values[column.id])
                got = held[sheet.id].get(key, {}).get(column.id)
                if spot in wanted and got != expected:
                    cell = filled.cell(sheet.spec.title, key, column.cell_ids[0])
                    assert f"{sheet.spec.title}!{cell.coordinate}" in refused, (spot[1:], got)
                    expected = values[column.id]
                assert got == expected, (spot, got, expected)
    assert all(held[sheet.id].keys() == base[sheet.id].keys() for sheet in form.sheets)


@pytest.mark.parametrize("name", ["small", "kota"])
def test_untouched_forms_of_every_opd_change_nothing(name: str) -> None:
    loaded, form = open_plan(WORKSPACES / name)
    owners = form.list_owners()
    assert owners
    for output in write_forms(loaded, tuple(owners), "abc"):
        outcome = import_forms(loaded, [Arrival(output.name, output.data)], Choice())
        assert (outcome.edits, outcome.findings) == ([], []), output.name
