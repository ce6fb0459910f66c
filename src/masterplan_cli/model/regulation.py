"""``region/regulations.yaml``: the legal basis, cited by id everywhere else."""

from typing import ClassVar

from masterplan_cli.model.names import RegulationTypeId, SourceId
from masterplan_cli.schema.fields import AnyYear, Date, Line, Quote, Slug
from masterplan_cli.schema.record import Record


class Regulation(Record):
    """One regulation or standard: type, number, year, title, and what it is the basis of."""

    KIND: ClassVar[str] = "regulation"

    id: Slug
    type: RegulationTypeId
    number: Line
    year: AnyYear
    title: Quote
    date: Date | None = None
    relevance: Line | None = None
    source: SourceId | None = None


class RegulationsFile(Record):
    """``region/regulations.yaml``."""

    regulations: tuple[Regulation, ...] = ()
