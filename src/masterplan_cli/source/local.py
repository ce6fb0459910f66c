"""Numbers, dates and yes or no as people in Indonesia write them, only to suggest a replacement.

In: the text of a refused scalar. Out: what to write instead, or None where that is not clear.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from masterplan_cli.diagnostics import Text
from masterplan_cli.source.invisible import clean_text

_SCALES = {
    "ribu": 3,
    "rb": 3,
    "juta": 6,
    "jt": 6,
    "miliar": 9,
    "milyar": 9,
    "miliyar": 9,
    "milliar": 9,
    "mlr": 9,
    "m": 9,
    "triliun": 12,
    "trilyun": 12,
    "t": 12,
}
_LETTERS = {"m": Text("miliar", "miliar (10⁹)"), "t": Text("triliun", "triliun (10¹²)")}
"""Scales that are one letter, with the word that Indonesians most often mean by it."""
_AMOUNT = re.compile(
    r"(?P<sign>[-+]?)\s*(?:(?:rp|idr)\.?\s*)?"
    r"(?P<digits>[0-9](?:[0-9.,_']|[ \u00a0\u202f](?=[0-9]{3}(?![0-9])))*)\s*"
    r"(?:(?P<scale>" + "|".join(_SCALES) + r")\b)?\s*(?:%|persen|rupiah)?\Z",
    re.IGNORECASE,
)
_LOCAL_THOUSANDS = re.compile(r"[0-9]{1,3}(?:([. ])[0-9]{3})(?:\1[0-9]{3})*(?:,[0-9]+)?\Z")
_ENGLISH_THOUSANDS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*,[0-9]{3}(?:,[0-9]{3}|\.[0-9]+)\Z")
_AMBIGUOUS = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}\Z")
_DECIMAL_COMMA = re.compile(r"[0-9]+,[0-9]+\Z")
_MARKED_THOUSANDS = re.compile(r"[0-9]+(?:[_'][0-9]+)+\Z")
_DECIMAL_POINT = re.compile(r"[0-9]+(?:\.[0-9]+)?\Z")

_MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7,
    "agu": 8, "agt": 8, "ags": 8, "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11,
    "des": 12, "dec": 12,
}  # fmt: skip
_WEEKDAY = re.compile(
    r"(?:senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\s*,?\s+", re.IGNORECASE
)
_WORDED_DATE = re.compile(r"([0-9]{1,2})[ .-]+([A-Za-z]{3})[a-z]*\.?[ .-]+'?([0-9]{4}|[0-9]{2})\Z")
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})\Z")
_MONTH_ONLY = re.compile(r"([A-Za-z]{3})[a-z]*\.?[ -]+([0-9]{4})\Z")
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})(?:[T ].*)?\Z")
_DOUBTFUL = re.compile(
    r"[^0-9]*[0-9]{1,3}[.,][0-9]{3}(?![.,0-9]).*"
    r"|(?:0?[1-9]|1[0-2])[-/. ](?:0?[1-9]|1[0-2])[-/. ][0-9]{4}"
    r"|[0-9]{1,2}[-/. ]+(?:[a-z]+\.?|[0-9]{1,2})[-/. ]+'?[0-9]{2}|.*[0-9]\s*[mt](?:\s*rupiah)?"
    r"|[yn10]|[0-9]{8}|(?:tahap)?\s*[ivx]+",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![0-9.,/-])(?:19|20)[0-9]{2}(?![0-9.,/-])")
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4", "V": "5", "VI": "6"}
_YES = frozenset({"y", "yes", "ya", "iya", "on", "benar", "true", "1"})
_NO = frozenset({"n", "no", "tidak", "tak", "bukan", "off", "salah", "false", "0"})

_LONGEST = 40


def _read_digits(digits: str) -> Decimal | None:
    """Return the number in ``digits``, its separators read as Indonesians write them."""
    digits = re.sub(r"[ \u00a0\u202f]", " ", digits)
    if _MARKED_THOUSANDS.match(digits):
        return Decimal(re.sub(r"[_']", "", digits))
    if _LOCAL_THOUSANDS.match(digits):
        return Decimal(re.sub(r"[. ]", "", digits).replace(",", "."))
    if _ENGLISH_THOUSANDS.match(digits):
        return Decimal(digits.replace(",", ""))
    if _DECIMAL_COMMA.match(digits):
        return Decimal(digits.replace(",", "."))
    if _DECIMAL_POINT.match(digits):
        return Decimal(digits)
    return None


def _match_amount(text: str) -> re.Match[str] | None:
    """Return the parts of an amount; the tail ``,-`` of prices is left out."""
    text = clean_text(text)
    if not text or len(text) > _LONGEST:
        return None
    return _AMOUNT.match(re.sub(r",(?:-+|=)\Z", "", text))


def _read_amount(text: str) -> Decimal | None:
    """Return the number that ``text`` means, or None."""
    match = _match_amount(text)
    if match is None or (number := _read_digits(match["digits"].rstrip(". "))) is None:
        return None
    if match["scale"]:
        number = number.scaleb(_SCALES[match["scale"].lower()])
    return -number if match["sign"] == "-" else number


def name_scale(text: str) -> Text | None:
    """Return the word that an amount's one letter is taken for (``2,2 M``), or None."""
    match = _match_amount(text)
    return _LETTERS.get((match["scale"] or "").lower()) if match else None


