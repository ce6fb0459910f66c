"""Two texts word by word: what both have, what left, what came in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKEN = re.compile(r"\s+|[\w%$@#-]*\d(?:[.,]\d+)+%?|[\w%$@#-]+|[^\w\s]")
"""A number is one word, with its points and its comma."""


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of words: in both texts, only in the old one, or only in the new one."""

    kind: Literal["both", "old", "new"]
    text: str


def compare_words(old: str, new: str) -> list[Words]:
    """Return the stretches in order; joined without "new" they give ``old``, without "old" ``new``.

    Changes with nothing but a space between them are one.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    found: list[tuple[str, str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        same = "".join(before[a:b]) if tag == "equal" else ""
        gone, come = "".join(before[a:b]), "".join(after[c:d])
        if same:
            found.append((same, "", ""))
        else:
            found.append(("", gone, come))
    return list(_list_stretches(_join_gaps(found)))


def _join_gaps(parts: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Join changes that only white space parts."""
    joined: list[tuple[str, str, str]] = []
    for place, (same, old, new) in enumerate(parts):
        between = same and not same.strip() and 0 < place < len(parts) - 1
        if between and not joined[-1][0]:
            joined[-1] = ("", joined[-1][1] + same, joined[-1][2] + same)
        elif not same and joined and not joined[-1][0]:
            joined[-1] = ("", joined[-1][1] + old, joined[-1][2] + new)
        else:
            joined.append((same, old, new))
    return joined


def _list_stretches(parts: list[tuple[str, str, str]]) -> list[Words]:
    found: list[Words] = []
    for same, old, new in parts:
        if same:
            found.append(Words("both", same))
        if old:
            found.append(Words("old", old))
        if new:
            found.append(Words("new", new))
    return found


def cut_shared(parts: list[Words], reach: int) -> list[Words]:
    """Return the stretches with only the words within ``reach`` characters of a change.

    Words stay whole; ``…`` stands for what is left out.
    """
    found: list[Words] = []
    for place, one in enumerate(parts):
        text = one.text
        if one.kind == "both" and len(text) > 2 * reach:
            head = f"{text[:reach].rpartition(' ')[0]} " if place else ""
            tail = f" {text[-reach:].partition(' ')[2]}" if place < len(parts) - 1 else ""
            text = f"{head}…{tail}"
        found.append(Words(one.kind, text))
    return found


def mark_words(parts: list[Words], reach: int = 40) -> str:
    """Return one line that shows both texts: ``sama [-lama-]{+baru+}``, as git writes it.

    Of what stayed only ``reach`` characters beside a change are shown.
    """
    shapes = {"both": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    said = []
    for place, one in enumerate(parts):
        text = one.text
        if one.kind == "both":
            head = text[:reach] if place else ""
            tail = text[-reach:] if place < len(parts) - 1 else ""
            if len(head) + len(tail) + 1 < len(text):
                text = f"{head}…{tail}"
        said.append(shapes[one.kind].format(text))
    return " ".join("".join(said).split())
