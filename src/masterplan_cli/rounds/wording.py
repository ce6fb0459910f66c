"""A field's text with what reviewers changed in it: edits found in its source, merged, checked.

In: the text as YAML has it, and edits of what the draft printed of it. Out: the new text; or which
edits cannot be made, and why. Nothing is guessed: the result is printed again, and must read as
the reviewer left it, with every other sign in the markup that it had.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from masterplan_cli.diagnostics import Text
from masterplan_cli.review.remark import Edit
from masterplan_cli.rounds.printed import Printed, locate_signs, read_printed

_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_PREFIX = re.compile(r"[ \t]*(?:>[ ]?)*[ \t]*(?:[-+*]|\d+[.)])[ \t]+")
_QUOTE = re.compile(r"[ \t]*(?:>[ ]?)+")
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_EDGE = frozenset("*_`[]()<>\\ \t\n")
"""Signs of markup and white space: beside them a change may begin or end."""


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters ``start`` to ``end`` of the source become ``text``; ``edit`` asks for it."""

    start: int
    end: int
    text: str
    edit: Edit


def find_splice(source: str, edit: Edit, *, prose: bool) -> Splice | Text:
    """Return the change of ``source`` that makes it read as ``edit`` says, or why none does."""
    if not prose:
        return _find_in_line(source, edit)
    if not edit.is_inside:
        return find_removal(source, edit) or _OTHERWISE
    paragraphs = read_printed(source)
    bare = "".join(edit.field.split())
    found = [number for number, one in enumerate(paragraphs) if one.bare == bare]
    if len(found) != 1:
        return _TWICE if found else _OTHERWISE
    places = locate_signs(source, found[0])
    if places is None:
        return _OTHERWISE
    passage = _Passage(source, paragraphs, found[0], places)
    return next(filter(None, map(passage.change, _list_readings(edit))), None) or _CROSSING


def find_removal(source: str, edit: Edit) -> Splice | None:
    """Return the splice that removes several whole paragraphs, None where they are not whole."""
    wanted = _list_lines(edit.old)
    texts = [one.text for one in read_printed(source)]
    count = len(wanted)
    found = [place for place in range(len(texts)) if texts[place : place + count] == wanted]
    if count < 2 or len(found) != 1 or edit.new.strip():
        return None
    left = source
    for number in reversed(range(found[0], found[0] + count)):
        paragraphs, places = read_printed(left), locate_signs(left, number)
        whole = Edit(texts[number], 0, texts[number], "")
        splice = places and _Passage(left, paragraphs, number, places).change(whole)
        if not splice:
            return None
        left = apply_splices(left, [splice])
    head = _count_shared(source, left)
    tail = _count_shared(source[head:][::-1], left[head:][::-1])
    return Splice(head, len(source) - tail, left[head : len(left) - tail], edit)


