"""A story as it was before anybody tracked a change, paragraph by paragraph.

In: a story. Out: the text with all changes rejected and fields' results left out, and for each
paragraph the bookmarks of ours that begin in it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from masterplan_cli.document.bookmarks import read_bookmark
from masterplan_cli.review.story import Story


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph (without its end) by positions of the plain text, and its bookmarks."""

    start: int
    end: int
    text: str
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """The text without the spaces that programs add and drop."""
        return " ".join(self.text.split())


def read_plain(story: Story) -> Plain:
    """Return the plain text of a story, read once."""
    if story.plain is None:
        story.plain = Plain(story)
    assert isinstance(story.plain, Plain)
    return story.plain


class Plain:
    """The text of a story with all changes rejected.

    ``computed`` keeps the results of fields, to compare with a text that has them as plain words.
    """

    def __init__(self, story: Story, *, computed: bool = False) -> None:
        """Read the story once."""
        parts: list[str] = []
        self._full: list[int] = [0]
        self._own: list[int] = [0]
        self._kept: list[bool] = [False]
        ends: list[int] = []
        position = 0
        for piece in story.pieces:
            kept = piece.inserted is None and (computed or not piece.computed)
            self._full.append(piece.start)
            self._own.append(position)
            self._kept.append(kept)
            if kept:
                parts.append(piece.text)
                position += len(piece.text)
                if piece.breaks:
                    ends.append(position - 1)
        self.text = "".join(parts)
        self.lines = self._cut(story, ends)

    def map_position(self, position: int) -> int:
        """Return where a position of the story lies in this text."""
        place = bisect_right(self._full, position) - 1
        inside = position - self._full[place] if self._kept[place] else 0
        return min(self._own[place] + inside, len(self.text))

    def map_back(self, position: int, *, ends: bool = False) -> int:
        """Return where a position of this text lies in the story; ``ends`` where a range ends."""
        wanted = position - 1 if ends and position else position
        place = bisect_right(self._own, wanted) - 1
        while place > 0 and not self._kept[place]:
            place -= 1
        return self._full[place] + position - self._own[place]

    def _cut(self, story: Story, ends: list[int]) -> tuple[Line, ...]:
        names: dict[int, list[str]] = {}
        for name, extent in story.bookmarks.items():
            if read_bookmark(name) is not None:
                place = bisect_right(ends, self.map_position(extent.start) - 1)
                names.setdefault(place, []).append(name)
        lines, start = [], 0
        for number, end in enumerate((*ends, len(self.text))):
            lines.append(Line(start, end, self.text[start:end], tuple(names.get(number, ()))))
            start = end + 1
        return tuple(lines)
