"""Marked values: what a template reads, with the pointer it came from.

Why subclasses of the plain types: a marked value must compare, hash, add and test like a plain
one, and whatever is computed from it is simply plain again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from masterplan_cli.document.nodes import Text


class Missing:
    """Content that is not there yet: false, empty, and printed as a visible placeholder.

    Reading on from it gives what is missing deeper down, so a template need not ask at each step.
    """

    __slots__ = ("origin",)

    def __init__(self, origin: str) -> None:
        """Remember where the content is wanted."""
        self.origin = origin

    def __getattr__(self, name: str) -> Missing:
        """Return what is missing below."""
        if name.startswith("_"):
            raise AttributeError(name)
        return Missing(f"{self.origin}/{name}")

    def __bool__(self) -> bool:
        """Be false."""
        return False

    def __len__(self) -> int:
        """Be empty."""
        return 0

    def __iter__(self) -> Iterator[Any]:
        """Yield nothing."""
        return iter(())

    def __eq__(self, other: object) -> bool:
        """Equal None and every other missing value."""
        return other is None or isinstance(other, Missing)

    def __hash__(self) -> int:
        """Hash like None."""
        return hash(None)

    def __lt__(self, other: object) -> bool:
        """Sort first."""
        return not isinstance(other, Missing)

    def __gt__(self, other: object) -> bool:
        """Sort first."""
        return False

    def __str__(self) -> str:
        """Show nothing where only text is wanted."""
        return ""


class MarkedText(str):
    """Text with its origin.

    ``plain`` is the text it was made of, which need not be copied to be printed; ``printed`` is
    what stands for it in a line, once it was printed.
    """

    __slots__ = ("origin", "plain", "printed")
    origin: str
    plain: str
    printed: tuple[Text, ...] | None


class MarkedProse(MarkedText):
    """Markdown text with its origin; it is parsed apart from the template."""

    __slots__ = ()


class MarkedInt(int):
    """A whole number with its origin."""

    origin: str


class MarkedDecimal(Decimal):
    """A decimal number with its origin."""

    __slots__ = ("origin",)
    origin: str


class MarkedDate(date):
    """A date with its origin."""

    __slots__ = ("origin",)
    origin: str


def mark_text(value: str, origin: str, *, prose: bool = False) -> MarkedText:
    """Return ``value`` marked with ``origin``."""
    marked = (MarkedProse if prose else MarkedText)(value)
    marked.origin = origin
    marked.plain = value if type(value) is str else str(value)
    marked.printed = None
    return marked


def mark_number(value: int | Decimal, origin: str) -> MarkedInt | MarkedDecimal:
    """Return a number marked with ``origin``."""
    marked = MarkedInt(value) if isinstance(value, int) else MarkedDecimal(value)
    marked.origin = origin
    return marked


def mark_date(value: date, origin: str) -> MarkedDate:
    """Return a date marked with ``origin``."""
    marked = MarkedDate(value.year, value.month, value.day)
    marked.origin = origin
    return marked


def read_origin(value: object) -> str:
    """Return the origin that ``value`` carries, or an empty string."""
    if type(value) in _KINDS:
        return value.origin  # type: ignore[attr-defined, no-any-return]
    return getattr(value, "origin", "") if isinstance(value, MARKED) else ""


MARKED = (MarkedText, MarkedInt, MarkedDecimal, MarkedDate, Missing)
_KINDS = frozenset({*MARKED, MarkedProse})
