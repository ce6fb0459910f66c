"""A YAML file's data with the place of every key and value beside it.

In: the reader's data and marks. Out: spans, for findings and for the way back from a book.

Why marks beside the data: pydantic strips marked strings, so data are plain ``dict``, ``list`` and
``str``. A mark holds offsets into ``text``; lines are counted only for
the few places that somebody asks for.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from operator import add
from typing import Any

from masterplan_cli.diagnostics import Span

Path = tuple[str | int, ...]
"""Keys and list indexes from the file's root to a value."""

Marks = Sequence[int]
"""The places in one file, flat: ``STRIDE`` numbers for each value, those of the root first.

These are the key's start and end (zeros where there is none), the value's start and end, and how
many values come before the next that is not inside this one. So the values of a list or mapping
follow it, in the order of its data. A scalar has 0 for the last number. Where a list or mapping
stands itself, start and end are equal; where an alias stands for it, they are the alias's own, and
the last number says where it stands. A refused key, which the data do not know, ends before it
starts.

Why numbers alone: half a million places of 3,600 programmes take 6 MB, and 46 as objects.
"""
STRIDE = 5
REFUSED = (1, 0)
"""Start and end of a key that was refused: what stands under it is in no data."""
_FEW = 8
"""Values of a list that are counted each time; those of longer ones are numbered once."""

_EMPTY_COLLECTION = re.compile(r"[\[{][^\[\]{}]*[\]}]")
_BLANKS = " \t\r\n\x85\u2028\u2029"
"""What YAML drops after a text; a no-break space, which it keeps, is none of them."""
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\n")


