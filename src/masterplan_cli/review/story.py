"""The text of a returned Word file, with every mark on it, in positions of characters.

In: the package. Out: one ``Story``: pieces of text in the order of reading (body, then notes),
each with who inserted or deleted it, and the ranges of bookmarks and comments over them.

Why positions of text: programs split and join runs as they like, and move markup around them.
Deleted text counts too, so that a place is the same with and without the change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from masterplan_cli.review.package import Package, refuse

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROPERTIES, _STYLE, _LOOK, _VALUE = f"{W}pPr", f"{W}pStyle", f"{W}rPr", f"{W}val"
DOCUMENT = "word/document.xml"
NOTES = ("word/footnotes.xml", "word/endnotes.xml")
NAMELESS = "?"
"""The name of a move that its program gave none."""
HEADING = "heading"
"""What the ids of headings hold where nobody renamed them."""
_DEEPEST = 200
_DATE = re.compile(r"(?!0000)\d{4}-(?!00)\d\d-(?!00)\d\d(?:T\d\d:\d\d(?::\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """A tracked change: whose, when (``2026-11-25T10:00:00``, or empty), and a move's name."""

    author: str
    date: str
    move: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of one kind. ``computed`` is a field's result; ``breaks`` ends a paragraph."""

    start: int
    text: str
    inserted: Mark | None = None
    deleted: Mark | None = None
    computed: bool = False
    breaks: bool = False

    @property
    def end(self) -> int:
        """Position behind the last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Extent:
    """A range of characters, by its first and its end."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start

    def contains(self, other: Extent) -> bool:
        """Say whether ``other`` lies wholly inside, edges included."""
        return self.start <= other.start and other.end <= self.end

    def shares(self, other: Extent) -> int:
        """Return how many characters both have."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def meets(self, other: Extent) -> bool:
        """Say whether they share a character or an edge."""
        return self.start <= other.end and other.start <= self.end


@dataclass(slots=True)
class Story:
    """Pieces, ranges and headings of one file."""

    pieces: list[Piece] = field(default_factory=list)
    bookmarks: dict[str, Extent] = field(default_factory=dict)
    comments: dict[str, Extent] = field(default_factory=dict)
    headings: list[tuple[int, str]] = field(default_factory=list)
    _text: str | None = None
    plain: Any = None
    """The same with all changes rejected, once somebody has read it (``plain.read_plain``)."""

    @property
    def text(self) -> str:
        """All text, inserted and deleted alike."""
        if self._text is None:
            self._text = "".join(piece.text for piece in self.pieces)
        return self._text


def read_story(package: Package, headings: frozenset[str] = frozenset()) -> Story:
    """Return the story of a file; raises UserError where it has no text at all.

    ``headings`` are the ids of styles that are headings, besides those that say so.
    """
    return read_roots(package.name, map(package.parse, (DOCUMENT, *NOTES)), headings)


def read_roots(name: str, roots: Iterable[Any], headings: frozenset[str] = frozenset()) -> Story:
    """Return the story of a main part and its notes, given by their roots; None for no notes."""
    document, *notes = roots
    body = None if document is None else document.find(f"{W}body")
    if body is None:
        raise refuse(name, "tidak memuat naskah", "holds no text")
    reader = _Reader(headings)
    reader.walk(body)
    for root in notes:
        if root is not None:
            reader.walk(root)
    return reader.finish()


def read_mark(element: Any, move: str = "") -> Mark:
    """Return who changed and when, seconds kept and the zone dropped: programs differ in it."""
    return Mark(element.get(f"{W}author") or "", read_date(element), move)


def read_date(element: Any) -> str:
    """Return when something was said, as ``2026-11-25T10:00:00``; empty where there is no date.

    LibreOffice writes ``0-00-00T00:00:00Z`` for a comment that came without one.
    """
    found = _DATE.match(element.get(f"{W}date") or "")
    return found[0] if found else ""


class _Reader:
    """Walks elements once; what is open (changes, fields, ranges) is its state."""

    def __init__(self, headings: frozenset[str]) -> None:
        self.story = Story()
        self._headings = headings
        self._position = 0
        self._inserted: list[Mark] = []
        self._deleted: list[Mark] = []
        self._fields: list[bool] = []
        self._bookmarks: dict[str, tuple[str, int]] = {}
        self._comments: dict[str, int] = {}
        self._references: dict[str, int] = {}
        self._moves: dict[str, str] = {}
        self._depth = 0
        self._steps: dict[str, Callable[[Any], None]] = {
            f"{W}{name}": step for name, step in self._list_steps().items()
        }
        self._skipped = {
            f"{W}{name}" for name in ("rPr", "pPr", "tblPr", "tblGrid", "tcPr", "trPr", "sectPr")
        } | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}

    def _list_steps(self) -> dict[str, Callable[[Any], None]]:
        return {
            "t": self._add_text,
            "delText": self._add_text,
            "p": self._read_paragraph,
            "tr": self._read_row,
            "tab": lambda element: self._add("\t"),
            "br": lambda element: self._add("\n"),
            "cr": lambda element: self._add("\n"),
            "noBreakHyphen": lambda element: self._add("\u2011"),
            "ins": self._read_inserted,
            "moveTo": self._read_inserted,
            "del": self._read_deleted,
            "moveFrom": self._read_deleted,
            "moveFromRangeStart": self._open_move,
            "moveToRangeStart": self._open_move,
            "moveFromRangeEnd": self._close_move,
            "moveToRangeEnd": self._close_move,
            "fldChar": self._read_field_mark,
            "fldSimple": self._read_simple_field,
            "bookmarkStart": self._open_bookmark,
            "bookmarkEnd": self._close_bookmark,
            "commentRangeStart": self._open_comment,
            "commentRangeEnd": self._close_comment,
            "commentReference": self._refer_comment,
        }

    def walk(self, element: Any) -> None:
        """Read what lies below ``element``."""
        self._depth += 1
        if self._depth < _DEEPEST:
            steps, skipped = self._steps, self._skipped
            for child in element:
                tag = child.tag
                step = steps.get(tag)
                if step is not None:
                    step(child)
                elif tag not in skipped:
                    self.walk(child)
        self._depth -= 1

    def finish(self) -> Story:
        """Close what a program left open, and return the story."""
        for name, start in self._bookmarks.values():
            self.story.bookmarks.setdefault(name, Extent(start, start))
        for number, start in (self._references | self._comments).items():
            self.story.comments.setdefault(number, Extent(start, start))
        return self.story

    def _add(self, text: str, *, breaks: bool = False) -> None:
        if not text:
            return
        inserted = self._inserted[-1] if self._inserted else None
        deleted = self._deleted[-1] if self._deleted else None
        computed = bool(self._fields)
        self.story.pieces.append(Piece(self._position, text, inserted, deleted, computed, breaks))
        self._position += len(text)

    def _add_text(self, element: Any) -> None:
        if not self._fields or self._fields[-1]:
            self._add(element.text or "")

    def _read_paragraph(self, paragraph: Any) -> None:
        first, start = len(self.story.pieces), self._position
        self.walk(paragraph)
        properties = paragraph.find(_PROPERTIES)
        if properties is None:
            self._add("\n", breaks=True)
            return
        style = properties.find(_STYLE)
        name = "" if style is None else style.get(_VALUE) or ""
        if name in self._headings or HEADING in name.lower():
            said = "".join(p.text for p in self.story.pieces[first:] if not p.inserted)
            self.story.headings.append((start, " ".join(said.split())))
        # One step at a time: a path of two costs as much as the rest of a paragraph.
        look = properties.find(_LOOK)
        if look is None:
            self._add("\n", breaks=True)
            return
        inserted, deleted = look.find(f"{W}ins"), look.find(f"{W}del")
        self._with_marks(inserted, deleted, lambda: self._add("\n", breaks=True))

    def _read_row(self, row: Any) -> None:
        properties = row.find(f"{W}trPr")
        if properties is None:
            self.walk(row)
            return
        inserted, deleted = properties.find(f"{W}ins"), properties.find(f"{W}del")
        self._with_marks(inserted, deleted, lambda: self.walk(row))

    def _with_marks(self, inserted: Any, deleted: Any, act: Callable[[], None]) -> None:
        if inserted is not None:
            self._inserted.append(read_mark(inserted))
        if deleted is not None:
            self._deleted.append(read_mark(deleted))
        act()
        if inserted is not None:
            self._inserted.pop()
        if deleted is not None:
            self._deleted.pop()

    def _read_inserted(self, element: Any) -> None:
        move = self._name_move() if element.tag == f"{W}moveTo" else ""
        self._inserted.append(read_mark(element, move))
        self.walk(element)
        self._inserted.pop()

    def _read_deleted(self, element: Any) -> None:
        move = self._name_move() if element.tag == f"{W}moveFrom" else ""
        self._deleted.append(read_mark(element, move))
        self.walk(element)
        self._deleted.pop()

    def _name_move(self) -> str:
        return next(reversed(self._moves.values()), NAMELESS)

    def _open_move(self, element: Any) -> None:
        self._moves[element.get(f"{W}id") or ""] = element.get(f"{W}name") or NAMELESS

    def _close_move(self, element: Any) -> None:
        self._moves.pop(element.get(f"{W}id") or "", None)

    def _read_field_mark(self, element: Any) -> None:
        match element.get(f"{W}fldCharType"):
            case "begin":
                self._fields.append(False)
            case "separate" if self._fields:
                self._fields[-1] = True
            case "end" if self._fields:
                self._fields.pop()

    def _read_simple_field(self, element: Any) -> None:
        self._fields.append(True)
        self.walk(element)
        self._fields.pop()

    def _open_bookmark(self, element: Any) -> None:
        name = element.get(f"{W}name") or ""
        self._bookmarks[element.get(f"{W}id") or ""] = (name, self._position)

    def _close_bookmark(self, element: Any) -> None:
        name, start = self._bookmarks.pop(element.get(f"{W}id") or "", ("", self._position))
        if name:
            self.story.bookmarks.setdefault(name, Extent(start, self._position))

    def _open_comment(self, element: Any) -> None:
        self._comments[element.get(f"{W}id") or ""] = self._position

    def _close_comment(self, element: Any) -> None:
        number = element.get(f"{W}id") or ""
        start = self._comments.pop(number, self._position)
        self.story.comments.setdefault(number, Extent(start, self._position))

    def _refer_comment(self, element: Any) -> None:
        self._references.setdefault(element.get(f"{W}id") or "", self._position)
