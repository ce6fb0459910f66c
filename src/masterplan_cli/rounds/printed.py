"""What a book prints of a prose field, sign by sign: its markup, and its place in the source.

In: Markdown as YAML has it. Out: paragraphs in the order of the book, each a row of signs. White
space is no sign of its own: programs add, drop and bind it as they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from masterplan_cli.document.nodes import (
    Block,
    Callout,
    Code,
    Emphasis,
    Footnote,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Placeholder,
    Quote,
    Strong,
    Text,
)
from masterplan_cli.document.outline import list_lines
from masterplan_cli.document.prose import read_prose

_FIRST = 0xF0000
"""Signs of the private planes stand for places while Markdown is read: they count as letters."""
_MOST = 0xFFFD
_KEPT = re.compile(
    r"^\s*\d+[.)]|&#?\w+;|<[^<>\n]*>|\[\^[^\]\n]*\]|\[!\w+\]|\]\([^()\n]*\)|^\s*\[[^\]\n]+\]:.*$",
    re.MULTILINE,
)
"""Letters and digits that are markup themselves."""
_HIDDEN = re.compile(
    r"\]\([^()\n]*\)|\[\^[^\]\n]*\]|^\s*\[[^\]\n]+\]:.*$|^\s*(?:[-+*]|\d+[.)])\s", re.MULTILINE
)
"""Markup of which no sign is printed."""


class Sign(NamedTuple):
    """One printed character, the markup around it, and whether white space stands before it."""

    text: str
    style: tuple[str, ...]
    spaced: bool


@dataclass(frozen=True, slots=True)
class Printed:
    """One printed paragraph.

    ``path`` says what holds it: lists, quotations, tables, notes; ``marks`` counts what stands in
    it without words, as references do.
    """

    path: tuple[str, ...]
    signs: tuple[Sign, ...]
    marks: int = 0

    @property
    def bare(self) -> str:
        """The text without any white space."""
        return "".join(sign.text for sign in self.signs)

    @property
    def text(self) -> str:
        """The text with single spaces."""
        return "".join(f" {one.text}" if one.spaced else one.text for one in self.signs).strip()


def read_printed(source: str) -> list[Printed]:
    """Return the paragraphs that have any text."""
    return [one for one in _walk(read_prose(source, "").blocks, ()) if one.signs]


def locate_signs(source: str, paragraph: int) -> list[tuple[int, int]] | None:
    """Return where each sign of a paragraph stands in the source, by start and end.

    A backslash before a sign counts as part of it. None where that cannot be told.
    """
    if len(source) > _MOST:
        return None
    before, marked = read_printed(source), read_printed(_mark_places(source))
    if len(before) != len(marked):
        return None
    own, other = before[paragraph].signs, marked[paragraph].signs
    if len(own) != len(other):
        return None
    known = [ord(sign.text) - _FIRST if ord(sign.text) >= _FIRST else -1 for sign in other]
    shown = _HIDDEN.sub(lambda match: "\0" * len(match[0]), source)
    found: list[tuple[int, int]] = []
    reached = next((place for place in known if place >= 0), 0)
    reached = source.rfind("\n", 0, reached) + 1
    for number, sign in enumerate(own):
        place = known[number]
        if place < 0:
            escaped = shown.find(f"\\{sign.text}", reached)
            place = shown.find(sign.text, reached)
            place = place if escaped < 0 or place < escaped else escaped + 1
        if place < 0 or source[place : place + 1] != sign.text:
            return None
        start = place - 1 if place > reached and source[place - 1] == "\\" else place
        found.append((start, place + 1))
        reached = place + 1
    return found


def _mark_places(source: str) -> str:
    """Return the source with a sign of its own for each letter and digit that will be printed."""
    parts: list[str] = []
    last = 0
    for match in _KEPT.finditer(source):
        parts += _mark(source, last, match.start())
        parts.append(match[0])
        last = match.end()
    parts += _mark(source, last, len(source))
    return "".join(parts)


def _mark(source: str, start: int, end: int) -> Iterator[str]:
    for place in range(start, end):
        yield chr(_FIRST + place) if source[place].isalnum() else source[place]


def _walk(blocks: Iterable[Block], path: tuple[str, ...]) -> Iterator[Printed]:
    for block in blocks:
        match block:
            case ItemList():
                kind = "numbered" if block.ordered else "list"
                for item in block.items:
                    for number, part in enumerate(item):
                        begins = "more" if number else "item"
                        yield from _walk((part,), (*path, kind, begins))
            case Quote() | Callout():
                yield from _walk(block.blocks, (*path, "quote"))
            case _:
                own = (*path, type(block).__name__)
                for inlines, _ in list_lines(block):
                    yield from _print_line(inlines, own)


def _print_line(inlines: Iterable[Inline], path: tuple[str, ...]) -> Iterator[Printed]:
    notes: list[Footnote] = []
    signs: list[Sign] = []
    marks, spaced = 0, False
    for text, style, note in _list_parts(inlines, ()):
        if text is None:
            marks += 1
            notes += [note] if note is not None else []
            continue
        for sign in text:
            if sign.isspace():
                spaced = True
            else:
                signs.append(Sign(sign, style, spaced))
                spaced = False
    yield Printed(path, tuple(signs), marks)
    for one in notes:
        yield from _print_line(one.children, (*path, "note"))


_Part = tuple[str | None, tuple[str, ...], Footnote | None]


def _list_parts(inlines: Iterable[Inline], style: tuple[str, ...]) -> Iterator[_Part]:
    for node in inlines:
        match node:
            case Text() | Placeholder():
                yield node.text, style, None
            case Code():
                yield node.text, (*style, "code"), None
            case LineBreak():
                yield " ", style, None
            case Emphasis() | Strong():
                yield from _list_parts(node.children, (*style, type(node).__name__))
            case Link():
                yield from _list_parts(node.children, (*style, f"link {node.url}"))
            case Footnote():
                yield None, style, node
            case _:
                yield None, style, None
