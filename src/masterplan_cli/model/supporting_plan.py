"""``region/supporting-plans.yaml``: the groups of measures that programmes rest on."""

from typing import ClassVar

from masterplan_cli.model.names import AreaId, FundId, OpdId, ProgramId, RegulationTypeId
from masterplan_cli.schema.fields import Count, Line, Number, Rupiah, Slug, Year
from masterplan_cli.schema.record import Record


class Policy(Record):
    """A regulation of the region to be made."""

    KIND: ClassVar[str] = "policy"

    id: Slug
    title: Line
    type: RegulationTypeId
    year: Year | None = None
    owner: OpdId | None = None
    programs: tuple[ProgramId, ...] = ()
    note: Line | None = None


class Institution(Record):
    """A body or unit to be set up or strengthened."""

    KIND: ClassVar[str] = "institution"

    id: Slug
    name: Line
    action: Line | None = None
    year: Year | None = None
    owner: OpdId | None = None


class Training(Record):
    """A measure for people: skills of staff (people) or of citizens (literacy)."""

    KIND: ClassVar[str] = "training"

    id: Slug
    activity: Line
    audience: Line | None = None
    participants: Count | None = None
    start: Year | None = None
    end: Year | None = None
    owner: OpdId | None = None
    programs: tuple[ProgramId, ...] = ()


class Infrastructure(Record):
    """A physical or digital item: where, how much, when, at what cost."""

    KIND: ClassVar[str] = "infrastructure"

    id: Slug
    item: Line
    location: Line | None = None
    areas: tuple[AreaId, ...] = ()
    volume: Number | None = None
    unit: Line | None = None
    year: Year | None = None
    cost: Rupiah | None = None
    fund: FundId | None = None
    owner: OpdId | None = None
    programs: tuple[ProgramId, ...] = ()


class Application(Record):
    """An application: what it does, whose it is, with what it exchanges data."""

    KIND: ClassVar[str] = "application"

    id: Slug
    name: Line
    function: Line | None = None
    owner: OpdId | None = None
    scope: Line | None = None
    status: Line | None = None
    integration: Line | None = None
    year: Year | None = None
    programs: tuple[ProgramId, ...] = ()


class SupportingPlans(Record):
    """``region/supporting-plans.yaml``."""

    KIND: ClassVar[str] = "supporting-plans"
    KEY: ClassVar[tuple[str, ...]] = ()

    policies: tuple[Policy, ...] = ()
    institutions: tuple[Institution, ...] = ()
    people: tuple[Training, ...] = ()
    infrastructure: tuple[Infrastructure, ...] = ()
    applications: tuple[Application, ...] = ()
    literacy: tuple[Training, ...] = ()
