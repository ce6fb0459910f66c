"""Which text turns with a wide table, so that no page stands nearly empty before or after it.

In: the blocks of one level. Out: the places of those that belong on a landscape page. A wide table
turns its own page; a heading, or a few lines, between it and the next one would leave a portrait
page with nothing else on it. A chapter's opening would be left so, too, if the first section turned
away from it: while both have room on the chapter's first page, the section stays there.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Block, Heading, Paragraph, Table

# About a third of a landscape page.
_MOST_CHARACTERS: Final = 900
# What the first page of a chapter holds, less its title.
_MOST_OPENING: Final = 2400
_HEADING: Final = 150
"""What a heading takes of that room."""

_FOLLOWERS: Final = ("source", "note")


def find_turned(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the places of the texts that turn, with the wide tables that end their stretches.

    A section's heading and a few lines turn where they are all before a wide table; a few lines
    after one turn where they are all before the next, or before the chapter's end.
    """
    turned: list[int] = []
    end = 0
    for place in range(len(blocks)):
        if place >= end:
            end = _measure_stretch(blocks, place)
            turned.extend(range(place, end))
    return frozenset(turned)


def _measure_stretch(blocks: Sequence[Block], place: int) -> int:
    """Return where the stretch that turns from ``place`` on ends; ``place`` if none does."""
    block = blocks[place]
    after = _follows_wide(blocks, place)
    if not (isinstance(block, Heading) or (after and isinstance(block, Paragraph))):
        return place
    opening = 0 if after else _measure_opening(blocks, place)
    room = _MOST_CHARACTERS
    for here in range(place, len(blocks)):
        item = blocks[here]
        match item:
            case Heading(level=1) if item is not block:
                return here if after else place
            case Heading():
                room -= _HEADING
            case Paragraph():
                room -= len(read_text(item.children))
            case Table():
                if item.orientation != "landscape":
                    return place
                fits = opening and opening + _MOST_CHARACTERS - room <= _MOST_OPENING
                return place if fits else here + 1
            case _:
                return place
        if room < 0:
            return place
    return len(blocks) if after else place


def _measure_opening(blocks: Sequence[Block], place: int) -> int:
    """Return how long the text is that opens the chapter and ends before ``place``.

    0 where there is none, or anything else between.
    """
    length = 0
    for before in range(place, -1, -1):
        match blocks[before]:
            case Heading(level=1):
                return length
            case _ if before == place:
                continue
            case Paragraph(children=children):
                length += len(read_text(children))
            case Heading():
                length += _HEADING
            case _:
                break
    return 0


def _follows_wide(blocks: Sequence[Block], place: int) -> bool:
    """Whether nothing but its sources and notes stands between ``place`` and a wide table."""
    block = blocks[place]
    if isinstance(block, Heading) and block.level == 1:
        return False
    for before in range(place - 1, -1, -1):
        block = blocks[before]
        if isinstance(block, Paragraph) and block.style in _FOLLOWERS:
            continue
        return isinstance(block, Table) and block.orientation == "landscape"
    return False
