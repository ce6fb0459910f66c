"""The quick win of a programme: the fields that the ministry's experts score."""

from typing import ClassVar

from pydantic import Field

from masterplan_cli.model.names import OpdId, PlanIssueId, QuickWinKindId, QuickWinStatusId
from masterplan_cli.schema.fields import Count, Date, Line, Percent, Prose, Slug
from masterplan_cli.schema.record import Record


class Progress(Record):
    """How far the quick win was at one bimtek stage."""

    KEY: ClassVar[tuple[str, ...]] = ("stage",)

    stage: Count
    percent: Percent
    note: Line | None = None


class Benefits(Record):
    """Who gains what."""

    organiser: Line | None = None
    government: Line | None = None
    public: Line | None = None


class Partnership(Record):
    """One partner and the form of working together."""

    id: Slug
    form: Line
    partner: OpdId | None = None


class Potential(Record):
    """How it can grow, and be taken over elsewhere."""

    extension: Line | None = None
    replication: Line | None = None


class Sustainability(Record):
    """What keeps it alive: rules, institution, resources, business model."""

    regulation: Line | None = None
    institution: Line | None = None
    resources: Line | None = None
    business_model: Line | None = None


class RiskAnalysis(Record):
    """Risks of the innovation itself."""

    impact: Line | None = None
    obstacles: Line | None = None
    failure: Line | None = None
    mitigation: Line | None = None


class Resources(Record):
    """What it takes, and from where."""

    budget: Line | None = None
    staff: Line | None = None
    facilities: Line | None = None


class QuickWin(Record):
    """The sheet of one quick win."""

    short_name: Line
    type: QuickWinKindId | None = None
    status: QuickWinStatusId | None = None
    start: Date | None = None
    end: Date | None = None
    issue: PlanIssueId | None = None
    summary: Prose | None = None
    progress: tuple[Progress, ...] = ()
    benefits: Benefits = Field(default_factory=Benefits)
    uniqueness: Line | None = None
    partnerships: tuple[Partnership, ...] = ()
    potential: Potential = Field(default_factory=Potential)
    sustainability: Sustainability = Field(default_factory=Sustainability)
    risk_analysis: RiskAnalysis = Field(default_factory=RiskAnalysis)
    resources: Resources = Field(default_factory=Resources)
