"""``pillars/<pillar>/programs-*.yaml``: the programmes that OPDs own."""

from typing import ClassVar, Literal

from pydantic import Field

from masterplan_cli.model.names import (
    AreaId,
    EditionId,
    FundId,
    GroupId,
    OpdId,
    PlanGoalId,
    PlanMissionId,
    ProgramKindId,
    SourceId,
    StatusId,
    StrategyId,
    TermId,
)
from masterplan_cli.model.quick_win import QuickWin
from masterplan_cli.schema.fields import (
    Count,
    Line,
    Number,
    Prose,
    Quote,
    Rupiah,
    Slug,
    Year,
    YearKey,
)
from masterplan_cli.schema.record import Record


class Baseline(Record):
    """Where an indicator stood, and when."""

    year: Year
    value: Number


class Indicator(Record):
    """What a programme is measured by.

    ``targets`` maps each year to a value in ``unit``; ``direction`` says which way is better.
    """

    id: Slug
    name: Line
    unit: Line | None = None
    direction: Literal["up", "down", "steady"] = "up"
    baseline: Baseline | None = None
    targets: dict[YearKey, Number] = Field(default={})
    source: SourceId | None = None


class Budget(Record):
    """Money of one source in one year, in rupiah."""

    KEY: ClassVar[tuple[str, ...]] = ("year", "source")

    year: Year
    amount: Rupiah
    source: FundId | None = None


class Nomenclature(Record):
    """The code of the official budget nomenclature, with the edition it is taken from."""

    code: Line
    edition: EditionId
    name: Quote | None = None


class Activity(Record):
    """One step of a programme."""

    id: Slug
    name: Line
    output: Line | None = None
    start: Year | None = None
    end: Year | None = None
    nomenclature: Nomenclature | None = None


class Risk(Record):
    """What may go wrong, how likely and how bad (profile's scale), and what is done about it."""

    id: Slug
    risk: Line
    cause: Line | None = None
    impact: Line | None = None
    likelihood: Count | None = None
    severity: Count | None = None
    mitigation: Line | None = None
    owner: OpdId | None = None


class Program(Record):
    """One programme of one OPD, answering one strategy."""

    KIND: ClassVar[str] = "program"

    id: Slug
    name: Line
    strategy: StrategyId | None = None
    description: Prose | None = None
    owner: OpdId | None = None
    partners: tuple[OpdId, ...] = ()
    group: GroupId | None = None
    kind: ProgramKindId | None = None
    term: TermId | None = None
    start: Year | None = None
    end: Year | None = None
    status: StatusId | None = None
    location: Line | None = None
    areas: tuple[AreaId, ...] = ()
    rpjmd_missions: tuple[PlanMissionId, ...] = ()
    rpjmd_goals: tuple[PlanGoalId, ...] = ()
    nomenclature: Nomenclature | None = None
    activities: tuple[Activity, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    budget: tuple[Budget, ...] = ()
    risks: tuple[Risk, ...] = ()
    quick_win: QuickWin | None = None


class ProgramsFile(Record):
    """``programs-*.yaml``."""

    programs: tuple[Program, ...] = ()
