"""``masterplan.yaml``: which region, which horizon, which stage."""

from typing import ClassVar, Literal

from pydantic import Field, ValidationInfo, field_validator

from masterplan_cli.diagnostics import Text
from masterplan_cli.model.names import OpdId
from masterplan_cli.model.rule_setting import Setting
from masterplan_cli.schema.fields import AnyYear, Count, Date, Flag, Line, Quote, Slug
from masterplan_cli.schema.record import Record
from masterplan_cli.source.scalars import ScalarError

_LONGEST = 50
"""Years that a plan may span."""


def name_region_words(region_type: str) -> dict[str, str]:
    """Return what a ``kabupaten`` or ``kota`` calls itself and its head."""
    head = "Wali Kota" if region_type == "kota" else "Bupati"
    return {"region.type": region_type, "region.head_title": head}


class Region(Record):
    """The kabupaten or kota that the plan is for."""

    name: Quote
    type: Literal["kabupaten", "kota"]
    province: Quote
    code: Line | None = None
    capital: Quote | None = None

    @property
    def wording(self) -> dict[str, str]:
        """The region's own words, by the names that a profile writes between braces."""
        return name_region_words(self.type)


class Horizon(Record):
    """First and last year of the plan, both included."""

    start: AnyYear
    end: AnyYear

    @field_validator("start")
    @classmethod
    def refuse_far_start(cls, year: int) -> int:
        """Return the first year; raises ScalarError where it cannot be a plan's."""
        if not 1945 <= year <= 2200:
            raise ScalarError(
                Text(f"{year} bukan tahun mulai masterplan", f"{year} is no year to start a plan"),
                Text("Periksa angkanya: mungkin salah ketik.", "Check the digits: perhaps a typo."),
            )
        return year

    @field_validator("end")
    @classmethod
    def refuse_odd_end(cls, year: int, info: ValidationInfo) -> int:
        """Return the last year; raises ScalarError where it lies before the first, or far off.

        Why here: every year of the horizon is a column, and every other year is measured by it.
        """
        start = info.data.get("start", year)
        if not start <= year < start + _LONGEST:
            raise ScalarError(
                Text(
                    f"tahun selesai {year} tidak cocok dengan tahun mulai {start}",
                    f"the last year {year} does not fit the first, {start}",
                ),
                Text(
                    f"Tulis tahun antara {start} dan {start + _LONGEST - 1}.",
                    f"Give a year from {start} to {start + _LONGEST - 1}.",
                ),
            )
        return year


class StageDates(Record):
    """One bimtek stage in this region: its as-of date and the date by which OPDs deliver."""

    KEY: ClassVar[tuple[str, ...]] = ("stage",)

    stage: Count
    as_of: Date | None = None
    deadline: Date | None = None


class Manifest(Record):
    """The workspace's own settings; ``rules`` says what a rule weighs here, by its code."""

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
    rules: dict[Line, Setting] = Field(default={})

    @property
    def silenced(self) -> dict[str, str]:
        """The reason for each rule that is switched off, by its code."""
        return {code: rule.reason for code, rule in self.rules.items() if rule.weight == "off"}
