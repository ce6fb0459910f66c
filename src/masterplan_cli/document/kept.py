"""What writers keep of a document between two builds: the parts that its templates' spans became.

In: spans of a document, and a shelf of the caller's. Out: the bytes of a part, under the state in
which it was written. The shelf knows nothing of formats, the writers nothing of files.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from masterplan_cli.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """The blocks from ``start`` to before ``end`` that one template made.

    ``name`` is the template's, unique in a document. Blocks of a ``hollow`` span are there for
    numbering and contents alone: their tables have no rows, and writers take the kept part.
    """

    name: str
    start: int
    end: int
    hollow: bool = False


class Shelf(Protocol):
    """Where parts lie from one build to the next."""

    def take(self, span: str, form: str, state: bytes) -> bytes | None:
        """Return the part of ``span`` in the format ``form`` under ``state``; None without one."""

    def put(self, span: str, form: str, state: bytes, part: bytes) -> None:
        """Keep ``part`` for the next build."""

    def remember(self, key: bytes, make: Callable[[], bytes]) -> bytes:
        """Return what ``make`` makes, or made before of the same ``key``: it depends on no more."""


class StaleError(Exception):
    """A hollow span has no part under the state met: its blocks have to be made anew."""
