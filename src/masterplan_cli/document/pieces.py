"""Pieces of Markdown: plain headings and paragraphs, and what only a parser can tell.

In: the text of a chapter, sentinels in it. Out: its pieces in order, each with the line where it
begins. Why: most of a book's lines are a heading, a sentence or a lone sentinel, and the parser
asks each of them twenty questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from masterplan_cli.document.islands import OPEN

_FAR = re.compile(r"[\0\r]|```|~~~|\[\^|\]:")
"""What reaches beyond its own paragraph: fences, notes, definitions of links; odd line ends."""
_MARKUP = re.compile(r"[\\`*_\[<>&!^]")
_HEADING = re.compile(r"(#{1,6}) +(\S.*)\Z")


class Piece(NamedTuple):
    """Some lines from ``line`` (from 0) on.

    ``level`` is 1 to 6 for a heading, 0 for a paragraph, both of plain text; ``None`` where only
    the parser knows. ``text`` is then Markdown, else what the heading or paragraph says.
    """

    line: int
    text: str
    level: int | None


def cut_text(text: str) -> Iterator[Piece]:
    """Yield the pieces of ``text``; read one after another they make what ``text`` makes."""
    if _FAR.search(text):
        yield Piece(0, text, None)
        return
    lines = text.split("\n")
    blank = [True, *map(_is_blank, lines), True]
    start = 0
    for number, line in enumerate(lines):
        # The one before it, and the one after it: the list begins a line early.
        alone = blank[number] and blank[number + 2] and not blank[number + 1]
        piece = _read_line(number, line) if alone else None
        if piece is not None:
            yield from _leave(lines, start, number)
            yield piece
            start = number + 1
    yield from _leave(lines, start, len(lines))


def _leave(lines: list[str], start: int, end: int) -> Iterator[Piece]:
    """Yield what stands between two plain pieces, for the parser."""
    if not all(map(_is_blank, lines[start:end])):
        yield Piece(start, "\n".join(lines[start:end]), None)


def _is_blank(line: str) -> bool:
    return not line or not line.strip(" \t")


def _read_line(number: int, line: str) -> Piece | None:
    """Return the plain heading or paragraph that ``line`` is by itself, or None."""
    if line[0] == OPEN or line[0].isalpha():
        level, said = 0, line.rstrip(" ")
    elif heading := _HEADING.match(line):
        level, said = len(heading[1]), heading[2].rstrip(" ")
    else:
        return None
    # What stands at an end that is not seen, the parser knows better; "#" may close a heading.
    if _MARKUP.search(said) or said[-1].isspace() or said[-1] == "#":
        return None
    return Piece(number, said, level)
