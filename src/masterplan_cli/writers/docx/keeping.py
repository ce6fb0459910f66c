"""Which blocks stay on the page of what comes next: what leads into a table, figure or list.

In: the blocks of one level. Out: whether the paragraph at a place is kept with the next block,
whether a table is kept with the source below it, and whether nothing follows a table on its page.
Headings and captions are kept by their styles.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from masterplan_cli.document.charts import Chart
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import (
    Block,
    Figure,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    SectionChange,
    Strong,
    Table,
)
from masterplan_cli.writers.docx.sheets import is_whole

# Some four lines: longer texts may be parted from what they lead into.
_MOST_CHARACTERS: Final = 320
_FOLLOWERS: Final = ("source", "note")


def is_kept(blocks: Sequence[Block], place: int) -> bool:
    """Whether the block at ``place`` stays on the page of the next one.

    True for a short text before a table, figure or list, or between a heading and a deeper one,
    or between a heading and such a text,
    for a line in bold alone, which heads what follows, for a short statement behind bold words
    (``Strategi 1.``) before the text that explains it, for a table above its source, for a text
    above a sheet that stays whole, and for what stands above a signature: nobody signs an empty
    page.
    """
    if place + 1 == len(blocks):
        return False
    block, following = blocks[place], blocks[place + 1]
    if isinstance(following, Paragraph) and following.style == "signature":
        return isinstance(block, Table | Paragraph)
    if isinstance(block, Table):
        return isinstance(following, Paragraph) and following.style in _FOLLOWERS
    if not isinstance(block, Paragraph) or block.style in _FOLLOWERS:
        return False
    leads = isinstance(following, Table | Figure | Chart | ItemList)
    leads = leads or _opens_part(blocks, place)
    if place and isinstance(blocks[place - 1], Heading) and isinstance(following, Paragraph):
        leads = leads or is_kept(blocks, place + 1)
    if _begins_bold(block):
        if len(block.children) == 1:
            return True
        body = isinstance(following, Paragraph) and following.style == "body"
        leads = leads or (body and not _begins_bold(following))
    if not leads:
        return False
    # Short texts are many, and whether a sheet stays whole takes a walk through its cells.
    short = len(read_text(block.children)) <= _MOST_CHARACTERS
    return short or (isinstance(following, Table) and is_whole(following))


def _opens_part(blocks: Sequence[Block], place: int) -> bool:
    """Whether a text stands alone between a heading and one below it, which would lose both."""
    if not place:
        return False
    above, following = blocks[place - 1], blocks[place + 1]
    return (
        isinstance(above, Heading)
        and isinstance(following, Heading)
        and 1 < above.level < following.level
    )


def _begins_bold(block: Block) -> bool:
    return isinstance(block, Paragraph) and isinstance(next(iter(block.children), None), Strong)


def ends_page(blocks: Sequence[Block], place: int, lying: Container[int]) -> bool:
    """Whether nothing but its sources and notes follows the table at ``place`` on its page.

    ``lying`` are the places of the texts on landscape pages. A book's end is none, for it needs no
    other page.
    """
    for here in range(place + 1, len(blocks)):
        match blocks[here]:
            case Paragraph(style="source" | "note"):
                continue
            case PageBreak() | SectionChange() | Heading(level=1):
                return True
            case _:
                return _lies(blocks, here, lying) != _lies(blocks, place, lying)
    return False


def _lies(blocks: Sequence[Block], place: int, lying: Container[int]) -> bool:
    block = blocks[place]
    return place in lying or (isinstance(block, Table) and block.orientation == "landscape")
