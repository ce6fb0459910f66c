"""Comments of a returned Word file, each with the bookmarks that its range touches.

In: the bytes of a ``.docx``. Out: comments with the hashes of the origins they speak of, the
smallest first. Positions are counted in characters of text, so that moved markup does not matter.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from masterplan_cli.document.bookmarks import read_bookmark

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: who, what, on which words, and the hashes of the origins around them."""

    author: str
    text: str
    quoted: str
    hashes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extent:
    """A range of characters, by its first and its end."""

    start: int
    end: int

    def touches(self, other: Extent) -> bool:
        """Say whether the ranges share a character, or one is empty inside the other."""
        if self.start == self.end or other.start == other.end:
            return self.start <= other.end and other.start <= self.end
        return self.start < other.end and other.start < self.end

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Ranges:
    """All marked ranges of one part, and its text."""

    text: str
    bookmarks: tuple[tuple[str, Extent], ...]
    comments: tuple[tuple[str, Extent], ...]


def read_comments(data: bytes) -> list[Comment]:
    """Return the comments of a Word file in the order of the text.

    Raises zipfile.BadZipFile, KeyError or ValueError for what is no Word file.
    """
    import docx

    document = docx.Document(io.BytesIO(data))
    bodies = {
        str(comment.comment_id): (comment.author or "", comment.text)
        for comment in document.comments
    }
    ranges = read_ranges(document.element.body)
    found = []
    for number, extent in ranges.comments:
        author, text = bodies.get(number, ("", ""))
        quoted = ranges.text[extent.start : extent.end]
        found.append(Comment(author, text, quoted, tuple(_list_hashes(ranges, extent))))
    return found


def _list_hashes(ranges: Ranges, extent: Extent) -> Iterator[str]:
    """Yield the hashes of the bookmarks that ``extent`` touches, the shortest range first."""
    touched = [(place.length, name) for name, place in ranges.bookmarks if place.touches(extent)]
    for _, name in sorted(touched, key=lambda pair: pair[0]):
        found = read_bookmark(name)
        if found is not None:
            yield found


def read_ranges(body: Any) -> Ranges:
    """Return the ranges of bookmarks and comments below an XML element, in text positions."""
    position = 0
    parts: list[str] = []
    open_bookmarks: dict[str, tuple[str, int]] = {}
    open_comments: dict[str, int] = {}
    bookmarks: list[tuple[str, Extent]] = []
    comments: list[tuple[str, Extent]] = []
    for element in body.iter():
        match element.tag:
            case t if t == f"{W}t":
                text = element.text or ""
                parts.append(text)
                position += len(text)
            case t if t == f"{W}bookmarkStart":
                open_bookmarks[element.get(f"{W}id")] = (element.get(f"{W}name", ""), position)
            case t if t == f"{W}bookmarkEnd":
                name, start = open_bookmarks.pop(element.get(f"{W}id"), ("", position))
                bookmarks.append((name, Extent(start, position)))
            case t if t == f"{W}commentRangeStart":
                open_comments[element.get(f"{W}id")] = position
            case t if t == f"{W}commentRangeEnd":
                number = element.get(f"{W}id")
                start = open_comments.pop(number, position)
                comments.append((number, Extent(start, position)))
    return Ranges("".join(parts), tuple(bookmarks), tuple(comments))
