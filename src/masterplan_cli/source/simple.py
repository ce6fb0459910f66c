"""Everyday YAML, read line by line: most files of most regions are nothing else.

In: text. Out: the data and marks that libyaml's events would give, or None for a text that is
anything else, be it unusual or wrong; then the parser reads it, and finds what there is to find.

Why: PyYAML makes an object for each event and two for its places, four times what libyaml itself
takes, and importing it takes longer than reading a small region. Lines of a plan repeat themselves,
and each is taken apart once. A property test holds this reader against the parser.

What is known: mappings, lists, ``- key: value``, texts on one line with or without quotes, ``|``
and ``>``, lists and mappings in brackets, and comments.
"""

from __future__ import annotations

import re
from itertools import accumulate, islice
from operator import add
from sys import intern
from typing import Any

from masterplan_cli.source.brackets import (
    DEEPEST,
    FIRST,
    KEY,
    NotSimpleError,
    OpenError,
    read_brackets,
    unquote,
)
from masterplan_cli.source.scalars import RESERVED, Folded, Plain, Plains
from masterplan_cli.source.tree import STRIDE

_FOREIGN = f"\t\ufeff{RESERVED}"
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@`")
_LINE = re.compile(
    rf"( *)(- +)?(?:{KEY}(?: +|$))?(?:({FIRST}[^:#\n]*)$|(.*))",
    re.DOTALL,
)
_NEGATIVE = re.compile(r"-[0-9]")
_QUOTED = re.compile(r"'(?:[^']|'')*'|\"[^\"\\]*\"")
_BREAKS = re.compile("\n+")
_LONGEST = 40
"""Lines that brackets may stretch over."""

_SCALAR, _NOTHING, _BLOCK, _FLOW = range(4)

Parsed = tuple[int, bool, str | None, int, int, int, Any, int, int]
"""A line taken apart: its indent, whether a dash stands there, the key with start and end, the kind
of what follows, its value with start and end. All places are offsets into the line.
"""
_EMPTY: tuple[()] = ()
_OPEN: Parsed = (0, False, None, 0, 0, 0, None, 0, 0)
"""Stands for a line whose brackets are closed in a later one."""


class _Lines:
    """Takes lines apart, each once."""

    def __init__(self) -> None:
        self.known: dict[str, Parsed | tuple[()]] = {}
        self.plains = Plains()

    def parse(self, line: str) -> Parsed | tuple[()]:
        """Return a line's parts, nothing for an empty one or a comment; raises NotSimpleError."""
        match = _LINE.match(line)
        if match is None:
            raise NotSimpleError
        spaces, dash, key, text, rest = match.groups()
        indent = key_at = len(spaces)
        if dash is not None:
            key_at += len(dash)
        parsed: Parsed | tuple[()]
        if text is not None:
            kind, start = _SCALAR, len(line) - len(text)
            if text[-1] == " ":
                text = text.rstrip(" ")
            value, end = self.plains[text], start + len(text)
        elif key is None and dash is None and (not rest or rest[0] == "#"):
            parsed = self.known[line] = _EMPTY
            return parsed
        else:
            start = len(line) - len(rest)
            try:
                kind, value, end = self._parse_value(rest.rstrip(" "), start)
            except OpenError:
                parsed = self.known[line] = _OPEN
                return parsed
        if key is not None:
            key, key_to = intern(key), key_at + len(key)
        elif kind == _NOTHING or (kind == _BLOCK and dash is None):
            raise NotSimpleError
        else:
            key_to = 0
        parsed = (indent, dash is not None, key, key_at, key_to, kind, value, start, end)
        self.known[line] = parsed
        return parsed

    def join(self, lines: list[str], number: int) -> tuple[str, Parsed | tuple[()]]:
        """Return an open line with those that close it, and their parts; raises NotSimpleError."""
        text = lines[number]
        for line in lines[number + 1 : number + _LONGEST]:
            text = f"{text}\n{line}"
            parsed = self.known.get(text)
            if parsed is None:
                parsed = self.parse(text)
            if parsed is not _OPEN:
                return text, parsed
        raise NotSimpleError

    def _parse_value(self, rest: str, start: int) -> tuple[int, Any, int]:
        """Return kind, value and end of what stands at ``start`` behind a key or dash."""
        sign = rest[:1]
        if sign == "'" or sign == '"':
            match = _QUOTED.fullmatch(rest)
            if match is None:
                raise NotSimpleError
            return _SCALAR, unquote(rest), start + len(rest)
        if sign == "{" or sign == "[":
            return _FLOW, read_brackets(rest, start, self.plains), start + len(rest)
        if rest in ("|", ">", "|-", ">-"):
            return _BLOCK, rest, start + len(rest)
        rest = _cut_comment(rest)
        if not rest:
            return _NOTHING, None, start
        if rest[0] in _INDICATORS and not _NEGATIVE.match(rest):
            raise NotSimpleError
        if ": " in rest or rest[-1] == ":":
            raise NotSimpleError
        return _SCALAR, self.plains[rest], start + len(rest)


def _cut_comment(rest: str) -> str:
    """Return ``rest`` without a comment; raises NotSimpleError for one that may be no comment."""
    at = 0 if rest[:1] == "#" else rest.find(" #") + 1
    if at == 0 and rest[:1] != "#":
        return rest
    if rest[at:].lstrip("#")[:1].strip():
        raise NotSimpleError
    return rest[:at].rstrip(" ")


def read_simple(text: str) -> tuple[dict[str, Any], list[int]] | None:
    """Return data and marks of a text without a fault, or None where the parser must read it."""
    if not text.endswith("\n") or any(map(text.__contains__, _FOREIGN)):
        return None
    try:
        root, marks = _read_lines(text.split("\n")[:-1])
    except NotSimpleError:
        return None
    return (root, marks) if isinstance(root, dict) else None


def _read_lines(lines: list[str]) -> tuple[Any, list[int]]:
    """Return the root's data, None where there are none, and all marks; raises NotSimpleError.

    Why one long loop: it runs once per line of the workspace, as the parser's once per scalar.
    """
    parser = _Lines()
    known, parse = parser.known, parser.parse
    marks: list[int] = []
    stack: list[tuple[Any, int, int, bool]] = []
    root: list[Any] = []
    data: Any = root
    place, column, in_mapping = 0, -1, False
    pending: str | None = None  # a key whose value has not come yet
    key_start = key_end = 0
    total = len(lines)
    starts = [*map(add, accumulate(map(len, lines), initial=0), range(total + 1))]
    number = 0
    while number < total:
        line = lines[number]
        start = starts[number]
        number += 1
        parsed = known.get(line)
        if parsed is None:
            parsed = parse(line)
        if parsed is _OPEN:
            line, parsed = parser.join(lines, number - 1)
            number += line.count("\n")
        if not parsed:
            continue
        indent, dash, key, key_at, key_to, kind, value, value_at, value_to = parsed
        if (
            kind == _SCALAR
            and indent == column
            and key is not None
            and pending is None
            and in_mapping
            and not dash
            and key not in data
        ):
            # Most lines: a key and its text in the mapping that is open.
            data[key] = value
            marks += (start + key_at, start + key_to, start + value_at, start + value_to, 0)
            continue
        if pending is not None or not stack:
            if key is None and not dash and stack and indent > column:
                indent = column  # the key's value, on a line of its own
                key = pending
                key_at, key_to = key_start - start, key_end - start
            elif indent > column or (dash and indent == column):
                below: Any = [] if dash else {}
                if pending is None:
                    data.append(below)
                else:
                    data[pending] = below
                stack.append((data, place, column, in_mapping))
                data, place, column, in_mapping = below, len(marks), indent, not dash
                marks += (key_start, key_end, start + indent, start + indent, 0)
            else:
                data[pending] = None
                marks += (key_start, key_end, key_end + 1, key_end + 1, 0)
            pending = None
        while indent < column or (indent == column and not in_mapping and not dash):
            marks[place + 4] = len(marks) // STRIDE
            data, place, column, in_mapping = stack.pop()
        if indent > column and number > 1:
            # Nothing but the rest of the text before, folded as YAML folds it.
            if not _goes_on(lines[number - 2], known) or not _goes_on(line, known):
                raise NotSimpleError
            name = next(reversed(data)) if in_mapping else -1
            if key is not None or dash or type(data[name]) is not Plain:
                raise NotSimpleError
            data[name] = parser.plains[f"{data[name]} {value}"]
            marks[-2] = start + value_to
            continue
        if indent != column or in_mapping == dash or len(stack) > DEEPEST:
            raise NotSimpleError
        if key is None:
            if not dash or kind == _NOTHING:
                raise NotSimpleError
            key_start = key_end = 0
        else:
            if dash:
                below = {}
                data.append(below)
                stack.append((data, place, column, in_mapping))
                data, place, column, in_mapping = below, len(marks), key_at, True
                marks += (0, 0, start + key_at, start + key_at, 0)
            elif key in data:
                raise NotSimpleError
            key_start = start + key_at
            key_end = start + key_to
            if kind == _NOTHING:
                pending = key
                continue
        if kind == _SCALAR:
            marks += (key_start, key_end, start + value_at, start + value_to, 0)
        elif kind == _BLOCK:
            count, value = _read_block(lines, number, value, column)
            number += count
            marks += (key_start, key_end, start + value_at, starts[number], 0)
        else:
            value, inside = value
            base = len(marks) // STRIDE
            for one, two, three, four, after in inside:
                # A zero stands for no key or no list, and no place in the line is one.
                marks += (one and one + start, two and two + start, three + start, four + start)
                marks.append(after and after + base)
            marks[base * STRIDE : base * STRIDE + 2] = key_start, key_end
        if key is None:
            data.append(value)
        else:
            data[key] = value
    if pending is not None:
        data[pending] = None
        marks += (key_start, key_end, key_end + 1, key_end + 1, 0)
    while stack:
        marks[place + 4] = len(marks) // STRIDE
        data, place, column, in_mapping = stack.pop()
    return (root[0] if root else None), marks


def _goes_on(line: str, known: dict[str, Parsed | tuple[()]]) -> bool:
    """Say whether a line, known by now, ends in an unquoted text and in no comment."""
    parsed = known.get(line)
    if not parsed or "#" in line:
        return False
    return parsed[5] == _SCALAR and type(parsed[6]) is Plain


def _read_block(lines: list[str], first: int, header: str, column: int) -> tuple[int, str]:
    """Return how many lines a text behind ``|`` or ``>`` has, with empty ones, and the text.

    ``column`` is that of the list or mapping around it; raises NotSimpleError.
    """
    folded = header[0] == ">"
    depth = 0
    body: list[str] = []
    for line in islice(lines, first, None):
        rest = line.lstrip(" ")
        indent = len(line) - len(rest)
        if not depth:
            depth = indent
            if not rest or depth <= column:
                raise NotSimpleError
        if rest and indent < depth:
            break
        if indent > depth and (folded or not rest):
            raise NotSimpleError
        body.append(line[depth:])
    if not depth:
        raise NotSimpleError
    count = len(body)
    while not body[-1]:
        body.pop()
    if not folded:
        text = "\n".join(body)
    elif "" not in body:
        text = " ".join(body)
    else:
        text = _BREAKS.sub(_fold, "\n".join(body))
    text = text if header[1:] else f"{text}\n"
    return count, Folded(text) if folded else text


def _fold(breaks: re.Match[str]) -> str:
    return breaks[0][1:] or " "
