"""Ids that point to other records, one alias for each kind."""

from __future__ import annotations

from typing import Annotated

from masterplan_cli.schema.fields import Id
from masterplan_cli.schema.record import Reference

OpdId = Annotated[Id, Reference("opd")]
AreaId = Annotated[Id, Reference("area")]
SourceId = Annotated[Id, Reference("source")]
FactId = Annotated[Id, Reference("fact")]
RegulationId = Annotated[Id, Reference("regulation")]
PlanMissionId = Annotated[Id, Reference("plan-mission")]
PlanGoalId = Annotated[Id, Reference("plan-goal")]
PlanIssueId = Annotated[Id, Reference("plan-issue")]
MissionId = Annotated[Id, Reference("mission")]
IssueId = Annotated[Id, Reference("issue")]
SwotId = Annotated[Id, Reference("swot")]
StrategyId = Annotated[Id, Reference("strategy")]
ProgramId = Annotated[Id, Reference("program")]

DimensionId = Annotated[Id, Reference("dimension")]
SubDimensionId = Annotated[Id, Reference("sub-dimension")]
ComponentId = Annotated[Id, Reference("readiness-component")]
RatingId = Annotated[Id, Reference("rating")]
FundId = Annotated[Id, Reference("fund")]
StatusId = Annotated[Id, Reference("status")]
TermId = Annotated[Id, Reference("term")]
GroupId = Annotated[Id, Reference("action-group")]
ProgramKindId = Annotated[Id, Reference("program-kind")]
QuickWinKindId = Annotated[Id, Reference("quick-win-kind")]
QuickWinStatusId = Annotated[Id, Reference("quick-win-status")]
RegulationTypeId = Annotated[Id, Reference("regulation-type")]
EditionId = Annotated[Id, Reference("nomenclature-edition")]