def _count_shared(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many characters or words both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def apply_splices(source: str, splices: Sequence[Splice]) -> str:
    """Return ``source`` with all splices made; they must not overlap."""
    for splice in sorted(splices, key=lambda one: (-one.start, -one.end)):
        source = source[: splice.start] + splice.text + source[splice.end :]
    return source


def reads_as_left(source: str, splices: Sequence[Splice], *, prose: bool) -> bool:
    """Say whether all splices together give what the edits together ask for."""
    if len(splices) < 2 or not prose:
        return True
    left: dict[str, str] = {}
    for splice in sorted(splices, key=lambda one: -one.edit.at):
        bare = "".join(splice.edit.field.split())
        left[bare] = _make(left.get(bare, splice.edit.field), splice.edit)
    wanted = [
        line
        for one in read_printed(source)
        for line in (_list_lines(left[one.bare]) if one.bare in left else [one.text])
    ]
    return wanted == [one.text for one in read_printed(apply_splices(source, splices))]


def find_conflicts(splices: Sequence[Splice]) -> set[int]:
    """Return the numbers of splices that touch the same characters and say different things."""
    found: set[int] = set()
    for number, one in enumerate(splices):
        for place, other in enumerate(splices[:number]):
            same = (one.start, one.end, one.text) == (other.start, other.end, other.text)
            apart = one.start > other.end or other.start > one.end
            beside = not apart and (one.start == other.end or other.start == one.end)
            # Two insertions at one point have no order; what merely borders is no quarrel.
            inserts = one.start == one.end and other.start == other.end
            if not (same or apart or (beside and not inserts and one.start != other.start)):
                found |= {number, place}
    return found


def _find_in_line(source: str, edit: Edit) -> Splice | Text:
    """Return the splice in a text that is printed as it stands, but for its first letter's case."""
    printed = _level(edit.field)
    if printed[1:] != _level(source)[1:] or printed.lower() != _level(source).lower():
        return _OTHERWISE
    start, end = edit.at, edit.at + len(edit.old)
    if start < 0 or end > len(source):
        return _OTHERWISE
    if "\n" in edit.new.strip("\n") or ("\n" in edit.new and not edit.new.strip()):
        return _ONE_LINE
    new = _clean(edit.new)
    if start == 0 and printed[:1] != source[:1]:
        # The book makes the first letter a capital by itself.
        if not (end and new[:1].isupper() and not new[1:2].isupper()):
            return _OTHERWISE
        new = new[:1].lower() + new[1:]
    return Splice(start, end, new, edit)


def _clean(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\n", "")


def _level(text: str) -> str:
    """Return the text with hard spaces as plain ones: same length, same places."""
    return text.replace("\u00a0", " ").replace("\n", " ").replace("\t", " ")


def _make(text: str, edit: Edit) -> str:
    return text[: edit.at] + edit.new + text[edit.at + len(edit.old) :]


def _list_lines(text: str) -> list[str]:
    return [line for line in (" ".join(one.split()) for one in text.split("\n")) if line]


def _list_readings(edit: Edit) -> Iterator[Edit]:
    """Yield an edit without the words at both ends that it only typed again, then the letters.

    Why not the letters first: who writes another word seldom means a part of the old one.
    """
    split = [_TOKEN.findall(part) for part in (edit.old, edit.new)]
    seen = set()
    for old, new in (split, (list(edit.old), list(edit.new))):
        for ends in (False, True):
            one = _narrow(edit, old, new, ends_first=ends)
            if one not in seen:
                seen.add(one)
                yield one


def _narrow(edit: Edit, old: list[str], new: list[str], *, ends_first: bool) -> Edit:
    """Leave out what both have at their ends; first at the front unless ``ends_first``."""
    most = min(len(old), len(new))
    head, tail = _count_shared(old, new), _count_shared(old[::-1], new[::-1])
    if ends_first:
        head = min(head, most - tail)
    else:
        tail = min(tail, most - head)
    return replace(
        edit,
        at=edit.at + len("".join(old[:head])),
        old="".join(old[head : len(old) - tail]),
        new="".join(new[head : len(new) - tail]),
    )


class _Passage:
    """The printed paragraph that an edit is about, and where its signs stand in the source."""

    def __init__(
        self, source: str, printed: list[Printed], number: int, places: list[tuple[int, int]]
    ) -> None:
        self._source = source
        self._printed = printed
        self._number = number
        self._places = places
        self._own = printed[number]
        self._line = source.rfind("\n", 0, places[0][0]) + 1
        end = source.find("\n", places[-1][1])
        self._end = len(source) if end < 0 else end

    def change(self, edit: Edit) -> Splice | None:
        """Return the splice; None where the edit crosses markup."""
        first = len("".join(edit.field[: edit.at].split()))
        last = first + len("".join(edit.old.split()))
        wanted = _list_lines(_make(edit.field, edit))
        for start, end in self._list_ranges(first, last, edit.new, emptied=not wanted):
            for text in self._list_writings(edit.new):
                splice = Splice(start, end, text, edit)
                if self._reads_as(splice, first, last, wanted):
                    return splice
        return None

    def _list_ranges(
        self, first: int, last: int, new: str, *, emptied: bool
    ) -> Iterator[tuple[int, int]]:
        """Yield where the edit may stand in the source: the likeliest first."""
        if emptied:
            gap = re.compile(r"\n\s*?(?=\S|$)")
            after = gap.match(self._source, self._end)
            yield self._line, after.end() if after else self._end
            before = self._source.rfind("\n", 0, max(0, self._line - 1))
            yield max(0, before), self._end
        left = self._list_gap(first)
        if first == last:
            # Who types at the edge of bold words goes on as the words before do.
            order = left if first else left[::-1]
            pairs = [(a, b) for a in order for b in left if a <= b]
            yield from sorted(pairs, key=lambda one: (self._doubles(one, new), one[1] - one[0]))
            return
        start, end = self._places[first][0], self._places[last - 1][1]
        pairs = [(a, b) for a in left for b in self._list_gap(last)]
        yield from sorted(
            pairs, key=lambda one: (self._doubles(one, new), start - one[0] + one[1] - end)
        )

    def _doubles(self, place: tuple[int, int], new: str) -> bool:
        """Say whether two spaces would come to stand beside each other."""
        before, after = self._source[: place[0]][-1:], self._source[place[1] :][:1]
        return any(
            one.isspace() and other.isspace()
            for one, other in ((before, new[:1] or after), (new[-1:], after))
        )

    def _list_gap(self, number: int) -> list[int]:
        """Return the places between a sign and the one before it, at the edges of markup."""
        start = self._places[number - 1][1] if number else self._line
        end = self._places[number][0] if number < len(self._places) else self._end
        inner = (
            place
            for place in range(start + 1, end + 1)
            if not _EDGE.isdisjoint(self._source[place - 1 : place + 1])
        )
        return [start, *inner, end] if start < end else [start]

    def _list_writings(self, new: str) -> Iterator[str]:
        """Yield ways to write the new words: as typed, then with what is markup escaped.

        Each also without the spaces at its ends, which bold words may not end with.
        """
        lines = [re.sub(r"\s+", " ", line) for line in re.split(r"[^\S\n]*\n\s*", new)]
        seam = self._find_seam() if len(lines) > 1 else ""
        seen = set()
        for escape in (None, _MARKUP, _PUNCTUATION):
            said = lines if escape is None else [escape.sub(r"\\\1", line) for line in lines]
            text = seam.join(said)
            for way in (text, text.rstrip(" "), text.lstrip(" "), text.strip(" ")):
                if way not in seen:
                    seen.add(way)
                    yield way

    def _find_seam(self) -> str:
        """Return what stands between two paragraphs of the kind that this one is."""
        line = self._source[self._line : self._places[0][0]]
        item, quote = _PREFIX.match(line), _QUOTE.match(line)
        if item and "item" in self._own.path[-2:-1]:
            return f"\n{item[0]}"
        if quote:
            return f"\n{quote[0].rstrip()}\n{quote[0]}"
        return f"\n\n{line[: len(line) - len(line.lstrip())]}"

    def _reads_as(self, splice: Splice, first: int, last: int, wanted: list[str]) -> bool:
        """Say whether the change shows in this paragraph alone, and reads as it should."""
        number, own = self._number, self._own
        after = read_printed(apply_splices(self._source, [splice]))
        rest = self._printed[number + 1 :]
        ours = after[number : number + len(wanted)]
        if after != [*self._printed[:number], *ours, *rest]:
            return False
        if [one.text for one in ours] != wanted or any(one.path != own.path for one in ours):
            return False
        signs = [sign for one in ours for sign in one.signs]
        behind = len(own.signs) - last
        kept = [*signs[:first], *signs[len(signs) - behind :]]
        before = [*own.signs[:first], *own.signs[last:]]
        same = all(one[:2] == other[:2] for one, other in zip(kept, before, strict=True))
        typed = {sign.style for sign in signs[first : len(signs) - behind]}
        gone = {sign.style for sign in own.signs[first:last]}
        beside = {(), *(sign.style for sign in own.signs[max(0, first - 1) : last + 1])}
        whole = not typed or (len(typed) == 1 and typed <= (gone or beside) and len(gone) < 2)
        return same and whole and sum(one.marks for one in ours) == (own.marks if wanted else 0)


_OTHERWISE = Text(
    "dicetak lain daripada yang ditulis; ubah sendiri di sini",
    "is printed otherwise than written; change it here by hand",
)
_TWICE = Text(
    "isian ini memuat paragraf yang sama lebih dari sekali; ubah sendiri di sini",
    "this field has the same paragraph more than once; change it here by hand",
)
_ONE_LINE = Text(
    "isian ini hanya satu baris, tanpa ganti baris; ubah sendiri di sini",
    "this field is one line, without line breaks; change it here by hand",
)
_CROSSING = Text(
    "melintasi markup Markdown (tebal, miring, tautan, catatan kaki); ubah sendiri di sini",
    "crosses Markdown markup (bold, italics, a link, a note); change it here by hand",
)
