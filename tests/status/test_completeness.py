"""Completeness is the checks' own count: every figure is traced back to findings and rules."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from masterplan_cli.checks.rule import Finding, Met, list_rules
from masterplan_cli.checks.run import list_provisions, run_checks
from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Nature, Severity
from masterplan_cli.status.completeness import Completeness, Group

Measure = Callable[..., Completeness]
Edit = Callable[[Path, str, str], None]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"


def pick(completeness: Completeness, name: str) -> Group:
    return next(group for group in completeness.groups if group.id == name)


def figures(group: Group) -> tuple[int, int, int, int, int]:
    return (
        group.required,
        group.done,
        group.count("missing"),
        group.count("wrong"),
        group.count("upcoming"),
    )


def damage(project: Path) -> None:
    """Delete much from a copy of Ketapang, in many files."""
    (project / "region/vision.yaml").unlink()
    for path in sorted(project.glob("pillars/*/programs-*.yaml"))[::2]:
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"\n    owner: \S+", "", text, count=1)
        text = re.sub(r"\n    term: .*", "", text)
        path.write_text(re.sub(r"\n        baseline: .*", "", text), encoding="utf-8")


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
@pytest.mark.parametrize("by", ["pillar", "opd"])
def test_ketapang_has_all_that_each_stage_asks(
    measure: Measure, ketapang: Path, stage: int, by: str
) -> None:
    found = measure(ketapang, stage, by)

    assert found.total.required > 100
    assert (found.total.percent, found.total.owing) == (100, False)
    assert {group.percent for group in found.groups} == {100}


def test_a_later_stage_asks_for_more(measure: Measure, ketapang: Path) -> None:
    asked = [measure(ketapang, stage).total.required for stage in (1, 2, 3, 4)]

    assert asked == sorted(set(asked))


def test_one_missing_place_moves_from_done_to_missing(
    measure: Measure, small: Path, edit: Edit
) -> None:
    before = pick(measure(small), "mobility")
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    after = pick(measure(small), "mobility")

    assert figures(before) == (9, 9, 0, 0, 0)
    assert figures(after) == (9, 8, 1, 0, 0)
    assert (before.percent, after.percent) == (100, 88)
    [item] = after.items
    assert (item.kind, item.file, item.pillar) == ("missing", PROGRAMS, "mobility")
    assert item.finding.pointer.startswith("program/")
    assert item.line == item.finding.span.line
    assert item.subject


def test_what_a_later_stage_asks_is_neither_required_nor_missing(
    measure: Measure, small: Path, edit: Edit
) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")

    group = pick(measure(small, 1), "mobility")

    assert group.count("upcoming") == 1
    assert group.required == group.done
    assert not group.owing
    assert group.debts == ()


def test_wrong_content_is_counted_beside_and_never_as_done(
    measure: Measure, small: Path, edit: Edit
) -> None:
    before = pick(measure(small), "mobility")
    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-bb")
    after = pick(measure(small), "mobility")

    assert figures(after) == (before.required, before.done, 0, 1, 0)
    assert after.owing
    assert [debt.count for debt in after.debts] == [1]


def test_finding_of_the_reader_finds_its_record_and_its_owner(
    measure: Measure, small: Path, edit: Edit
) -> None:
    edit(small / PROGRAMS, "owner: dinas-b", "ownr: dinas-b")

    found = measure(small)

    wrong = [item for item in found.total.items if item.kind == "wrong"]
    assert [(item.pillar, item.finding.pointer) for item in wrong] == [("mobility", "")]
    assert wrong[0].subject
    assert wrong[0].opd is not None


def test_refused_record_has_no_places_to_count(measure: Measure, small: Path, edit: Edit) -> None:
    before = pick(measure(small), "mobility")
    edit(small / PROGRAMS, "owner: dinas-b", "ownr: dinas-b")
    after = pick(measure(small), "mobility")

    assert after.done < before.done
    assert after.count("missing") == 0


def test_unreadable_file_belongs_to_its_pillar(measure: Measure, small: Path) -> None:
    (small / PROGRAMS).write_text("programs: [\n", encoding="utf-8")

    group = pick(measure(small), "mobility")

    assert group.count("wrong") == 1
    assert group.items[0].file == PROGRAMS


def test_absent_pillar_is_one_thing_missing_in_its_own_row(measure: Measure, small: Path) -> None:
    shutil.rmtree(small / "pillars/water")

    group = pick(measure(small), "water")

    assert figures(group) == (1, 0, 1, 0, 0)
    assert (group.name, group.percent) == ("Air", 0)
    [item] = group.items
    assert (item.file, item.line, item.subject) == ("pillars/water/pillar.yaml", 0, "Air")
    assert item.opd is not None
    assert item.opd.id == "dinas-a"


def test_absent_file_of_the_region_is_named(measure: Measure, small: Path) -> None:
    (small / "region/vision.yaml").unlink()

    group = pick(measure(small), "")

    assert [(item.file, item.line) for item in group.items] == [("region/vision.yaml", 0)]
    assert group.percent == 0


def test_pillar_of_which_nothing_is_known_has_no_percentage(
    measure: Measure, ketapang_copy: Path
) -> None:
    shutil.rmtree(ketapang_copy / "pillars/living")

    group = pick(measure(ketapang_copy, 1), "living")

    assert figures(group) == (0, 0, 0, 0, 1)
    assert group.percent is None


def test_folder_that_is_no_dimension_still_has_a_row(measure: Measure, small: Path) -> None:
    shutil.copytree(small / "pillars/water", small / "pillars/udara")

    found = measure(small)

    assert sum(len(group.items) for group in found.groups) == len(found.total.items) > 0
    assert sum(group.done for group in found.groups) == found.total.done


def test_nothing_is_owned_where_nobody_coordinates(
    measure: Measure, small: Path, edit: Edit
) -> None:
    edit(small / "masterplan.yaml", "coordinator: dinas-a\n", "")
    (small / "region/vision.yaml").unlink()

    found = measure(small, by="opd")

    assert [item.opd for item in pick(found, "").items] == [None]
    assert pick(found, "").opd is None
    assert found.groups[-1].id == ""


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_figures_are_those_of_the_findings(
    measure: Measure, ketapang_copy: Path, stage: int
) -> None:
    damage(ketapang_copy)
    findings = load_plan(ketapang_copy, stage).diagnostics
    errors = [one for one in findings if one.severity is Severity.ERROR]
    missing = sum(one.nature is Nature.MISSING for one in errors)
    assert len(findings) > 50

    by_pillar = measure(ketapang_copy, stage, "pillar")
    by_opd = measure(ketapang_copy, stage, "opd")

    for found in (by_pillar, by_opd):
        assert found.total.count("missing") == missing
        assert found.total.count("wrong") == len(errors) - missing
        assert found.total.count("upcoming") == len(findings) - len(errors)
        for kind in ("missing", "wrong", "upcoming"):
            assert sum(group.count(kind) for group in found.groups) == found.total.count(kind)
        assert sum(group.required for group in found.groups) == found.total.required
        owed = sum(debt.count for group in found.groups for debt in group.debts)
        assert owed == len(errors)
    assert by_pillar.total.required == by_opd.total.required


def test_deleting_content_never_raises_the_percentage(
    measure: Measure, ketapang_copy: Path
) -> None:
    before = {group.id: group.done for group in measure(ketapang_copy).groups}
    damage(ketapang_copy)
    found = measure(ketapang_copy)

    assert all(group.done <= before[group.id] for group in found.groups)
    assert found.total.percent is not None
    assert 0 < found.total.percent < 100


@pytest.mark.parametrize("rule", list_rules(), ids=lambda rule: rule.code)
def test_rules_of_what_is_missing_say_what_they_looked_at(rule, ketapang: Path) -> None:  # type: ignore[no-untyped-def]
    plan = load_plan(ketapang, 4).plan
    assert plan is not None

    results = list(rule.check(replace(plan, counting=True)))

    if rule.nature is Nature.WRONG:
        assert all(isinstance(one, Finding) for one in results)
    elif rule.code == "comment-unanswered":
        assert not plan.workspace.reviews  # nobody has commented on Ketapang's drafts yet
        assert not results
    else:
        pointers = [one.pointer for one in results if isinstance(one, Met)]
        assert pointers, "a percentage would not know of this rule"
        assert len(pointers) == len(set(pointers))
        assert all(plan.index.locate(pointer) is not None for pointer in pointers)


def test_no_place_is_both_filled_and_missing(ketapang_copy: Path) -> None:
    damage(ketapang_copy)
    plan = load_plan(ketapang_copy, 4).plan
    assert plan is not None

    met = {(one.code, one.pointer) for one in list_provisions(plan)}
    missing = {(one.code, one.pointer) for one in run_checks(plan)}
    assert met
    assert missing
    assert not met & missing


def test_pointer_is_no_part_of_what_makes_findings_the_same(small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    [finding] = load_plan(small).diagnostics

    assert finding.pointer
    assert replace(finding, pointer="") == finding
    assert hash(replace(finding, pointer="")) == hash(finding)
