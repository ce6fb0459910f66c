"""Did you mean: the nearest known words to one that is not known."""

from __future__ import annotations

from collections.abc import Iterable

from masterplan_cli.diagnostics import Text


def find_nearest(word: str, known: Iterable[str], count: int = 3) -> tuple[str, ...]:
    """Return up to ``count`` of ``known`` that resemble ``word``, the nearest first.

    Small and capital letters count alike; of very short words (``di`` for ``id``) it is enough
    that the letters are the same.
    """
    import difflib

    names = sorted(set(known))
    lowered = word.lower()
    near = tuple(difflib.get_close_matches(lowered, names, n=count, cutoff=0.6))
    return near or tuple(name for name in names if sorted(name) == sorted(lowered))[:count]


def suggest_nearest(word: str, known: Iterable[str]) -> Text | None:
    """Return a hint that names the nearest known words, or None where none is near."""
    nearest = find_nearest(word, known)
    if not nearest:
        return None
    listed = ", ".join(nearest)
    return Text(f"Mungkin maksudnya: {listed}", f"Did you mean: {listed}")
