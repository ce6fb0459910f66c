"""Finding a passage by its words where bookmarks were lost, and how sure that is.

In: a returned text with a range in it, and the text that was sent. Out: the range in the text
that was sent, with a confidence from 0 to 1, or nothing. Two passages that fit alike fit nothing:
a wrong place is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from masterplan_cli.review.story import Extent

LEAST = 0.8
_REACH = 60
_MOST = 200
_APART = 0.08
_SHORT = 12


@dataclass(frozen=True, slots=True)
class Passage:
    """A range of the text that was sent, and how sure it is the one that is meant."""

    extent: Extent
    confidence: float


def find_passage(returned: str, extent: Extent, sent: str) -> Passage | None:
    """Return the passage of ``sent`` that the range of ``returned`` stands for."""
    quoted = returned[extent.start : extent.end]
    words = quoted.strip()
    shift = len(quoted) - len(quoted.lstrip())
    start = extent.start + shift
    before = returned[max(0, start - _REACH) : start]
    after = returned[start + len(words) : start + len(words) + _REACH]
    if words:
        places = _list_places(words, sent)
        length = len(words)
    else:
        # Nothing is quoted: the words before the point have to be found instead.
        tail = before.rsplit("\n", 1)[-1][-_REACH // 2 :]
        places = [place + len(tail) for place in _list_places(tail, sent)] if tail else []
        length = 0
    if not places or len(places) > _MOST:
        return None
    scored = sorted(
        ((_score(before, after, sent, place, length), place) for place in places), reverse=True
    )
    best, place = scored[0]
    alone = len(scored) == 1
    if not alone and best - scored[1][0] < _APART:
        return None
    # Long words that stand but once are sure without their surroundings.
    confidence = 0.7 + 0.29 * best if alone and length >= _SHORT else 0.3 + 0.65 * best
    if confidence < LEAST:
        return None
    return Passage(Extent(place, place + length), round(confidence, 2))


def _list_places(words: str, text: str) -> list[int]:
    found: list[int] = []
    place = text.find(words)
    while place >= 0 and len(found) <= _MOST:
        found.append(place)
        place = text.find(words, place + 1)
    return found


def _score(before: str, after: str, text: str, place: int, length: int) -> float:
    """Return how alike the surroundings are, from 0 to 1."""
    head = text[max(0, place - _REACH) : place]
    tail = text[place + length : place + length + _REACH]
    ours, theirs = before + after, head + tail
    if not ours and not theirs:
        return 1.0
    return SequenceMatcher(None, ours, theirs, autojunk=False).ratio()
