"""The way back from printed numbers and dates: what a reader typed in a book, as a value.

In: text as ``formats`` prints it. Out: the value, or None where the text is none, or stands for
more than one value: ``Rp1,2 miliar`` is rounded, and nobody knows what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from babel import Locale
from babel.numbers import NumberFormatError, parse_decimal

from masterplan_cli.render.formats import (
    format_date_long,
    format_number,
    format_percent,
    format_rupiah,
)

Scalar = int | Decimal | date

_LOCALE = Locale("id")
_DATE = re.compile(r"(\d{1,2}) (\w+) (\d{4})\Z")
_MOST_PLACES = 6


def parse_printed(text: str, old: Scalar, printed: str) -> Scalar | None:
    """Return what ``text`` says, written the way in which ``printed`` shows ``old``.

    None where ``old`` is not printed whole (rounded, in words), or ``text`` is no such value.
    """
    for show in _list_shapes(old):
        if _level(show(old)) != _level(printed):
            continue
        if _parse(printed, old) != old:
            return None
        found = _parse(text, old)
        if found is not None and _is_same(show(found), text):
            return found
    return None


def _is_same(shown: str, text: str) -> bool:
    """Say whether both are one number: reviewers leave out final zeros, ``Rp5.000`` for ``,00``."""
    one, other = _level(shown), _level(text)
    return one == other or (one.startswith(other) and set(one[len(other) :]) <= set(",0"))


def _list_shapes(value: Scalar) -> Iterator[Callable[..., str]]:
    if isinstance(value, date):
        yield format_date_long
        return
    yield str
    yield format_number
    yield format_percent
    yield format_rupiah
    for places in range(_MOST_PLACES):
        yield lambda number, places=places: format_number(number, places)
        yield lambda number, places=places: format_percent(number, places)
        yield lambda number, places=places: format_rupiah(number, places)


def _level(text: str) -> str:
    return " ".join(text.split())


def _parse(text: str, like: Scalar) -> Scalar | None:
    if isinstance(like, date):
        return _parse_date(_level(text))
    digits = _level(text).removesuffix("%").removeprefix("Rp").strip()
    try:
        number = parse_decimal(digits, locale=_LOCALE, strict=True)
    except NumberFormatError:
        # A year stands without separators.
        if not digits.isascii() or not digits.isdigit():
            return None
        number = Decimal(digits)
    if isinstance(like, int):
        return int(number) if number == number.to_integral_value() else None
    return number


def _parse_date(text: str) -> date | None:
    match = _DATE.match(text)
    if match is None:
        return None
    names = _LOCALE.months["format"]["wide"]
    month = next((n for n, name in names.items() if name.lower() == match[2].lower()), 0)
    try:
        return date(int(match[3]), month, int(match[1]))
    except ValueError:
        return None