def is_certain(text: str) -> bool:
    """Say whether what is suggested for ``text`` is beyond doubt, so that it may be written.

    ``1.250`` may be a thousand or a little over one, ``03/04/2023`` a day of March or April,
    ``5-3-25`` a day of another century, ``2 M`` two million to who knows English.
    """
    return _DOUBTFUL.fullmatch(text.strip()) is None


def suggest_number(text: str) -> str | None:
    """Return ``text`` as the YAML wants it, e.g. ``9.39`` for ``9,39``, or None."""
    number = _read_amount(text)
    return None if number is None else format(number, "f")


def suggest_integer(text: str) -> str | None:
    """Return ``text`` as a whole number, e.g. ``2500000000`` for ``Rp 2,5 miliar``, or None."""
    match = _match_amount(text)
    if match is not None and not match["scale"] and _AMBIGUOUS.match(match["digits"]):
        return match["sign"].strip("+") + match["digits"].replace(",", "")
    if (digit := suggest_roman(text)) is not None:
        return digit
    number = _read_amount(text)
    if number is None and re.match(r"[-+]?[0-9.]+[eE][-+]?[0-9]{1,2}\Z", text):
        number = _read_exponent(text)
    if number is None or number != number.to_integral_value():
        return None
    return format(number.to_integral_value(), "f").split(".")[0]


def suggest_year(text: str) -> str | None:
    """Return the one year that a text like ``tahun 2030`` names, or None."""
    years = _YEAR.findall(text)
    return years[0] if len(years) == 1 and not _DAY_FIRST.match(text.strip()) else None


def suggest_roman(text: str) -> str | None:
    """Return a small number in Roman numerals, as stages are called (``IV``), in digits."""
    word = text.strip().upper().removeprefix("TAHAP").strip()
    return _ROMAN.get(word)


def _read_exponent(text: str) -> Decimal | None:
    """Return ``1e9`` as a number, or None."""
    try:
        return Decimal(text)
    except ArithmeticError:
        return None


def suggest_boolean(text: str) -> str | None:
    """Return ``true`` or ``false`` for a word that means it, or None."""
    word = text.strip().lower()
    return "true" if word in _YES else "false" if word in _NO else None


def suggest_date(text: str) -> str | None:
    """Return a date as ``YYYY-MM-DD``, day before month as in Indonesia, or None."""
    text = _WEEKDAY.sub("", clean_text(text))
    year, month, day = 0, 0, 0
    if match := _WORDED_DATE.match(text):
        month = _MONTHS.get(match[2].lower(), 0)
        day, year = int(match[1]), int(match[3])
    elif match := _DAY_FIRST.match(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
    elif match := _YEAR_FIRST.match(text):
        year, month, day = int(match[1]), int(match[2]), int(match[3])
    try:
        return date(year + 2000 if 0 < year < 100 else year, month, day).isoformat()
    except ValueError:
        return None


def suggest_month(text: str) -> str | None:
    """Return year and month of a date that lacks its day (``Oktober 2023``), or None."""
    match = _MONTH_ONLY.match(clean_text(text))
    month = _MONTHS.get(match[1].lower(), 0) if match else 0
    return f"{match[2]}-{month:02}" if match and month else None
