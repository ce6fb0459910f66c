"""Whole paragraphs that were moved within one field, tracked or not.

In: the text of a story with all changes rejected, and the range that a move speaks of. Out: what
was moved, and between which paragraphs of the same field it stands now; nothing if it is not so.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from masterplan_cli.review.plain import Line, Plain
from masterplan_cli.review.story import Extent


@dataclass(frozen=True, slots=True)
class Shift:
    """Whole paragraphs of one field that stand elsewhere in it now, by their words.

    They stand behind ``before`` and ahead of ``after``; empty where another field borders.
    """

    moved: tuple[str, ...]
    before: str
    after: str


def find_shift(
    plain: Plain, belongs: Callable[[Extent], bool], now: Extent, was: Extent | None = None
) -> Shift | None:
    """Return the shift, None where parts of paragraphs or another field are concerned.

    ``was`` is where tracked words came from; without it those at ``now`` stand there already.
    ``belongs`` says of a range of the story whether it is the field's.
    """
    lines, place = plain.lines, plain.map_position(now.start)
    number = bisect_right(lines, place, key=lambda line: line.start) - 1
    if was is None:
        moved = {number}
        around = range(number - 1, -1, -1), range(number + 1, len(lines))
    else:
        moved = _find_whole(plain, was)
        own = not lines[number].words
        if not moved or not (own or place == lines[number].start):
            return None
        around = range(number - 1, -1, -1), range(number + own, len(lines))
    before, after = (_read_first(plain, belongs, order, moved) for order in around)
    if not (before or after):
        return None
    return Shift(tuple(lines[one].words for one in sorted(moved)), before, after)


def find_neighbour(plain: Plain, now: Extent) -> Extent | None:
    """Return the range of the last paragraph with words before ``now``, None for the first one."""
    place = plain.map_position(now.start)
    lines = (line for line in reversed(plain.lines) if line.words and line.end <= place)
    return next((_map_line(plain, line) for line in lines), None)


def _find_whole(plain: Plain, was: Extent) -> set[int]:
    """Return the numbers of the paragraphs that a range holds, none where it parts one."""
    start, end = plain.map_position(was.start), plain.map_position(was.end)
    touched = [
        (number, line)
        for number, line in enumerate(plain.lines)
        if line.words and line.start < end and line.end > start
    ]
    whole = all(start <= line.start and line.end <= end for _, line in touched)
    return {number for number, _ in touched} if whole else set()


def _read_first(
    plain: Plain, belongs: Callable[[Extent], bool], order: Iterable[int], moved: set[int]
) -> str:
    """Return the next paragraph in ``order`` with words that stays; empty where it is foreign."""
    for number in order:
        line = plain.lines[number]
        if line.words and number not in moved:
            return line.words if belongs(_map_line(plain, line)) else ""
    return ""


def _map_line(plain: Plain, line: Line) -> Extent:
    return Extent(plain.map_back(line.start), plain.map_back(line.end, ends=True))
