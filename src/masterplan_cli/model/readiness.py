"""``region/readiness.yaml``: how ready the region is, component by component."""

from typing import ClassVar

from masterplan_cli.model.names import ComponentId, OpdId, RatingId, SourceId
from masterplan_cli.schema.fields import AnyYear, Line, Prose, Slug
from masterplan_cli.schema.record import Record


class ReadinessIndicator(Record):
    """One indicator: its condition in words, year, source and rating."""

    KIND: ClassVar[str] = "readiness-indicator"

    id: Slug
    name: Line
    aspect: Line | None = None
    condition: Line | None = None
    year: AnyYear | None = None
    source: SourceId | None = None
    rating: RatingId | None = None
    owner: OpdId | None = None
    note: Line | None = None


class Readiness(Record):
    """One of the profile's readiness components and its indicators."""

    KIND: ClassVar[str] = "readiness"

    id: ComponentId
    summary: Prose | None = None
    indicators: tuple[ReadinessIndicator, ...] = ()


class ReadinessFile(Record):
    """``region/readiness.yaml``."""

    components: tuple[Readiness, ...] = ()
