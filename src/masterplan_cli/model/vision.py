"""``region/vision.yaml``: the masterplan's own vision, missions and goals."""

from typing import ClassVar

from masterplan_cli.model.names import DimensionId, PlanMissionId
from masterplan_cli.schema.fields import Line, Prose, Slug
from masterplan_cli.schema.record import Record


class VisionElement(Record):
    """A key phrase of the vision and what it means."""

    id: Slug
    phrase: Line
    meaning: Line


class MissionGoal(Record):
    """A goal of the masterplan under one of its missions."""

    KIND: ClassVar[str] = "mission-goal"

    id: Slug
    text: Line


class Mission(Record):
    """A mission of the masterplan, with the plan missions it serves."""

    KIND: ClassVar[str] = "mission"

    id: Slug
    text: Line
    explanation: Prose | None = None
    dimensions: tuple[DimensionId, ...] = ()
    plan_missions: tuple[PlanMissionId, ...] = ()
    goals: tuple[MissionGoal, ...] = ()


class Vision(Record):
    """``region/vision.yaml``."""

    KIND: ClassVar[str] = "vision"
    KEY: ClassVar[tuple[str, ...]] = ()

    statement: Line | None = None
    explanation: Prose | None = None
    elements: tuple[VisionElement, ...] = ()
    missions: tuple[Mission, ...] = ()
