"""Bookmarks of one package: unique ids, and each origin's occurrences.

Out: pairs of ``w:bookmarkStart`` and ``w:bookmarkEnd`` to stand around content of one
paragraph. Names that carry provenance come from ``document.bookmarks``; ``_Toc`` and
``_Ref`` names stand for anchors.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Final, TypeAlias

from masterplan_cli.document.bookmarks import begin_name, begin_name_formerly, name_chapter
from masterplan_cli.document.nodes import Text
from masterplan_cli.writers.docx.comments import Comments

Runs: TypeAlias = Mapping[str, bytes]
"""Runs by their text. Asked by ``get`` first: of a class of its own ``[]`` takes thrice as long."""
Group: TypeAlias = tuple[str, bytes]
"""An origin, and encoded runs of it."""
CONTENTS_PREFIX: Final = "_Toc"
CELL_END: Final = b"</w:p></w:tc>"
MOST_CHAPTERS: Final = 99
_STEP: Final = MOST_CHAPTERS + 1
"""From one id of a chapter to its next: those of the others lie between."""
OPEN: Final = b'<w:bookmarkStart w:id="'
_NAMED: Final = b'" w:name="'
_CLOSE: Final = b'<w:bookmarkEnd w:id="'
_END: Final = b'"/>'
_END_CELL: Final = _END + CELL_END
RUN: Final = slice(5, None, 9)
"""Where the runs stand among the pieces of cells."""


class _Ends(dict[int, bytes]):
    """How names of one chapter end, with their attribute, by their count: many share one."""

    def __init__(self, chapter: str) -> None:
        super().__init__()
        self._chapter = chapter

    def __missing__(self, count: int) -> bytes:
        end = self[count] = f'{self._chapter}{count}"/>'.encode()
        return end


class _Given:
    """What was given out of one chapter, said by digits: how many names by origin; the last id."""

    def __init__(self, chapter: str, last: int = 0) -> None:
        self.last = last
        self.counts: dict[str, int] = {}
        self.ends = _Ends(chapter)

    def count(self, origin: str) -> bytes:
        """Return how the next name of ``origin`` ends, with its attribute."""
        self.counts[origin] = count = self.counts.get(origin, 0) + 1
        return self.ends[count]


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
        self._starts: dict[str, bytes] = {}
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

    def _start(self, origin: str) -> bytes:
        """Return what all names of ``origin`` begin with, which is asked for the first time."""
        start = self._starts[origin] = self._begin(origin)
        return start

    def open_origin(self, origin: str) -> tuple[str, str]:
        """Return start and end of the next bookmark for ``origin``; two empty texts for ``""``.

        For what has bookmarks of its own inside; all else is for ``mark``. Why not
        ``name_bookmark``: it hashes anew each time, and one record is named often.
        """
        if not origin:
            return "", ""
        name = (self._starts.get(origin) or self._start(origin)) + self._given.count(origin)
        self._last = last = self._last + _STEP
        start = f'<w:bookmarkStart w:id="{last}" w:name="{name.decode()}'
        end = f'<w:bookmarkEnd w:id="{last}"/>'
        if self._comments is not None:
            opened, closed = self._comments.open_at(name.removesuffix(_END).decode(), origin)
            return opened + start, end + closed
        return start, end

    def mark(self, origin: str, runs: str) -> str:
        """Return ``runs`` inside the next bookmark for ``origin``; bare for ``""``."""
        start, end = self.open_origin(origin)
        return f"{start}{runs}{end}"

    def mark_run(self, origin: str, run: bytes) -> bytes:
        """Return an encoded ``run`` as ``mark`` does."""
        if not origin:
            return run
        if self._comments is not None:
            return self.mark(origin, run.decode()).encode()
        start = self._starts.get(origin) or self._start(origin)
        self._last = last = self._last + _STEP
        key, end = b"%d" % last, self._given.count(origin)
        return b"".join((OPEN, key, _NAMED, start, end, run, _CLOSE, key, _END))

    def mark_cells(
        self, openings: Iterable[bytes], texts: Iterable[Text], runs: Runs, parent: str
    ) -> list[bytes]:
        """Return cells of one text each in pieces: how each begins, its run in a bookmark, its end.

        Each has as many pieces, ``RUN`` of them the run, so that all runs are a slice. Openings
        reach into the bookmark's own, to ``OPEN``.

        Why here, and not by ``mark``: nearly all of a large book is written in this loop, and a
        call for each of half a million cells takes as long as all else that is done for it. Why
        pieces, and encoded ones: so every byte is copied once, and each run encoded once.
        """
        cells = zip(openings, texts, strict=False)
        written: list[bytes] = []
        if self._comments is not None:
            for opening, text in cells:
                marked = self.mark_run(text.origin or parent, runs[text.text])
                written += (
                    opening.removesuffix(OPEN),
                    b"",
                    b"",
                    b"",
                    b"",
                    marked,
                    b"",
                    b"",
                    CELL_END,
                )
            return written
        last, starts, made = self._last, self._starts.get, runs.get
        counts, ends = self._given.counts, self._given.ends
        for opening, text in cells:
            run = made(text.text) or runs[text.text]
            origin = text.origin or parent
            if not origin:
                written += opening.removesuffix(OPEN), b"", b"", b"", b"", run, b"", b"", CELL_END
                continue
            start = starts(origin) or self._start(origin)
            counts[origin] = count = counts.get(origin, 0) + 1
            end = ends[count]
            last += _STEP
            key = b"%d" % last
            written += opening, key, _NAMED, start, end, run, _CLOSE, key, _END_CELL
        self._last = last
        return written

    def mark_groups(self, groups: Iterable[Group], parent: str) -> bytes:
        """Return the runs of all ``groups``, each in a bookmark, but bare for ``parent``.

        Why here: see ``mark_cells``; cells of several lines hold as many texts as all others.
        """
        written: list[bytes] = []
        plain = self._comments is None
        last, starts = self._last, self._starts.get
        counts, ends = self._given.counts, self._given.ends
        for origin, inside in groups:
            if origin == parent:
                written.append(inside)
            elif plain:
                start = starts(origin) or self._start(origin)
                counts[origin] = count = counts.get(origin, 0) + 1
                end = ends[count]
                last += _STEP
                key = b"%d" % last
                written += OPEN, key, _NAMED, start, end, inside, _CLOSE, key, _END
            else:
                written.append(self.mark_run(origin, inside))
                last = self._last
        self._last = last
        return b"".join(written)

    def mark_line(self, lead: bytes, groups: Iterable[Group], origin: str) -> bytes:
        """Return ``lead`` and all ``groups``, as by ``mark_groups``, in ``origin``'s bookmark."""
        if not origin or self._comments is not None:
            opened, closed = self.open_origin(origin)
            inside = self.mark_groups(groups, origin)
            return b"".join((opened.encode(), lead, inside, closed.encode()))
        start = self._starts.get(origin) or self._start(origin)
        self._last = last = self._last + _STEP
        key, end = b"%d" % last, self._given.count(origin)
        inside = self.mark_groups(groups, origin)
        return b"".join((OPEN, key, _NAMED, start, end, lead, inside, _CLOSE, key, _END))

    def open_name(self, name: str) -> tuple[str, str]:
        """Return start and end of a bookmark of this very name (unique: the caller sees to it)."""
        self._last = last = self._last + _STEP
        self._untold -= 1
        return (
            f'<w:bookmarkStart w:id="{last}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{last}"/>',
        )


def join_texts(texts: Iterable[Text], runs: Runs, parent: str) -> list[Group]:
    """Return the runs of neighbours of one origin as one, with that origin; else ``parent``'s."""
    groups: list[Group] = []
    before, made = None, runs.get
    for text in texts:
        origin = text.origin or parent
        run = made(text.text) or runs[text.text]
        if origin == before:
            run = groups.pop()[1] + run
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


# Asked for at a heading, in the contents and by what refers to it.
@lru_cache(maxsize=4096)
def _hash_anchor(anchor: str) -> str:
    # Decimal digits, as Word's own names have: some readers look for \d+.
    return str(int.from_bytes(blake2b(anchor.encode(), digest_size=6).digest(), "big"))
