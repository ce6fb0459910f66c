"""Runs the rules over a plan and places what they find on lines of YAML."""

from __future__ import annotations

from collections.abc import Iterable

from masterplan_cli.checks.rule import Finding, Rule, list_rules
from masterplan_cli.diagnostics import Diagnostic, Related, Span
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.workspace import MANIFEST


def run_checks(plan: Masterplan, rules: Iterable[Rule] | None = None) -> list[Diagnostic]:
    """Return the findings of every rule at the plan's stage.

    A finding about a record that was refused is left out: the reader has already said what is
    wrong with it, and one mistake gives one finding.
    """
    found = []
    for rule in list_rules() if rules is None else rules:
        severity = rule.weigh(plan.stage.number)
        for finding in rule.check(plan):
            if plan.index.is_refused(finding.pointer):
                continue
            found.append(
                Diagnostic(
                    code=rule.code,
                    message=finding.message,
                    span=_place(plan, finding.pointer, on_key=finding.on_key),
                    severity=severity,
                    nature=rule.nature,
                    hint=finding.hint,
                    related=_relate(plan, finding),
                )
            )
    return found


def _place(plan: Masterplan, pointer: str, *, on_key: bool) -> Span:
    return plan.index.locate(pointer, key=on_key) or Span(MANIFEST)


def _relate(plan: Masterplan, finding: Finding) -> tuple[Related, ...]:
    return tuple(
        Related(_place(plan, pointer, on_key=False), message)
        for pointer, message in finding.related
    )
