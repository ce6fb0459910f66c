"""Where in a file each printed character of a scalar stands, however the scalar is written."""

from __future__ import annotations

import re

_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\n")
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))", re.DOTALL)
_BLANKS = frozenset(" \t\n_NLPnrtvfab0e")
"""What stands behind a backslash for a space, a line's end or something else without a glyph."""


def list_printed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return start and end of each of the scalar's characters that is no white space, in order.

    ``start`` and ``end`` bound the scalar in the file's ``text``, with quotes or block header.
    Folding, indentation and stripping move white space only, so the n-th printed character of
    the value is the n-th of the source, whatever the style.
    """
    opening = text[start : start + 1]
    if opening in ("|", ">") and (header := _HEADER.match(text, start, end)):
        return _list_plain(text, header.end(), end)
    if opening == "'":
        return _list_single_quoted(text, start + 1, end - 1)
    if opening == '"':
        return _list_double_quoted(text, start + 1, end - 1)
    return _list_plain(text, start, end)


def _list_plain(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(place, place + 1) for place in range(start, end) if not text[place].isspace()]


def _list_single_quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places; a quote is written twice."""
    places = []
    position = start
    while position < end:
        after = position + (2 if text.startswith("''", position) else 1)
        if not text[position].isspace():
            places.append((position, after))
        position = after
    return places


def _list_double_quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places; an escape counts as the one character that it stands for."""
    places = []
    position = start
    while position < end:
        escape = _ESCAPE.match(text, position, end)
        if escape is None:
            if not text[position].isspace():
                places.append((position, position + 1))
            position += 1
            continue
        code = escape[1] or escape[2] or escape[3]
        blank = chr(int(code, 16)).isspace() if code else escape[4] in _BLANKS
        if not blank:
            places.append(escape.span())
        position = escape.end()
    return places
