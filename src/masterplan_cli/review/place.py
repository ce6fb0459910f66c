"""Where a range of a returned text leads: the pointers of the bookmarks that it touches.

In: a story, a range, and pointers by hash. Out: pointers, the one that the range speaks of first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from masterplan_cli.diagnostics import Span
from masterplan_cli.document.bookmarks import read_bookmark
from masterplan_cli.review.story import Extent, Story
from masterplan_cli.schema.index import Index

TEMPLATE = "template/"


@dataclass(frozen=True, slots=True)
class Anchor:
    """One of our bookmarks in a story; ``pointer`` is empty where nothing answers to its hash."""

    name: str
    pointer: str
    extent: Extent


class Anchors:
    """Our bookmarks of one story, found by position."""

    def __init__(self, story: Story, pointers: Mapping[str, str]) -> None:
        """Resolve every bookmark of ours once."""
        found = [
            Anchor(name, pointers.get(hashed, ""), extent)
            for name, extent in story.bookmarks.items()
            if (hashed := read_bookmark(name)) is not None
        ]
        found.sort(key=lambda anchor: (anchor.extent.start, -anchor.extent.end))
        self.all = found
        self._named: dict[str, Anchor] | None = None
        self._starts = [anchor.extent.start for anchor in found]
        longest, self._reach = 0, []
        for anchor in found:
            longest = max(longest, anchor.extent.end)
            self._reach.append(longest)

    def get(self, name: str) -> Anchor | None:
        """Return the anchor with this name, None where there is none."""
        if self._named is None:
            self._named = {anchor.name: anchor for anchor in self.all}
        return self._named.get(name)

    def list_touching(self, extent: Extent) -> list[Anchor]:
        """Return the anchors that share a character or an edge with ``extent``."""
        place = bisect_left(self._starts, extent.end + 1) - 1
        found = []
        while place >= 0 and self._reach[place] >= extent.start:
            if self.all[place].extent.meets(extent):
                found.append(self.all[place])
            place -= 1
        return found[::-1]

    def find(self, extent: Extent, *, edges: bool = False) -> list[Anchor]:
        """Return the anchors around or in ``extent``, the one that it speaks of first.

        That is the smallest that holds it; where standing text holds it but a value fills half of
        it or more, the value. ``edges`` lets what only borders on the range count as holding it:
        words typed at the end of a value belong to the value. A record's own words, which it prints
        between its fields, take in nothing that way.
        """
        touching = self.list_touching(extent)
        if extent.length and not edges:
            touching = [one for one in touching if one.extent.shares(extent) or not _long(one)]
        ranked = sorted(touching, key=lambda one: _rank(one, extent, edges=edges))
        if edges and ranked and (not extent.length or not ranked[0].extent.contains(extent)):
            # Between a record's own words and one of its fields, the field is meant.
            below = f"{ranked[0].pointer}/"
            ranked.sort(key=lambda one: not one.pointer.startswith(below))
        return ranked


def _long(anchor: Anchor) -> bool:
    return anchor.extent.length > 0


def _rank(anchor: Anchor, extent: Extent, *, edges: bool) -> tuple[int, int, int]:
    """Return the key that sorts the anchor a range speaks of to the front."""
    own = anchor.extent
    standing = anchor.pointer.startswith(TEMPLATE) or not anchor.pointer
    borders = own.end == extent.start or own.start == extent.end
    takes = not standing and anchor.pointer.count("/") > 1
    if own.contains(extent):
        foreign = not takes if borders and not extent.length else standing
        return (1 if foreign else 0, 0, own.length)
    if edges and borders and takes:
        return (0, 0, own.length)
    shared = own.shares(extent)
    if not standing and 2 * shared >= extent.length:
        return (0, 1, -shared)
    return (2, 0, -shared)


def list_pointers_of(anchors: list[Anchor]) -> Iterator[str]:
    """Yield the pointers of ``anchors`` that still answer, each once."""
    yield from dict.fromkeys(anchor.pointer for anchor in anchors if anchor.pointer)


class Hook(NamedTuple):
    """Words that stand in the draft, to find the line of a long field by.

    ``lead`` are those before them, which tell words apart that stand twice.
    """

    words: str
    lead: str = ""


NO_HOOK = Hook("")


def find_quoted_line(index: Index, pointer: str, hook: Hook) -> Span | None:
    """Return the span of the words inside the scalar at ``pointer``, else the scalar's own.

    Why: a field of prose may be many lines long, and the comment speaks of one of them. Its lines
    and its markup part words otherwise than the draft does.
    """
    span = index.locate(pointer)
    found = index.read_source(pointer)
    if span is None or found is None or not hook.words.strip():
        return span
    tree, path = found
    source = tree.source_of(path)
    place = find_words(source, hook)
    if place is None:
        return span
    start, end = (_count_to(source, one, span) for one in place)
    return Span(span.file, *start, *end)


_APART = r"(?:[\s*_`\\>]|\[)+"
"""What may stand between two words of a source: white space, and Markdown."""
_PLAIN = str.maketrans(dict.fromkeys("*_`\\>[", " "))


def find_words(source: str, hook: Hook) -> tuple[int, int] | None:
    """Return start and end of the words in a source; None unless they stand there once.

    Why not by a pattern at once: making one takes longer than all else about a remark.
    """
    words = hook.words.strip()
    if source.count(words) == 1 and _flatten(source).count(_flatten(words)) == 1:
        start = source.index(words)
        return start, start + len(words)
    quoted = _match_loosely(words)
    places = list(re.finditer(f"({quoted})", source))
    if len(places) > 1 and hook.lead.strip():
        places = list(re.finditer(f"{_match_loosely(hook.lead)}{_APART}?({quoted})", source))
    return places[0].span(1) if len(places) == 1 else None


def _flatten(text: str) -> str:
    return " ".join(text.translate(_PLAIN).split())


def _match_loosely(words: str) -> str:
    return _APART.join(map(re.escape, words.split()))


def _count_to(source: str, place: int, span: Span) -> tuple[int, int]:
    """Return line and column of a place in a scalar."""
    before = source[:place]
    line = span.line + before.count("\n")
    return line, place - before.rfind("\n") if "\n" in before else span.column + place
