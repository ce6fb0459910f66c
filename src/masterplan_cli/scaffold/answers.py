"""What has to be known before a workspace can be written, read from what people type.

In: text of an option or of an answer. Out: a value, or a ScalarError that says what to write.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from pydantic import ValidationError

from masterplan_cli.diagnostics import Text, UserError
from masterplan_cli.model.manifest import PROVINCE_WORD, TYPE_WORD, Horizon, split_word
from masterplan_cli.schema.fields import read_line
from masterplan_cli.source.scalars import ScalarError

RegionType = Literal["kabupaten", "kota"]

_YEARS = re.compile(r"\s*([0-9]{4})\s*(?:-|–|s\.?d\.?|sampai)\s*([0-9]{4})\s*\Z")


@dataclass(frozen=True, slots=True)
class Answers:
    """The region, its horizon, and where it starts."""

    name: str
    type: RegionType
    province: str
    horizon: range
    profile: str = "kominfo"
    stage: int = 1

    @property
    def full_name(self) -> str:
        """Return the region's name as books print it."""
        return f"{self.type.capitalize()} {self.name}"

    @property
    def head(self) -> str:
        """Return the office of the head of the region."""
        return "Bupati" if self.type == "kabupaten" else "Wali Kota"


def read_type(text: str) -> RegionType:
    """Return ``kabupaten`` or ``kota``; raises ScalarError for anything else."""
    match text.strip().lower():
        case "kabupaten" | "kab" | "kab.":
            return "kabupaten"
        case "kota":
            return "kota"
        case _:
            raise ScalarError(
                Text(
                    f"“{text.strip()}” bukan jenis daerah", f"'{text.strip()}' is no type of region"
                ),
                Text("Pilih: kabupaten atau kota.", "Choose: kabupaten or kota."),
            )


def read_horizon(text: str) -> range:
    """Return the years of ``2025-2034``, both included; raises ScalarError."""
    match = _YEARS.match(text)
    if match is None:
        raise ScalarError(
            Text(f"“{text.strip()}” bukan rentang tahun", f"'{text.strip()}' is no span of years"),
            Text("Tulis misalnya: 2025-2034", "Write for example: 2025-2034"),
        )
    try:
        horizon = Horizon.model_validate({"start": int(match[1]), "end": int(match[2])})
    except ValidationError as error:
        first = error.errors()[0].get("ctx", {}).get("error")
        if isinstance(first, ScalarError):
            raise first from error
        raise
    return range(horizon.start, horizon.end + 1)


def read_name(text: str) -> str:
    """Return one line of text; raises ScalarError where there is none."""
    if not text.strip():
        raise ScalarError(Text("belum diisi", "nothing was given"))
    return " ".join(read_line(text).split())


def find_type(name: str) -> RegionType | None:
    """Return the type that a region's name begins with, None where it begins with none."""
    word, _ = split_word(read_name(name), TYPE_WORD)
    return read_type(word) if word else None


def drop_type(name: str, region_type: RegionType) -> str:
    """Return a region's name without its type: books put the word before it themselves.

    Raises UserError where the name begins with the other type.
    """
    word, rest = split_word(read_name(name), TYPE_WORD)
    if word and read_type(word) != region_type:
        raise UserError(
            Text(
                f"nama “{name.strip()}” tidak cocok dengan jenis {region_type}",
                f"the name '{name.strip()}' does not fit the type {region_type}",
            ),
            Text(f"Tulis nama saja, misalnya {rest}.", f"Give the name alone, such as {rest}."),
        )
    return rest


def read_province(text: str) -> str:
    """Return a province's name without the word “Provinsi”; raises ScalarError where empty."""
    return split_word(read_name(text), PROVINCE_WORD)[1]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to be known: its option, how to ask for it, and how to read the answer."""

    option: str
    prompt: Text
    read: Callable[[str], object]


QUESTIONS: dict[str, Question] = {
    "name": Question(
        "--name",
        Text(
            "Nama daerah, tanpa kata kabupaten atau kota",
            "Name of the region, without kabupaten or kota",
        ),
        read_name,
    ),
    "type": Question(
        "--type",
        Text("Jenis daerah (kabupaten atau kota)", "Type of region (kabupaten or kota)"),
        read_type,
    ),
    "province": Question("--province", Text("Provinsi", "Province"), read_province),
    "horizon": Question(
        "--horizon",
        Text(
            "Tahun pertama dan terakhir masterplan, misalnya 2025-2034",
            "First and last year of the masterplan, such as 2025-2034",
        ),
        read_horizon,
    ),
}
"""What has no sensible value of its own, in the order in which it is asked for."""
