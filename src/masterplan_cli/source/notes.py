"""Comments that are meant for this tool: ``# masterplan: ignore[code] reason``.

In: a Tree, or a template's text, where they read ``{# masterplan: … #}``. Out: the notes in it,
each with the line that it speaks of. libyaml gives no event for a comment, so the text is searched,
and only where it holds the word at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from masterplan_cli.diagnostics import Span
from masterplan_cli.source.tree import Lines, Tree

_MARK = "masterplan:"
_NOTE = re.compile(r"(?:^|(?<=\s))#[ \t]*masterplan:[ \t]*(?P<said>[^\n]*)", re.MULTILINE)
_IGNORE = re.compile(r"ignore[ \t]*\[(?P<codes>[^\]\n]*)\][ \t:–—-]*(?P<reason>.*)\Z")
_CODE = re.compile(r"[^\s,]+")
_BARE = re.compile(r"[ \t]*(?:#[^\n]*)?\Z")
_TEMPLATE_NOTE = re.compile(r"\{#[-+]?[ \t]*masterplan:[ \t]*(?P<said>[^\n]*?)[ \t]*[-+]?#\}")
_TEMPLATE_BARE = re.compile(r"[ \t]*(?:\{#[^\n]*?#\}[ \t]*)*\Z")


class Code(NamedTuple):
    """One code that a note names, and where."""

    name: str
    span: Span


class Note(NamedTuple):
    """One comment: its place, the line that it speaks of, the codes, and the reason given.

    ``codes`` is empty where the comment has not the form that the tool knows.
    """

    span: Span
    line: int
    codes: tuple[Code, ...]
    reason: str


def list_notes(tree: Tree) -> Iterator[Note]:
    """Yield the notes of a file, from top to bottom."""
    if not tree.mentions(_MARK):
        return
    text = tree.text
    lines = Lines(tree.file, text)
    for match in _NOTE.finditer(text):
        if not tree.is_within_scalar(match.start()):
            yield _read_note(lines, match)


def list_template_notes(file: str, text: str) -> Iterator[Note]:
    """Yield the notes of a template, from top to bottom; ``file`` is what findings call it."""
    if _MARK not in text:
        return
    lines = Lines(file, text)
    for match in _TEMPLATE_NOTE.finditer(text):
        yield _read_note(lines, match, _TEMPLATE_BARE)


def _read_note(lines: Lines, match: re.Match[str], bare: re.Pattern[str] = _BARE) -> Note:
    said = match["said"].rstrip()
    span = lines.span(match.start(), match.start("said") + len(said))
    line = _find_target(lines, match.start(), bare)
    ignore = _IGNORE.match(said)
    if ignore is None:
        return Note(span, line, (), "")
    start = match.start("said") + ignore.start("codes")
    codes = tuple(
        Code(code[0], lines.span(start + code.start(), start + code.end()))
        for code in _CODE.finditer(ignore["codes"])
    )
    return Note(span, line, codes, ignore["reason"].strip())


def _find_target(lines: Lines, offset: int, bare: re.Pattern[str]) -> int:
    """Return the note's own line, or the next one with content where it stands alone."""
    start, text = lines.line_at(offset)
    line, _ = lines.locate(offset)
    if lines.text[start:offset].strip() or bare.match(text) is None:
        return line
    while line < len(lines.starts):
        line += 1
        _, text = lines.line_at(lines.starts[line - 1])
        if bare.match(text) is None:
            break
    return line
