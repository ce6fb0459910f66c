"""Blanks at the ends of lines: which may go, and that they go alone."""

from __future__ import annotations

import re
from collections.abc import Iterable

from masterplan_cli.edit.changes import Trim
from masterplan_cli.edit.splices import Splices, refuse_by_hand
from masterplan_cli.source.nodes import Node, read_nodes
from masterplan_cli.source.scalars import Folded
from masterplan_cli.source.tree import Lines

_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)


def list_trims(text: str) -> list[Trim]:
    """Return a trim for each line with blanks at its end, but for ``|`` text, where they count.

    ``text`` is YAML that the reader understood.
    """
    found = [match.start() for match in _AT_END.finditer(text)]
    if not found:
        return []
    kept = list_literal_lines(text, read_nodes(text))
    lines = Lines("", text)
    numbers = (lines.locate(offset)[0] for offset in found)
    return [Trim(number) for number in numbers if number not in kept]


def list_literal_lines(text: str, root: Node) -> set[int]:
    """Return the numbers of the lines that hold ``|`` text."""
    lines = Lines("", text)
    found: set[int] = set()
    pending = [root]
    while pending:
        node = pending.pop()
        pending += node.items
        if node.style == "|":
            first, last = lines.locate(node.start)[0], lines.locate(node.end)[0]
            found.update(range(first + 1, last + 1))
    return found


def put_trims(splices: Splices, trims: Iterable[Trim], root: Node) -> None:
    """Put the splices of all trims; raises EditError for a line that must keep its blanks."""
    lines = Lines("", splices.text)
    numbers = sorted({trim.line for trim in trims})
    kept = list_literal_lines(splices.text, root) if numbers else set()
    for number in numbers:
        if not 1 <= number < len(lines.starts):
            raise refuse_by_hand((), f"tidak ada baris {number}", f"there is no line {number}")
        if number in kept:
            raise refuse_by_hand((), "spasi di dalam teks |", "blanks inside a | text")
        start, line = lines.line_at(lines.starts[number - 1])
        match = _AT_END.search(line)
        if match is not None:
            splices.put(start + match.start(), start + match.end(), "")


def level_blanks(data: object) -> object:
    """Return data with each run of blanks in folded text as one, as trimming may leave them."""
    if isinstance(data, dict):
        return {key: level_blanks(value) for key, value in data.items()}
    if isinstance(data, list):
        return [level_blanks(value) for value in data]
    if type(data) is Folded:
        level = re.sub(r"[ \t]*\n[ \t]*|[ \t]+", lambda run: "\n" if "\n" in run[0] else " ", data)
        return Folded(level.rstrip(" "))
    return data
