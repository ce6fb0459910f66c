"""How complete a plan is at its stage, by pillar or by OPD: the checks' own figures, grouped.

``required`` is ``done`` (places that a rule of nature missing looked at and found filled) plus
``missing`` (its findings). Nothing is counted here that a rule has not seen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from masterplan_cli.diagnostics import Diagnostic, Provision
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.opd import Opd
from masterplan_cli.status.items import Item, Kind, find_pillar, list_items

Grouping = Literal["pillar", "opd"]

NO_ONE = ""
"""Id of the group for what belongs to no pillar, or to no OPD."""


@dataclass(frozen=True, slots=True)
class Debt:
    """What one OPD owes within a pillar, or one pillar lacks from an OPD."""

    id: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Group:
    """One row: a pillar or an OPD, how many places are filled, and the items that are not."""

    id: str
    name: str
    done: int
    items: tuple[Item, ...] = ()
    debts: tuple[Debt, ...] = ()
    opd: Opd | None = None

    def count(self, kind: Kind) -> int:
        """Return how many items are of ``kind``."""
        return sum(item.kind == kind for item in self.items)

    @property
    def required(self) -> int:
        """Places that the stage asks for."""
        return self.done + self.count("missing")

    @property
    def percent(self) -> int | None:
        """Share of ``required`` that is done, rounded down: 100 means all; None of nothing."""
        return self.done * 100 // self.required if self.required else None

    @property
    def owing(self) -> bool:
        """Say whether anything is missing or wrong at this stage."""
        return any(item.kind != "upcoming" for item in self.items)


@dataclass(frozen=True, slots=True)
class Completeness:
    """All groups in the order of profile or registry, and their sum."""

    by: Grouping
    groups: tuple[Group, ...]
    total: Group


def measure_completeness(
    plan: Masterplan,
    diagnostics: Iterable[Diagnostic],
    provisions: Iterable[Provision],
    by: Grouping = "pillar",
) -> Completeness:
    """Group findings and filled places; pillars always stand there, OPDs where they have any."""
    items = list_items(plan, diagnostics)
    done: Counter[str] = Counter()
    for provision in provisions:
        done[_find_group(plan, provision.pointer, by)] += 1
    held: dict[str, list[Item]] = {}
    for item in items:
        held.setdefault(_name_group(item, by), []).append(item)
    pillars = {dimension.id: dimension.name for dimension in plan.profile.dimensions}
    opds = {opd.id: opd for opd in plan.workspace.opds}
    names = pillars if by == "pillar" else {opd.id: name_opd(opd) for opd in opds.values()}
    wanted = [name for name in names if by == "pillar" or done[name] or name in held]
    # A folder that is no dimension of the profile is wrong, and must not vanish from the sum.
    wanted += [name for name in (*held, *done) if name and name not in names]
    if done[NO_ONE] or NO_ONE in held:
        wanted.append(NO_ONE)
    groups = tuple(
        Group(
            id=name,
            name=names.get(name, name),
            done=done[name],
            items=tuple(held.get(name, ())),
            debts=_sum_debts(held.get(name, ()), by, pillars),
            opd=opds.get(name) if by == "opd" else None,
        )
        for name in dict.fromkeys(wanted)
    )
    return Completeness(by, groups, Group(NO_ONE, "", sum(done.values()), items))


def name_opd(opd: Opd) -> str:
    """Return what a table calls an OPD."""
    return opd.short_name or opd.name


def name_region(plan: Masterplan) -> str:
    """Return ``Kabupaten X`` or ``Kota X``."""
    region = plan.workspace.manifest.region
    return f"{region.type.capitalize()} {region.name}"


def _find_group(plan: Masterplan, pointer: str, by: Grouping) -> str:
    if by == "pillar":
        return find_pillar(plan, pointer)
    opd = plan.find_responsible(pointer)
    return opd.id if opd else NO_ONE


def _name_group(item: Item, by: Grouping) -> str:
    if by == "pillar":
        return item.pillar
    return item.opd.id if item.opd else NO_ONE


def _sum_debts(items: Iterable[Item], by: Grouping, pillars: dict[str, str]) -> tuple[Debt, ...]:
    """Return who owes what is missing or wrong, the largest debt first."""
    counts: Counter[tuple[str, str]] = Counter()
    for item in items:
        if item.kind == "upcoming":
            continue
        if by == "opd":
            counts[item.pillar, pillars.get(item.pillar, item.pillar)] += 1
        elif item.opd is not None:
            counts[item.opd.id, name_opd(item.opd)] += 1
        else:
            counts[NO_ONE, ""] += 1
    return tuple(Debt(*key, count) for key, count in counts.most_common())
