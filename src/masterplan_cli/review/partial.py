"""A returned file and its draft, read only where they may differ or where somebody marked anything.

In: the package and the draft's sketch. Out: two short stories, which say the same as the two whole
ones would, or nothing where that is not certain: then both have to be walked.

Paragraphs that read alike and hold the same bookmarks are pairs, and need no comparison. What is
left over, what bears a mark, and what a field touches is walked, each with its neighbours on both
sides. Whole stories could come to another result only if paragraphs moved, were split between
bookmarks, or read alike without any; these are what ``_is_certain`` looks for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import lt

from masterplan_cli.diagnostics import UserError
from masterplan_cli.review.package import Package
from masterplan_cli.review.paragraphs import NAME, NAMED, Paragraphs, join_paragraphs
from masterplan_cli.review.plain import read_plain
from masterplan_cli.review.sketch import Sketch
from masterplan_cli.review.story import DOCUMENT, NOTES, Story, read_roots
from masterplan_cli.review.untracked import group_by_names, has_lost_bookmarks, list_signs

_COMMENT = re.compile(rb'<w:comment(RangeStart|RangeEnd|Reference) [^<>]*?w:id="([^"]*)"')
_CHANGE = re.compile(rb"<w:(?:ins|del|move(?:From|To)(?:Range(?:Start|End))?)[ />]")
_QUOTES = ((b"&quot;", b'"'), (b"&apos;", b"'"))
_MOST = 4_000
"""Beyond so many paragraphs walking both files whole is as quick."""


@dataclass(frozen=True, slots=True)
class Partial:
    """The paragraphs of a returned file that say anything, and those of the draft beside them."""

    story: Story
    sent: Story


def read_partial(
    package: Package, headings: frozenset[str], paragraphs: Paragraphs, sketch: Sketch
) -> Partial | None:
    """Return the short stories of a file and its draft; None where both must be walked.

    ``headings`` are the ids of the styles that are headings.
    """
    selection = _Selection(paragraphs, sketch)
    chosen = selection.choose(headings)
    if chosen is None:
        return None
    ours, theirs = chosen
    story = _read_chosen(package, paragraphs, ours, headings)
    if story is None:
        return None
    sent = sketch.read(package, theirs)
    if sent is None:
        return None
    left_out = selection.make_foreign_test(set(theirs))
    return Partial(story, sent) if _is_certain(story, sent, left_out) else None


def read_marked(package: Package, headings: frozenset[str], paragraphs: Paragraphs) -> Story | None:
    """Return the story of what somebody marked; None where the whole file must be walked.

    That is all that a file says which is not compared with its draft.
    """
    marked = _list_marked(paragraphs)
    intricate = paragraphs.list_intricate()
    if marked is None or intricate is None or paragraphs.leaves_any_open():
        return None
    edges = {number for number in marked if paragraphs.touches_edge(number)}
    beside = {place for number in edges for place in (number - 1, number + 1)}
    chosen = marked | intricate.signs.keys() | (beside & set(range(len(paragraphs.pieces))))
    chosen |= _list_headings(paragraphs, chosen, headings)
    return _read_chosen(package, paragraphs, sorted(chosen), headings)


def _read_chosen(
    package: Package, paragraphs: Paragraphs, chosen: list[int], headings: frozenset[str]
) -> Story | None:
    cuts = ((number, paragraphs.cut(number)) for number in chosen)
    whole = [(number, part) for number, part in cuts if part is not None]
    if len(whole) != len(chosen):
        return None
    try:
        root = package.parse_bytes(DOCUMENT, join_paragraphs(paragraphs.opening, whole))
        return read_roots(package.name, [root, *map(package.parse, NOTES)], headings)
    except UserError:
        return None  # not what it seemed: the whole file says what is wrong


class _Selection:
    """Pairs the paragraphs of a returned file with the draft's, and chooses what is walked."""

    def __init__(self, paragraphs: Paragraphs, sketch: Sketch) -> None:
        self._now = paragraphs
        self._sketch = sketch
        self._sent_of: list[int] = []
        self._now_of: list[int] = []

    def choose(self, headings: frozenset[str]) -> tuple[list[int], list[int]] | None:
        """Return the numbers to walk on both sides, None where that would be all or uncertain."""
        now, sent = self._now.strings, self._sketch.strings
        intricate = self._now.list_intricate()
        marked = _list_marked(self._now)
        if intricate is None or marked is None or len(now) != len(self._now.pieces):
            return None
        rest_now, rest_sent = self._pair(now, sent)
        if len(rest_now) > _MOST or not self._rises() or not self._holds_together():
            return None
        ours = rest_now | {one for one in marked if self._now.touches_edge(one)}
        theirs = rest_sent | self._map(ours, self._sent_of)
        ours = _widen(ours, now, self._sent_of)
        theirs = _widen(theirs, sent, self._now_of)
        ours |= marked
        theirs.update(self._sketch.nameless)
        signs, spanned = self._sketch.signs, self._sketch.spanned
        ours.update(_list_other_signs(intricate.signs, signs, self._sent_of))
        theirs.update(_list_other_signs(signs, intricate.signs, self._now_of))
        if not (ours.isdisjoint(intricate.spanned) and theirs.isdisjoint(spanned)):
            ours.update(intricate.spanned)
            theirs.update(spanned)
        ours |= self._map(theirs, self._now_of)
        ours |= _list_headings(self._now, ours, headings)
        theirs |= self._map(ours, self._sent_of)
        if len(ours) > 2 * _MOST or any(self._now.leaves_open(one, ours) for one in ours):
            return None
        return sorted(ours), sorted(theirs)

    def make_foreign_test(self, theirs: set[int]) -> Callable[[str], bool]:
        """Return what says of a bookmark whether the draft has it in a paragraph left out."""
        blob = b"\0".join(
            text for number, text in enumerate(self._sketch.strings) if number not in theirs
        )
        return lambda name: name.removeprefix("_mp_").encode() + NAMED in blob

    def _pair(self, now: list[bytes], sent: list[bytes]) -> tuple[set[int], set[int]]:
        """Pair paragraphs that read alike; return the numbers of those without a twin."""
        places = dict(zip(sent, range(len(sent)), strict=True))
        places[b""] = -1
        self._sent_of = [places.get(text, -1) for text in now]
        self._now_of = [-1] * len(sent)
        for number, twin in enumerate(self._sent_of):
            if twin >= 0:
                self._now_of[twin] = number
        left_now = [n for n, twin in enumerate(self._sent_of) if twin < 0 and now[n]]
        left_sent = [n for n, twin in enumerate(self._now_of) if twin < 0 and sent[n]]
        keys = {_make_key(sent[number]): number for number in left_sent}
        for number in left_now:
            twin = keys.get(_make_key(now[number]), -1)
            if twin >= 0 and self._now_of[twin] < 0:
                self._sent_of[number], self._now_of[twin] = twin, number
        return (
            {number for number in left_now if self._sent_of[number] < 0},
            {number for number in left_sent if self._now_of[number] < 0},
        )

    def _rises(self) -> bool:
        """Say whether pairs come in one order on both sides, each paragraph in one pair."""
        twins = [twin for twin in self._sent_of if twin >= 0]
        return all(map(lt, twins, twins[1:]))

    def _holds_together(self) -> bool:
        """Say whether bookmarks of ours end where they begin, also in what is not walked."""
        now, sent = self._now.tags, self._sketch.tags
        odd = [n for n, twin in enumerate(self._sent_of) if twin >= 0 and now[n] != sent[twin]]
        return not any(self._now.leaves_open(number) for number in odd)

    @staticmethod
    def _map(numbers: Iterable[int], twins: list[int]) -> set[int]:
        return {twins[number] for number in numbers if twins[number] >= 0}


