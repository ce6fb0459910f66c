"""Indonesian forms of numbers, money, percentages, dates and amounts in words, through Babel.

Shapes: ``1250000000`` is ``Rp1.250.000.000,00``, short ``Rp1,25 miliar``; ``9.39`` is ``9,39``;
``2023-10-09`` is ``9 Oktober 2023``. Groups that must not be torn apart at a line's end hold a
no-break space.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import NumberPattern, parse_pattern

NO_BREAK = "\u00a0"
_LOCALE = Locale("id")
_SCALES = (
    (10**12, "triliun"),
    (10**9, "miliar"),
    (10**6, "juta"),
    (10**3, "ribu"),
)
_DIGITS = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
)


@lru_cache(maxsize=32)
def _get_pattern(places: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * places if places else ""))


@lru_cache(maxsize=8192)
def _format(value: Decimal, places: int) -> str:
    return str(_get_pattern(places).apply(value, _LOCALE))


@lru_cache(maxsize=8192)
def _format_whole(value: int, places: int) -> str:
    return str(_get_pattern(places).apply(Decimal(value), _LOCALE))


@lru_cache(maxsize=8192)
def _format_written(text: str) -> str:
    """Return a number as it was written: the text tells 61.10 from 61.1, which are equal."""
    number = Decimal(text)
    exponent = number.as_tuple().exponent
    return _format(number, max(0, -exponent) if isinstance(exponent, int) else 0)


def format_number(value: int | Decimal | float, places: int | None = None) -> str:
    """Return ``1.250,5``: as many decimal places as were written, or ``places``."""
    if isinstance(value, int):
        return _format_whole(int(value), places or 0)
    if places is None:
        return _format_written(str(value))
    # A number written in a template is a float; its digits are meant, not its binary value.
    number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return _format(number, places)


def format_percent(value: int | Decimal, places: int | None = None) -> str:
    """Return ``9,39%`` for 9.39: the value is already in percent."""
    return f"{format_number(value, places)}%"


def format_rupiah(value: int | Decimal, places: int = 2) -> str:
    """Return ``Rp1.250.000.000,00``."""
    sign = "-" if value < 0 else ""
    return f"{sign}Rp{format_number(-value if value < 0 else value, places)}"


def format_rupiah_short(value: int | Decimal, places: int = 2) -> str:
    """Return ``Rp1,25 miliar``: the largest fitting unit, no trailing zeros, half rounded up."""
    # A marked number is not what is to be kept.
    return _shorten(int(value) if isinstance(value, int) else Decimal(value), places)


@lru_cache(maxsize=8192)
def _shorten(value: int | Decimal, places: int) -> str:
    sign = "-" if value < 0 else ""
    amount = abs(Decimal(value))
    step = Decimal(1).scaleb(-places)
    for scale, name in _SCALES:
        scaled = (amount / scale).quantize(step, ROUND_HALF_UP)
        if amount >= scale or (scaled >= 1 and scale > _SCALES[-1][0]):
            return f"{sign}Rp{format_number(_strip_zeros(scaled))}{NO_BREAK}{name}"
    return f"{sign}Rp{format_number(_strip_zeros(amount.quantize(step, ROUND_HALF_UP)))}"


def _strip_zeros(value: Decimal) -> Decimal:
    stripped = value.normalize()
    exponent = stripped.as_tuple().exponent
    return stripped.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else stripped


def format_date_long(value: date) -> str:
    """Return ``9 Oktober 2023``; raises TypeError for what is no date."""
    if not isinstance(value, date):  # Babel takes None for today
        raise TypeError(f"{value!r} is no date")
    day, rest = format_date(value, "d MMMM y", locale=_LOCALE).split(" ", 1)
    return f"{day}{NO_BREAK}{rest}"


def spell_number(value: int) -> str:
    """Return a whole number in words: ``seribu dua ratus lima puluh``.

    Raises ValueError from a quadrillion up, for which official texts have no settled word.
    """
    if value < 0:
        return f"minus {spell_number(-value)}"
    if value < 10:
        return _DIGITS[value]
    if value < 20:
        return _spell_teens(value)
    if value < 100:
        return _spell_group(value, 10, "puluh")
    if value < 200:
        return _append("seratus", value - 100)
    if value < 1000:
        return _spell_group(value, 100, "ratus")
    if value < 2000:
        return _append("seribu", value - 1000)
    for scale, name in _SCALES:
        if value >= scale:
            if value >= scale * 1000:
                break
            return _spell_group(value, scale, name)
    raise ValueError(f"no words for {value}")


def _spell_teens(value: int) -> str:
    return {10: "sepuluh", 11: "sebelas"}.get(value, f"{_DIGITS[value - 10]} belas")


def _spell_group(value: int, scale: int, name: str) -> str:
    count, rest = divmod(value, scale)
    return _append(f"{spell_number(count)} {name}", rest)


def _append(head: str, rest: int) -> str:
    return f"{head} {spell_number(rest)}" if rest else head


def spell_rupiah(value: int) -> str:
    """Return an amount in words: ``satu miliar dua ratus lima puluh juta rupiah``."""
    return f"{spell_number(value)} rupiah"


def format_roman(value: int) -> str:
    """Return a roman numeral, as bimtek stages are numbered."""
    parts = []
    for size, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        count, value = divmod(value, size)
        parts.append(sign * count)
    return "".join(parts)


def lower_start(text: str) -> str:
    """Return a phrase for the middle of a sentence; abbreviations stay: ``APBD``, ``UMKM``."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


FORMATS: dict[str, Callable[..., str]] = {
    "angka": format_number,
    "persen": format_percent,
    "rupiah": format_rupiah,
    "rupiah_ringkas": format_rupiah_short,
    "tanggal": format_date_long,
    "terbilang": spell_number,
    "terbilang_rupiah": spell_rupiah,
    "romawi": format_roman,
    "awal_kecil": lower_start,
}
