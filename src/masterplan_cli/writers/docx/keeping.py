"""Which blocks stay on the page of what comes next: what leads into a table, figure or list.

In: the blocks of one level. Out: whether the paragraph at a place is kept with the next block, and
whether a table is kept with the source below it. Headings and captions are kept by their styles.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from masterplan_cli.document.charts import Chart
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Block, Figure, ItemList, Paragraph, Strong, Table
from masterplan_cli.writers.docx.sheets import is_whole

# Some four lines: longer texts may be parted from what they lead into.
_MOST_CHARACTERS: Final = 320
_FOLLOWERS: Final = ("source", "note")


def is_kept(blocks: Sequence[Block], place: int) -> bool:
    """Whether the block at ``place`` stays on the page of the next one.

    True for a short text before a table, figure or list, for a line in bold alone, which heads
    what follows, for a table above its source, for a text above a sheet that stays whole, and for
    what stands above a signature: nobody signs an empty page.
    """
    if place + 1 == len(blocks):
        return False
    block, following = blocks[place], blocks[place + 1]
    if isinstance(following, Paragraph) and following.style == "signature":
        return isinstance(block, Table | Paragraph)
    if isinstance(block, Paragraph) and isinstance(following, Table) and is_whole(following):
        return block.style not in _FOLLOWERS
    if isinstance(block, Table):
        return isinstance(following, Paragraph) and following.style in _FOLLOWERS
    if not isinstance(block, Paragraph) or block.style in _FOLLOWERS:
        return False
    if len(block.children) == 1 and isinstance(block.children[0], Strong):
        return True
    if not isinstance(following, Table | Figure | Chart | ItemList):
        return False
    return len(read_text(block.children)) <= _MOST_CHARACTERS
