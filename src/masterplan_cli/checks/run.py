"""Runs the rules over a plan and places what they find on lines of YAML."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol

from masterplan_cli.checks.kept import Found, KeptFindings, name_record
from masterplan_cli.checks.rule import Finding, Met, Rule, list_rules
from masterplan_cli.diagnostics import Diagnostic, Nature, Provision, Related, Severity, Span
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.workspace import MANIFEST


class Locate(Protocol):
    """Finds the place of a pointer."""

    def __call__(self, pointer: str, *, key: bool = False) -> Span | None:
        """Return what ``Index.locate`` does."""


def run_checks(
    plan: Masterplan, rules: Iterable[Rule] | None = None, kept: KeptFindings | None = None
) -> list[Diagnostic]:
    """Return the findings of every rule at the plan's stage.

    What a rule says about a record that was refused is left out: the reader has already said what
    is wrong with it, and one mistake gives one finding. A rule that the workspace has switched off
    says nothing. ``kept`` spares looking again at files that have not changed.
    """
    chosen = list_rules() if rules is None else tuple(rules)
    if kept is None:
        parts = [_run(plan, chosen, plan.index.locate)]
    else:
        narrowed, locate = kept.narrow(plan), kept.places.locate
        fresh = _run(narrowed, [rule for rule in chosen if rule.by_file], locate)
        whole = _run(plan, [rule for rule in chosen if not rule.by_file], locate)
        kept.keep(plan, narrowed, fresh)
        parts = [*kept.recall(), fresh, whole]
    found = [one for part in parts for one in part.findings]
    hiding = set().union(*(part.hiding for part in parts))
    if hiding:
        found = [one for one in found if not _is_hidden(one, hiding)]
    return found


def _run(plan: Masterplan, rules: Iterable[Rule], locate: Locate) -> Found:
    found: list[Diagnostic] = []
    hiding: set[str] = set()
    whole = plan.index.whole
    for rule in rules:
        severity = rule.weigh_in(plan)
        if severity is None:
            continue
        for result in rule.check(plan):
            if not isinstance(result, Finding):
                continue
            if whole or not plan.index.is_refused(result.pointer):
                found.append(_describe(plan, rule, severity, result, locate))
                if result.hides:
                    hiding.add(name_record(result.pointer))
    return Found(found, hiding)


def list_provisions(plan: Masterplan) -> tuple[Provision, ...]:
    """Return the places that the stage asks for and that are filled, as the rules found them.

    They count only from a rule's own stage on, since before it nobody asks; those of records that
    were refused do not count. Why apart from ``run_checks``: a plan of 3,600 programmes has 80,000,
    and only a percentage wants to know them.
    """
    counting = replace(plan, counting=True)
    return tuple(
        Provision(rule.code, result.pointer)
        for rule in list_rules()
        if rule.nature is Nature.MISSING and rule.weigh_in(plan) is Severity.ERROR
        for result in rule.check(counting)
        if isinstance(result, Met) and not plan.index.is_refused(result.pointer)
    )


def _is_hidden(found: Diagnostic, hiding: set[str]) -> bool:
    """Say whether a finding calls missing what may stand unread in its record."""
    return found.nature is Nature.MISSING and name_record(found.pointer) in hiding


def _describe(
    plan: Masterplan, rule: Rule, severity: Severity, finding: Finding, locate: Locate
) -> Diagnostic:
    return Diagnostic(
        code=rule.code,
        message=finding.message,
        span=_place(plan, finding, locate),
        severity=severity,
        nature=rule.nature,
        hint=finding.hint,
        related=_relate(finding, locate),
        pointer=finding.about or finding.pointer,
        fix=_quote_alike(plan, finding),
        advice=rule.error_from is None and severity is Severity.WARNING,
    )


def _quote_alike(plan: Masterplan, finding: Finding) -> str | None:
    """Return the finding's fix, in quotes where the whole value that it replaces has them."""
    source = plan.index.read_source(finding.pointer) if finding.fix is not None else None
    if source is None or finding.part is not None or finding.on_key:
        return finding.fix
    tree, path = source
    quote = tree.source_of(path)[:1]
    return f"{quote}{finding.fix}{quote}" if quote in ("'", '"') else finding.fix


def _place(plan: Masterplan, finding: Finding, locate: Locate) -> Span:
    if finding.part is not None and (source := plan.index.read_source(finding.pointer)) is not None:
        tree, path = source
        return tree.part_span(path, finding.part)
    return locate(finding.pointer, key=finding.on_key) or Span(MANIFEST)


def _relate(finding: Finding, locate: Locate) -> tuple[Related, ...]:
    return tuple(
        Related(locate(pointer) or Span(MANIFEST), message) for pointer, message in finding.related
    )