def _widen(chosen: set[int], strings: list[bytes], twins: list[int]) -> set[int]:
    """Return the chosen and their neighbours, up to the nearest with a name and a twin."""
    found = set(chosen)
    for number in chosen:
        for step in (-1, 1):
            place = number + step
            while 0 <= place < len(strings) and place not in chosen:
                found.add(place)
                if twins[place] >= 0 and NAMED in strings[place]:
                    break
                place += step
    return found


def _list_other_signs(
    ours: Mapping[int, bytes], theirs: Mapping[int, bytes], twins: list[int]
) -> Iterator[int]:
    """Yield the paragraphs that have no twin with the same fields and signs."""
    for number, sign in ours.items():
        if not sign or theirs.get(twins[number]) != sign:
            yield number


def _list_marked(paragraphs: Paragraphs) -> set[int] | None:
    """Return the paragraphs that bear a mark, and those between the ends of a comment."""
    body, find = paragraphs.body, paragraphs.find
    found: set[int] = set()
    begun: dict[bytes, int] = {}
    for mark in _COMMENT.finditer(body):
        here = find(mark.start())
        found.add(here)
        if mark[1] == b"RangeStart":
            begun[mark[2]] = here
        elif mark[1] == b"RangeEnd" and mark[2] in begun:
            found.update(range(begun.pop(mark[2]), here))
        if len(found) > _MOST:
            return None
    if paragraphs.bears_changes:
        found.update(find(mark.start()) for mark in _CHANGE.finditer(body))
    return found if len(found) <= _MOST else None


