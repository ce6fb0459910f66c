"""How a sheet lies on paper: one page wide in a size that can be read, on A4, else F4, else A3.

In: headings and texts of columns. Out: widths, and a paper. Excel shrinks what is too wide, so the
columns are made as narrow as their words and numbers allow, and the paper as large as they need.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from typing import Any, Final

PAPERS: Final = ((9, 841.9), (14, 936.0), (8, 1190.6))
"""Excel's codes of A4, F4 (which it calls Folio) and A3, with their longer sides in points."""
MARGIN: Final = 0.4
"""Inches at the left and right."""
LEAST: Final = 0.65
"""The scale at which the sheets' 11 points are printed in 7."""
_COMFORTABLE: Final = 0.8
_ACROSS: Final = (52.0, 44.0, 36.0)
"""Widths that records side by side may have."""


def fit_width(heading: str, texts: Iterable[str], most: float) -> float:
    """Return a width that breaks no word and lets a usual text stand in a few lines."""
    listed = [text for text in texts if text]
    lines = 4 if most < 40 else 8
    words = [word for text in (heading, *listed) for word in text.split()]
    needed = [len(word) for word in words] + [ceil(len(text) / lines) for text in listed]
    needed.append(ceil(len(heading) / 3) + 1)
    if not listed:
        needed.append(ceil(most * 0.6))
    return min(most, 2.0 + max(needed, default=0))


def is_roomy(widths: Sequence[float]) -> bool:
    """Say whether the columns fit the smallest paper in comfortable size as they are."""
    return measure_scale(widths, PAPERS[0][1]) >= _COMFORTABLE


def count_heading(heading: str, width: float) -> int:
    """Return how many lines a heading takes: its letters are bold, and a star may follow."""
    lines, room = 1, 0.85 * width - 1
    left = room
    for word in f"{heading} *".split():
        if len(word) > left and left < room:
            lines, left = lines + 1, room
        left -= len(word) + 1
    return lines


def measure_scale(widths: Iterable[float], paper: float) -> float:
    """Return how much columns of so many characters must shrink to fit a paper's longer side."""
    points = sum(int(width * 7 + 5) * 0.75 for width in widths)
    return min(1.0, (paper - 2 * 72 * MARGIN) / max(1.0, points))


def choose_paper(widths: Sequence[float]) -> int:
    """Return the code of the smallest paper that shows the columns in readable size."""
    fitting = (code for code, paper in PAPERS if measure_scale(widths, paper) >= LEAST)
    return next(fitting, PAPERS[-1][0])


def choose_width_across(first: float, count: int) -> float:
    """Return how wide ``count`` records side by side may be, behind a column of headings."""
    for _, paper in PAPERS:
        for width in _ACROSS:
            if measure_scale([first, *[width] * count], paper) >= LEAST:
                return width
    return _ACROSS[-1]


def set_up_page(sheet: Any, paper: int) -> None:
    """Print on one page's width of ``paper``, its longer side lying, with a footer."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(MARGIN, MARGIN, 0.6, 0.6)
    sheet.set_footer("&L&A&RHalaman &P dari &N")
