"""Bookmarks of one package: unique ids, and each origin's occurrences.

Out: pairs of ``w:bookmarkStart`` and ``w:bookmarkEnd`` to stand around content of one
paragraph. Names that carry provenance come from ``document.bookmarks``; ``_Toc`` and
``_Ref`` names stand for anchors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final, TypeAlias

from masterplan_cli.document.bookmarks import begin_name, begin_name_formerly, name_chapter
from masterplan_cli.document.nodes import Text
from masterplan_cli.writers.docx.comments import Comments

Runs: TypeAlias = Mapping[str, str]
"""Runs by their text. Asked by ``get`` first: of a class of its own ``[]`` takes thrice as long."""
CONTENTS_PREFIX: Final = "_Toc"
CELL_END: Final = "</w:p></w:tc>"
MOST_CHAPTERS: Final = 99
_STEP: Final = MOST_CHAPTERS + 1
"""From one id of a chapter to its next: those of the others lie between."""


@dataclass(slots=True)
class _Given:
    """What was given out of one chapter, said by digits: how many names by origin; the last id."""

    chapter: str = ""
    last: int = 0
    counts: dict[str, int] = field(default_factory=dict)


class Bookmarks:
    """Gives out bookmarks; one instance serves the body and the footnotes together."""

    def __init__(self, comments: Comments | None = None, *, former: bool = False) -> None:
        """Start with no bookmark given out; occurrences count from 1.

        ``comments`` stand around the bookmarks that they speak of; ``former`` gives the names of
        drafts sent before.
        """
        self._comments = comments
        self._last = 0
        self.former = former
        self._begin = begin_name_formerly if former else begin_name
        self._starts: dict[str, str] = {}
        self._common = self._given = _Given("" if former else name_chapter(0))
        self._untold = 0

    def enter(self, chapter: int) -> None:
        """Give out bookmarks of a chapter, from 1 to 99, each entered once; 0 is for all else.

        They are counted by themselves, so that they do not change with what stands before.
        """
        if self.former:
            return
        self._untold += self._last // _STEP
        self._given.last = self._last
        self._given = _Given(name_chapter(chapter), chapter) if chapter else self._common
        self._last = self._given.last
        self._untold -= self._last // _STEP

    def take_count(self) -> int:
        """Return how many bookmarks with an origin were given out since this was last asked."""
        given = self._last // _STEP
        count, self._untold = self._untold + given, -given
        return count

    def _start(self, origin: str) -> str:
        """Return what all names of ``origin`` begin with, which is asked for the first time."""
        start = self._starts[origin] = self._begin(origin)
        return start

    def _name(self, origin: str) -> str:
        """Return the next name of ``origin``."""
        start = self._starts.get(origin) or self._start(origin)
        counts = self._given.counts
        counts[origin] = count = counts.get(origin, 0) + 1
        return f"{start}{self._given.chapter}{count}"

    def open_origin(self, origin: str) -> tuple[str, str]:
        """Return start and end of the next bookmark for ``origin``; two empty texts for ``""``.

        For what has bookmarks of its own inside; all else is for ``mark``. Why not
        ``name_bookmark``: it hashes anew each time, and one record is named often.
        """
        if not origin:
            return "", ""
        name = self._name(origin)
        self._last = last = self._last + _STEP
        start = f'<w:bookmarkStart w:id="{last}" w:name="{name}"/>'
        end = f'<w:bookmarkEnd w:id="{last}"/>'
        if self._comments is not None:
            opened, closed = self._comments.open_at(name, origin)
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
        name = self._name(origin)
        self._last += _STEP
        key = str(self._last)
        return f'<w:bookmarkStart w:id="{key}" w:name="{name}"/>{runs}<w:bookmarkEnd w:id="{key}"/>'

    def mark_cells(
        self, openings: Iterable[str], texts: Iterable[Text], runs: Runs, parent: str
    ) -> list[str]:
        """Return cells of one text each, whole: how each begins, its run in a bookmark, its end.

        Why here, and not by ``mark``: nearly all of a large book is written in this loop, and a
        call for each of half a million cells takes as long as all else that is done for it.
        """
        cells = zip(openings, texts, strict=False)
        if self._comments is not None:
            return [
                f"{opening}{self.mark(text.origin or parent, runs[text.text])}{CELL_END}"
                for opening, text in cells
            ]
        written, last, step = [], self._last, _STEP
        starts, made = self._starts.get, runs.get
        chapter, counts = self._given.chapter, self._given.counts
        for opening, text in cells:
            run = made(text.text) or runs[text.text]
            origin = text.origin or parent
            if not origin:
                written.append(f"{opening}{run}{CELL_END}")
                continue
            start = starts(origin) or self._start(origin)
            counts[origin] = count = counts.get(origin, 0) + 1
            last += step
            written.append(
                f'{opening}<w:bookmarkStart w:id="{last}" w:name="{start}{chapter}{count}"/>'
                f'{run}<w:bookmarkEnd w:id="{last}"/>{CELL_END}'
            )
        self._last = last
        return written

    def mark_texts(self, texts: Iterable[Text], runs: Runs, parent: str) -> str:
        """Return the runs of ``texts``, those of one origin in a bookmark, but bare for ``parent``.

        Why here: see ``mark_cells``; cells of several lines hold as many texts as all others.
        """
        if self._comments is not None:
            return "".join(
                [
                    inside if origin == parent else self.mark(origin, inside)
                    for origin, inside in _join_texts(texts, runs, parent)
                ]
            )
        written, last, step = [], self._last, _STEP
        starts, chapter, counts = self._starts.get, self._given.chapter, self._given.counts
        for origin, inside in _join_texts(texts, runs, parent):
            if origin == parent:
                written.append(inside)
                continue
            start = starts(origin) or self._start(origin)
            counts[origin] = count = counts.get(origin, 0) + 1
            last += step
            written.append(
                f'<w:bookmarkStart w:id="{last}" w:name="{start}{chapter}{count}"/>'
                f'{inside}<w:bookmarkEnd w:id="{last}"/>'
            )
        self._last = last
        return "".join(written)

    def open_name(self, name: str) -> tuple[str, str]:
        """Return start and end of a bookmark of this very name (unique: the caller sees to it)."""
        self._last = last = self._last + _STEP
        self._untold -= 1
        return (
            f'<w:bookmarkStart w:id="{last}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{last}"/>',
        )


def _join_texts(texts: Iterable[Text], runs: Runs, parent: str) -> list[tuple[str, str]]:
    """Return the runs of neighbours of one origin as one, with that origin."""
    groups: list[tuple[str, str]] = []
    before, made = None, runs.get
    for text in texts:
        origin = text.origin or parent
        run = made(text.text) or runs[text.text]
        if origin == before:
            run = f"{groups.pop()[1]}{run}"
        groups.append((origin, run))
        before = origin
    return groups


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
