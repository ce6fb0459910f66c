"""Each rule finds the fault that is planted for it in Ketapang's own texts, and nothing else does.

Ketapang's workspace is clean at stage 4, so whatever is found was planted.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from planting import Garden
from plants import PLANTS, Act, Plant

from masterplan_cli.checks.rule import list_rules
from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Diagnostic, Nature

ROOT = Path(__file__).parents[2]
KOTA = Path(__file__).parents[1] / "workspaces" / "kota"


@cache
def load(stage: int) -> Loaded:
    return load_plan(ROOT, stage)


def start_garden(stage: int) -> Garden:
    plan = load(stage).plan
    assert plan is not None
    return Garden(ROOT, plan)


@cache
def list_before(stage: int, setting: Act | None) -> Counter[str]:
    """Return what is found without the fault, but in its setting."""
    garden = start_garden(stage)
    if setting is not None:
        setting(garden)
    return Counter(map(describe, load_plan(ROOT, stage, garden.encode()).diagnostics))


def describe(found: Diagnostic) -> str:
    return f"[{found.code}] {found.message.id}"


def cut(garden: Garden, found: Diagnostic) -> str:
    """Return the source text that a finding points at."""
    span = found.span
    line = garden.read(span.file).split("\n")[span.line - 1]
    return line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]


@pytest.mark.parametrize("code", PLANTS)
def test_planted_fault_is_found_alone(code: str, tmp_path: Path) -> None:
    plant: Plant = PLANTS[code]
    garden = start_garden(plant.stage)
    if plant.setting is not None:
        plant.setting(garden)
    plant.act(garden)

    project = garden.lay(tmp_path / "workspace")
    found = load_plan(project, plant.stage, garden.encode()).diagnostics

    before = list_before(plant.stage, plant.setting)
    new = [one for one in found if describe(one) not in before]
    assert [one.code for one in new] == [code], [describe(one) for one in new]
    if plant.at is not None:
        assert cut(garden, new[0]) == plant.at


def test_no_rule_lacks_a_planted_fault() -> None:
    assert {rule.code for rule in list_rules()} == set(PLANTS)


def test_ketapang_is_clean() -> None:
    assert [describe(one) for one in load(4).diagnostics] == []


def test_second_region_lacks_content_but_nothing_in_it_is_wrong() -> None:
    found = load_plan(KOTA).diagnostics

    assert found
    assert [describe(one) for one in found if one.nature is Nature.WRONG] == []
