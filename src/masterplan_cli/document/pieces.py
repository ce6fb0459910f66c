"""Pieces of Markdown: plain headings, paragraphs and lists, and what only a parser can tell.

In: the text of a chapter, sentinels in it. Out: its pieces in order, each with the line where it
begins. Why: nearly all of a book's lines are a heading, a sentence, an item or a lone sentinel, and
the parser asks each of them twenty questions, after it was loaded for that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from masterplan_cli.document.islands import CLOSE, OPEN

BOLD = "**"
_FAR = re.compile(r"[\0\r]|```|~~~|\[\^|\]:")
"""What reaches beyond its own paragraph: fences, notes, definitions of links; odd line ends."""
_MARKUP = re.compile(r"[\\`_\[<>&!^]")
_HEADING = re.compile(r"(#{1,6}) +(\S.*)\Z")
_ITEM = re.compile(r"(?:-|([0-9]{1,9})\.) (\S.*)\Z")

_NOTE = re.compile(r"\[![A-Z]+\]\Z")

_STARTS = f"{OPEN}“("


class Piece(NamedTuple):
    """Some lines from ``line`` (from 0) on.

    ``level`` is 1 to 6 for a heading, 0 for a paragraph, ``quoted`` where that is a quotation, and
    None where only the parser knows. ``text`` is then Markdown, else what the heading or paragraph
    says, in which nothing but ``**`` is a mark.
    """

    line: int
    text: str
    level: int | None
    quoted: bool = False


class Listing(NamedTuple):
    """A list from ``line`` on: its items are paragraphs, each with how many lines below it stands.

    ``start`` is the number of the first; None where they are not numbered.
    """

    line: int
    items: tuple[tuple[int, str], ...]
    start: int | None


def cut_text(text: str) -> Iterator[Piece | Listing]:
    """Yield the pieces of ``text``; read one after another they make what ``text`` makes."""
    if _FAR.search(text):
        yield Piece(0, text, None)
        return
    lines = text.split("\n")
    # The first line that is in no piece yet, whether it and those after it say anything, the next.
    start, left, number = 0, False, 0
    while number < len(lines):
        if _is_blank(lines[number]):
            number += 1
            continue
        piece, end = None, number + 1
        if not left or _is_blank(lines[number - 1]):
            piece, end = _read_piece(lines, number, listed=not left)
        if piece is None:
            left = True
        else:
            if left:
                yield Piece(start, "\n".join(lines[start:number]), None)
            yield piece
            start, left = end, False
        number = end
    if left:
        yield Piece(start, "\n".join(lines[start:]), None)


def _is_blank(line: str) -> bool:
    return not line or not line.strip(" \t")


def _read_piece(
    lines: list[str], number: int, *, listed: bool
) -> tuple[Piece | Listing | None, int]:
    """Return what begins on a line that continues nothing, or None, and the line behind it.

    Without ``listed`` a list may go on that began before.
    """
    line, end = lines[number], number + 1
    if line[0] == "-" or "0" <= line[0] <= "9":
        return _read_list(lines, number) if listed else (None, end)
    if line[0] == "#":
        return _read_heading(number, line), end
    while end < len(lines) and not _is_blank(lines[end]):
        if lines[end][0] == "#" and _read_heading(end, lines[end]):
            break
        end += 1
    return _read_paragraph(number, lines[number:end]), end


def _read_heading(number: int, line: str) -> Piece | None:
    """Return the plain heading that ``line`` is, or None: nothing beside it changes that."""
    heading = _HEADING.match(line)
    if not heading:
        return None
    said = heading[2].rstrip(" ")
    if _MARKUP.search(said) or "*" in said or _ends_unseen(said):
        return None
    return Piece(number, said, len(heading[1]))


def _read_paragraph(number: int, lines: list[str]) -> Piece | None:
    """Return the plain paragraph of ``lines``, or of the quotation or boxed note, or None."""
    quoted = all(line.startswith("> ") for line in lines)
    said = [line.rstrip(" ") for line in lines]
    if quoted:
        said = [line[2:] for line in said]
    marked = quoted and len(said) > 1 and _NOTE.match(said[0])
    # Two spaces would break the line.
    if any(line.endswith("  ") for line in lines[:-1]) or not all(
        map(_is_plain, said[1:] if marked else said)
    ):
        return None
    return Piece(number, " ".join(said), 0, quoted)


def _read_list(lines: list[str], number: int) -> tuple[Listing | None, int]:
    """Return the list of single lines that begins on a line, or None, and the line behind it."""
    first = _ITEM.match(lines[number])
    items: list[tuple[int, str]] = []
    place = number
    while True:
        item = _ITEM.match(lines[place])
        if not item or not first or (item[1] is None) != (first[1] is None):
            return None, place + 1
        said = item[2].rstrip(" ")
        if not _is_plain(said):
            return None, place + 1
        items.append((place - number, said))
        place += 1
        end = place
        while place < len(lines) and _is_blank(lines[place]):
            place += 1
        if place == len(lines):
            break
        if place > end and not _may_go_on(lines[place], numbered=first[1] is not None):
            break
    return Listing(number, tuple(items), None if first[1] is None else int(first[1])), end


def _may_go_on(line: str, *, numbered: bool) -> bool:
    """Say whether a line after a blank one may belong to the list before it."""
    return line[0] in " \t" or ("0" <= line[0] <= "9" if numbered else line[0] == "-")


def _is_plain(said: str) -> bool:
    """Say whether a line is words alone, some of them bold."""
    if not said or not (said[0] in _STARTS or said[0].isalpha() or said.startswith(BOLD)):
        return False
    if _MARKUP.search(said) or _ends_unseen(said):
        return False
    return "*" not in said or _is_bold(said)


def _ends_unseen(said: str) -> bool:
    """Say whether a line ends in what is not seen, or closes a heading: the parser knows better."""
    return said[-1].isspace() or said[-1] == "#"


def _is_bold(said: str) -> bool:
    """Say whether each asterisk belongs to bold words between spaces or ends, or before a stop."""
    parts = said.split(BOLD)
    last = len(parts) - 1
    if last % 2 or any("*" in part for part in parts):
        return False
    for place in range(1, last, 2):
        before, bold, after = parts[place - 1 : place + 2]
        if not bold or bold[0].isspace() or bold[-1].isspace():
            return False
        if before[-1:] != " " and (before or place > 1):
            return False
        if not _may_follow(bold, after, at_end=place + 1 == last):
            return False
    return True


def _may_follow(bold: str, part: str, *, at_end: bool) -> bool:
    """Say whether ``part`` shows that the asterisks before it close ``bold``, and open nothing."""
    if not part:
        return at_end
    return part[0] == " " or (part[0] in ".,:;)" and (bold[-1] == CLOSE or bold[-1].isalnum()))
