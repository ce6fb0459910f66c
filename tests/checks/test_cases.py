"""Every rule finds what its cases say it does, and nothing else.

A case file ``cases/<code>.yaml`` has ``bad`` and ``good`` workspaces, each named by a sentence.
A case starts from the small workspace, whose profile gets stages 3 and 4 here, changes it
(``edit``, ``edits``, ``files``; a file's text None deletes it) and is read at ``stage`` (2 unless
told). A bad one gives exactly one finding of its rule, ``at`` a place, of a ``severity``, with
``message`` in it; a good one gives no finding at all.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from masterplan_cli.checks.rule import Rule, list_rules
from masterplan_cli.checks.run import run_checks
from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Severity

CASES = Path(__file__).parent / "cases"
SMALL = Path(__file__).parents[1] / "workspaces" / "small"
RULES = list_rules()
HEADINGS = ("Apa", "Mengapa", "Buruk", "Baik", "Sejak")
CHANGES = {"edit", "edits", "files", "stage"}
VERDICT = {"at", "severity", "message"}
LATE_STAGES = """\
  - {number: 3, name: Tahap Tiga, documents: [{document: book-a}]}
  - {number: 4, name: Tahap Empat, documents: [{document: book-a}]}
"""


@dataclass(frozen=True)
class Case:
    """One workspace, described as changes of the small one."""

    code: str
    kind: str
    name: str
    fields: dict[str, Any]

    @property
    def stage(self) -> int:
        return int(self.fields.get("stage", 2))


def read_cases(path: Path) -> Iterator[Case]:
    for kind, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for name, fields in cases.items():
            yield Case(path.stem, kind, name, fields)


FILES = sorted(CASES.glob("*.yaml"))
ALL = [case for path in FILES for case in read_cases(path)]


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def lay_workspace(case: Case, folder: Path) -> Path:
    """Write the case's workspace as ``folder`` and return it."""
    shutil.copytree(SMALL, folder)
    profile = folder / "templates/mini/profile.yaml"
    change(profile, "\ndocuments:\n", f"\n{LATE_STAGES}documents:\n")
    change(profile, "quick_wins_since: 3", "quick_wins_since: 4")
    single = case.fields.get("edit")
    for edit in [*([single] if single else []), *case.fields.get("edits", [])]:
        assert set(edit) == {"file", "replace", "with"}
        change(folder / edit["file"], edit["replace"], edit["with"])
    for name, text in case.fields.get("files", {}).items():
        if text is None:
            (folder / name).unlink()
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return folder


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.code}: {case.kind}: {case.name}")
def test_case(case: Case, tmp_path: Path, find: Callable[..., list[str]]) -> None:
    project = lay_workspace(case, tmp_path / "workspace")

    found = find(project, case.stage)

    if case.kind == "good":
        assert set(case.fields) <= CHANGES
        assert found == []
    else:
        assert VERDICT <= set(case.fields) <= CHANGES | VERDICT
        assert len(found) == 1, found
        start = f"{case.fields['at']}: {case.fields['severity']}[{case.code}] "
        assert found[0].startswith(start), found
        assert case.fields["message"] in found[0].removeprefix(start)


def test_each_rule_has_bad_and_good_cases() -> None:
    assert RULES
    assert {rule.code for rule in RULES} == {path.stem for path in FILES}
    for rule in RULES:
        kinds = {case.kind for case in ALL if case.code == rule.code}
        assert kinds == {"bad", "good"}, rule.code


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_manual_page_has_all_headings(rule: Rule) -> None:
    lines = rule.manual.splitlines()

    assert lines[0].endswith(".")
    assert [line for line in lines if line in HEADINGS] == list(HEADINGS)
    for heading in HEADINGS:
        below = lines[lines.index(heading) + 1]
        assert below.startswith("    "), f"nothing below “{heading}”"
        assert below.strip()


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_a_warning_before_its_stage_and_an_error_from_it(rule: Rule) -> None:
    if rule.error_from is None:
        assert {rule.weigh(stage) for stage in range(5)} == {Severity.WARNING}
        return
    assert 1 <= rule.error_from <= 4
    weights = [rule.weigh(stage) for stage in range(5)]

    assert weights[: rule.error_from] == [Severity.WARNING] * rule.error_from
    assert weights[rule.error_from :] == [Severity.ERROR] * (5 - rule.error_from)


@pytest.mark.parametrize(
    "rule", [rule for rule in RULES if (rule.error_from or 0) > 1], ids=lambda rule: rule.code
)
def test_cases_show_both_severities(rule: Rule) -> None:
    assert rule.error_from is not None
    shown = {
        (case.fields["severity"], case.stage >= rule.error_from)
        for case in ALL
        if case.code == rule.code and case.kind == "bad"
    }

    assert shown == {("warning", False), ("error", True)}


def test_codes_are_unique_and_sorted() -> None:
    codes = [rule.code for rule in RULES]

    assert codes == sorted(set(codes))


def test_only_the_rules_asked_for_are_run(small: Path) -> None:
    change(small / "region/vision.yaml", "dimensions: [mobility]", "dimensions: [mobilitas]")
    change(small / "pillars/water/pillar.yaml", "    not_priority: Kewenangan provinsi\n", "")
    plan = load_plan(small).plan
    assert plan is not None

    by_rule = {rule.code: [found.code for found in run_checks(plan, [rule])] for rule in RULES}

    assert {code for code, found in by_rule.items() if found} == {
        "dangling-reference",
        "sub-dimension-without-strategy",
    }
    assert all(set(found) <= {code} for code, found in by_rule.items())
    assert [found.code for found in run_checks(plan, [])] == []
