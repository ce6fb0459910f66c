"""``region/plans.yaml``: the development plans (RPJPD, RPJMD) that the masterplan serves."""

from typing import ClassVar, Literal

from masterplan_cli.model.names import SourceId
from masterplan_cli.schema.fields import Date, Line, Prose, Quote, Slug, Year
from masterplan_cli.schema.record import Record


class PlanGoal(Record):
    """A goal (sasaran) under a mission of the plan."""

    KIND: ClassVar[str] = "plan-goal"

    id: Slug
    text: Quote
    source: SourceId | None = None


class PlanMission(Record):
    """A mission of the plan, with its number as printed there."""

    KIND: ClassVar[str] = "plan-mission"

    id: Slug
    number: Line
    text: Quote
    goals: tuple[PlanGoal, ...] = ()
    source: SourceId | None = None


class PlanIssue(Record):
    """A strategic issue (isu strategis) that the plan names."""

    KIND: ClassVar[str] = "plan-issue"

    id: Slug
    text: Quote
    explanation: Prose | None = None
    source: SourceId | None = None


class Plan(Record):
    """One RPJPD or RPJMD: its period, vision, missions and strategic issues.

    ``published`` is the day from which a book may speak of it; ``review`` the year in which the
    masterplan is reviewed because this plan ends.
    """

    KIND: ClassVar[str] = "plan"

    id: Slug
    type: Literal["rpjpd", "rpjmd", "rtrw"]
    title: Quote
    start: Year
    end: Year
    published: Date | None = None
    review: Year | None = None
    vision: Quote | None = None
    note: Prose | None = None
    missions: tuple[PlanMission, ...] = ()
    issues: tuple[PlanIssue, ...] = ()
    source: SourceId | None = None


class PlansFile(Record):
    """``region/plans.yaml``."""

    plans: tuple[Plan, ...] = ()
