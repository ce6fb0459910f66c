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
from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:-\w+)*")
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


class Twin(NamedTuple):
    """The number of a text, that of an earlier one like it, and the share of common words."""

    later: int
    earlier: int
    share: float


def find_twins(
    texts: Sequence[frozenset[str]], least: float, filed: int | None = None
) -> Iterator[Twin]:
    """Yield, for each text that has one, the earlier text most like it, the first of equals.

    ``texts`` are sets of words; two are alike where the words in common are at least ``least`` of
    the words in either (Jaccard). Empty texts are like nothing. Texts from number ``filed`` on
    are compared with those before it only. Every pair less than ``REACH`` apart is found.
    """
    shelf = _Shelf(texts, least)
    last = len(texts) if filed is None else filed
    for number, text in enumerate(texts):
        if not text:
            continue
        twin = shelf.find_twin(number)
        if twin is not None:
            yield twin
        if number < last:
            shelf.file(number)


class _Shelf:
    """The texts filed so far by word and by length: numbers with one bit for each text."""

    def __init__(self, texts: Sequence[frozenset[str]], least: float) -> None:
        self._texts = texts
        self._least = least
        self._first = 0
        self._by_word: dict[str, int] = {}
        self._by_length: dict[int, int] = defaultdict(int)

    def file(self, number: int) -> None:
        """Take a text in; where there are too many, the oldest leave."""
        if number - self._first >= 2 * REACH:
            self._first += REACH
            self._by_word = {word: bits >> REACH for word, bits in self._by_word.items()}
            for length in self._by_length:
                self._by_length[length] >>= REACH
        bit = 1 << (number - self._first)
        text, by_word = self._texts[number], self._by_word
        for word in text:
            by_word[word] = by_word.get(word, 0) | bit
        self._by_length[len(text)] |= bit

    def find_twin(self, number: int) -> Twin | None:
        """Return the filed text most like this one, if any is like it."""
        text = self._texts[number]
        known = [bits for word in text if (bits := self._by_word.get(word))]
        needed = max(1, ceil(len(text) * self._least - _ROUNDING))
        if len(known) < needed:
            return None
        places = _add_up(known)
        near = _list_from(places, needed)
        if near.bit_count() > _SINGLY:
            near = self._pick_best(places, near, len(text))
        best: Twin | None = None
        while near:
            lowest = near & -near
            near ^= lowest
            other = self._first + lowest.bit_length() - 1
            share = self._measure(text, self._texts[other])
            if share >= self._least and (best is None or share > best.share):
                best = Twin(number, other, share)
        return best

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

    @staticmethod
    def _measure(text: frozenset[str], other: frozenset[str]) -> float:
        common = len(text & other)
        return common / (len(text) + len(other) - common)


def _add_up(numbers: list[int]) -> list[int]:
    """Return how many of ``numbers`` have each bit: the counts' ones, twos, fours, and so on.

    Three numbers of one place make one of it and one of the next, as in adding by hand.
    """
    places: list[int] = []
    while numbers:
        carried: list[int] = []
        while len(numbers) > 2:
            one, two, three = numbers.pop(), numbers.pop(), numbers.pop()
            odd = one ^ two
            numbers.append(odd ^ three)
            carried.append(one & two | odd & three)
        if len(numbers) == 2:
            one, two = numbers
            numbers = [one ^ two]
            carried.append(one & two)
        places.append(numbers[0])
        numbers = carried
    return places


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
    """Return the words and numbers of a text in small letters, each once."""
    return frozenset(_WORD.findall(text.lower()))


def list_content_words(text: str) -> frozenset[str]:
    """Return the words and numbers that say something: without ``dan``, ``untuk`` and the like."""
    return list_words(text) - FUNCTION_WORDS
