"""Page sections of a book: cover, front matter in roman, body in arabic.

In: the blocks of all chapters in order. Out: the same blocks with the section changes that
writers obey. Wide tables turn their page themselves; that is the writers' business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Literal

from masterplan_cli.document.nodes import Block, Cover, Heading, Orientation, SectionChange

Numbering = Literal["", "none", "roman", "arabic"]


def lay_sections(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Insert section changes.

    The cover has no page number; what follows up to the first numbered chapter is numbered in
    roman, the rest in arabic from 1. Changes that templates ask for keep the numbering under way.
    """
    return tuple(_lay(blocks))


def _lay(blocks: Iterable[Block]) -> Iterator[Block]:
    numbering: Numbering = ""
    orientation: Orientation = "portrait"
    for block in blocks:
        if isinstance(block, SectionChange):
            orientation = block.orientation
            if numbering in {"roman", "arabic"}:
                block = replace(block, numbering=numbering)
            yield block
            continue
        wanted = _find_numbering(block, numbering)
        if wanted != numbering and wanted:
            numbering = wanted
            yield SectionChange(orientation, wanted, restart=True)
        yield block


def _find_numbering(block: Block, numbering: Numbering) -> Numbering:
    """Return how pages are numbered from ``block`` on."""
    if isinstance(block, Cover):
        return "none"
    if isinstance(block, Heading) and block.level == 1 and block.style != "plain":
        return "arabic"
    return "roman" if numbering in {"", "none"} else numbering
