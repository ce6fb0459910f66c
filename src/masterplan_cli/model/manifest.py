"""``masterplan.yaml``: which region, which horizon, which stage."""

import re
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
TYPE_WORD = re.compile(r"(?:kabupaten|kab\.|kota)\s+(?=\S)", re.IGNORECASE)
PROVINCE_WORD = re.compile(r"(?:provinsi|propinsi|prov\.)\s*(?=\S)", re.IGNORECASE)


def split_word(name: str, pattern: re.Pattern[str]) -> tuple[str, str]:
    """Return the word before a name and the name without it; the word is empty where none is."""
    match = pattern.match(name)
    return (match[0].strip(), name[match.end() :]) if match else ("", name)


def _say_repeated(word: str) -> Text:
    return Text(
        f"nama ditulis tanpa kata “{word}”, karena buku sudah mencetaknya",
        f"the name goes without the word '{word}', which books print already",
    )


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

    @field_validator("name")
    @classmethod
    def refuse_type_in_name(cls, name: str) -> str:
        """Return the name; raises ScalarError where it repeats the type that books put before it.

        Why: they would print “Kota Kota Contoh”.
        """
        word, rest = split_word(name, TYPE_WORD)
        if not word:
            return name
        own = "kota" if word.lower() == "kota" else "kabupaten"
        hint = Text(f"Tulis: {rest}, dengan type: {own}", f"Write: {rest}, with type: {own}")
        raise ScalarError(_say_repeated(word), hint)

    @field_validator("province")
    @classmethod
    def refuse_word_in_province(cls, name: str) -> str:
        """Return the name; raises ScalarError where it repeats the word that books put before."""
        word, rest = split_word(name, PROVINCE_WORD)
        if not word:
            return name
        raise ScalarError(_say_repeated(word), Text(f"Tulis: {rest}", f"Write: {rest}"), fix=rest)

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
