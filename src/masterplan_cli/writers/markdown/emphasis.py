"""Delimiters of emphasis that every host reads alike.

In: what is emphasised and the characters around it. Out: ``*``, ``_`` or an HTML tag.

CommonMark lets a delimiter open or close only where the characters beside it allow it
("flanking"), and hosts differ about signs such as ``€``. So: asterisks where it is certain,
low lines next to asterisks, else ``<em>`` and ``<strong>``.
"""

from __future__ import annotations

import unicodedata
from typing import Final, Literal

from masterplan_cli.writers.markdown.escape import BREAK, DOLLAR

_TAGS: Final = ("", "em", "strong")
_Class = Literal["word", "space", "sign", "unsure"]


def wrap_emphasis(inner: str, weight: int, before: str, after: str, *, nested: bool) -> str:
    """Return ``inner`` emphasised (``weight`` 1) or strong (2).

    ``inner`` does not begin or end with white space; ``before`` and ``after`` are the characters
    around it; ``nested`` says that other emphasis is open.
    """
    around = (before, inner[0], inner[-1], after)
    kinds = tuple(_classify(char) for char in around)
    for mark in "*_":
        if mark not in around and _can_delimit(kinds, pure=nested or mark == "_"):
            return f"{mark * weight}{inner}{mark * weight}"
    return f"<{_TAGS[weight]}>{inner}</{_TAGS[weight]}>"


def _can_delimit(kinds: tuple[_Class, ...], *, pure: bool) -> bool:
    """Say whether a delimiter surely opens and closes; ``pure``: and could not do the reverse."""
    before, first, last, after = kinds
    return _can_open(before, first, pure=pure) and _can_open(after, last, pure=pure)


def _can_open(outside: _Class, inside: _Class, *, pure: bool) -> bool:
    if inside == "word":
        return outside in ("space", "sign") or not pure
    return inside == "sign" and (outside == "space" or (outside == "sign" and not pure))


def _classify(char: str) -> _Class:
    """Return what every version of CommonMark takes ``char`` for."""
    if char.isalnum():
        return "word"
    if char in (BREAK, DOLLAR):
        return "sign"
    if char in " \t":
        return "space"
    if char.isascii():
        return "sign" if char.isprintable() else "unsure"
    category = unicodedata.category(char)
    if category == "Zs":
        return "space"
    # Symbols are punctuation since version 0.31 only; beyond the BMP parsers in JavaScript differ.
    return "sign" if category[0] == "P" and ord(char) <= 0xFFFF else "unsure"
