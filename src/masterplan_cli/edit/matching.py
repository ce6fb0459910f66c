"""Whether what the reader loads is what was to be written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from masterplan_cli.edit.scalars import write_inline
from masterplan_cli.source.scalars import Folded, Plain, resolve_plain


class Printed(str):
    """A text of which only the printed characters count: no blanks, no line breaks."""

    __slots__ = ()


def matches(loaded: Any, wanted: Any) -> bool:
    """Say whether loaded data are ``wanted``: types too, but text counts however it is quoted."""
    if isinstance(wanted, Mapping):
        return (
            isinstance(loaded, dict)
            and loaded.keys() == wanted.keys()
            and all(matches(loaded[key], wanted[key]) for key in wanted)
        )
    if isinstance(wanted, str):
        return _matches_text(loaded, wanted)
    if isinstance(wanted, Sequence):
        return (
            isinstance(loaded, list)
            and len(loaded) == len(wanted)
            and all(map(matches, loaded, wanted))
        )
    if wanted is None or loaded is None:
        return loaded is wanted
    return type(loaded) is Plain and _matches_plain(loaded, wanted)


def _matches_text(loaded: Any, wanted: str) -> bool:
    if not isinstance(loaded, str):
        return False
    if type(wanted) is Printed:
        return "".join(loaded.split()) == str(wanted)
    if type(wanted) is Plain:
        return type(loaded) is Plain and str(loaded) == str(wanted)
    if str(loaded) == str(wanted):
        return type(wanted) is not Folded or type(loaded) is Folded or "\n" not in wanted
    return type(loaded) is Folded and type(wanted) is str and loaded.replace("\n", "\n\n") == wanted


def _matches_plain(loaded: Plain, wanted: object) -> bool:
    if isinstance(wanted, bool):
        return resolve_plain(loaded) is wanted
    if isinstance(wanted, date):
        return str(loaded) == wanted.isoformat()
    resolved = resolve_plain(loaded)
    if isinstance(resolved, bool) or not isinstance(resolved, int | float):
        return False
    if isinstance(wanted, float):
        return float(resolved) == wanted
    return isinstance(wanted, int | Decimal) and Decimal(str(loaded)) == Decimal(wanted)


def write_text(value: Any) -> str:
    """Return loaded or wanted data as one text by which items of two lists can be compared."""
    if isinstance(value, Mapping):
        pairs = (f"{key}={write_text(item)}" for key, item in value.items())
        return "{" + "\x1f".join(pairs) + "}"
    if isinstance(value, str):
        return value.replace("\n", "\n\n") if type(value) is Folded else str(value)
    if isinstance(value, Sequence):
        return "[" + "\x1f".join(map(write_text, value)) + "]"
    return write_inline(value, "")