def _list_headings(
    paragraphs: Paragraphs, chosen: Iterable[int], headings: frozenset[str]
) -> set[int]:
    """Return the heading above each of the chosen paragraphs."""
    ids = b"|".join(re.escape(one).encode() for one in sorted(headings))
    pattern = re.compile(
        rb'<w:pStyle w:val="(?:[^"<>]*[Hh][Ee][Aa][Dd][Ii][Nn][Gg][^"<>]*|%s)"' % (ids or b"-")
    )
    found = [paragraphs.find(match.start()) for match in pattern.finditer(paragraphs.body)]
    places = (bisect_right(found, number) for number in chosen)
    return {found[place - 1] for place in places if place}


def _make_key(text: bytes) -> tuple[bytes, ...]:
    """Return names and words of a paragraph; programs put bookmarks of one place in any order."""
    words = NAME.sub(b"", text)
    for sign, plain in _QUOTES:
        words = words.replace(sign, plain)
    return (words, *sorted(set(NAME.findall(text))))


def _is_certain(story: Story, sent: Story, left_out: Callable[[str], bool]) -> bool:
    """Say whether whole stories would be brought together as these are.

    Each bookmark stands in one paragraph on either side, in the same order; words without a
    bookmark stand once. Then paragraphs find each other in one way only.
    """
    if any(piece.computed for piece in sent.pieces) and not any(
        piece.computed for piece in story.pieces
    ):
        return False
    then, now = read_plain(sent), read_plain(story)
    known = {name for line in then.lines for name in line.names}
    if any(left_out(name) for line in now.lines for name in line.names if name not in known):
        return False
    if has_lost_bookmarks(then, now):
        return False
    groups, of_sent, of_now = group_by_names(then.lines, now.lines)
    if any(len(olds) != 1 or len(news) != 1 for olds, news in groups):
        return False
    left = [sign for _, sign in list_signs(then.lines, of_sent)]
    right = [sign for _, sign in list_signs(now.lines, of_now)]
    return _is_clear(left, right)


def _is_clear(left: list[int | str], right: list[int | str]) -> bool:
    """Say whether what both lists hold stands once in each, and in one order."""
    ours, theirs = Counter(left), Counter(right)
    common = ours.keys() & theirs.keys()
    if any(ours[sign] > 1 or theirs[sign] > 1 for sign in common):
        return False
    return _keep(left, common) == _keep(right, common)


def _keep(signs: list[int | str], common: Iterable[int | str]) -> list[int | str]:
    wanted = set(common)
    return [sign for sign in signs if sign in wanted]
