"""Field types in the field's own words: money, years, slugs, prose.

Why our own functions in the place of pydantic's types: the YAML reader leaves every scalar as
written, so that a text field keeps ``61.10``; a number is read only where the schema wants one, and
strictly.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache, wraps
from typing import Annotated, Any, TypeVar

from pydantic import GetCoreSchemaHandler, ValidationInfo
from pydantic_core import CoreSchema, core_schema

from masterplan_cli.diagnostics import Text
from masterplan_cli.frozen import dataclass
from masterplan_cli.schema.ids import SLUG, list_slugs, refuse_slash, refuse_slug
from masterplan_cli.source.scalars import (
    Folded,
    Plain,
    ScalarError,
    parse_boolean,
    parse_date,
    parse_integer,
    parse_number,
    parse_year,
    refuse_unseen,
    resolve_plain,
)

_FOUR_DIGITS = 1000
_NAME = re.compile(r"[A-Za-z0-9]+(?:[-._][A-Za-z0-9]+)*\Z")
_WORDS = re.compile(r"[A-Za-z0-9][^/\x00-\x1f]{0,150}\Z")
"""What somebody may call a record instead of its id; no slash, which would end a pointer."""
_SEVERAL = re.compile(r"[;,&]|\s(?:dan|serta)\s")


_REMEMBERED = 50_000
"""Scalars of one kind that are remembered; a plan of 3,600 programmes has some 20,000."""
T = TypeVar("T")


@cache
def remember(read: Callable[[object], T]) -> Callable[[object], T]:
    """Return ``read``, which reads each unquoted scalar once: a plan's repeat themselves.

    Why: of half a million scalars one in thirty is new; the results then share their memory too.
    """
    known: dict[str, T] = {}

    @wraps(read)  # its name and manual stay, and the JSON Schema finds what is read
    def recall(value: object) -> T:
        if type(value) is not Plain:
            return read(value)
        try:
            return known[value]
        except KeyError:
            if len(known) >= _REMEMBERED:
                known.clear()
            found = known[value] = read(value)
            return found

    return recall


@dataclass(frozen=True, slots=True)
class ProseMark:
    """Marks a field that is Markdown, parsed apart from the template."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a field's raw value by ``read`` alone, which raises ScalarError.

    Why not pydantic's BeforeValidator: it inspects the function anew for each of 500 fields, and
    checks the result by a second schema.
    """

    read: Callable[[object], Any]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return the schema for pydantic."""
        return core_schema.no_info_plain_validator_function(remember(self.read))


@dataclass(frozen=True, slots=True)
class InformedReader:
    """Reads a field's raw value by ``read``, which is told the validation's context."""

    read: Callable[[object, ValidationInfo], Any]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Return the schema for pydantic."""
        return core_schema.with_info_plain_validator_function(self.read)


@dataclass(frozen=True, slots=True)
class WordingMark:
    """Marks a text for people to read; ``quoted`` where its words are somebody else's.

    Why: rules about language speak of what the team itself wrote, not of the title of a law.
    """

    quoted: bool = False


def read_note(value: object) -> str:
    """Return plain text of any number of lines, stripped at both ends: never Markdown."""
    return _read_text(value)


def _read_text(value: object) -> str:
    """Return the scalar's text, refusing lists, mappings and emptiness."""
    if not isinstance(value, str):
        raise ScalarError(
            Text("di sini harus ada teks", "text is expected here"),
            Text(
                "Tulis satu teks, bukan daftar atau pasangan kunci.",
                "Write one text, not a list or a mapping.",
            ),
        )
    text = value.strip()
    if not text:
        raise ScalarError(
            Text("teks kosong", "the text is empty"),
            Text("Isi teksnya, atau hapus kuncinya.", "Fill it in, or remove the key."),
        )
    return text


def read_line(value: object) -> str:
    """Return one line of text; raises ScalarError for several lines."""
    text = _read_text(value)
    if "\n" in text:
        raise ScalarError(
            Text("di sini hanya boleh ada satu baris teks", "only one line of text may stand here"),
            _explain_lines(text),
        )
    return text


def _explain_lines(text: str) -> Text:
    """Return the hint for several lines: a further one may be a key that is indented too deep."""
    key = re.search(r"\n\s*([a-z_]+:)(?=\s|\Z)", text)
    if key is None:
        return Text("Tulis dalam satu baris.", "Write it in one line.")
    return Text(
        f"Jika “{key[1]}” sebuah kunci, sejajarkan dengan kunci di atas teks ini.",
        f"If '{key[1]}' is a key, line it up with the key above this text.",
    )


def read_prose(value: object) -> str:
    """Return Markdown text, stripped at both ends.

    Folded text (``>`` or unquoted) has one line break where its author left an empty line: that is
    a new paragraph, which Markdown writes with two.
    """
    text = _read_text(value)
    return text.replace("\n", "\n\n") if isinstance(value, Folded | Plain) else text


