"""Texts that say nearly the same, found without comparing each with each.

Two texts that share most of their words share some of their rarest words. So each text is filed
under its rarest words only, and is compared with the few texts that it meets there several times:
the cost grows with the number of texts, not with its square.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from math import ceil
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:-\w+)*")
_FUNCTION_WORDS = frozenset(
    {"agar", "atau", "bagi", "dalam", "dan", "dari", "dengan", "di", "hingga", "ke", "kepada"}
    | {"melalui", "oleh", "pada", "para", "sampai", "secara", "sebagai", "serta", "tentang"}
    | {"untuk", "yang"}
)
_MOST = 24
"""Earlier texts that a text meets under one word, the latest ones."""
_COMPARED = 12
"""Of these, how many it is compared with: those that it met most often."""
_SHARED = 3
"""Rare words in common that make it worth comparing two texts.

So many of the rarest words more are looked at, less one: of texts that are alike, the words in
common that are rarest lie among the rarest of either.
"""
_ROUNDING = 1e-9


class Twin(NamedTuple):
    """The number of a text, that of an earlier one like it, and the share of common words."""

    later: int
    earlier: int
    share: float


def find_twins(texts: Sequence[frozenset[str]], least: float) -> Iterator[Twin]:
    """Yield, for each text that has one, the earlier text most like it.

    ``texts`` are sets of words; two are alike where the words in common are at least ``least`` of
    the words in either (Jaccard). Empty texts are like nothing.
    """
    counts = Counter(chain.from_iterable(texts))
    order = sorted(counts, key=lambda word: (counts[word], word))
    ranks = {word: rank for rank, word in enumerate(order)}
    lonely = sum(count == 1 for count in counts.values())
    filed: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=_MOST))
    commons = [max(1, ceil(len(text) * least - _ROUNDING)) for text in texts]
    fewest = min(_SHARED, *commons) if commons else 0
    for number, text in enumerate(texts):
        if not text:
            continue
        wanted = min(_SHARED, commons[number])
        rarest = sorted(map(ranks.__getitem__, text))[: len(text) - commons[number] + wanted]
        rarest = rarest[bisect_left(rarest, lonely) :]
        met = Counter(chain.from_iterable(map(filed.__getitem__, rarest)))
        near = [other for other, times in met.items() if times >= fewest]
        if fewest < _SHARED:
            near = [other for other in near if met[other] >= min(wanted, commons[other])]
        if len(near) > _COMPARED:
            near = sorted(near, key=met.__getitem__)[-_COMPARED:]
        best = _find_best(number, texts, near)
        if best is not None and best.share >= least:
            yield best
        for rank in rarest:
            filed[rank].append(number)


def _find_best(
    number: int, texts: Sequence[frozenset[str]], candidates: Iterable[int]
) -> Twin | None:
    """Return the candidate with most words in common, the first of equals."""
    text = texts[number]
    best: Twin | None = None
    for other in sorted(candidates):
        common = len(text & texts[other])
        share = common / (len(text) + len(texts[other]) - common)
        if best is None or share > best.share:
            best = Twin(number, other, share)
    return best


@lru_cache(maxsize=8192)
def list_words(text: str) -> frozenset[str]:
    """Return the words and numbers of a text in small letters, each once."""
    return frozenset(_WORD.findall(text.lower()))


def list_content_words(text: str) -> frozenset[str]:
    """Return the words and numbers that say something: without ``dan``, ``untuk`` and the like."""
    return list_words(text) - _FUNCTION_WORDS
