"""A comment's place in today's workspace: the narrowest record it touches, down to the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from masterplan_cli.diagnostics import Span
from masterplan_cli.review.comments import Comment
from masterplan_cli.schema.index import Index


@dataclass(frozen=True, slots=True)
class PlacedComment:
    """A comment and the pointers it speaks of, the narrowest first; none where it is unlocated."""

    comment: Comment
    pointers: tuple[str, ...]


def place_comment(comment: Comment, anchors: Mapping[str, str]) -> PlacedComment:
    """Resolve a comment's hashes; those that nothing answers to any more are left out."""
    pointers = (anchors[found] for found in comment.hashes if found in anchors)
    return PlacedComment(comment, tuple(dict.fromkeys(pointers)))


def find_quoted_line(index: Index, pointer: str, quoted: str) -> Span | None:
    """Return the span of ``quoted`` inside the scalar at ``pointer``, else the scalar's own.

    Why: a field of prose may be many lines long, and the comment speaks of one of them.
    """
    span = index.locate(pointer)
    found = index.read_source(pointer)
    if span is None or found is None or not quoted.strip():
        return span
    tree, path = found
    source = tree.source_of(path)
    words = quoted.strip()
    place = source.find(words)
    if place < 0 or source.count(words) > 1:
        return span
    before = source[:place]
    line = span.line + before.count("\n")
    column = place - before.rfind("\n") if "\n" in before else span.column + place
    return Span(span.file, line, column, line, column + len(words))
