"""A book as a program reads it, in one shape: lines of text and grids of cells.

White space, emphasis and marks of lists are left out; the rest is what a reader would read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Grid:
    """A table: rows of cells, each with its lines joined."""

    rows: tuple[tuple[str, ...], ...]


Item = str | Grid


@dataclass(frozen=True)
class Reading:
    """A book as one program reads it: lines and tables in order, then its footnotes."""

    items: tuple[Item, ...]
    notes: tuple[str, ...]


def squeeze(text: str) -> str:
    """Return ``text`` without white space, whatever its kind."""
    return re.sub(r"\s+", "", text)


def differ(markdown: Reading, word: Reading) -> Iterator[str]:
    """Yield where the two readings differ; a table's headings may stand on several rows in Word."""
    ours, others = list(_merge(markdown)), list(_merge(word))
    for place, (one, other) in enumerate(zip(ours, others, strict=False)):
        if isinstance(one, Grid) and isinstance(other, Grid):
            yield from _differ_grids(one, other)
        elif one != other:
            yield f"item {place}: {one!r} in Markdown, {other!r} in Word"
            return
    if len(ours) != len(others):
        yield f"{len(ours)} items in Markdown, {len(others)} in Word"
    if markdown.notes != word.notes:
        yield f"{len(markdown.notes)} footnotes in Markdown, {len(word.notes)} in Word, or others"


def _merge(reading: Reading) -> Iterator[Item]:
    """Yield the items without empty tables."""
    for item in reading.items:
        if not isinstance(item, Grid) or any(any(row) for row in item.rows):
            yield item


def _differ_grids(one: Grid, other: Grid) -> Iterator[str]:
    head, *body = one.rows
    above = len(other.rows) - len(body)
    if tuple(body) != other.rows[above:] or above < 0:
        pairs = zip(body, other.rows[above:], strict=False)
        first = next(((ours, theirs) for ours, theirs in pairs if ours != theirs), (head, ()))
        yield f"a table has {first[0]} in Markdown, {first[1]} in Word"
        return
    said = {line for cell in head for line in cell.split("\n") if line}
    heads = {
        line for row in other.rows[:above] for cell in row for line in cell.split("\n") if line
    }
    if said != heads:
        yield f"headings {sorted(said)} in Markdown, {sorted(heads)} in Word"
