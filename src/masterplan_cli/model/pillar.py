"""``pillars/<pillar>/pillar.yaml``: one dimension: condition, issues, gap, SWOT, strategies."""

from typing import ClassVar

from pydantic import Field

from masterplan_cli.model.names import (
    DimensionId,
    FactId,
    IssueId,
    OpdId,
    PlanGoalId,
    PlanMissionId,
    SubDimensionId,
    SwotId,
)
from masterplan_cli.schema.fields import Line, Prose, Slug
from masterplan_cli.schema.record import Record


class Issue(Record):
    """A problem or chance that the dimension's strategies answer."""

    KIND: ClassVar[str] = "issue"

    id: Slug
    text: Line
    sub_dimension: SubDimensionId | None = None
    facts: tuple[FactId, ...] = ()


class Gap(Record):
    """One row of the gap analysis."""

    KIND: ClassVar[str] = "gap"

    id: Slug
    aspect: Line
    current: Line | None = None
    expected: Line | None = None
    gap: Line | None = None
    recommendation: Line | None = None


class SwotItem(Record):
    """One strength, weakness, opportunity or threat, and the OPD that contributed it."""

    KIND: ClassVar[str] = "swot"

    id: Slug
    text: Line
    opd: OpdId | None = None


class Swot(Record):
    """The four quadrants."""

    strengths: tuple[SwotItem, ...] = ()
    weaknesses: tuple[SwotItem, ...] = ()
    opportunities: tuple[SwotItem, ...] = ()
    threats: tuple[SwotItem, ...] = ()


class Goal(Record):
    """What a sub-dimension wants to reach."""

    KIND: ClassVar[str] = "goal"

    id: Slug
    text: Line


class Strategy(Record):
    """How a goal is reached: the issues it answers and the SWOT entries it combines."""

    KIND: ClassVar[str] = "strategy"

    id: Slug
    text: Line
    explanation: Prose | None = None
    issues: tuple[IssueId, ...] = ()
    swot: tuple[SwotId, ...] = ()
    rpjmd_missions: tuple[PlanMissionId, ...] = ()
    rpjmd_goals: tuple[PlanGoalId, ...] = ()


class SubDimension(Record):
    """One of the dimension's parts; ``not_priority`` says why it has no strategy."""

    KIND: ClassVar[str] = "pillar-part"

    id: SubDimensionId
    goal: Goal | None = None
    not_priority: Line | None = None
    topics: tuple[Line, ...] = ()
    strategies: tuple[Strategy, ...] = ()


class Pillar(Record):
    """``pillar.yaml``: everything of one dimension but its programmes."""

    KIND: ClassVar[str] = "pillar"

    id: DimensionId
    lead: OpdId | None = None
    condition: Prose | None = None
    issues: tuple[Issue, ...] = ()
    gaps: tuple[Gap, ...] = ()
    swot: Swot = Field(default_factory=Swot)
    sub_dimensions: tuple[SubDimension, ...] = ()
