"""Ids that point to other records, one alias for each kind."""

from __future__ import annotations

from typing import Annotated

from masterplan_cli.schema.fields import Slug
from masterplan_cli.schema.record import Reference

OpdId = Annotated[Slug, Reference("opd")]
AreaId = Annotated[Slug, Reference("area")]
SourceId = Annotated[Slug, Reference("source")]
FactId = Annotated[Slug, Reference("fact")]
RegulationId = Annotated[Slug, Reference("regulation")]
PlanMissionId = Annotated[Slug, Reference("plan-mission")]
PlanGoalId = Annotated[Slug, Reference("plan-goal")]
PlanIssueId = Annotated[Slug, Reference("plan-issue")]
MissionId = Annotated[Slug, Reference("mission")]
IssueId = Annotated[Slug, Reference("issue")]
SwotId = Annotated[Slug, Reference("swot")]
StrategyId = Annotated[Slug, Reference("strategy")]
ProgramId = Annotated[Slug, Reference("program")]

DimensionId = Annotated[Slug, Reference("dimension")]
SubDimensionId = Annotated[Slug, Reference("sub-dimension")]
ComponentId = Annotated[Slug, Reference("readiness-component")]
RatingId = Annotated[Slug, Reference("rating")]
FundId = Annotated[Slug, Reference("fund")]
StatusId = Annotated[Slug, Reference("status")]
TermId = Annotated[Slug, Reference("term")]
GroupId = Annotated[Slug, Reference("action-group")]
ProgramKindId = Annotated[Slug, Reference("program-kind")]
QuickWinKindId = Annotated[Slug, Reference("quick-win-kind")]
QuickWinStatusId = Annotated[Slug, Reference("quick-win-status")]
RegulationTypeId = Annotated[Slug, Reference("regulation-type")]
EditionId = Annotated[Slug, Reference("nomenclature-edition")]
