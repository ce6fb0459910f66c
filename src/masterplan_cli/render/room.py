"""How much of a page the lists at a book's front fill, as far as their words tell.

Points, on A4 in the packaged look; a letterhead of somebody's own differs, and nothing but the
place of a list's heading hangs on it.

Why: LibreOffice keeps a heading with the paragraph after it, but not with a list of contents, so
that a heading at a page's end stays there alone.
"""

from __future__ import annotations

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import Caption, Heading
from masterplan_cli.frozen import dataclass

_PAGE = 700.0
_HEAD, _LOWER_HEAD = 40.0, 64.0
_LINE = 12.65
_GAP, _CHAPTER_GAP, _CAPTION_GAP = 2.5, 6.0, 3.0
_ROW, _END = 12.5, 7.0
# Characters in a line of an entry by its level; captions bear their number too.
_WIDTHS = {1: 58, 2: 68, 3: 60}
_CAPTION_WIDTH = 70
_SPARE = 80.0
"""Some entries have to follow a heading, and some lines may be longer than they were taken for."""


def measure_heading(heading: Heading) -> float:
    """Return the height of a heading's entry; 0 where the table of contents leaves it out."""
    width = _WIDTHS.get(heading.level)
    if width is None:
        return 0.0
    gap = _CHAPTER_GAP if heading.level == 1 else _GAP
    return _count_lines(read_text(heading.children), width) * _LINE + gap


def measure_caption(caption: Caption) -> float:
    """Return the height of a caption's entry."""
    return _count_lines(read_text(caption.children), _CAPTION_WIDTH) * _LINE + _CAPTION_GAP


def _count_lines(text: str, width: int) -> int:
    return 1 + max(len(text) - 1, 0) // width


@dataclass(frozen=True, slots=True)
class Room:
    """A page under way and how far it is filled, from its top."""

    used: float = _PAGE

    @property
    def holds_list(self) -> bool:
        """Whether the heading of a list and its first entries still have room."""
        return self.used + _LOWER_HEAD + _SPARE <= _PAGE

    def add_list(self, heights: list[float], *, runs_on: bool) -> Room:
        """Return the page behind a list of contents with its heading."""
        used = self.used + _LOWER_HEAD if runs_on else _HEAD
        for height in heights:
            used = used + height if used + height <= _PAGE else height
        return Room(used + _END)

    def add_rows(self, count: int, *, runs_on: bool) -> Room:
        """Return the page behind a table of so many rows with its heading."""
        return self.add_list([_ROW] * count, runs_on=runs_on)
