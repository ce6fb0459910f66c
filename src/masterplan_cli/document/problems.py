"""What the document stage could not honour: a place and a message, for the compiler to report."""

from __future__ import annotations

from masterplan_cli.diagnostics import Text
from masterplan_cli.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem at an origin (a pointer into workspace or template)."""

    origin: str
    message: Text
    hint: Text | None = None
