"""Every text that a region's team wrote itself, gathered once for the rules about language.

In: records and their places. Out: passages with pointers, all of them one string to search, and
places within a passage. Which fields are the team's own words is declared in the model (``Line``
and ``Prose``, but not ``Quote``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import compress
from operator import eq
from typing import NamedTuple

from masterplan_cli.schema.index import Places
from masterplan_cli.schema.record import Record, list_wording_fields

_BREAK = "\n\0\n"
"""Between passages: no word, space or sentence reaches across it."""

_LETTERS = bytes(code if chr(code) in "abcdefghijklmnopqrstuvwxyz-" else 32 for code in range(256))
"""What each byte is to words: a letter, a hyphen, or a space."""
_FOREIGN = re.compile(
    r"“[^”]*”|‘[^’]*’|\"[^\"\n]*\"|`[^`\n]*`|\*[^*\n]+\*|(?<!\w)_[^_\n]+_(?!\w)|https?://\S+|\S+@\S+|\S+\.\w+/\S*"
)
"""Quotations, italics, code and addresses: words that are not the sentence's own."""


_Holder = tuple[str, str, bool, Record]
"""Who has a text: the record's pointer, the field's name, whether it is prose, the record."""


class Passage(NamedTuple):
    """One text of a record, as it is printed; ``prose`` where it may have several sentences."""

    pointer: str
    text: str
    prose: bool
    record: Record


class Hit(NamedTuple):
    """A part of a passage, from offset ``start`` up to ``end``."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The part itself."""
        return self.passage.text[self.start : self.end]

    @property
    def part(self) -> tuple[int, int]:
        """First and last printed character, counted without white space, as ``Finding`` wants."""
        before = len("".join(self.passage.text[: self.start].split()))
        return before, before + len("".join(self.text.split()))

    @property
    def is_quoted(self) -> bool:
        """Say whether the part lies in a quotation, italics, code or an address."""
        return any(
            match.start() <= self.start and self.end <= match.end()
            for match in _FOREIGN.finditer(self.passage.text)
        )

    @property
    def is_name(self) -> bool:
        """Say whether capitals make it look like a name: within a sentence, or of several words.

        The first word of a sentence is a name only where a capital follows too.
        """
        if not self.text[:1].isupper():
            return False
        before = self.passage.text[: self.start].rstrip(" \n\t-*#0123456789")
        opens = not before or before[-1] in ".!?:;"
        after = self.passage.text[self.end :].lstrip()
        return not opens or after[:1].isupper()


