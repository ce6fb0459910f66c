"""Bookmarks of one package: unique ids, and each origin's occurrences.

Out: pairs of ``w:bookmarkStart`` and ``w:bookmarkEnd`` to stand around content of one
paragraph. Names that carry provenance come from ``document.bookmarks``; ``_Toc`` and
``_Ref`` names stand for anchors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from hashlib import blake2b
from typing import Final

from masterplan_cli.document.bookmarks import begin_name, begin_name_formerly, name_chapter
from masterplan_cli.document.nodes import Text
from masterplan_cli.writers.docx.comments import Comments

CONTENTS_PREFIX: Final = "_Toc"
CELL_END: Final = "</w:p></w:tc>"
MOST_CHAPTERS: Final = 99
_STEP: Final = MOST_CHAPTERS + 1
"""From one id of a chapter to its next: others lie between."""


class _Names:
    """The names of one origin's bookmarks: what they begin with, and how many were given out.

    Both are of the ``chapter`` in which the last of them was.
    """

    __slots__ = ("chapter", "count", "start", "stem")

    def __init__(self, stem: str) -> None:
        self.stem = self.start = stem
        self.chapter = "?"
        self.count = 0

    def enter(self, chapter: str) -> None:
        """Begin a chapter; it is said by digits."""
        self.chapter = chapter
        self.start = self.stem + chapter
        self.count = 0


class _Given(dict[str, _Names]):
    """The names by origin."""

    def __init__(self, begin: Callable[[str], str]) -> None:
        self._begin = begin

    def __missing__(self, origin: str) -> _Names:
        names = self[origin] = _Names(self._begin(origin))
        return names


class Bookmarks:
    """Gives out bookmarks; one instance serves the body and the footnotes together."""

    def __init__(self, comments: Comments | None = None, *, former: bool = False) -> None:
        """Start with no bookmark given out; occurrences count from 1.

        ``comments`` stand around the bookmarks that they speak of; ``former`` gives the names of
        drafts sent before.
        """
        self._comments = comments
        self._former = former
        begin = begin_name_formerly if former else begin_name
        self._chapters, self._common = _Given(begin), _Given(begin)
        self._given = self._common
        self._none = "" if former else name_chapter(0)
        self._chapter = self._none
        self._last = self._last_common = 0

    def enter(self, chapter: int) -> None:
        """Give out the bookmarks of a chapter, from 1 to 99; each is entered once.

        They are counted by themselves, so that they do not change with what stands before.
        """
        if not self._former:
            self._chapter, self._given = name_chapter(chapter), self._chapters
            self._last_common, self._last = self._last, chapter

    def leave(self) -> None:
        """Give out the bookmarks of no chapter, until one is entered."""
        if not self._former:
            self._chapter, self._given = self._none, self._common
            self._last = self._last_common

    def open_origin(self, origin: str) -> tuple[str, str]:
        """Return start and end of the next bookmark for ``origin``; two empty texts for ``""``.

        For what has bookmarks of its own inside; all else is for ``mark``. Why not
        ``name_bookmark``: it hashes anew each time, and one record is named often.
        """
        if not origin:
            return "", ""
        names = self._given[origin]
        if names.chapter is not self._chapter:
            names.enter(self._chapter)
        names.count += 1
        self._last = last = self._last + _STEP
        start = f'<w:bookmarkStart w:id="{last}" w:name="{names.start}{names.count}"/>'
        end = f'<w:bookmarkEnd w:id="{last}"/>'
        if self._comments is not None:
            opened, closed = self._comments.open_at(f"{names.start}{names.count}", origin)
            return opened + start, end + closed
        return start, end

    def mark(self, origin: str, runs: str) -> str:
        """Return ``runs`` inside the next bookmark for ``origin``; bare for ``""``.

        Why not by ``open_origin``: at each of a book's cells one text is made, and not three.
        """
        if not origin:
            return runs
        if self._comments is not None:
            start, end = self.open_origin(origin)
            return f"{start}{runs}{end}"
        names = self._given[origin]
        if names.chapter is not self._chapter:
            names.enter(self._chapter)
        names.count += 1
        self._last += _STEP
        key = str(self._last)
        return (
            f'<w:bookmarkStart w:id="{key}" w:name="{names.start}{names.count}"/>{runs}'
            f'<w:bookmarkEnd w:id="{key}"/>'
        )

    def mark_cells(
        self, cells: Iterable[tuple[str, Text]], runs: Mapping[str, str], parent: str
    ) -> list[str]:
        """Return cells of one text each, whole: how each begins, its run in a bookmark, its end.

        Why here, and not by ``mark``: nearly all of a large book is written in this loop, and a
        call for each of half a million cells takes as long as all else that is done for it.
        """
        if self._comments is not None:
            return [
                f"{opening}{self.mark(text.origin or parent, runs[text.text])}{CELL_END}"
                for opening, text in cells
            ]
        written, given, last = [], self._given, self._last
        chapter, step = self._chapter, _STEP
        for opening, text in cells:
            origin = text.origin or parent
            if not origin:
                written.append(f"{opening}{runs[text.text]}{CELL_END}")
                continue
            names = given[origin]
            if names.chapter is not chapter:
                names.enter(chapter)
            names.count = count = names.count + 1
            last += step
            written.append(
                f'{opening}<w:bookmarkStart w:id="{last}" w:name="{names.start}{count}"/>'
                f'{runs[text.text]}<w:bookmarkEnd w:id="{last}"/>{CELL_END}'
            )
        self._last = last
        return written

    def open_name(self, name: str) -> tuple[str, str]:
        """Return start and end of a bookmark of this very name (unique: the caller sees to it)."""
        self._last = last = self._last + _STEP
        return (
            f'<w:bookmarkStart w:id="{last}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{last}"/>',
        )


def name_contents_target(anchor: str) -> str:
    """Return the name that entries of contents and internal links point at."""
    return f"{CONTENTS_PREFIX}{_hash_anchor(anchor)}"


def name_reference_target(anchor: str) -> str:
    """Return the name that REF fields point at.

    Why a second name: Word replaces ``_Toc`` bookmarks when it updates the contents.
    """
    return f"_Ref{_hash_anchor(anchor)}"


def _hash_anchor(anchor: str) -> str:
    # Decimal digits, as Word's own names have: some readers look for \d+.
    return str(int.from_bytes(blake2b(anchor.encode(), digest_size=6).digest(), "big"))
