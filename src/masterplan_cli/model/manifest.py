"""``masterplan.yaml``: which region, which horizon, which stage."""

from typing import ClassVar, Literal

from masterplan_cli.model.names import OpdId
from masterplan_cli.schema.fields import AnyYear, Count, Date, Flag, Line, Slug
from masterplan_cli.schema.record import Record


class Region(Record):
    """The kabupaten or kota that the plan is for."""

    name: Line
    type: Literal["kabupaten", "kota"]
    province: Line
    code: Line | None = None
    capital: Line | None = None


class Horizon(Record):
    """First and last year of the plan, both included."""

    start: AnyYear
    end: AnyYear


class StageDates(Record):
    """One bimtek stage in this region: its as-of date and the date by which OPDs deliver."""

    KEY: ClassVar[tuple[str, ...]] = ("stage",)

    stage: Count
    as_of: Date | None = None
    deadline: Date | None = None


class Manifest(Record):
    """The workspace's own settings."""

    KIND: ClassVar[str] = "manifest"
    KEY: ClassVar[tuple[str, ...]] = ()

    region: Region
    horizon: Horizon
    profile: Slug
    stage: Count
    cohort: AnyYear | None = None
    coordinator: OpdId | None = None
    stages: tuple[StageDates, ...] = ()
    paginate: Flag = False
