"""A YAML file's data with the place of every key and value beside it.

In: the reader's data and marks. Out: spans, for findings and for the way back from a book.

Why marks beside the data: pydantic strips marked strings, so data are plain ``dict``, ``list`` and
``str``. A mark holds offsets into ``text``; lines are counted only for
the few places that somebody asks for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

from masterplan_cli.diagnostics import Span

Path = tuple[str | int, ...]
"""Keys and list indexes from the file's root to a value."""

Marks = list[Any]
"""The places in one list or mapping, flat: ``STRIDE`` entries for each of its values.

These are the key (None in a list), the key's start and end, the value's start and end, and the
Marks below or None. A list item has its value's place for a key's. Where a list or mapping stands
itself, start and end are equal; where an alias stands for it, they are the alias's own.

Why flat: a tuple for every scalar would keep the garbage collector busy for a quarter of the time.
"""
STRIDE = 6

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
        self._starts: list[int] = []

    @property
    def starts(self) -> list[int]:
        """Offsets of the lines' first characters."""
        if not self._starts:
            self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
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

    __slots__ = ("_lines", "_root", "data", "file", "numbers", "text")

    def __init__(
        self, file: str, text: str, data: dict[str, Any], root: Marks | Callable[[], Marks]
    ) -> None:
        """Bind data to the marks that the reader made along with it, or to where they can be had.

        Why the latter: most files of most runs are sound, and nobody asks for a place in them.
        """
        self.file = file
        self.text = text
        self.data = data
        self._root = root
        self._lines = Lines(file, text)
        self.numbers: dict[int, dict[str, int]] = {}
        """What the index has found of long lists: the first item of each key, by the list's id."""

    @property
    def marks(self) -> Marks:
        """The root's mark."""
        if callable(self._root):
            self._root = self._root()
        return self._root

    def span(self, path: Path) -> Span:
        """Return the place of a value, or of its nearest ancestor where there is none.

        A mapping's place is its first key, a list's its first item, an empty value's its key.
        """
        return self._lines.span(*self._measure(self._find(path)[0]))

    def key_span(self, path: Path) -> Span:
        """Return the place of the key that a value stands under; a list item's is its value's.

        Where the path leads nowhere, the place of the nearest ancestor.
        """
        mark, found = self._find(path)
        key, start, end = mark[:3]
        return self._lines.span(*((start, end) if found and key else self._measure(mark)))

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
        pending = [self.marks]
        while pending:
            marks = pending.pop()
            for place in range(0, len(marks), STRIDE):
                _, key_start, key_end, start, end, below = marks[place : place + STRIDE]
                if key_start <= offset < key_end or start <= offset < end:
                    return True
                if below:
                    pending.append(below)
        return False

    def line_of_prose(self, path: Path, line: int) -> int:
        """Return the file's line (from 1) of a text's own line (from 0).

        Exact for block scalars (``|`` and ``>``); other texts have their first line for all.
        """
        mark, _ = self._find(path)
        start, end = self._measure(mark)
        first = self._lines.locate(start)[0]
        header = _BLOCK_HEADER.match(self.text, start, end)
        if header is None or mark[5] is not None:
            return first
        if self.text[start] == "|":
            return first + 1 + line
        content = self.text[header.end() : end].split("\n")
        depths = [len(line) - len(line.lstrip(" ")) for line in content if line.strip(" ")] or [0]
        explicit = any(sign.isdigit() for sign in header[0].split("#")[0])
        starts = _unfold(content, min(depths) if explicit else depths[0])
        return first + 1 + starts[min(line, len(starts) - 1)]

    def _find(self, path: Path) -> tuple[Marks, bool]:
        """Return the mark at the end of ``path``, or the last one on the way, and which it is."""
        mark = self.marks
        for step in path:
            below = mark[5]
            place = _find_place(below, step) if below else -1
            if place < 0:
                return mark, False
            mark = below[place : place + STRIDE]
        return mark, True

    def _measure(self, mark: Marks) -> tuple[int, int]:
        """Return start and end of the narrowest sensible place for a mark."""
        while mark[3] == mark[4] and mark[5]:
            mark = mark[5][:STRIDE]
            if mark[0] is not None:
                return mark[1], mark[2]
        _, key_start, key_end, start, end, below = mark
        if start < end:
            while end > start and self.text[end - 1] in _BLANKS:
                end -= 1
            return start, end
        if below is not None:
            match = _EMPTY_COLLECTION.match(self.text, start)
            return start, match.end() if match else start + 1
        if key_start < key_end:
            return key_start, key_end
        dash = self.text.rfind("-", 0, start)
        if dash >= 0 and not self.text[dash + 1 : start].strip():
            return dash, dash + 1
        return start, end


def _find_place(marks: Marks, step: str | int) -> int:
    """Return where the mark of a key or index starts in ``marks``, or -1."""
    if marks[0] is not None:
        return marks.index(str(step)) if str(step) in marks else -1
    if isinstance(step, str) or not 0 <= step < len(marks) // STRIDE:
        return -1
    return step * STRIDE


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
