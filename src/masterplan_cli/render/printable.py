"""What may be printed at the stage's as-of date, and whether any of it is illustration."""

from __future__ import annotations

from datetime import date

from masterplan_cli.model.fact import Fact, FactValue
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.plan import Plan
from masterplan_cli.model.regulation import Regulation


def was_known(plan: Masterplan, year: int | None, day: date | None = None) -> bool:
    """Say whether something of this year or day may be printed at the stage's as-of date."""
    as_of = plan.as_of
    if as_of is None:
        return True
    if day is not None:
        return day <= as_of
    return year is None or year <= as_of.year


def list_known_values(plan: Masterplan, fact: Fact) -> list[FactValue]:
    """Return a fact's printable values, oldest first; an undated value counts as oldest."""
    known = [value for value in fact.values if was_known(plan, value.year, value.as_of)]
    return sorted(known, key=lambda value: (value.year or 0, value.as_of or date.min))


def list_facts(plan: Masterplan) -> tuple[Fact, ...]:
    """Return the facts that have a printable value."""
    return tuple(fact for fact in plan.workspace.facts if list_known_values(plan, fact))


def list_regulations(plan: Masterplan) -> tuple[Regulation, ...]:
    """Return the regulations that existed at the as-of date, in the profile's order of types."""
    order = {kind.id: number for number, kind in enumerate(plan.profile.regulation_types)}
    known = [item for item in plan.workspace.regulations if was_known(plan, item.year, item.date)]
    return tuple(sorted(known, key=lambda item: (order.get(item.type, 99), item.year)))


def list_plans(plan: Masterplan) -> tuple[Plan, ...]:
    """Return the development plans that had been published at the as-of date."""
    return tuple(
        item for item in plan.workspace.plans if was_known(plan, item.start, item.published)
    )


def holds_illustration(plan: Masterplan) -> bool:
    """Say whether any record of the workspace is marked as illustration."""
    return any(
        entry.record.illustrative
        for entries in plan.index.entries.values()
        for entry in entries.values()
    )
