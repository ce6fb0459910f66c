"""Which fields differ between two readings of a file."""

from __future__ import annotations

import copy
from collections.abc import Callable, Set
from typing import Any

import pytest

from masterplan_cli.model.pillar import Pillar
from masterplan_cli.model.program import ProgramsFile
from masterplan_cli.model.vision import Vision
from masterplan_cli.schema.changes import list_changed_fields
from masterplan_cli.source.scalars import Plain

Change = Callable[[dict[str, Any]], None]
FIRST = {
    "id": "satu",
    "name": "Satu",
    "description": "Isi.",
    "areas": ["a", "b"],
    "indicators": [{"id": "i", "name": "I", "targets": {"2025": "1"}}],
    "budget": [{"year": "2025", "amount": "1"}],
}
DATA = {"programs": [FIRST, {"id": "dua", "name": "Dua"}]}


def compare(change: Change) -> dict[str, Set[str]] | None:
    data: dict[str, Any] = copy.deepcopy(DATA)
    change(data["programs"][0])
    return list_changed_fields(ProgramsFile, DATA, data)


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (lambda one: None, set()),
        (lambda one: one.update(description="Lain."), {"description"}),
        (lambda one: one.update(description=Plain("Isi.")), {"description"}),
        (lambda one: one.pop("description"), {"description"}),
        (lambda one: one.update(location="Di sini", owner=None), {"location"}),
        (lambda one: one["areas"].reverse(), {"areas"}),
        (lambda one: one["indicators"][0]["targets"].update({"2026": "2"}), {"targets"}),
        (lambda one: one["budget"][0].update(amount="2"), {"amount"}),
    ],
)
def test_values_are_told_by_the_names_of_their_fields(change: Change, changed: set[str]) -> None:
    assert compare(change) == {key: {"program/satu"} for key in changed}


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.update(id="lain"),
        lambda one: one["budget"][0].update(year="2026"),
        lambda one: one["budget"].append({"year": "2026", "amount": "1"}),
        lambda one: one.pop("budget"),
        lambda one: one.update(unknown="x"),
        lambda one: one.update(risks=[{"id": "r", "risk": "R"}]),
    ],
)
def test_records_that_come_go_or_are_renamed_are_more_than_values(change: Change) -> None:
    assert compare(change) is None


def test_fields_are_those_of_the_nearest_record_with_an_id() -> None:
    old = {
        "id": "mobility",
        "condition": "Kini.",
        "issues": [{"id": "i-1", "text": "Isu."}],
        "swot": {"strengths": [{"text": "Kuat."}]},
    }
    new = copy.deepcopy(old)
    new |= {"condition": "Nanti.", "issues": [{"id": "i-1", "text": "Isu lain."}]}
    assert list_changed_fields(Pillar, old, new) == {
        "condition": {"pillar/mobility"},
        "text": {"issue/i-1"},
    }
    vision = {"statement": "Maju."}
    assert list_changed_fields(Vision, vision, {"statement": "Maju sekali."}) == {"statement": {""}}


def test_another_order_of_records_is_more_than_values() -> None:
    turned = {"programs": DATA["programs"][::-1]}
    assert list_changed_fields(ProgramsFile, DATA, turned) is None
    assert list_changed_fields(ProgramsFile, DATA, []) is None
