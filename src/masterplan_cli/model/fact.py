"""``region/facts.yaml`` and ``region/sources.yaml``: a value per fact and year, with source."""

from collections.abc import Mapping
from typing import ClassVar

from masterplan_cli.model.names import FactId, SourceId
from masterplan_cli.schema.fields import AnyYear, Date, Flag, Line, Quote, Slug, Url, Value
from masterplan_cli.schema.record import Record


class Source(Record):
    """Where a statement was read; ``secondary`` where it only repeats another's statement."""

    KIND: ClassVar[str] = "source"

    id: Slug
    title: Quote
    publisher: Quote | None = None
    year: AnyYear | None = None
    url: Url | None = None
    accessed: Date | None = None
    secondary: Flag = False


class FactValue(Record):
    """A fact's value in one year; without a year, the source gives none."""

    KEY: ClassVar[tuple[str, ...]] = ("year", "as_of")

    value: Value
    year: AnyYear | None = None
    as_of: Date | None = None
    source: SourceId | None = None
    note: Line | None = None

    @classmethod
    def read_key(cls, values: Mapping[str, object]) -> str:
        """Return the date or year, or ``undated``."""
        return str(values.get("as_of") or values.get("year") or "undated")

    @property
    def has_full_key(self) -> bool:
        """Say whether a date or year is given; a source may have several undated values."""
        return bool(self.as_of or self.year)


class RejectedValue(Record):
    """A value found elsewhere and not chosen, with the reason."""

    KEY: ClassVar[tuple[str, ...]] = ("year", "source")

    value: Value
    year: AnyYear | None = None
    source: SourceId | None = None
    reason: Line


class Fact(Record):
    """One measurable or nameable fact of the region, as a series by year.

    ``parts`` are the facts that add up to this one.
    """

    KIND: ClassVar[str] = "fact"

    id: Slug
    label: Line
    unit: Line | None = None
    topic: Slug | None = None
    parts: tuple[FactId, ...] = ()
    values: tuple[FactValue, ...] = ()
    rejected: tuple[RejectedValue, ...] = ()


class SourcesFile(Record):
    """``region/sources.yaml``."""

    sources: tuple[Source, ...] = ()


class FactsFile(Record):
    """``region/facts.yaml``."""

    facts: tuple[Fact, ...] = ()
