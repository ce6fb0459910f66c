"""Programmes grouped every way that books, checks and reports ask for, each grouping made once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.pillar import Strategy
from masterplan_cli.model.program import Program

Groups = Mapping[str, tuple[Program, ...]]


def sum_budget(programs: Iterable[Program]) -> int:
    """Return the money of all years and sources, in rupiah."""
    return sum(row.amount for program in programs for row in program.budget)


class Tally(NamedTuple):
    """What a programme costs, in rupiah; ``years`` and ``funds`` are those that its rows name."""

    total: int
    years: Mapping[int, int]
    funds: Mapping[str, int]


def tally_budget(program: Program) -> Tally:
    """Return what ``program`` costs: in all, by year, and by source of funds in its rows' order."""
    total = 0
    years: dict[int, int] = {}
    funds: dict[str, int] = {}
    for row in program.budget:
        year, amount, source = row.year, row.amount, row.source
        total += amount
        years[year] = years.get(year, 0) + amount
        if source:
            funds[source] = funds.get(source, 0) + amount
    return Tally(total, years, funds)


class Catalog:
    """Look-ups over the programmes of one plan."""

    def __init__(self, plan: Masterplan) -> None:
        """Group lazily: a book reads only some of it."""
        self._plan = plan
        self._tallies: dict[int, Tally] = {}

    @cached_property
    def programs(self) -> tuple[Program, ...]:
        """All programmes, in the order of the profile's dimensions."""
        found: list[Program] = []
        for dimension in self._plan.profile.dimensions:
            folder = self._plan.find_pillar(dimension.id)
            found.extend(folder.programs if folder else ())
        return tuple(found)

    @cached_property
    def dimension_of(self) -> Mapping[str, str]:
        """Dimension id by programme id."""
        return {
            program.id: folder.id
            for folder in self._plan.workspace.pillars
            for program in folder.programs
        }

    @cached_property
    def strategies(self) -> Mapping[str, tuple[Strategy, str, str]]:
        """Strategy, its sub-dimension and dimension, by strategy id."""
        return {
            strategy.id: (strategy, part.id, folder.id)
            for folder in self._plan.workspace.pillars
            for part in folder.pillar.sub_dimensions
            for strategy in part.strategies
        }

    def _group(self, keys: Callable[[Program], Iterable[str | None]]) -> Groups:
        groups: dict[str, list[Program]] = defaultdict(list)
        for program in self.programs:
            for key in keys(program):
                if key is not None:
                    groups[key].append(program)
        return {key: tuple(programs) for key, programs in groups.items()}

    @cached_property
    def by_dimension(self) -> Groups:
        """Programmes by dimension."""
        return self._group(lambda program: (self.dimension_of.get(program.id),))

    @cached_property
    def by_strategy(self) -> Groups:
        """Programmes by strategy."""
        return self._group(lambda program: (program.strategy,))

    @cached_property
    def by_sub_dimension(self) -> Groups:
        """Programmes by sub-dimension, through their strategy."""
        return self._group(lambda program: (self.find_sub_dimension(program),))

    @cached_property
    def by_owner(self) -> Groups:
        """Programmes by owner."""
        return self._group(lambda program: (program.owner,))

    @cached_property
    def by_partner(self) -> Groups:
        """Programmes by partner."""
        return self._group(lambda program: program.partners)

    @cached_property
    def by_group(self) -> Groups:
        """Programmes by action-plan group."""
        return self._group(lambda program: (program.group,))

    @cached_property
    def by_term(self) -> Groups:
        """Programmes by term."""
        return self._group(lambda program: (program.term,))

    @cached_property
    def by_plan_mission(self) -> Groups:
        """Programmes by the RPJMD mission that they serve."""
        return self._group(lambda program: program.rpjmd_missions)

    @cached_property
    def by_area(self) -> Groups:
        """Programmes by the areas that they name; an area counts for the one around it too."""
        around = {one.id: one.parent for one in self._plan.workspace.areas}
        return self._group(
            lambda program: dict.fromkeys(
                name for area in program.areas for name in (area, around.get(area))
            )
        )

    @cached_property
    def quick_wins(self) -> tuple[Program, ...]:
        """Programmes that are quick wins."""
        return tuple(program for program in self.programs if program.quick_win is not None)

    def find_sub_dimension(self, program: Program) -> str | None:
        """Return the id of the sub-dimension that a programme's strategy belongs to."""
        found = self.strategies.get(program.strategy or "")
        return found[1] if found else None

    def tally(self, program: Program) -> Tally:
        """Return what ``program`` costs, added up once: ten tables print it one way or another."""
        known = self._tallies.get(id(program))
        if known is None:
            known = self._tallies[id(program)] = tally_budget(program)
        return known

    def sum_up(self, programs: Iterable[Program]) -> int:
        """Return the rupiah of all years and sources."""
        return sum([self.tally(program).total for program in programs])

    def sum_by_year(self, programs: Iterable[Program]) -> dict[int, int]:
        """Return rupiah for every year of the horizon, of all sources of funds."""
        sums = self._idle_years.copy()
        for program in programs:
            for year, amount in self.tally(program).years.items():
                sums[year] = sums.get(year, 0) + amount
        return sums

    def sum_fund(self, fund: str) -> dict[int, int]:
        """Return rupiah of all programmes for every year of the horizon, of one source of funds."""
        return {**self._idle_years, **self._by_fund.get(fund, {})}

    @cached_property
    def _idle_years(self) -> dict[int, int]:
        return dict.fromkeys(self._plan.years, 0)

    @cached_property
    def _by_fund(self) -> Mapping[str, Mapping[int, int]]:
        """Rupiah by source of funds, and by year: of all sources in one walk."""
        sums: dict[str, dict[int, int]] = defaultdict(dict)
        for program in self.programs:
            for row in program.budget:
                if row.source:
                    known = sums[row.source]
                    known[row.year] = known.get(row.year, 0) + row.amount
        return sums
