"""Islands: places in rendered Markdown where a value stands instead of text.

A template prints a sentinel; the Markdown reader puts the island's nodes in its place. So a value
can never break the structure around it, and its origin reaches the writer.
"""

from __future__ import annotations

import re
from typing import TypeAlias

from masterplan_cli.document.nodes import Block, Inline
from masterplan_cli.frozen import dataclass

OPEN, CLOSE = "\ue000", "\ue001"
SENTINEL = re.compile(f"{OPEN}([0-9]+){CLOSE}")


@dataclass(frozen=True, slots=True)
class Island:
    """Nodes that stand in for a sentinel.

    ``inlines`` is None where the content cannot stand inside a line; ``blocks`` is empty where
    it cannot stand alone (then the inlines make a paragraph). ``name`` is what messages call it.
    """

    inlines: tuple[Inline, ...] | None = None
    blocks: tuple[Block, ...] = ()
    name: str = ""


Stand: TypeAlias = Island | tuple[Inline, ...]
"""What stands in a sentinel's place: mostly the inlines of one value, with no more to say."""


def make_sentinel(number: int) -> str:
    """Return the text that stands for island ``number``."""
    return f"{OPEN}{number}{CLOSE}"
