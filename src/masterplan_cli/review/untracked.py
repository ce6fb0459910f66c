"""Text that was changed without tracking: what came back compared with the build that was sent.

In: the draft as it was built, and the text that came back. Out: what differs, by its place in the
draft. Tracked changes count as rejected here; results of fields are left out, since any program
may compute them anew.

Paragraphs find each other by the bookmarks that they hold; those without, by their words between
neighbours that did. Words are compared within paragraphs, and the draft's own bookmarks say whose
they are. Why not the returned ones: LibreOffice ends some a character too soon.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from masterplan_cli.review.gaps import Gap, list_gaps
from masterplan_cli.review.plain import Line, Plain
from masterplan_cli.review.story import Extent

LOST_SHARE = 0.5
"""Beyond this share of lost bookmarks, a file counts as one without any."""
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Difference:
    """What stood in the draft at ``sent``, and what stands now at ``now`` (both in the stories).

    ``named`` says that bookmarks brought the paragraphs together, not words. Equal words mean that
    the paragraph stands elsewhere now.
    """

    old: str
    new: str
    sent: Extent
    now: Extent
    named: bool = True


def has_lost_bookmarks(sent: Plain, now: Plain) -> bool:
    """Say whether a program dropped the bookmarks, so that only the words are left."""
    names = {name for line in sent.lines for name in line.names}
    left = {name for line in now.lines for name in line.names}
    return len(names - left) > LOST_SHARE * len(names)


_Pair = tuple[Sequence[Line], Sequence[Line], bool]


class Comparison:
    """The draft and the text that came back, paragraph by paragraph."""

    def __init__(self, sent: Plain, now: Plain) -> None:
        """Bring the paragraphs of both texts together, once."""
        self._sent = sent
        self._now = now
        self.lost = has_lost_bookmarks(sent, now)
        self._twins: dict[int, int] = {}
        self._mates: dict[int, int] = {}
        self._pairs = list(self._pair_lines())
        self._starts = [line.start for line in now.lines]

    def find_differences(self) -> list[Difference]:
        """Return what differs, in the order of the returned text."""
        found: list[Difference] = []
        for olds, news, named in self._pairs:
            if [line.words for line in olds] != [line.words for line in news]:
                found.extend(_compare_lines(self._sent, olds, self._now, news, named=named))
        found.extend(self._find_moved())
        return sorted(found, key=lambda one: (one.now.start, one.sent.start))

    def _find_moved(self) -> Iterator[Difference]:
        """Yield the fewest paragraphs that read as they did but must stand elsewhere."""
        pairs = sorted((old, new) for new, old in self._twins.items() if self._now.lines[new].words)
        stayed = _find_longest_rise([new for _, new in pairs])
        for number, (old, new) in enumerate(pairs):
            if number not in stayed:
                one, other = self._sent.lines[old], self._now.lines[new]
                sent, now = _map_line(self._sent, one), _map_line(self._now, other)
                yield Difference(one.text, other.text, sent, now)

    def find_sent(self, extent: Extent) -> Extent | None:
        """Return where a range of the returned story stood in the draft's story.

        None where its words do not read as they did: then only bookmarks can tell.
        """
        first, last = (self._now.map_position(one) for one in (extent.start, extent.end))
        start, end = self._map(first), self._map(last)
        if start is None or end is None or end < start:
            return None
        if self._sent.text[start:end] != self._now.text[first:last]:
            return None
        return Extent(self._sent.map_back(start), self._sent.map_back(end, ends=True))

    def _map(self, position: int) -> int | None:
        number = bisect_right(self._starts, position) - 1
        twin = self._twins.get(number)
        if twin is not None:
            return self._sent.lines[twin].start + position - self._starts[number]
        mate = self._mates.get(number)
        if mate is None:
            return None
        return _map_beside(self._sent.lines[mate], self._now.lines[number], position)

    def _pair_lines(self) -> Iterator[_Pair]:
        """Yield paragraphs of both texts that belong together and may differ."""
        sent, now = self._sent.lines, self._now.lines
        groups, of_sent, of_now = group_by_names(sent, now)
        for olds, news in groups:
            if len(olds) == len(news) == 1:
                self._note_twins(olds[0], news[0])
                self._mates[news[0]] = olds[0]
            yield [sent[number] for number in olds], [now[number] for number in news], True
        left, right = list_signs(sent, of_sent), list_signs(now, of_now)
        signs = [sign for _, sign in left], [sign for _, sign in right]
        for tag, a, b, c, d in SequenceMatcher(None, *signs, autojunk=False).get_opcodes():
            if tag == "equal":
                for (old, _), (new, _) in zip(left[a:b], right[c:d], strict=True):
                    self._note_twins(old, new)
                continue
            olds = [number for number, sign in left[a:b] if isinstance(sign, str)]
            news = [number for number, sign in right[c:d] if isinstance(sign, str)]
            if len(olds) == len(news):
                yield from (((sent[o],), (now[n],), False) for o, n in zip(olds, news, strict=True))
            elif not olds and a > 0:
                # New paragraphs belong behind the one before them.
                before = sent[left[a - 1][0]]
                end = Line(before.end, before.end, "", before.names)
                yield (end,), [now[number] for number in news], False
            else:
                # What is gone would stand behind the paragraph before it.
                place = now[right[c - 1][0]].end if c > 0 else 0
                gone = [Line(place, place, "", ())]
                there = [now[number] for number in news] or gone
                yield [sent[number] for number in olds], there, False

    def _note_twins(self, old: int, new: int) -> None:
        if self._sent.lines[old].text == self._now.lines[new].text:
            self._twins[new] = old


def _map_line(plain: Plain, line: Line) -> Extent:
    return Extent(plain.map_back(line.start), plain.map_back(line.end, ends=True))


def _find_longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest rising subsequence."""
    tails: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(places[at - 1] if at else -1)
        if at == len(tails):
            tails.append(number)
            places.append(place)
        else:
            tails[at], places[at] = number, place
    found: set[int] = set()
    place = places[-1] if places else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found


