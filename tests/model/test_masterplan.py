"""A plan at one stage: its dates, its years, and who owes what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.model.masterplan import Masterplan, find_stage

Edit = Callable[[Path, str, str], None]
COHORT = ", as_of: [{cohort: 2024, as_of: 2024-11-01}, {cohort: 2025, as_of: 2025-11-02}]"


def open_plan(project: Path, stage: int | None = None) -> Masterplan:
    plan = load_plan(project, stage).plan
    assert plan is not None
    return plan


@pytest.mark.parametrize(
    ("stage", "expected"),
    [(1, date(2025, 2, 3)), (2, date(2025, 5, 20)), (None, date(2025, 5, 20))],
)
def test_date_of_a_stage_is_the_workspaces(small: Path, stage: int | None, expected: date) -> None:
    assert open_plan(small, stage).as_of == expected


@pytest.mark.parametrize(
    ("cohort", "expected"),
    [("cohort: 2025\n", date(2025, 11, 2)), ("cohort: 2024\n", date(2024, 11, 1)), ("", None)],
)
def test_date_comes_from_the_cohort_where_the_workspace_has_none(
    small: Path, edit: Edit, cohort: str, expected: date | None
) -> None:
    edit(small / "masterplan.yaml", "  - {stage: 2, as_of: 2025-05-20}\n", "")
    edit(small / "masterplan.yaml", "profile: mini\n", f"profile: mini\n{cohort}")
    edit(
        small / "templates/mini/profile.yaml",
        "{number: 2, name: Tahap Dua",
        f"{{number: 2, name: Tahap Dua{COHORT}",
    )

    assert open_plan(small).as_of == expected
    assert open_plan(small, 1).as_of == date(2025, 2, 3)


def test_workspaces_own_date_wins_over_the_cohorts(small: Path, edit: Edit) -> None:
    edit(small / "masterplan.yaml", "profile: mini\n", "profile: mini\ncohort: 2025\n")
    edit(
        small / "templates/mini/profile.yaml",
        "{number: 2, name: Tahap Dua",
        f"{{number: 2, name: Tahap Dua{COHORT}",
    )

    assert open_plan(small).as_of == date(2025, 5, 20)


def test_ketapangs_fourth_stage_is_of_9_october_2023(ketapang: Path) -> None:
    assert open_plan(ketapang, 4).as_of == date(2023, 10, 9)
    others = [open_plan(ketapang, stage).as_of for stage in (1, 2, 3)]
    assert None not in others
    assert sorted(str(one) for one in others) == [str(one) for one in others]
    assert str(others[-1]) < "2023-10-09"


def test_years_are_those_of_the_horizon_both_included(small: Path, ketapang: Path) -> None:
    assert list(open_plan(small).years) == [2025, 2026, 2027]
    assert open_plan(ketapang).years == range(2024, 2034)


@pytest.mark.parametrize(
    ("pointer", "opd"),
    [
        ("program/mob-02", "dinas-b"),
        ("program/mob-02/indicators/ind-1/targets/2026", "dinas-b"),
        ("program/mob-01/quick_win/summary", "dinas-a"),
        ("pillar/mobility/condition", "dinas-a"),
        ("pillar/energy/condition", "dinas-b"),
        ("strategy/mob-str/text", "dinas-a"),
        ("pillar-part/water-1", "dinas-b"),
        ("dimension/energy/name", "dinas-b"),
        ("sub-dimension/energy-1/name", "dinas-b"),
        ("vision/statement", "dinas-a"),
        ("fact/population", "dinas-a"),
        ("program/tidak-ada", "dinas-a"),
        ("", "dinas-a"),
    ],
)
def test_responsible_is_the_owner_else_the_lead_else_the_coordinator(
    small: Path, pointer: str, opd: str
) -> None:
    found = open_plan(small).find_responsible(pointer)

    assert found is not None
    assert found.id == opd


def test_programme_without_owner_falls_to_the_pillars_lead(small: Path, edit: Edit) -> None:
    edit(small / "pillars/mobility/programs-dinas-a.yaml", "    owner: dinas-b\n", "")

    found = open_plan(small).find_responsible("program/mob-02/owner")

    assert found is not None
    assert found.id == "dinas-a"


def test_nobody_is_responsible_where_nobody_is_named(small: Path, edit: Edit) -> None:
    edit(small / "masterplan.yaml", "coordinator: dinas-a\n", "")

    assert open_plan(small).find_responsible("vision/statement") is None


def test_part_of_a_folder_that_was_not_read_makes_it_partial(small: Path, edit: Edit) -> None:
    edit(small / "pillars/mobility/programs-dinas-a.yaml", "name: Halte teduh", "nama: Halte teduh")
    plan = open_plan(small)

    assert plan.is_partial("pillars/mobility/")
    assert not plan.is_unreadable("pillars/mobility/")
    assert not plan.is_partial("pillars/water/")


def test_file_that_was_not_read_makes_its_folder_unreadable(small: Path) -> None:
    (small / "pillars/water/pillar.yaml").write_text("id: [\n", encoding="utf-8")
    plan = open_plan(small)

    assert plan.is_unreadable("pillars/water/")
    assert plan.is_partial("pillars/water/pillar.yaml")
    assert not plan.is_unreadable("pillars/mobility/")


def test_stage_is_found_by_number(small: Path) -> None:
    profile = open_plan(small).profile

    assert [find_stage(profile, number) for number in (0, 3)] == [None, None]
    second = find_stage(profile, 2)
    assert second is not None
    assert second.name == "Tahap Dua"
    assert find_stage(profile, 2) == open_plan(small, 2).stage
