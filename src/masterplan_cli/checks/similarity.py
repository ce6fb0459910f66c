"""Texts that say nearly the same, each found, though no text is compared with every other.

For each word stands a number whose bits are the texts that have it: one operation on such numbers
asks thousands of texts at once. Added up place by place, they tell how many words of a text each
earlier one shares, so that only those that share enough are looked at singly.

Why no index of rare words: in a plan that repeats itself no word is rare, and such an index either
misses some pairs or meets all of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import ceil
from typing import Any, NamedTuple, TypeVar

_WORD = re.compile(r"\w+(?:-\w+)*")
_SPACED = bytes(
    ord(chr(code).lower()) if chr(code).isalnum() or chr(code) in "_-" else ord(" ")
    for code in range(128)
) + bytes(128)
"""What each byte of ASCII is to words: small letters, digits, signs that join, or a space."""
_LOOSE = (" -", "- ", "--")
"""Hyphens that join nothing."""
FUNCTION_WORDS = frozenset(
    {"agar", "atau", "bagi", "dalam", "dan", "dari", "dengan", "di", "hingga", "ke", "kepada"}
    | {"melalui", "oleh", "pada", "para", "sampai", "secara", "sebagai", "serta", "tentang"}
    | {"untuk", "yang"}
)
REACH = 4096
"""Latest texts that a text is certainly compared with; it may be twice as many."""
_SINGLY = 12
"""Texts with enough words in common up to which each is looked at by itself."""
_ROUNDING = 1e-9
_NOTHING: Mapping[Any, int] = {}
K = TypeVar("K")


class Twin(NamedTuple):
    """The number of a text, that of an earlier one like it, and the share of common words."""

    later: int
    earlier: int
    share: float


def find_twins(
    texts: Iterable[frozenset[str]], least: float, filed: int | None = None
) -> Iterator[Twin]:
    """Yield, for each text that has one, the earlier text most like it, the first of equals.

    ``texts`` are sets of words; two are alike where the words in common are at least ``least`` of
    the words in either (Jaccard). Empty texts are like nothing. Texts from number ``filed`` on
    are compared with those before it only. Every pair less than ``REACH`` apart is found.
    Each text is asked for when its turn comes, and let go again.
    """
    shelf = Shelf(least)
    for number, text in enumerate(texts):
        if not text:
            continue
        twin = shelf.find_twin(number, text)
        if twin is not None:
            yield twin
        if filed is None or number < filed:
            shelf.file(number, text)


class Shelf:
    """The texts filed so far by word and by length: numbers with one bit for each text.

    Why not the texts themselves: the words of 3,600 descriptions take 16 MB.
    """

    def __init__(
        self,
        least: float,
        by_word: Mapping[str, int] = _NOTHING,
        by_length: Mapping[int, int] = _NOTHING,
        lengths: Mapping[int, int] = _NOTHING,
    ) -> None:
        """Begin empty, or with what ``hold`` gave."""
        self._least = least
        self._first = 0
        self._by_word: dict[str, int] = defaultdict(int, by_word)
        self._by_length: dict[int, int] = defaultdict(int, by_length)
        self._lengths: dict[int, int] = {**lengths}

    def hold(self) -> tuple[dict[str, int], dict[int, int], dict[int, int]]:
        """Return all that the shelf holds, as plain mappings; no text may have left."""
        return {**self._by_word}, {**self._by_length}, self._lengths

    def splice(self, start: int, removed: int, added: int) -> None:
        """Take ``removed`` texts out from ``start`` on, and leave room for ``added``."""
        stop, place = start + removed, start + added
        low = (1 << start) - 1

        def move(bits_of: dict[K, int]) -> dict[K, int]:
            moved = ((key, bits & low | bits >> stop << place) for key, bits in bits_of.items())
            return defaultdict(int, ((key, bits) for key, bits in moved if bits))

        self._by_word, self._by_length = move(self._by_word), move(self._by_length)
        self._lengths = {
            number if number < start else number + added - removed: length
            for number, length in self._lengths.items()
            if not start <= number < stop
        }

    def file(self, number: int, text: frozenset[str]) -> None:
        """Take a text in; where there are too many, the oldest leave."""
        if number - self._first >= 2 * REACH:
            self._first += REACH
            for word in self._by_word:
                self._by_word[word] >>= REACH
            for length in self._by_length:
                self._by_length[length] >>= REACH
        bit = 1 << (number - self._first)
        by_word = self._by_word
        for word in text:
            by_word[word] |= bit
        self._by_length[len(text)] |= bit
        self._lengths[number] = len(text)

    def find_twin(self, number: int, text: frozenset[str]) -> Twin | None:
        """Return the filed text before this one that is most like it, if any is like it."""
        places, near = self._count_common(text)
        near &= (1 << number - self._first) - 1
        if not near:
            return None
        if near.bit_count() > _SINGLY:
            near = self._pick_best(places, near, len(text))
        best: Twin | None = None
        while near:
            lowest = near & -near
            near ^= lowest
            other = self._first + lowest.bit_length() - 1
            share = self._measure(text, places, other)
            if share >= self._least and (best is None or share > best.share):
                best = Twin(number, other, share)
        return best

    def list_alike(self, number: int, text: frozenset[str]) -> Iterator[tuple[int, float]]:
        """Yield the filed texts behind this one that are like it, and their shares."""
        places, near = self._count_common(text)
        near = near >> number + 1 << number + 1
        while near:
            lowest = near & -near
            near ^= lowest
            other = lowest.bit_length() - 1
            share = self._measure(text, places, other)
            if share >= self._least:
                yield other, share

    def _count_common(self, text: frozenset[str]) -> tuple[list[int], int]:
        """Return how many words each filed text shares, and those that share enough."""
        known = [*filter(None, map(self._by_word.get, text))]
        needed = max(1, ceil(len(text) * self._least - _ROUNDING))
        if len(known) < needed:
            return [], 0
        places = _add_up(known)
        return places, _list_from(places, needed)

    def _measure(self, text: frozenset[str], places: list[int], other: int) -> float:
        common = _read_count(places, other - self._first)
        return common / (len(text) + self._lengths[other] - common)

    def _pick_best(self, places: list[int], near: int, length: int) -> int:
        """Return of ``near`` the first among the most alike of each length: of thousands, few.

        Of texts of one length, the one with most words in common is most alike.
        """
        picked = 0
        longest = length / self._least
        for other_length, bits in self._by_length.items():
            alike = bits & near if other_length <= longest + _ROUNDING else 0
            if alike:
                for place in reversed(places):
                    alike = alike & place or alike
                picked |= alike & -alike
        return picked


def _add_up(numbers: list[int]) -> list[int]:
    """Return how many of ``numbers`` have each bit: the counts' ones, twos, fours, and so on.

    Three numbers of one place make one of it and one of the next, as in adding by hand.
    """
    places: list[int] = []
    while numbers:
        carried: list[int] = []
        total = 0
        for one, two in zip(numbers[::2], numbers[1::2], strict=False):
            odd = one ^ two
            carried.append(one & two | odd & total)
            total ^= odd
        if len(numbers) % 2:
            carried.append(numbers[-1] & total)
            total ^= numbers[-1]
        places.append(total)
        numbers = carried if any(carried) else []
    return places


def _read_count(places: list[int], place: int) -> int:
    """Return one of the counts that ``_add_up`` made."""
    return sum((bits >> place & 1) << power for power, bits in enumerate(places))


def _list_from(places: list[int], least: int) -> int:
    """Return the bits whose count is ``least`` or more."""
    more, equal = 0, -1
    if least.bit_length() > len(places):
        return 0
    for number in range(len(places) - 1, -1, -1):
        if least >> number & 1:
            equal &= places[number]
        else:
            more |= equal & places[number]
            equal &= ~places[number]
    return more | equal


def list_words(text: str) -> frozenset[str]:
    """Return the words and numbers of a text in small letters, each once.

    Why two ways: a table of bytes takes a third of the pattern's time, and most texts are ASCII
    with no hyphen but between letters.
    """
    if text.isascii():
        spaced = text.encode("ascii").translate(_SPACED).decode("ascii")
        if "-" not in spaced or not any(map(f" {spaced} ".__contains__, _LOOSE)):
            return frozenset(spaced.split())
    return frozenset(_WORD.findall(text.lower()))


def list_content_words(text: str) -> frozenset[str]:
    """Return the words and numbers that say something: without ``dan``, ``untuk`` and the like."""
    return list_words(text) - FUNCTION_WORDS
