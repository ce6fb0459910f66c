"""What may be changed in a file of content, addressed by the place it has before any change.

All paths of one call mean the file as it was: an index does not shift because another change of
the same call inserts or removes something before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from masterplan_cli.diagnostics import Span, Text
from masterplan_cli.source.tree import Path

Value = str | bool | int | float | Decimal | date | None | Sequence["Value"] | Mapping[str, "Value"]
"""What may be written. Text is quoted where YAML would read something else in it; ``Plain`` text
is written as it is. In text two line breaks are a paragraph's end, as the schema reads them;
``Folded`` text has one there, as the reader gives it."""


@dataclass(frozen=True, slots=True)
class Set:
    """Give the value at ``path`` (which exists, were it empty) another value."""

    path: Path
    value: Value


@dataclass(frozen=True, slots=True)
class Add:
    """Add a key to the mapping at ``path``.

    It goes behind the key ``after``; else to its place in ``order``, all keys in their usual order;
    else to the end.
    """

    path: Path
    key: str
    value: Value
    after: str | None = None
    order: Sequence[str] = field(default=())


@dataclass(frozen=True, slots=True)
class Insert:
    """Insert an item into the list at ``path``, before ``index``; None appends it."""

    path: Path
    value: Value
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Remove the key or item at ``path`` with all below it; comments above it stay."""

    path: Path


@dataclass(frozen=True, slots=True)
class Rename:
    """Give the key at the end of ``path`` another name."""

    path: Path
    key: str


@dataclass(frozen=True, slots=True)
class Trim:
    """Remove the blanks at the end of line ``line`` (from 1)."""

    line: int


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Replace the characters of a span, all within one key or scalar, by ``text`` as it stands."""

    span: Span
    text: str


Structural = Set | Add | Insert | Remove | Rename
Change = Structural | Trim | Rewrite


class EditError(Exception):
    """A change that cannot be made; ``path`` is where, in both languages why."""

    def __init__(self, path: Path, message: Text, hint: Text | None = None) -> None:
        """Keep both texts; ``str`` of it is the English message."""
        super().__init__(message.en)
        self.path = path
        self.message = message
        self.hint = hint


def show_path(path: Path) -> str:
    """Return a path as a reader may follow it: ``programs/2/name``."""
    return "/".join(str(step) for step in path) or "."
