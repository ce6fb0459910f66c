"""Scalars by YAML 1.2's core schema, and the strict readings that a schema asks for.

In: a scalar as written (``Plain``, quoted ``str``, or None). Out: a number, date or boolean, or a
ScalarError that says what to write instead.

Why text first: ``61.10`` must print as ``61.10``, and ``no``, ``012`` and ``12:30`` must never turn
into something else in silence; only the schema knows which reading is wanted.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from masterplan_cli.diagnostics import Text


class Plain(str):
    """An unquoted scalar as written; only these may be read as a number or a boolean."""

    __slots__ = ()


class Folded(str):
    """A ``>`` block scalar: each line break left in it was an empty line, a paragraph's end."""

    __slots__ = ()


class ScalarError(ValueError):
    """A scalar that the schema cannot read, in both languages.

    ``fix`` is what to write instead, where there is no doubt about it.
    """

    def __init__(self, message: Text, hint: Text | None = None, fix: str | None = None) -> None:
        """Keep all texts; ``str`` of it is the English message."""
        super().__init__(message.en)
        self.message = message
        self.hint = hint
        self.fix = fix


NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BOOLEANS = {
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\Z")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_UNUSUAL = {
    f"{sign}.{word}": float(f"{sign}inf")
    for sign in ("", "+", "-")
    for word in ("inf", "Inf", "INF")
} | {f".{word}": float("nan") for word in ("nan", "NaN", "NAN")}
_RADIX = re.compile(r"0(?:o[0-7]+|x[0-9a-fA-F]+)\Z")
_SIMPLE_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,18})?\Z")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_WHOLE = Text("bilangan bulat", "a whole number")

_LONGEST = 300
"""Digits beyond which a number is taken for text: Python refuses to read endless ones."""
_FARTHEST = 400
"""Powers of ten beyond which a number would print as endless zeros."""


def resolve_plain(text: str) -> bool | int | float | str | None:
    """Return what the core schema makes of an unquoted scalar.

    Stricter in one place: a number with a leading zero (``012``, ``06.5``) stays text, because it
    is a code more often than a number.
    """
    if text in NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if len(text) > _LONGEST or text[0] not in "-+.0123456789":
        return text
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    if _RADIX.match(text):
        return int(text[2:], 8 if text[1] == "o" else 16)
    return _UNUSUAL.get(text, text)


def parse_integer(value: object) -> int:
    """Return a whole number; raises ScalarError with the exact replacement where one is clear."""
    if (
        type(value) is Plain
        and len(value) < 19
        and value.isascii()
        and value.isdigit()
        and (value[0] != "0" or len(value) == 1)
    ):
        return int(value)
    if type(value) is int:
        return value
    text = _require_text(value, _WHOLE)
    if type(value) is Plain:
        resolved = resolve_plain(text)
        if type(resolved) is int:
            return resolved
    from masterplan_cli.source import local

    suggestion = local.suggest_integer(text)
    if suggestion is None and _FLOAT.match(text) and type(value) is Plain:
        raise ScalarError(
            Text(f"“{text}” bukan bilangan bulat", f"'{text}' is not a whole number"),
            Text("Tulis tanpa pecahan.", "Write it without a fraction."),
        )
    raise _refuse_number(value, text, suggestion, _WHOLE)


def parse_year(value: object) -> int:
    """Return a year; raises ScalarError that names the one year in other words, where there is."""
    try:
        return parse_integer(value)
    except ScalarError as error:
        from masterplan_cli.source import local

        suggestion = local.suggest_year(value) if isinstance(value, str) else None
        hint = Text(
            "Tulis tahun dengan empat angka, misalnya 2024.",
            "Write the year in four digits, such as 2024.",
        )
        if error.fix is not None or value is None or not isinstance(value, str):
            raise
        raise ScalarError(
            Text(f"“{value}” bukan tahun", f"'{value}' is not a year"),
            _write(suggestion) if suggestion else hint,
            suggestion if value.lower().startswith("tahun") else None,
        ) from None


def parse_number(value: object) -> Decimal:
    """Return a number with its digits as written; raises ScalarError as parse_integer does."""
    if type(value) is Plain:
        if _SIMPLE_NUMBER.match(value):
            return Decimal(value)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    text = _require_text(value, Text("angka", "a number"))
    if type(value) is Plain:
        resolved = resolve_plain(text)
        if type(resolved) is int:
            return Decimal(resolved)
        if type(resolved) is float and text[-1] not in "fFnN":
            number = Decimal(text)
            if abs(number.adjusted()) <= _FARTHEST:
                return number
    from masterplan_cli.source import local

    raise _refuse_number(value, text, local.suggest_number(text), Text("angka", "a number"))


