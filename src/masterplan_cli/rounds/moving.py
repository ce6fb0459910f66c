"""Paragraphs that a reviewer moved within one field, moved in its Markdown.

In: the text as YAML has it, and which paragraphs stand where now. Out: the new text, or why it
cannot be made. The result is printed again: it must hold the same paragraphs in the wanted order,
each in the markup and the list that it had.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from masterplan_cli.diagnostics import Text
from masterplan_cli.document.nodes import ItemList
from masterplan_cli.document.prose import read_prose
from masterplan_cli.review.shifts import Shift
from masterplan_cli.rounds.printed import Printed, locate_signs, read_printed

_EMPTY = re.compile(r"[\s>]*")
_Unit = list[Printed]
_Range = tuple[int, int]


def move_paragraphs(source: str, shift: Shift) -> str | Text:
    """Return ``source`` with paragraphs moved as ``shift`` says, or why that cannot be."""
    units = _gather_units(read_printed(source))
    texts = [unit[0].text for unit in units]
    first = _find_once(texts, shift.moved)
    target = _find_target(texts, shift)
    places = _locate_units(source, units)
    if first is None or target is None or places is None:
        return MOVED_OTHERWISE
    last = first + len(shift.moved)
    if first <= target <= last:
        return MOVED_OTHERWISE
    wanted = _reorder(units, (first, last), target)
    items = ["item" in unit[0].path[-2:-1] for unit in units]
    for made in _list_writings(source, places, items, (first, last), target):
        if _gather_units(read_printed(made)) == wanted and _count_lists(made) == _count_lists(
            source
        ):
            return made
    return MOVED_OTHERWISE


def _gather_units(printed: Sequence[Printed]) -> list[_Unit]:
    """Return each paragraph with its notes, which the book prints elsewhere."""
    units: list[_Unit] = []
    for one in printed:
        if "note" in one.path and units:
            units[-1].append(one)
        else:
            units.append([one])
    return units


def _find_once(texts: Sequence[str], wanted: Sequence[str]) -> int | None:
    size = len(wanted)
    found = [at for at in range(len(texts)) if tuple(texts[at : at + size]) == tuple(wanted)]
    return found[0] if len(found) == 1 else None


def _find_target(texts: Sequence[str], shift: Shift) -> int | None:
    """Return the number of the paragraph that the moved ones stand ahead of now."""
    before = _find_once(texts, (shift.before,)) if shift.before else -1
    after = _find_once(texts, (shift.after,)) if shift.after else len(texts)
    if before is None or after is None:
        return None
    between = tuple(texts[before + 1 : after])
    if between not in ((), shift.moved):
        return None
    return before + 1 if not between or shift.before else after


def _reorder(units: list[_Unit], moved: _Range, target: int) -> list[_Unit]:
    first, last = moved
    rest = [*units[:first], *units[last:]]
    place = target if target <= first else target - (last - first)
    return [*rest[:place], *units[first:last], *rest[place:]]


def _locate_units(source: str, units: Sequence[_Unit]) -> list[_Range] | None:
    """Return where each paragraph's lines begin and end; None where two share a line."""
    number = 0
    found: list[_Range] = []
    for unit in units:
        signs = locate_signs(source, number)
        if not signs:
            return None
        end = source.find("\n", signs[-1][1])
        start = source.rfind("\n", 0, signs[0][0]) + 1
        found.append((start, len(source) if end < 0 else end))
        number += len(unit)
    return found if all(one[1] <= other[0] for one, other in pairwise(found)) else None


def _list_writings(
    source: str, places: Sequence[_Range], items: Sequence[bool], moved: _Range, target: int
) -> Iterator[str]:
    """Yield ways to write the paragraphs at their new place, by what stands between them there.

    ``items`` says of each paragraph whether it begins an item of a list: those keep their distance.
    """
    first, last = moved
    count = len(places)
    gaps = [source[one[1] : other[0]] for one, other in pairwise(places)]
    left = gaps[first - 1 : first] + gaps[last - 1 : last]
    there = gaps[target - 1 : target] if target else []
    if not all(map(_EMPTY.fullmatch, (*left, *there))):
        return
    words = source[places[first][0] : places[last - 1][1]]
    choices = (*there, *left, "\n\n", "\n")
    pairs = zip(gaps, pairwise(items), strict=True)
    between = [gap for gap, both in pairs if all(both) and _EMPTY.fullmatch(gap)]

    def choose(one: bool, other: bool) -> dict[str, None]:
        return dict.fromkeys((*between, *choices) if one and other else choices)

    above_choices = choose(items[max(0, target - 1)], items[first])
    below_choices = choose(items[last - 1], items[min(target, count - 1)])
    cut_choices = left if len(left) == 2 else [""]
    for cut, above, below in product(cut_choices, above_choices, below_choices):
        parts = [source[: places[0][0]]]
        for number, (start, end) in enumerate(places):
            if number == target:
                parts.append(f"{words}{below}")
            if first <= number < last:
                continue
            joined = gaps[number] if number + 1 < count else ""
            if number + 1 == first:
                joined = cut if last < count else ""
            if number + 1 == target:
                joined = above
            parts += [source[start:end], joined]
        if target == count:
            parts.append(words)
        yield "".join((*parts, source[places[-1][1] :]))


def _count_lists(source: str) -> Counter[tuple[bool, int]]:
    """Return the lists by kind and length: one that is torn would count anew from 1."""
    blocks = read_prose(source, "").blocks
    return Counter((one.ordered, len(one.items)) for one in blocks if isinstance(one, ItemList))


MOVED_OTHERWISE = Text(
    "dipindahkan dalam isian ini, tetapi urutannya tidak dapat ditulis dengan pasti; pindahkan "
    "sendiri di sini",
    "moved within this field, but the order cannot be written with certainty; move it by hand",
)
