"""A table of words and figures for a terminal: aligned by spaces, so that a pipe can read it."""

from __future__ import annotations

from collections.abc import Sequence


def render_table(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> str:
    """Return the rows in columns; the first row is the head, ``right`` holds figures' columns."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [_lay(row, widths, right) for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "".join(f"{line}\n" for line in lines)


def _lay(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    cells = [
        cell.rjust(width) if place in right else cell.ljust(width)
        for place, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()
