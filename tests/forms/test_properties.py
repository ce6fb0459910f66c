"""Nothing is lost: any form, edited anywhere, brings back exactly what was edited.

Cells of any column get values of its kind, rows move, come and go, by openpyxl and by LibreOffice
through its own API; the plan afterwards holds what was done, and nothing else moved.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filling import Filled
from form_edits import Clerk, Doings, list_losses, map_cells, take_steps
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Severity
from masterplan_cli.forms.arrivals import Arrival, import_forms
from masterplan_cli.forms.contents import read_base
from masterplan_cli.forms.form import Form, open_form
from masterplan_cli.forms.marks import Base
from masterplan_cli.forms.merge.outcome import Choice
from masterplan_cli.forms.orders import write_forms

WORKSPACES = Path(__file__).parents[1] / "workspaces"
CASES = [("small", "dinas-b"), ("small", "dinas-a"), ("kota", "dinas-angkutan")]
CHECKS = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


def open_plan(root: Path, **unsaved: bytes) -> tuple[Loaded, Form]:
    loaded = load_plan(root, unsaved=dict(unsaved), checked=False)
    assert loaded.plan is not None
    assert loaded.profile is not None
    return loaded, open_form(loaded.plan, loaded.profile.templates)


def draw_doings(
    data: st.DataObject, root: Path, opd: str, least: int = 1
) -> tuple[Filled, bytes, Doings, Base]:
    """Return a form as it leaves, and what a clerk does to it."""
    loaded, form = open_plan(root)
    sent = next(iter(write_forms(loaded, (opd,), "abc"))).data
    filled, base = Filled(sent), read_base(form, opd)
    clerk = Clerk(data, form, filled, base)
    clerk.type_values(least)
    clerk.treat_rows(least)
    return filled, sent, clerk.doings, base


def check_return(root: Path, opd: str, returned: Arrival, doings: Doings, base: Base) -> None:
    """Import what came back, and compare the plan with what was done."""
    loaded, _ = open_plan(root)
    outcome = import_forms(loaded, [returned], Choice(delete=True))

    cells = map_cells(returned.data)
    errors = [one for one in outcome.findings if one.severity is Severity.ERROR]
    named = {cells[one.span.cell] for one in errors if one.span.cell in cells}
    _, after = open_plan(root, **{edit.path: edit.after for edit in outcome.edits})
    losses = list(list_losses(doings, base, read_base(after, opd), named))
    said = [f"{one.span.cell} {one.code} {one.message.en}" for one in outcome.findings]
    assert not losses, "\n".join((*losses, *said, *map(str, doings.steps)))


@pytest.mark.parametrize(("name", "opd"), CASES)
@settings(max_examples=4, suppress_health_check=CHECKS)
@given(data=st.data())
def test_what_was_edited_is_what_comes_back(
    tmp_path_factory: pytest.TempPathFactory, name: str, opd: str, data: st.DataObject
) -> None:
    root = tmp_path_factory.mktemp(name) / name
    shutil.copytree(WORKSPACES / name, root)
    filled, _, doings, base = draw_doings(data, root, opd)

    take_steps(filled, doings.steps)

    check_return(root, opd, Arrival("form.xlsx", filled.save()), doings, base)


@pytest.mark.parametrize(("name", "opd"), CASES[1:])
@settings(
    # To shrink a failure, LibreOffice would be asked hundreds of times.
    max_examples=2,
    suppress_health_check=CHECKS,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(data=st.data())
def test_what_was_edited_in_libreoffice_is_what_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    office_fill: Callable[..., dict[str, bytes]],
    name: str,
    opd: str,
    data: st.DataObject,
) -> None:
    root = tmp_path_factory.mktemp(name) / name
    shutil.copytree(WORKSPACES / name, root)
    _, sent, doings, base = draw_doings(data, root, opd, least=6)

    for file, returned in office_fill(sent, doings.steps).items():
        check_return(root, opd, Arrival(file, returned), doings, base)


@pytest.mark.parametrize("name", ["small", "kota"])
def test_untouched_forms_of_every_opd_change_nothing(name: str) -> None:
    loaded, form = open_plan(WORKSPACES / name)
    owners = form.list_owners()
    assert owners
    for output in write_forms(loaded, tuple(owners), "abc"):
        outcome = import_forms(loaded, [Arrival(output.name, output.data)], Choice())
        assert (outcome.edits, outcome.findings) == ([], []), output.name
