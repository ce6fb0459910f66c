"""A PDF as pages of words and rules, with their places: what a reader of the printed book sees."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
from pypdfium2 import raw

# A gap of more than this share of a sign's height parts two words, as do spaces.
_GAP = 0.6
# Lines of one table row stand at one height; parts of one line differ by less than this (pt).
_SAME_LINE = 2.5
_THIN = 2.5


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points from the page's top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Word:
    """One word where it stands; ``base`` is the height of its line."""

    text: str
    box: Box
    base: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, upright or level, and its colour as hexadecimal RGB."""

    box: Box
    colour: str


@dataclass(frozen=True)
class Line:
    """Words at one height, from left to right."""

    words: tuple[Word, ...]

    @cached_property
    def text(self) -> str:
        """The words with single spaces."""
        return " ".join(word.text for word in self.words)

    @property
    def top(self) -> float:
        """Where its highest word begins."""
        return min(word.box.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Where its lowest word ends."""
        return max(word.box.bottom for word in self.words)


@dataclass(frozen=True)
class Page:
    """One page: its size (pt), words in the file's order, drawn lines."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]

    @property
    def landscape(self) -> bool:
        """Whether it lies."""
        return self.width > self.height

    @cached_property
    def upright(self) -> tuple[Rule, ...]:
        """The rules that are higher than wide."""
        return tuple(rule for rule in self.rules if rule.box.right - rule.box.left <= _THIN)

    def read_lines(self, top: float = 0, bottom: float | None = None) -> tuple[Line, ...]:
        """Return the lines whose middle lies between two heights, downwards."""
        limit = self.height if bottom is None else bottom
        within = [word for word in self.words if top <= word.box.middle <= limit]
        groups: list[list[Word]] = []
        for word in sorted(within, key=lambda one: one.base):
            if groups and abs(groups[-1][-1].base - word.base) < _SAME_LINE:
                groups[-1].append(word)
            else:
                groups.append([word])
        return tuple(Line(tuple(sorted(group, key=lambda one: one.box.left))) for group in groups)

    @cached_property
    def text(self) -> str:
        """All words with single spaces, in the file's order."""
        return " ".join(word.text for word in self.words)


def read_pages(pdf: bytes) -> tuple[Page, ...]:
    """Return every page of a PDF."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return tuple(_read_page(document[index], index + 1) for index in range(len(document)))
    finally:
        document.close()


def _read_page(page: pypdfium2.PdfPage, number: int) -> Page:
    width, height = page.get_size()
    text = page.get_textpage()
    words = tuple(_read_words(text, height))
    rules = tuple(_read_rules(page, height))
    text.close()
    page.close()
    return Page(number, width, height, words, rules)


def _read_words(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Word]:
    signs: list[tuple[str, Box, float]] = []
    for index in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, index))
        if sign.isspace() or sign in "\x00\x02\ufffe\ufeff":
            if sign != "\x02":  # where a word is hyphenated
                yield from _join(signs)
                signs = []
            continue
        left, bottom, right, top = text.get_charbox(index)
        box = Box(left, height - top, right, height - bottom)
        base = height - _read_base(text, index)
        size = raw.FPDFText_GetFontSize(text, index) or 10.0
        if signs:
            _, last, line = signs[-1]
            apart = box.left - last.right > _GAP * size or box.right < last.left - size
            if apart or abs(line - base) > _SAME_LINE:
                yield from _join(signs)
                signs = []
        signs.append((sign, box, base))
    yield from _join(signs)


def _read_base(text: pypdfium2.PdfTextPage, index: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, index, x, y)
    return y.value


def _join(signs: list[tuple[str, Box, float]]) -> Iterator[Word]:
    if not signs:
        return
    boxes = [box for _, box, _ in signs]
    yield Word(
        "".join(sign for sign, _, _ in signs),
        Box(
            min(box.left for box in boxes),
            min(box.top for box in boxes),
            max(box.right for box in boxes),
            max(box.bottom for box in boxes),
        ),
        signs[0][2],
    )


def _read_rules(page: pypdfium2.PdfPage, height: float) -> Iterator[Rule]:
    """Yield thin paths; what is thin both ways is none."""
    for item in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH,), max_depth=1):
        left, bottom, right, top = item.get_bounds()
        if (right - left <= _THIN) != (top - bottom <= _THIN):
            red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
            raw.FPDFPageObj_GetStrokeColor(item, red, green, blue, alpha)
            colour = f"{red.value:02X}{green.value:02X}{blue.value:02X}"
            yield Rule(Box(left, height - top, right, height - bottom), colour)


def squeeze(text: str) -> str:
    """Return ``text`` without any white space, leaders of dots, and soft hyphens."""
    return re.sub(r"[\s\u00ad\u200b]|\.{4,}", "", text)
