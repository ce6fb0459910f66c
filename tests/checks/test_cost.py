"""What each rule costs grows with the programmes, not with their square: steps, not seconds.

A step is a line of Python that is executed; each round of a loop or comprehension counts.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from benchmarks.workspace import Size, write_workspace
from counting import count_lines

from masterplan_cli.checks.rule import Rule, list_rules
from masterplan_cli.compiler import load_plan
from masterplan_cli.model.masterplan import Masterplan

SMALL, LARGE = 360, 1080
SLACK = 1.5
"""A square would be 3; a rule that looks at a bounded number of others takes a while to get there."""
FLOOR = 5_000
"""Steps below which a rule costs nothing worth a comparison."""


def run_rule(rule: Rule, plan: Masterplan) -> None:
    for _ in rule.check(plan):
        pass


def count_steps(plan: Masterplan) -> Iterator[tuple[str, int]]:
    """Yield the steps of each rule over ``plan``, what rules share being gathered before."""
    assert plan.wording.vocabulary
    for rule in list_rules():
        yield rule.code, count_lines(run_rule, rule, plan)


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, int]]:
    counted = []
    for programs in (SMALL, LARGE):
        folder = tmp_path_factory.mktemp(f"size-{programs}")
        write_workspace(folder, Size(programs))
        plan = load_plan(folder).plan
        assert plan is not None
        assert len(plan.workspace.programs) == programs
        counted.append(dict(count_steps(plan)))
    small, large = counted
    return {code: (small[code], large[code]) for code in small}


def test_steps_grow_with_the_programmes(costs: dict[str, tuple[int, int]]) -> None:
    limit = SLACK * LARGE / SMALL
    assert sum(large > FLOOR for _, large in costs.values()) > 10

    steep = {
        code: (small, large)
        for code, (small, large) in costs.items()
        if large > FLOOR and large > limit * small
    }

    assert steep == {}


def test_no_rule_takes_more_than_600_steps_a_programme(costs: dict[str, tuple[int, int]]) -> None:
    each = {code: large // LARGE for code, (_, large) in costs.items()}

    assert {code: steps for code, steps in each.items() if steps > 600} == {}
