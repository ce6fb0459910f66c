"""Did you mean: the nearest known words to one that is not known.

rapidfuzz is imported only where a hint is wanted: most runs want none.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable

from masterplan_cli.diagnostics import Text
from masterplan_cli.source.packaged import read_pairs

_LEAST_LIKE = 60
"""Percent of letters in common, in order, from which a word is worth naming."""
_SHORT = 5


def find_nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return up to ``count`` of ``known`` that resemble ``word``, the nearest first.

    Small and capital letters count alike; of very short words (``di`` for ``id``) it is enough
    that the letters are the same.
    """
    from rapidfuzz import fuzz, process

    names = sorted(set(known))
    lowered = word.lower()
    found = process.extract(
        lowered, names, scorer=fuzz.ratio, limit=count, score_cutoff=_LEAST_LIKE
    )
    near = tuple(name for name, _, _ in found)
    return near or tuple(name for name in names if sorted(name) == sorted(lowered))[:count]


def find_certain(word: str, known: Collection[str], taken: Container[str] = ()) -> str | None:
    """Return the one known word that ``word`` can only be a slip of the pen for, or None.

    That is one wrong, missing, doubled or swapped letter, two in longer words; capitals and
    hyphens do not count. None where it is among ``taken``, as a key that stands beside it.
    """
    same = word.lower().replace("-", "_")
    if same in known:
        return None if same in taken else same
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    names = sorted(set(known))
    most = 1 if len(same) <= _SHORT else 2
    found = process.extract(same, names, scorer=OSA.distance, limit=2, score_cutoff=most)
    if len(found) != 1 or found[0][0] in taken:
        return None
    return str(found[0][0])


def translate_key(word: str, known: Collection[str]) -> tuple[tuple[str, ...], bool]:
    """Return those of the ``known`` keys that an Indonesian word stands for, the likeliest first.

    Capitals, spaces and hyphens do not count (``Penanggung Jawab``). The word is certain where it
    never stands for another key.
    """
    pairs = read_pairs("keys.txt")
    meant = pairs.get("_".join(word.lower().replace("-", " ").split()), "").split()
    return tuple(key for key in meant if key in known), len(meant) == 1


def suggest_nearest(word: str, known: Iterable[str]) -> Text | None:
    """Return a hint that names the nearest known words, or None where none is near."""
    nearest = find_nearest(word, known)
    if not nearest:
        return None
    listed = ", ".join(nearest)
    return Text(f"Mungkin maksudnya: {listed}", f"Did you mean: {listed}")
