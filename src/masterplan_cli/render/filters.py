"""Filters: the formats of numbers and dates, totals, joining, and the harmless ones of Jinja.

What is not listed does not exist: a filter that prints markup, depends on chance, or reaches
outside has no place in a template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import wraps
from typing import Any

from jinja2 import Undefined
from markupsafe import Markup

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.render.dialect import KEPT, take_filter
from masterplan_cli.render.formats import FORMATS, NO_BREAK, format_number
from masterplan_cli.render.marks import (
    Missing,
    mark_number,
    mark_text,
    read_origin,
)
from masterplan_cli.render.selection import build_selections
from masterplan_cli.render.state import RenderState, TemplateFaultError

OWN = ("jumlah", "default", "d", "join", "bersatuan", "bersatuan_ringkas")
_PER_CENT = ("%", "persen")
# Not written out below: a union is made anew each time.
_ABSENT = (Undefined, Missing)
_NUMBERS = (int, Decimal)


def build_filters(state: RenderState) -> dict[str, Callable[..., Any]]:
    """Return the filters of one chapter's environment."""
    filters: dict[str, Callable[..., Any]] = {
        name: _refuse_captured(name, function)
        for name, function in (
            {name: take_filter(name) for name in KEPT} | build_selections(state.asked)
        ).items()
    }
    for name, function in FORMATS.items():
        filters[name] = _pass_mark(name, function)
    filters["attr"] = _note_name(filters["attr"], state.asked)
    filters["jumlah"] = _note_name(add_up, state.asked)
    filters["default"] = filters["d"] = take_default
    filters["join"] = lambda items, separator="": join_values(state, items, separator)
    filters["bersatuan"] = lambda value, unit: join_unit(state, value, unit)
    filters["bersatuan_ringkas"] = lambda value, unit: join_unit(state, value, unit, short=True)
    return filters


def list_filter_names() -> frozenset[str]:
    """Return the name of every filter that templates may use."""
    return frozenset({*KEPT, *FORMATS, *OWN})


def _refuse_captured(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """Wrap a filter: text that was captured from a template holds islands and must stay whole."""

    @wraps(function)
    def guarded(*arguments: Any, **options: Any) -> Any:
        # A loop, not any(): this stands before every filter of a book.
        for argument in arguments:
            if isinstance(argument, Markup):
                raise _describe_captured(name)
        return function(*arguments, **options)

    return guarded


def _note_name(function: Callable[..., Any], asked: set[str]) -> Callable[..., Any]:
    """Wrap a filter that reads attributes by names or paths among its arguments."""

    @wraps(function)
    def noted(*arguments: Any, **options: Any) -> Any:
        for name in (*arguments, *options.values()):
            if isinstance(name, str):
                asked.update(str(name).split("."))
        return function(*arguments, **options)

    return noted


def _describe_captured(name: str) -> TemplateFaultError:
    return TemplateFaultError(
        Message(
            f"filter “{name}” tidak dapat dipakai pada teks hasil makro atau blok",
            f"the filter '{name}' cannot be used on text captured from a macro or block",
        ),
        Message(
            "Pakai filternya pada nilai, sebelum dicetak.",
            "Use the filter on the value, before it is printed.",
        ),
    )


def _pass_mark(name: str, function: Callable[..., str]) -> Callable[..., Any]:
    """Wrap a format: its text bears the origin of the number, and what is missing stays so.

    Like any filter it refuses captured text.
    """

    @wraps(function)
    def formatted(value: Any, *arguments: Any, **options: Any) -> Any:
        if isinstance(value, Missing):
            return value
        if isinstance(value, Markup):
            raise _describe_captured(name)
        try:
            text = function(value, *arguments, **options)
        except (ValueError, TypeError, ArithmeticError) as error:
            raise TemplateFaultError(
                Message(
                    f"nilai “{value}” tidak dapat ditulis dalam bentuk ini",
                    f"the value '{value}' cannot be written in this form",
                ),
            ) from error
        origin = read_origin(value)
        return mark_text(text, origin) if origin else text

    return formatted


def add_up(items: Iterable[Any], attribute: str | None = None) -> Any:
    """Return the sum of ``items`` or of one attribute of each; it bears the list's origin.

    ``budget|jumlah("amount")`` leads back to the budget it adds up. What is missing counts zero.
    """
    total: int | Decimal = 0
    for item in items:
        value = item
        for part in attribute.split(".") if attribute else ():
            value = getattr(value, part)
        if value is not None and not isinstance(value, Missing):
            total += value
    origin = getattr(items, "origin", "")
    return mark_number(total, origin) if origin else total


def take_default(value: Any, fallback: Any = "", boolean: bool = False) -> Any:
    """Return ``fallback`` where the value is missing (or merely false, where ``boolean``)."""
    if isinstance(value, _ABSENT) or value is None or (boolean and not value):
        return fallback
    return value


def join_values(state: RenderState, items: Iterable[Any], separator: str = "") -> Markup:
    """Return the items printed one after another, each still bearing its origin."""
    if not separator:
        return state.join_parts(*items)
    parts: list[Any] = []
    for item in items:
        if parts:
            parts.append(separator)
        parts.append(item)
    return state.join_parts(*parts)


def join_unit(state: RenderState, value: Any, unit: Any, *, short: bool = False) -> Any:
    """Return a value before its unit: ``12 desa``, ``40 persen``, and ``40%`` where ``short``.

    Both keep their own origin, and no line ends between them. A value in words is printed as it
    stands; where it is missing it stays so, and without a unit it stands alone.
    """
    if isinstance(value, Missing):
        return value
    known = isinstance(value, _NUMBERS)
    number = mark_text(format_number(value), read_origin(value)) if known else value
    if not unit:
        return state.print_value(number)
    glue = NO_BREAK
    if unit in _PER_CENT:
        glue, word = ("", "%") if short else (NO_BREAK, "persen")
        unit = mark_text(word, read_origin(unit))
    return state.join_parts(number, glue, unit) if glue else state.join_parts(number, unit)
