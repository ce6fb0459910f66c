"""Programmes grouped, and their money added up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.model.catalog import Catalog, Groups, sum_budget
from masterplan_cli.model.masterplan import Masterplan

Edit = Callable[[Path, str, str], None]
ROOT = Path(__file__).parents[2]


def open_plan(project: Path) -> Masterplan:
    plan = load_plan(project).plan
    assert plan is not None
    return plan


@pytest.fixture
def catalog(small: Path) -> Catalog:
    return Catalog(open_plan(small))


@pytest.fixture(scope="module")
def ketapang_plan() -> Masterplan:
    return open_plan(ROOT)


def name_groups(groups: Groups) -> dict[str, list[str]]:
    return {key: [program.id for program in programs] for key, programs in groups.items()}


def test_groups_of_the_small_workspace(catalog: Catalog) -> None:
    both = ["mob-01", "mob-02"]

    assert name_groups(catalog.by_dimension) == {"mobility": both}
    assert name_groups(catalog.by_sub_dimension) == {"bus": both}
    assert name_groups(catalog.by_strategy) == {"mob-str": both}
    assert name_groups(catalog.by_owner) == {"dinas-a": ["mob-01"], "dinas-b": ["mob-02"]}
    assert name_groups(catalog.by_group) == {"people": ["mob-01"]}
    assert name_groups(catalog.by_term) == {"short": ["mob-01"], "medium": ["mob-02"]}
    assert name_groups(catalog.by_plan_mission) == {"m1": both, "m2": ["mob-02"]}
    assert [program.id for program in catalog.quick_wins] == ["mob-01"]
    assert catalog.dimension_of == {"mob-01": "mobility", "mob-02": "mobility"}


def test_money_of_a_programme_a_year_and_a_fund(catalog: Catalog) -> None:
    assert [sum_budget([program]) for program in catalog.programs] == [1_500_500_000, 600_000_000]
    assert catalog.sum_by_year(catalog.programs) == {
        2025: 1_600_500_000,
        2026: 200_000_000,
        2027: 300_000_000,
    }
    assert catalog.sum_fund("hibah") == {
        2025: 250_500_000,
        2026: 0,
        2027: 300_000_000,
    }
    assert catalog.sum_fund("tidak-ada") == {2025: 0, 2026: 0, 2027: 0}
    assert catalog.sum_up(catalog.programs) == 2_100_500_000
    assert sum_budget([]) == catalog.sum_up([]) == 0


def test_a_programme_s_rows_are_added_up_by_year_and_by_fund(catalog: Catalog) -> None:
    for program in catalog.programs:
        tally = catalog.tally(program)
        rows = program.budget

        assert tally.total == sum_budget([program])
        assert tally.years == {
            year: sum(row.amount for row in rows if row.year == year)
            for year in dict.fromkeys(row.year for row in rows)
        }
        assert list(tally.funds) == list(dict.fromkeys(row.source for row in rows if row.source))
        assert catalog.tally(program) is tally


def test_programmes_stand_in_the_order_of_the_profile(small: Path) -> None:
    for dimension in ("water", "energy"):
        (small / f"pillars/{dimension}/programs-dinas-b.yaml").write_text(
            f"programs: [{{id: {dimension}-01, name: Program}}]\n", encoding="utf-8"
        )

    found = [program.id for program in Catalog(open_plan(small)).programs]

    assert found == ["mob-01", "mob-02", "energy-01", "water-01"]


def test_programme_of_an_unknown_strategy_has_no_sub_dimension(small: Path, edit: Edit) -> None:
    edit(
        small / "pillars/mobility/programs-dinas-a.yaml",
        "strategy: mob-str\n    description: Halte",
        "strategy: tidak-ada\n    description: Halte",
    )
    catalog = Catalog(open_plan(small))

    assert name_groups(catalog.by_sub_dimension) == {"bus": ["mob-01"]}
    assert [catalog.find_sub_dimension(program) for program in catalog.programs] == ["bus", None]


def test_all_sums_of_ketapang_agree(ketapang_plan: Masterplan) -> None:
    catalog = Catalog(ketapang_plan)
    total = sum_budget(catalog.programs)
    funds = [fund.id for fund in ketapang_plan.profile.funds]

    assert total > 0
    assert sum(catalog.sum_by_year(catalog.programs).values()) == total
    assert sum(sum(catalog.sum_fund(fund).values()) for fund in funds) == total
    for groups in (catalog.by_dimension, catalog.by_owner, catalog.by_term, catalog.by_strategy):
        assert sum(sum_budget(programs) for programs in groups.values()) == total


def test_ketapang_has_programmes_and_a_quick_win_in_each_dimension(
    ketapang_plan: Masterplan,
) -> None:
    catalog = Catalog(ketapang_plan)
    dimensions = [dimension.id for dimension in ketapang_plan.profile.dimensions]
    quick = [catalog.dimension_of[program.id] for program in catalog.quick_wins]

    assert len(dimensions) == 6
    assert list(catalog.by_dimension) == dimensions
    assert all(len(programs) >= 4 for programs in catalog.by_dimension.values())
    assert set(quick) == set(dimensions)