class Wording:
    """The passages of one workspace, searchable as one text.

    Why each text once, whoever holds it: a large plan repeats its units, outputs and risks, and
    what is found in a text is found wherever it stands.
    """

    def __init__(self, places: Iterable[Places], shortest: int = 1) -> None:
        """Gather the passages of the records at ``places``, in order.

        Shorter texts than ``shortest`` characters are left out: where few are long, that is
        several times faster.
        """
        self._holders: dict[str, list[_Holder]] = {}
        for _, records, pointers in places:
            for record, pointer in zip(records, pointers, strict=True):
                values = record.__dict__
                for shape in list_wording_fields(type(record)):
                    value = values[shape.name]
                    if isinstance(value, str):
                        if len(value) >= shortest:
                            holder = (pointer, shape.name, shape.prose, record)
                            self._holders.setdefault(value, []).append(holder)
                    elif value and shape.container == "list":
                        self._take_items(
                            value, (pointer, shape.name, shape.prose, record), shortest
                        )

    def _take_items(self, items: Iterable[str], holder: _Holder, shortest: int) -> None:
        pointer, name, prose, record = holder
        for item in items:
            if len(item) >= shortest:
                own = (pointer, f"{name}/{item}", prose, record)
                self._holders.setdefault(item, []).append(own)

    @cached_property
    def texts(self) -> list[str]:
        """Every text once."""
        return list(self._holders)

    def list_passages(self, text: str) -> Iterator[Passage]:
        """Yield the passages that read ``text``, in order; none where there are none."""
        for pointer, name, prose, record in self._holders.get(text, ()):
            yield Passage(f"{pointer}/{name}" if pointer else name, text, prose, record)

    @property
    def passages(self) -> Iterator[Passage]:
        """Every passage, those that read the same together."""
        for text in self.texts:
            yield from self.list_passages(text)

    @cached_property
    def text(self) -> str:
        """All texts, one after another, with a break before the first and after the last."""
        return f"{_BREAK}{_BREAK.join(self.texts)}{_BREAK}"

    @cached_property
    def flat(self) -> str:
        """The text in small letters, line breaks as spaces: as long as ``text``, sign by sign."""
        lowered = self.text.lower()
        if len(lowered) != len(self.text):
            lowered = "".join(sign.lower()[:1] for sign in self.text)
        return lowered.replace("\n", " ")

    @cached_property
    def _words(self) -> tuple[frozenset[str], frozenset[str]]:
        words = self.flat.encode("utf-8", "surrogatepass").translate(_LETTERS).split()
        doubled = {*compress(words, map(eq, words, words[1:]))}
        return (
            frozenset(word.decode("ascii") for word in {*words}),
            frozenset(word.decode("ascii") for word in doubled),
        )

    @property
    def vocabulary(self) -> frozenset[str]:
        """Each word in small letters: most lists of words can be put aside by this alone.

        What a hyphen joins is one word.
        """
        return self._words[0]

    @property
    def doubled(self) -> frozenset[str]:
        """Each word that follows itself somewhere, whatever stands between the two."""
        return self._words[1]

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], len(_BREAK)
        for text in self.texts:
            starts.append(position)
            position += len(text) + len(_BREAK)
        return starts

    def find(self, pattern: re.Pattern[str], group: int = 0) -> Iterator[Hit]:
        """Yield what ``pattern`` finds, passage by passage; ``group`` is the part to point at."""
        for match in pattern.finditer(self.text):
            yield from self.place(match.start(group), match.end(group))

    def match(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield the matches themselves; ``place`` says where one of their groups stands."""
        return pattern.finditer(self.text)

    def match_after(
        self, openings: Iterable[str], pattern: re.Pattern[str]
    ) -> Iterator[re.Match[str]]:
        """Yield the matches of ``pattern`` that start with one of the literal ``openings``.

        Why: looking for a literal is many times faster than a pattern of alternatives.
        """
        starts: list[int] = []
        for opening in openings:
            start = self.text.find(opening)
            while start >= 0:
                starts.append(start)
                start = self.text.find(opening, start + 1)
        reached = 0
        for start in sorted(starts):
            match = pattern.match(self.text, start) if start >= reached else None
            if match is not None:
                reached = match.end()
                yield match

    def find_after(self, openings: Iterable[str], pattern: re.Pattern[str]) -> Iterator[Hit]:
        """Yield where ``match_after`` matches."""
        for match in self.match_after(openings, pattern):
            yield from self.place(*match.span())

    def find_words(self, words: Iterable[str]) -> Iterator[Hit]:
        """Yield each of ``words`` (small letters, some of several words) where it stands whole.

        The longer of two that overlap is yielded alone.
        """
        vocabulary = self.vocabulary
        found: list[tuple[int, int]] = []
        for word in words:
            if word in vocabulary or (" " in word and vocabulary.issuperset(word.split())):
                found.extend(self._find_whole(word))
        reached = 0
        for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
            if end > reached:
                reached = end
                yield from self.place(start, end)

    def _find_whole(self, word: str) -> Iterator[tuple[int, int]]:
        """Yield where ``word`` stands in ``flat`` with nothing joined to it."""
        flat, length = self.flat, len(word)
        start = flat.find(word)
        while start >= 0:
            end = start + length
            if not (_joins(flat[start - 1]) or _joins(flat[end])):
                yield start, end
            start = flat.find(word, end)

    def place(self, start: int, end: int) -> Iterator[Hit]:
        """Yield each passage around two offsets of ``text``, and the offsets within it."""
        number = bisect_right(self._starts, start) - 1
        first = self._starts[number]
        for passage in self.list_passages(self.texts[number]):
            yield Hit(passage, start - first, end - first)


def _joins(sign: str) -> bool:
    return sign == "-" or sign == "_" or sign.isalnum()
