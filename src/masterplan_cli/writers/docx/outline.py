"""The places that lists of contents name: headings and captions, in the order of the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from masterplan_cli.document.charts import Chart
from masterplan_cli.document.nodes import Block, Figure, Heading, Table
from masterplan_cli.document.outline import walk_blocks
from masterplan_cli.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list of contents; ``level`` is 1 for captions."""

    kind: Literal["headings", "tables", "figures"]
    anchor: str
    level: int
    origin: str


def collect_entries(blocks: Iterable[Block]) -> Iterator[Entry]:
    """Yield an entry for each heading and caption of ``blocks``, however deep."""
    for block, _ in walk_blocks(blocks):
        if isinstance(block, Heading):
            yield Entry("headings", block.anchor, block.level, block.origin)
        elif isinstance(block, Table | Figure | Chart) and block.caption is not None:
            caption = block.caption
            kind: Literal["tables", "figures"] = "tables" if isinstance(block, Table) else "figures"
            yield Entry(kind, caption.anchor, 1, caption.origin or block.origin)
