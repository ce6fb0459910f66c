"""Bookmarks of one package: unique ids, and each origin's occurrences.

Out: pairs of ``w:bookmarkStart`` and ``w:bookmarkEnd`` to stand around content of one
paragraph. Names that carry provenance come from ``document.bookmarks``; ``_Toc`` and
``_Ref`` names stand for anchors.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from typing import Final

from masterplan_cli.document.bookmarks import begin_name, begin_name_formerly
from masterplan_cli.document.nodes import Text
from masterplan_cli.writers.docx.comments import Comments

CONTENTS_PREFIX: Final = "_Toc"
CELL_END: Final = "</w:p></w:tc>"
MOST_CHAPTERS: Final = 99
_MOST_OF_A_CHAPTER: Final = 10_000_000
"""Ids are to stay below 2 to the power of 31."""


@dataclass(slots=True)
class _Names:
    """The names of one origin's bookmarks: what they begin with, and how many were given out."""

    start: str
    count: int = 0


class _Given(dict[str, _Names]):
    """The names by origin, and the last id, of one chapter."""

    def __init__(self, begin: Callable[[str], str], last: int = 0) -> None:
        self._begin = begin
        self.last = last

    def __missing__(self, origin: str) -> _Names:
        names = self[origin] = _Names(self._begin(origin))
        return names


class Bookmarks:
    """Gives out bookmarks; one instance serves the body and the footnotes together."""

    def __init__(self, comments: Comments | None = None, *, former: bool = False) -> None:
        """Start with no bookmark given out; ids count from 1, occurrences too.

        ``comments`` stand around the bookmarks that they speak of; ``former`` gives the names of
        drafts sent before.
        """
        self._comments = comments
        self._last = 0
        self._former = former
        self._common = self._given = _Given(begin_name_formerly if former else begin_name)

    def enter(self, chapter: int) -> None:
        """Give out bookmarks of a chapter, from 1 to 99, each entered once; 0 is for all else.

        They are counted by themselves, so that they do not change with what stands before.
        """
        self._given.last = self._last
        if self._former:
            return
        if chapter:
            begin = partial(begin_name, chapter=chapter)
            self._given = _Given(begin, chapter * _MOST_OF_A_CHAPTER)
        else:
            self._given = self._common
        self._last = self._given.last

    def open_origin(self, origin: str) -> tuple[str, str]:
        """Return start and end of the next bookmark for ``origin``; two empty texts for ``""``.

        For what has bookmarks of its own inside; all else is for ``mark``. Why not
        ``name_bookmark``: it hashes anew each time, and one record is named often.
        """
        if not origin:
            return "", ""
        names = self._given[origin]
        names.count += 1
        self._last = last = self._last + 1
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
        names.count += 1
        self._last += 1
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
        for opening, text in cells:
            origin = text.origin or parent
            if not origin:
                written.append(f"{opening}{runs[text.text]}{CELL_END}")
                continue
            names = given[origin]
            names.count = count = names.count + 1
            last += 1
            written.append(
                f'{opening}<w:bookmarkStart w:id="{last}" w:name="{names.start}{count}"/>'
                f'{runs[text.text]}<w:bookmarkEnd w:id="{last}"/>{CELL_END}'
            )
        self._last = last
        return written

    def open_name(self, name: str) -> tuple[str, str]:
        """Return start and end of a bookmark of this very name (unique: the caller sees to it)."""
        self._last = last = self._last + 1
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