def parse_boolean(value: object) -> bool:
    """Return ``true`` or ``false``; raises ScalarError for every other word."""
    if type(value) is Plain and value in _BOOLEANS:
        return _BOOLEANS[value]
    if type(value) is bool:
        return value
    wanted = Text("true atau false", "true or false")
    text = _require_text(value, wanted)
    from masterplan_cli.source import local

    suggestion = local.suggest_boolean(text)
    if suggestion is None:
        hint = Text("Tulis true (ya) atau false (tidak).", "Write true (yes) or false (no).")
    elif type(value) is not Plain and text in _BOOLEANS:
        hint = _without_quotes(suggestion)
    else:
        hint = _write(suggestion)
    raise ScalarError(
        Text(f"“{text}” bukan true atau false", f"'{text}' is not true or false"),
        hint,
        _be_certain(text, suggestion),
    )


def parse_date(value: object) -> date:
    """Return a date written ``YYYY-MM-DD``, quoted or not; raises ScalarError for other forms."""
    if isinstance(value, str) and _ISO_DATE.match(value):
        try:
            return date(int(value[:4]), int(value[5:7]), int(value[8:]))
        except ValueError:
            raise ScalarError(
                Text(
                    f"tanggal “{value}” tidak ada di kalender",
                    f"the date '{value}' does not exist",
                ),
                Text("Periksa urutannya: tahun-bulan-hari.", "Check the order: year-month-day."),
            ) from None
    if type(value) is date:
        return value
    text = _require_text(value, Text("tanggal", "a date"))
    from masterplan_cli.source import local

    suggestion = local.suggest_date(text)
    hint = Text("Misalnya: 2023-10-09", "For example: 2023-10-09")
    if suggestion is not None:
        hint = _write(suggestion)
    elif (month := local.suggest_month(text)) is not None:
        hint = Text(
            f"Lengkapi dengan harinya, misalnya: {month}-01",
            f"Add the day, for example: {month}-01",
        )
    raise ScalarError(
        refuse_unseen(text)
        or Text(
            f"“{text}” bukan tanggal berbentuk tahun-bulan-hari",
            f"'{text}' is not a date in the form year-month-day",
        ),
        hint,
        _be_certain(text, suggestion),
    )


def _require_text(value: object, wanted: Text) -> str:
    """Return the scalar's text; raises ScalarError for nothing, a list or a mapping."""
    if isinstance(value, str):
        return value
    hint = Text(f"Isi dengan {wanted.id}.", f"Give {wanted.en}.")
    if value is None:
        raise ScalarError(Text("nilainya kosong", "the value is empty"), hint)
    raise ScalarError(Text(f"di sini harus ada {wanted.id}", f"{wanted.en} is expected here"), hint)


def _refuse_number(value: object, text: str, suggestion: str | None, wanted: Text) -> ScalarError:
    """Return the error for a text that is no number, with its replacement where one is clear."""
    if type(value) is not Plain and suggestion is not None:
        return ScalarError(
            Text(
                f"“{text}” diapit tanda kutip, sehingga menjadi teks",
                f"'{text}' is in quotes, which makes it a text",
            ),
            _without_quotes(suggestion),
            _be_certain(text, suggestion),
        )
    shown = text if len(text) <= 60 else text[:59] + "…"
    return ScalarError(
        refuse_unseen(text)
        or Text(f"“{shown}” bukan {wanted.id}", f"'{shown}' is not {wanted.en}"),
        suggest_amount(text, suggestion) if suggestion is not None else _explain_form(wanted),
        _be_certain(text, suggestion),
    )


def refuse_unseen(text: str) -> Text | None:
    """Return the message for a text with a character that nobody sees, or None without one.

    Why: quoted in a message, such a text looks sound.
    """
    from masterplan_cli.source.invisible import clean_text, name_unseen

    unseen, shown = name_unseen(text), clean_text(text)
    if unseen is None:
        return None
    return Text(f"“{shown}” memuat {unseen.id}", f"'{shown}' holds {unseen.en}")


def suggest_amount(text: str, suggestion: str) -> Text:
    """Return the hint that says what to write for an amount, and how its letter was read."""
    from masterplan_cli.source import local

    letter = local.name_scale(text)
    if letter is None:
        return _write(suggestion)
    return Text(
        f"Jika yang dimaksud {letter.id}, tulis: {suggestion}",
        f"If {letter.en} is meant, write: {suggestion}",
    )


def _explain_form(wanted: Text) -> Text:
    if wanted == _WHOLE:
        return Text(
            "Tulis angka saja, tanpa titik, koma, atau kata.",
            "Write digits only, without points, commas or words.",
        )
    return Text(
        "Tulis angka saja, dengan titik untuk pecahan dan tanpa pemisah ribuan.",
        "Write digits only, a point before the fraction, no separator of thousands.",
    )


def _be_certain(text: str, suggestion: str | None) -> str | None:
    """Return the suggestion where it may be written without asking."""
    from masterplan_cli.source import local

    return suggestion if suggestion is not None and local.is_certain(text) else None


def _write(suggestion: str) -> Text:
    return Text(f"Tulis: {suggestion}", f"Write: {suggestion}")


def _without_quotes(suggestion: str) -> Text:
    return Text(f"Tulis tanpa tanda kutip: {suggestion}", f"Write without quotes: {suggestion}")
