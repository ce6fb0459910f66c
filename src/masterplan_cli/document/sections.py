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


def lay_sections(*parts: Iterable[Block]) -> list[tuple[Block, ...]]:
    """Return the parts of one book, each with its section changes inserted.

    The cover has no page number; what follows up to the first numbered chapter is numbered in
    roman, the rest in arabic from 1. Changes that templates ask for keep the numbering under way.
    """
    layout = _Layout()
    return [tuple(layout.lay(part)) for part in parts]


class _Layout:
    """How pages are numbered and turned so far."""

    def __init__(self) -> None:
        self._numbering: Numbering = ""
        self._orientation: Orientation = "portrait"

    def lay(self, blocks: Iterable[Block]) -> Iterator[Block]:
        for block in blocks:
            if isinstance(block, SectionChange):
                self._orientation = block.orientation
                numbering = self._numbering
                if numbering in {"roman", "arabic"}:
                    block = replace(block, numbering=numbering)
                yield block
                continue
            wanted = _find_numbering(block, self._numbering)
            if wanted != self._numbering and wanted:
                self._numbering = wanted
                yield SectionChange(self._orientation, wanted, restart=True)
            yield block


def _find_numbering(block: Block, numbering: Numbering) -> Numbering:
    """Return how pages are numbered from ``block`` on."""
    if isinstance(block, Cover):
        return "none"
    if isinstance(block, Heading) and block.level == 1 and block.style != "plain":
        return "arabic"
    return "roman" if numbering in {"", "none"} else numbering
