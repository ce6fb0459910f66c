"""Lists and mappings in brackets, as everyday YAML has them.

In: the text from the first bracket to the last. Out: data and marks, or a refusal.
"""

from __future__ import annotations

import re
from sys import intern
from typing import Any

from masterplan_cli.source.scalars import Plains

KEY = r"([A-Za-z0-9_][A-Za-z0-9_.-]{0,99}):"
"""A key that no program reads otherwise."""
FIRST = r"[^ \-?:,\[\]{}#&*!|>'\"%@`\n]"
"""What surely starts an unquoted text."""
_PART = re.compile(
    rf"[ \n]*(?:{KEY} [ \n]*)?(?:((?:{FIRST}|-[0-9])[^,\[\]{{}}:#?\n]*"
    r"(?:\n +[^ ,\[\]{}:#?\n][^,\[\]{}:#?\n]*)*)"
    r"|('(?:[^'\n]|'')*'|\"[^\"\\\n]*\")|([\[{])[ \n]*)[ \n]*"
)
"""In brackets: a key, if there is one, and an unquoted text, a quoted one, or a bracket."""
_PAIR = rf"{KEY.replace('(', '(?:')} (?:{FIRST}|-[0-9])(?:[^,\[\]{{}}:#?\n]*[^ ,\[\]{{}}:#?\n])?"
_ROW = re.compile(rf"{{{_PAIR}(?:,[ \n]+{_PAIR})*}}")
"""A mapping of nothing but unquoted texts, as rows of money are written."""
_BLANKS = (" ", "\n")
DEEPEST = 20
"""Lists and mappings inside each other, in brackets or not."""


class NotSimpleError(Exception):
    """The text holds what only the parser can read."""


class OpenError(Exception):
    """A bracket is not closed at the end of the line."""


def unquote(text: str) -> str:
    """Return what a text in quotes without escapes says."""
    return text[1:-1].replace("''", "'") if text[0] == "'" else text[1:-1]


_Inside = list[tuple[int, int, int, int, int]]


def _read_row(text: str, start: int, plains: Plains) -> tuple[dict[str, Any], _Inside]:
    """Return what ``read_brackets`` does of a text that ``_ROW`` matches."""
    data: dict[str, Any] = {}
    end = start
    pairs = text[1:-1].split(",")
    marks = [(0, 0, start, start, len(pairs) + 1)]
    for pair in pairs:
        end += len(pair) + 1
        before, _, value = pair.partition(": ")
        key = before.lstrip(" \n")
        data[intern(key)] = plains[value]
        place = end - len(value)
        marks.append((place - 2 - len(key), place - 2, place, end, 0))
    if len(data) < len(pairs):
        raise NotSimpleError
    return data, marks


def read_brackets(text: str, start: int, plains: Plains) -> tuple[Any, _Inside]:
    """Return data and marks of a list or mapping in brackets, which ``text`` is from end to end.

    The marks are relative: places to the line, where ``text`` has ``start``, and numbers to the
    first. Raises NotSimpleError, or OpenError where the last bracket is missing.
    """
    if text[-1] == ",":
        raise OpenError
    if _ROW.fullmatch(text):
        return _read_row(text, start, plains)
    marks: _Inside = []
    outer: list[Any] = []
    data: Any = outer
    stack: list[tuple[Any, int, str]] = []
    bracket, number, at = "", 0, 0
    while True:
        match = _PART.match(text, at)
        if match is None:
            raise OpenError if at == len(text) else NotSimpleError
        key, value, quoted, sign = match.groups()
        _, key_place, plain_place, quoted_place, (sign_at, _) = match.regs
        at = match.end()
        if (key is None) == (bracket == "}") or (key is not None and key in data):
            raise NotSimpleError
        first, last = (key_place[0] + start, key_place[1] + start) if key is not None else (0, 0)
        below: Any
        if sign is not None:
            if len(stack) > DEEPEST:
                raise NotSimpleError
            below = {} if sign == "{" else []
        elif value is not None:
            bare = value.rstrip(" ")
            place = plain_place[0] + start
            marks.append((first, last, place, place + len(bare), 0))
            if "\n" in bare:
                bare = " ".join([line.strip(" ") for line in bare.split("\n")])
            below = plains[bare]
        else:
            marks.append((first, last, quoted_place[0] + start, quoted_place[1] + start, 0))
            below = unquote(quoted)
        if key is None:
            data.append(below)
        else:
            data[intern(key)] = below
        if sign is not None:
            stack.append((data, number, bracket))
            data, number, bracket = below, len(marks), "}" if sign == "{" else "]"
            marks.append((first, last, sign_at + start, sign_at + start, 0))
            if text[at : at + 1] != bracket:
                continue
        while bracket and text[at : at + 1] == bracket:
            marks[number] = (*marks[number][:4], len(marks))
            data, number, bracket = stack.pop()
            at += 1
            while text[at : at + 1] in _BLANKS:
                at += 1
        if not bracket:
            break
        if at == len(text):
            raise OpenError
        if text[at] != ",":
            raise NotSimpleError
        at += 1
    if at != len(text):
        raise NotSimpleError
    return outer[0], marks