def list_signs(lines: Sequence[Line], groups: dict[int, int]) -> list[tuple[int, int | str]]:
    """Return number and sign of each paragraph that is not empty: its group, else its words.

    Why not the empty ones: the cells of a schedule are empty by the thousand.
    """
    signed = ((number, groups.get(number, line.words)) for number, line in enumerate(lines))
    return [(number, sign) for number, sign in signed if sign != ""]


def group_by_names(
    sent: Sequence[Line], now: Sequence[Line]
) -> tuple[list[tuple[list[int], list[int]]], dict[int, int], dict[int, int]]:
    """Group paragraphs that share a bookmark, also where one was split or two were joined.

    Return the groups, and the group of each paragraph by its number, in either text.
    """
    homes = {name: number for number, line in enumerate(now) for name in line.names}
    of_sent: dict[int, int] = {}
    of_now: dict[int, int] = {}
    groups: list[tuple[list[int], list[int]]] = []
    for number, line in enumerate(sent):
        targets = sorted({homes[name] for name in line.names if name in homes})
        if not targets:
            continue
        known = next((of_now[target] for target in targets if target in of_now), None)
        if known is None:
            known = len(groups)
            groups.append(([], []))
        of_sent[number] = known
        groups[known][0].append(number)
        for target in targets:
            if target not in of_now:
                of_now[target] = known
                groups[known][1].append(target)
    return groups, of_sent, of_now


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def _list_words(lines: Sequence[Line]) -> Iterator[_Word]:
    for number, line in enumerate(lines):
        if number:
            yield _Word("\n", line.start, line.start)
        for match in _WORDS.finditer(line.text):
            yield _Word(match[0], line.start + match.start(), line.start + match.end())


def _compare_lines(
    sent: Plain, olds: Sequence[Line], now: Plain, news: Sequence[Line], *, named: bool
) -> Iterator[Difference]:
    before, after = list(_list_words(olds)), list(_list_words(news))
    old_end = olds[-1].end if olds else 0
    new_end = news[-1].end
    gaps = list_gaps([word.text for word in before], [word.text for word in after])
    for a, b, c, d in gaps:
        said = "".join(word.text for word in before[a:b])
        typed = "".join(word.text for word in after[c:d])
        if said.split() != typed.split() or _parts_words(before, after, (a, b, c, d)):
            yield Difference(
                said,
                typed,
                _map_range(sent, before, a, b, old_end),
                _map_range(now, after, c, d, new_end),
                named,
            )


def _map_range(plain: Plain, words: list[_Word], start: int, end: int, last: int) -> Extent:
    """Return the story's range of some words; an empty one borders on the word before it."""
    if start < end:
        return Extent(
            plain.map_back(words[start].start), plain.map_back(words[end - 1].end, ends=True)
        )
    position = words[start - 1].end if 0 < start <= len(words) else None
    if position is not None:
        place = plain.map_back(position, ends=True)
    else:
        place = plain.map_back(words[start].start if start < len(words) else last)
    return Extent(place, place)


def _map_beside(old: Line, new: Line, position: int) -> int | None:
    """Return where a position of a changed paragraph stood; None within what was changed."""
    before, after = list(_list_words([old])), list(_list_words([new]))
    shift = old.start - new.start
    for _, b, c, d in list_gaps([one.text for one in before], [one.text for one in after]):
        start = after[c].start if c < len(after) else new.end
        if position <= start:
            break
        end = after[d - 1].end if c < d else start
        if position < end:
            return None
        gone = before[b - 1].end if b else old.start
        shift = gone - end
    return position + shift


def _parts_words(before: Sequence[_Word], after: Sequence[_Word], gap: Gap) -> bool:
    """Say whether white space alone changed, and shows: it parts or joins words or paragraphs.

    Programs add and drop spaces at the ends of paragraphs and beside other spaces.
    """
    a, b, c, d = gap
    if a < b and c < d:
        broken = ("\n" in (word.text for word in words) for words in (before[a:b], after[c:d]))
        return len(set(broken)) > 1
    whole, place = (after, c) if a < b else (before, a)
    beside = whole[max(0, place - 1) : place + 1]
    return len(beside) == 2 and not any(word.text.isspace() for word in beside)
