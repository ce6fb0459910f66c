"""``rules`` in ``masterplan.yaml`` changes what a rule weighs, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.checks.rule import list_rules
from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Nature

Find = Callable[..., list[str]]
Edit = Callable[[Path, str, str], None]
Run = Callable[..., object]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"


def weigh(project: Path, *lines: str) -> None:
    path = project / "masterplan.yaml"
    text = "".join(f"  {line}\n" for line in ("rules:", *lines)).replace("  rules", "rules", 1)
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize(
    ("setting", "found"),
    [
        ("warning", ["warning[program-without-owner]"]),
        ("error", ["error[program-without-owner]"]),
        ("{severity: off, reason: Menunggu SK}", []),
    ],
)
@pytest.mark.parametrize("stage", [1, 2])
def test_weight_holds_at_every_stage(
    small: Path, edit: Edit, find: Find, setting: str, found: list[str], stage: int
) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    weigh(small, f"program-without-owner: {setting}")

    assert [line.split(" ")[1] for line in find(small, stage)] == found


def test_rule_that_is_off_is_counted_nowhere(small: Path, edit: Edit) -> None:
    before = load_plan(small).provisions
    weigh(small, "program-without-owner: {severity: off, reason: Menunggu SK}")
    after = load_plan(small).provisions

    assert {one.code for one in before} - {one.code for one in after} == {"program-without-owner"}


def test_fixed_rule_stays_as_it_is(small: Path, edit: Edit, find: Find) -> None:
    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-bb")
    weigh(small, "dangling-reference: {severity: off, reason: Nanti saja}")

    found = find(small)

    assert [line.split(" ")[1] for line in found] == [
        "error[rule-setting-void]",
        "error[dangling-reference]",
    ]
    assert load_plan(small).wrong


def test_fixed_rules_are_about_what_is_wrong() -> None:
    fixed = {rule.code for rule in list_rules() if rule.fixed}

    assert "dangling-reference" in fixed
    assert all(rule.nature is Nature.WRONG for rule in list_rules() if rule.fixed)


def test_off_without_reason_is_refused(small: Path, find: Find) -> None:
    weigh(small, "program-without-owner: off")

    found = find(small)

    assert len(found) == 1
    assert found[0] == ("masterplan.yaml:15:26: error[wrong-value] aturan dimatikan tanpa alasan")