class Lines:
    """A file's text and where its lines start, counted when first needed."""

    __slots__ = ("_starts", "file", "text")

    def __init__(self, file: str, text: str) -> None:
        r"""Keep the text; its only line break is ``\n``."""
        self.file = file
        self.text = text
        self._starts: Sequence[int] = ()

    @property
    def starts(self) -> Sequence[int]:
        """Offsets of the lines' first characters."""
        if not self._starts:
            lengths = [*map(len, self.text.split("\n"))]
            before = accumulate(lengths, initial=0)
            self._starts = array("I", map(add, before, range(len(lengths))))
        return self._starts

    def locate(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets."""
        return Span(self.file, *self.locate(start), *self.locate(max(start, end)))

    def line_at(self, offset: int) -> tuple[int, str]:
        """Return the offset and the text of the line that holds ``offset``."""
        start = self.starts[bisect_right(self.starts, offset) - 1]
        end = self.text.find("\n", start)
        return start, self.text[start:] if end < 0 else self.text[start:end]


class Tree:
    """One YAML file: ``data``, ``text`` and the places between them. Not to be changed."""

    __slots__ = ("_lines", "_long", "data", "file", "marks", "numbers", "text")

    def __init__(self, file: str, text: str, data: dict[str, Any], marks: Marks) -> None:
        """Bind data to the marks that the reader made along with it."""
        self.file = file
        self.text = text
        self.data = data
        self.marks = marks
        self._lines = Lines(file, text)
        self._long: dict[int, Sequence[int]] = {}
        self.numbers: dict[int, dict[str, int]] = {}
        """What the index has found of long lists: the first item of each key, by the list's id."""

    def mentions(self, word: str) -> bool:
        """Say whether the text holds ``word``."""
        return word in self.text

    def span(self, path: Path) -> Span:
        """Return the place of a value, or of its nearest ancestor where there is none.

        A mapping's place is its first key, a list's its first item, an empty value's its key.
        """
        return self._lines.span(*self._measure(self._find(path)[0]))

    def key_span(self, path: Path) -> Span:
        """Return the place of the key that a value stands under; a list item's is its value's.

        Where the path leads nowhere, the place of the nearest ancestor.
        """
        number, found = self._find(path)
        start, end = self.marks[number * STRIDE : number * STRIDE + 2]
        return self._lines.span(*((start, end) if found and end else self._measure(number)))

    def part_span(self, path: Path, part: tuple[int, int]) -> Span:
        """Return the place of some of a scalar's printed characters, from the first up to the end.

        Spaces and line breaks do not count.
        """
        from masterplan_cli.source.parts import list_printed

        start, end = self._measure(self._find(path)[0])
        places = list_printed(self.text, start, end)
        first, last = part
        if not first < last <= len(places):
            return self._lines.span(start, end)
        return self._lines.span(places[first][0], places[last - 1][1])

    def source_of(self, path: Path) -> str:
        """Return a scalar as the file has it, with its quotes; for others, what ``span`` covers."""
        start, end = self._measure(self._find(path)[0])
        return self.text[start:end]

    def line_text(self, number: int) -> str:
        """Return the text of a line, counted from 1."""
        return self._lines.line_at(self._lines.starts[number - 1])[1]

    def is_within_scalar(self, offset: int) -> bool:
        """Say whether the character at ``offset`` belongs to a key or value, and so to no comment.

        Looks at every place of the file: for what is rare.
        """
        pending = [0]
        while pending:
            number = pending.pop()
            key_start, key_end, start, end, _ = _take(self.marks, number)
            if key_start <= offset < key_end or start <= offset < end:
                return True
            pending.extend(list_children(self.marks, number))
        return False

    def line_of_prose(self, path: Path, line: int) -> int:
        """Return the file's line (from 1) of a text's own line (from 0).

        Exact for block scalars (``|`` and ``>``); other texts have their first line for all.
        """
        number, _ = self._find(path)
        start, end = self._measure(number)
        first = self._lines.locate(start)[0]
        header = _BLOCK_HEADER.match(self.text, start, end)
        if header is None or _take(self.marks, number)[4]:
            return first
        if self.text[start] == "|":
            return first + 1 + line
        content = self.text[header.end() : end].split("\n")
        depths = [len(line) - len(line.lstrip(" ")) for line in content if line.strip(" ")] or [0]
        explicit = any(sign.isdigit() for sign in header[0].split("#")[0])
        starts = _unfold(content, min(depths) if explicit else depths[0])
        return first + 1 + starts[min(line, len(starts) - 1)]

    def _find(self, path: Path) -> tuple[int, bool]:
        """Return the value at the end of ``path``, or the last one on the way, and which it is."""
        number = 0
        data: Any = self.data
        for step in path:
            if isinstance(data, dict) and str(step) in data:
                place = list(data).index(str(step))
                data = data[str(step)]
            elif isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
                place = step
                data = data[step]
            else:
                return number, False
            number = self._pick(number, place)
        return number, True

    def _pick(self, number: int, place: int) -> int:
        """Return the value at ``place``, counted from 0, in the list or mapping ``number``."""
        if place < _FEW:
            return next(islice(list_children(self.marks, number), place, None))
        children = self._long.get(number)
        if children is None:
            children = self._long[number] = array("I", list_children(self.marks, number))
        return children[place]

    def _measure(self, number: int) -> tuple[int, int]:
        """Return start and end of the narrowest sensible place for a value."""
        while True:
            key_start, key_end, start, end, after = _take(self.marks, number)
            first = next(list_children(self.marks, number), 0) if start == end else 0
            if not first:
                break
            number = first
            if self.marks[first * STRIDE + 1]:
                return self.marks[first * STRIDE], self.marks[first * STRIDE + 1]
        if start < end:
            while end > start and self.text[end - 1] in _BLANKS:
                end -= 1
            return start, end
        if after:
            match = _EMPTY_COLLECTION.match(self.text, start)
            return start, match.end() if match else start + 1
        if key_start < key_end:
            return key_start, key_end
        dash = self.text.rfind("-", 0, start)
        if dash >= 0 and not self.text[dash + 1 : start].strip():
            return dash, dash + 1
        return start, end


def _take(marks: Marks, number: int) -> Sequence[int]:
    return marks[number * STRIDE : number * STRIDE + STRIDE]


def list_children(marks: Marks, number: int) -> Iterator[int]:
    """Yield the numbers of the values right in the list or mapping ``number``, none for a scalar.

    What stands under refused keys is left out. One that is not yet read to its end has ended.
    """
    _, _, start, end, after = _take(marks, number)
    if after and start < end:
        number, after = after, marks[after * STRIDE + 4]
    number += 1
    while number < after:
        key_start, key_end, start, end, last = _take(marks, number)
        if key_start <= key_end:
            yield number
        number = last if last and start == end else number + 1


def _unfold(content: list[str], indent: int) -> list[int]:
    """Return, for each line that folding leaves, the index of the source line where it starts.

    Follows YAML's rule: a break between two lines of text becomes a space; blank lines, and breaks
    beside lines that are indented further, stay.
    """
    starts: list[int] = []
    blanks: list[int] = []
    was_text = False
    for number, line in enumerate(content):
        body = line[indent:]
        if not body:
            blanks.append(number)
            continue
        is_text = body[0] not in " \t"
        if not (was_text and is_text and starts):
            starts.extend(blanks)
            starts.append(number)
        elif blanks:
            starts.extend(blanks[1:])
            starts.append(number)
        blanks = []
        was_text = is_text
    return starts or [0]
