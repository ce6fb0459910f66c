"""What people type into a cell, understood: numbers as text, dates in many ways, names for ids.

In: a cell's value and its column. Out: the value as the plan has it, or what is wrong with it.
Never a guess: what could be two things is named.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from masterplan_cli.diagnostics import Text
from masterplan_cli.forms.choices import ChoiceList
from masterplan_cli.forms.columns import Column
from masterplan_cli.forms.rows import write_number
from masterplan_cli.source.local import (
    suggest_boolean,
    suggest_date,
    suggest_integer,
    suggest_number,
    suggest_year,
)

_WHOLE: Final = frozenset({"rupiah", "whole", "percent", "year"})
_ESCAPED: Final = re.compile(r"_x000[dD]_")
_INVISIBLE: Final = re.compile("[\u200b\u200c\u200d\ufeff\u00ad]")
_DAY_ONE: Final = date(1899, 12, 30)
_SERIALS: Final = range(18_264, 109_574)
"""Excel's numbers of days that are plainly dates of this century or the last: 1950 to 2199."""
_ERRORS: Final = frozenset(
    {"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "#SPILL!"}
)


class ValueProblemError(Exception):
    """A cell that cannot be understood: what is wrong, and what to do."""

    def __init__(self, message: Text, hint: Text | None = None) -> None:
        """Keep both."""
        super().__init__(message.en)
        self.message = message
        self.hint = hint


def understand(
    raw: Any, column: Column, choices: ChoiceList | None, *, percent: bool = False
) -> str:
    """Return the value as text; empty for an empty cell. Raises ValueProblemError."""
    if raw is None or raw == "":
        return ""
    if isinstance(raw, str):
        raw = (
            _ESCAPED.sub("", _INVISIBLE.sub("", raw))
            .replace("\r\n", "\n")
            .strip(" \t\r\n\u00a0\u202f")
        )
        if not raw:
            return ""
        if raw in _ERRORS:
            raise ValueProblemError(
                Text(f"rumus di sel ini gagal ({raw})", f"the formula here fails ({raw})"),
                Text("Ganti rumusnya dengan nilai.", "Put a value in the formula's place."),
            )
    if choices is not None:
        return _understand_choice(_write_text(raw, percent=percent), choices)
    match column.kind:
        case "rupiah" | "whole" | "percent" | "year" | "number":
            return _understand_number(raw, column.kind, percent=percent)
        case "date":
            return _understand_date(raw)
        case "flag":
            return _understand_flag(raw)
        case "prose":
            return _write_text(raw, percent=percent)
        case _:
            return " ".join(_write_text(raw, percent=percent).split("\n"))


def _write_text(raw: Any, *, percent: bool) -> str:
    """Return a number or date in a column of text as Indonesians write it."""
    if isinstance(raw, str):
        return raw
    if isinstance(raw, bool):
        return "ya" if raw else "tidak"
    if isinstance(raw, datetime | date):
        from masterplan_cli.render.formats import format_date_long

        return format_date_long(raw.date() if isinstance(raw, datetime) else raw).replace(
            "\u00a0", " "
        )
    if isinstance(raw, int | float):
        number = Decimal(repr(raw)) * 100 if percent else Decimal(repr(raw))
        text = write_number(number).replace(".", ",")
        return f"{text}%" if percent else text
    return str(raw)


def _understand_choice(text: str, choices: ChoiceList) -> str:
    found = choices.find(text)
    if found is not None:
        return found
    near = "; ".join(choices.suggest(text))
    raise ValueProblemError(
        Text(f"“{text}” tidak ada dalam daftar", f"'{text}' is not in the list"),
        Text(f"Mungkin maksudnya: {near}", f"Did you mean: {near}")
        if near
        else Text("Pilih dari daftar pada sel itu.", "Choose from the cell's own list."),
    )


def _understand_number(raw: Any, kind: str, *, percent: bool) -> str:
    whole = kind in _WHOLE
    if isinstance(raw, bool | datetime | date | time | timedelta):
        raise ValueProblemError(
            Text("di sini harus ada angka", "a number is expected here"),
            Text("Ketik angkanya, bukan tanggal.", "Type the number, not a date."),
        )
    if isinstance(raw, int | float):
        number = Decimal(repr(raw))
        if percent:
            number *= 100
        text: str | None = write_number(number.normalize())
        if whole and number != number.to_integral_value():
            text = None
    else:
        said = raw.strip("\"'“”‘’ \u00a0").rstrip(".")
        suggest = suggest_year if kind == "year" else suggest_integer if whole else suggest_number
        text = suggest(said)
        text = _level_number(text)
    if text is None:
        wanted = Text("angka bulat", "a whole number") if whole else Text("angka", "a number")
        if kind == "year":
            wanted = Text("tahun", "a year")
        raise ValueProblemError(
            Text(
                f"“{_show(raw)}” bukan {wanted.id}",
                f"'{_show(raw)}' is not {wanted.en}",
            ),
            Text(
                "Tulis angkanya saja, misalnya 1250000000.",
                "Write the number alone, for example 1250000000.",
            )
            if kind == "rupiah"
            else Text("Tulis empat angka, misalnya 2025.", "Write four digits, for example 2025.")
            if kind == "year"
            else Text("Tulis angkanya saja.", "Write the number alone."),
        )
    return text


def _level_number(text: str | None) -> str | None:
    try:
        return None if text is None else write_number(Decimal(text))
    except InvalidOperation:
        return None


def _show(raw: Any) -> str:
    text = raw if isinstance(raw, str) else write_number(Decimal(repr(raw))).replace(".", ",")
    return text if len(text) <= 40 else f"{text[:40]}…"


def _understand_date(raw: Any) -> str:
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, date):
        return raw.isoformat()
    if isinstance(raw, int | float) and not isinstance(raw, bool) and int(raw) in _SERIALS:
        return (_DAY_ONE + timedelta(days=int(raw))).isoformat()
    found = suggest_date(re.sub(r"^[A-Za-z']+,\s*", "", raw)) if isinstance(raw, str) else None
    if found is None:
        raise ValueProblemError(
            Text(f"“{_show_any(raw)}” bukan tanggal", f"'{_show_any(raw)}' is not a date"),
            Text("Tulis misalnya 9 Oktober 2023.", "Write for example 9 Oktober 2023."),
        )
    return found


def _show_any(raw: Any) -> str:
    return str(raw)[:40]


def _understand_flag(raw: Any) -> str:
    if isinstance(raw, bool):
        return "true" if raw else ""
    found = suggest_boolean(str(raw))
    if found == "false":
        return ""
    if found is None:
        raise ValueProblemError(
            Text(f"“{_show_any(raw)}” bukan ya atau tidak", f"'{_show_any(raw)}' is not yes or no")
        )
    return found