def read_slug(value: object) -> str:
    """Return an id: small letters, digits, hyphens and dots between them."""
    text = read_line(value)
    if not SLUG.match(text):
        raise refuse_slug(text)
    return text


def read_reference(value: object) -> str:
    """Return the id of another record as it is written, if it may be meant for one.

    Why not ``read_slug``: whoever writes ``DISKOMINFO``, or an agency's name in full, is told at
    once which id is meant, by the rule that knows them all, and not first how ids are written.
    """
    text = read_line(value)
    if _NAME.match(text) or _is_wording(text):
        return text
    if "/" in text:
        raise refuse_slash(text)
    return read_slug(text)


def _is_wording(text: str) -> bool:
    several = _SEVERAL.search(text) is not None and bool(list_slugs(text))
    return bool(_WORDS.match(text)) and not several and refuse_unseen(text) is None


_read_any_year: Callable[[object], int] = remember(parse_year)


def read_year(value: object, info: ValidationInfo) -> int:
    """Return a year; where the context names the horizon's century, it must lie within it."""
    year = _read_any_year(value)
    context = info.context
    century = context.get("century") if context else None
    if century is not None and not century <= year < century + 100:
        raise ScalarError(
            Text(
                f"tahun {year} di luar abad cakrawala perencanaan ({century}–{century + 99})",
                f"the year {year} lies outside the horizon's century ({century}–{century + 99})",
            ),
            Text("Periksa angkanya: mungkin salah ketik.", "Check the digits: perhaps a typo.")
            if year >= _FOUR_DIGITS
            else Text(
                "Tulis tahun dengan empat angka, misalnya 2024.",
                "Write the year in four digits, such as 2024.",
            ),
        )
    return year


def read_year_key(value: object, info: ValidationInfo) -> int:
    """Return a year that stands as a key; keys are always text, quoted or not."""
    return read_year(Plain(value) if isinstance(value, str) else value, info)


def read_rupiah(value: object) -> int:
    """Return an amount in whole rupiah, zero or more."""
    amount = parse_integer(value)
    if amount < 0:
        raise ScalarError(
            Text("jumlah uang tidak boleh negatif", "an amount of money cannot be negative"),
            Text("Tulis jumlah dalam rupiah penuh.", "Write the amount in whole rupiah."),
        )
    return amount


def _read_bounded(value: object, low: int, high: int) -> int:
    number = parse_integer(value)
    if not low <= number <= high:
        raise ScalarError(
            Text(
                f"{number} berada di luar rentang {low} sampai {high}",
                f"{number} is outside the range {low} to {high}",
            ),
            Text(f"Isi angka {low} sampai {high}.", f"Give a number from {low} to {high}."),
        )
    return number


def read_percent(value: object) -> int:
    """Return whole percent, 0 to 100."""
    return _read_bounded(value, 0, 100)


def read_count(value: object) -> int:
    """Return a count, zero to a million."""
    return _read_bounded(value, 0, 1_000_000)


def read_value(value: object) -> Decimal | str:
    """Return a number where an unquoted number stands, else one line of text."""
    if type(value) is Plain:
        resolved = resolve_plain(value)
        if isinstance(resolved, int | float) and not isinstance(resolved, bool):
            return parse_number(value)
    return read_line(value)


def read_url(value: object) -> str:
    """Return a web address."""
    text = read_line(value)
    if not text.startswith(("https://", "http://")) or " " in text:
        raise ScalarError(
            Text(f"“{text}” bukan alamat web", f"'{text}' is not a web address"),
            Text("Awali dengan https://", "Start with https://"),
        )
    return text


Slug = Annotated[str, Reader(read_slug)]
Id = Annotated[str, Reader(read_reference)]
Line = Annotated[str, Reader(read_line), WordingMark()]
Quote = Annotated[str, Reader(read_line), WordingMark(quoted=True)]
Note = Annotated[str, Reader(read_note)]
Prose = Annotated[str, Reader(read_prose), ProseMark(), WordingMark()]
Year = Annotated[int, InformedReader(read_year)]
AnyYear = Annotated[int, Reader(parse_year)]
YearKey = Annotated[int, InformedReader(read_year_key)]
Rupiah = Annotated[int, Reader(read_rupiah)]
Count = Annotated[int, Reader(read_count)]
Percent = Annotated[int, Reader(read_percent)]
Number = Annotated[Decimal, Reader(parse_number)]
Value = Annotated[Any, Reader(read_value)]
Flag = Annotated[bool, Reader(parse_boolean)]
Date = Annotated[date, Reader(parse_date)]
Url = Annotated[str, Reader(read_url)]
