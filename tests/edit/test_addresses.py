"""Pointers of a real workspace lead to changes in its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.edit.addresses import set_at
from masterplan_cli.edit.changes import Add, EditError, Set
from masterplan_cli.edit.file import edit_file

SMALL = Path(__file__).parents[1] / "workspaces" / "small"


def test_pointers_become_changes() -> None:
    plan = load_plan(SMALL).plan
    assert plan is not None
    program = plan.workspace.programs[0]
    file, change = set_at(plan.index, f"program/{program.id}/name", "Nama baru")
    assert isinstance(change, Set)
    edit, _ = edit_file(file, (SMALL / file).read_bytes(), [change])
    assert edit is not None
    assert edit.after.count(b'name: "Nama baru"\n') == 1
    _, change = set_at(plan.index, f"program/{program.id}/rpjmd_goals", ["g1"])
    assert isinstance(change, Add)
    assert change.key == "rpjmd_goals"
    assert change.order[:3] == ("id", "illustrative", "name")


@pytest.mark.parametrize("pointer", ["program/tidak-ada/name", "kata/x", "program"])
def test_pointers_to_nothing_are_refused(pointer: str) -> None:
    plan = load_plan(SMALL).plan
    assert plan is not None
    with pytest.raises(EditError):
        set_at(plan.index, pointer, "x")
