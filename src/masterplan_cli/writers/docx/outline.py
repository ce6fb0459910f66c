"""The places that lists of contents name: headings and captions, in the order of the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, assert_never

from masterplan_cli.document.nodes import (
    Block,
    Callout,
    Caption,
    Contents,
    Cover,
    Figure,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    Quote,
    SectionChange,
    Table,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list of contents; ``level`` is 1 for captions."""

    kind: Literal["headings", "tables", "figures"]
    anchor: str
    level: int
    origin: str


def collect_entries(blocks: Iterable[Block]) -> Iterator[Entry]:
    """Yield an entry for each heading and caption of ``blocks``, however deep."""
    for block in blocks:
        match block:
            case Heading():
                yield Entry("headings", block.anchor, block.level, block.origin)
            case Table():
                yield from _collect_caption("tables", block.caption, block.origin)
            case Figure():
                yield from _collect_caption("figures", block.caption, block.origin)
            case ItemList():
                for item in block.items:
                    yield from collect_entries(item)
            case Quote() | Callout():
                yield from collect_entries(block.blocks)
            case Paragraph() | PageBreak() | SectionChange() | Contents() | Cover():
                pass
            case _:
                assert_never(block)


def _collect_caption(
    kind: Literal["tables", "figures"], caption: Caption | None, origin: str
) -> Iterator[Entry]:
    if caption is not None:
        yield Entry(kind, caption.anchor, 1, caption.origin or origin)
