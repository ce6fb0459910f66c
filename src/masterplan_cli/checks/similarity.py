"""Texts that say nearly the same, found without comparing each with each.

Two texts that share most of their words share one of their rarest words. So each text is filed
under its rarest words only, and is compared with the few texts filed there before it: the cost
grows with the number of texts, not with its square.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

_WORD = re.compile(r"\w+(?:-\w+)*")
_FUNCTION_WORDS = frozenset(
    {"agar", "atau", "bagi", "dalam", "dan", "dari", "dengan", "di", "hingga", "ke", "kepada"}
    | {"melalui", "oleh", "pada", "para", "sampai", "secara", "sebagai", "serta", "tentang"}
    | {"untuk", "yang"}
)
_MOST = 12
"""Earlier texts that a text is compared with under one word, the latest first."""


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
    once = {word for word, count in counts.items() if count == 1}
    filed: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        # Words of its own are the rarest, and lead to no other text: most texts have enough.
        kept = len(text) - int(len(text) * least) + 1 - len(text & once)
        if not text or kept <= 0:
            continue
        rarest = sorted(text - once, key=lambda word: (counts[word], word))[:kept]
        best = _find_best(number, texts, {one for word in rarest for one in filed[word][-_MOST:]})
        if best is not None and best.share >= least:
            yield best
        for word in rarest:
            filed[word].append(number)


def _find_best(number: int, texts: Sequence[frozenset[str]], candidates: set[int]) -> Twin | None:
    """Return the candidate with most words in common, the first of equals."""
    text = texts[number]
    best: Twin | None = None
    for other in sorted(candidates):
        common = len(text & texts[other])
        share = common / (len(text) + len(texts[other]) - common)
        if best is None or share > best.share:
            best = Twin(number, other, share)
    return best


def list_words(text: str) -> frozenset[str]:
    """Return the words and numbers of a text in small letters, each once."""
    return frozenset(_WORD.findall(text.lower()))


def list_content_words(text: str) -> frozenset[str]:
    """Return the words and numbers that say something: without ``dan``, ``untuk`` and the like."""
    return list_words(text) - _FUNCTION_WORDS
