"""Texts that say nearly the same, compared anew only where texts have changed.

In: texts in their order, and what was found among them last. Out: the twins that ``find_twins``
finds. Of two lists of texts, what differs is taken to lie in one place, between texts that are the
same at both ends: one programme was edited, added or taken away. Where much has changed, everything
is compared.

Why: in 3,600 programmes each is asked for its twin among all before it, a quarter of ``validate``.
"""

from __future__ import annotations

import marshal
from collections.abc import Callable, Iterator, MutableMapping, Sequence
from hashlib import blake2b
from typing import Any

from masterplan_cli.checks.similarity import REACH, Shelf, Twin, find_twins
from masterplan_cli.source.bundle import Part

_MOST = 400
"""Texts that may differ; of more, comparing all takes no longer."""
_DIGEST = 16

Read = Callable[[str], frozenset[str]]


def find_twins_again(
    texts: Sequence[str],
    read: Read,
    least: float,
    filed: int | None = None,
    kept: MutableMapping[str, Part] | None = None,
    name: str = "",
) -> Iterator[Twin]:
    """Yield what ``find_twins`` does for the words that ``read`` makes of the texts.

    ``kept`` holds under ``name`` what was found last, and afterwards what was found now.
    """
    if kept is None or len(texts) > REACH:
        yield from find_twins(map(read, texts), least, filed)
        return
    digests = [blake2b(text.encode(), digest_size=_DIGEST).digest() for text in texts]
    limit = len(texts) if filed is None else filed
    before = _Found.unpack(kept.get(name), least)
    if before is None or not before.change(texts, read, digests, limit):
        before = _Found(Shelf(least), {}, digests, limit)
        before.compare_all(map(read, texts))
    if before.changed:
        kept[name] = before.pack()
    for later, (earlier, share) in sorted(before.twins.items()):
        yield Twin(later, earlier, share)


class _Found:
    """The texts' digests, the shelf of those that are filed, and the twin of each that has one."""

    def __init__(
        self,
        shelf: Shelf,
        twins: dict[int, tuple[int, float]],
        digests: list[bytes],
        limit: int,
    ) -> None:
        self.twins = twins
        self.changed = True
        self._shelf = shelf
        self._digests = digests
        self._limit = limit

    @classmethod
    def unpack(cls, data: Part | None, least: float) -> _Found | None:
        """Return what was packed; None where nothing was."""
        if not data:
            return None
        shelved, twins, joined, limit = marshal.loads(data)
        digests = [joined[at : at + _DIGEST] for at in range(0, len(joined), _DIGEST)]
        found = cls(Shelf(least, *shelved), twins, digests, limit)
        found.changed = False
        return found

    def pack(self) -> bytes:
        """Return all as bytes."""
        held: Any = (self._shelf.hold(), self.twins, b"".join(self._digests), self._limit)
        return marshal.dumps(held)

    def compare_all(self, words: Iterator[frozenset[str]]) -> None:
        """Find the twins among texts that nothing is known of."""
        for number, text in enumerate(words):
            self._compare(number, text)
            if text and number < self._limit:
                self._shelf.file(number, text)

    def _compare(self, number: int, text: frozenset[str]) -> None:
        twin = self._shelf.find_twin(number, text) if text else None
        if twin is not None:
            self.twins[number] = twin.earlier, twin.share

    def change(self, texts: Sequence[str], read: Read, digests: list[bytes], limit: int) -> bool:
        """Make these the texts; return whether that was possible without comparing all."""
        old, new = self._digests, digests
        start = _count_same(old, new)
        rest = min(len(old), len(new)) - start
        end = min(rest, _count_same(old[::-1], new[::-1]))
        removed, added = len(old) - end - start, len(new) - end - start
        # Texts that are not filed are asked, and never asked about: the shelf does not hold them.
        all_filed = limit == len(new) and self._limit == len(old)
        none_filed = limit == self._limit <= start
        if max(removed, added) > _MOST or not (all_filed or none_filed):
            return False
        if not removed and not added:
            return True
        self.changed = True
        self._digests, self._limit = digests, limit
        self._shelf.splice(start, removed, added)
        again = self._move_twins(start, removed, added)
        words = {number: read(texts[number]) for number in range(start, start + added)}
        for number, text in words.items():
            if text and number < limit:
                self._shelf.file(number, text)
        for number, text in words.items():
            self._compare(number, text)
        for number in again:
            self._compare(number, read(texts[number]))
        for number, text in words.items():
            if text and number < limit:
                self._offer(number, text)
        return True

    def _move_twins(self, start: int, removed: int, added: int) -> list[int]:
        """Count the texts anew; return those whose twin is gone."""
        stop, shift = start + removed, added - removed
        gone: list[int] = []
        moved: dict[int, tuple[int, float]] = {}
        for later, (earlier, share) in self.twins.items():
            if start <= later < stop:
                continue
            number = later if later < start else later + shift
            if start <= earlier < stop:
                gone.append(number)
            else:
                moved[number] = (earlier if earlier < start else earlier + shift), share
        self.twins = moved
        return gone

    def _offer(self, number: int, text: frozenset[str]) -> None:
        """Let a new text be the twin of each later one that is more like it than like another."""
        for later, share in self._shelf.list_alike(number, text):
            known = self.twins.get(later)
            if known is None or share > known[1] or (share == known[1] and number < known[0]):
                self.twins[later] = number, share


def _count_same(one: Sequence[bytes], other: Sequence[bytes]) -> int:
    """Return how many digests two lists have in common from their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))
