"""The sections of a returned file, and how each numbers its pages.

In: the bytes of the main part. Out: sections in their order; a page's number as they print it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from masterplan_cli.document.numbering import format_letter, format_roman

_SECTION = re.compile(rb"<w:sectPr[ >].{0,20000}?</w:sectPr>", re.DOTALL)
_TYPE = re.compile(rb'<w:type [^<>]*w:val="(\w+)"')
_NUMBERS = re.compile(rb"<w:pgNumType([^<>]*)>")
_FIRST = re.compile(rb'w:start="(\d{1,6})"')
_FORM = re.compile(rb'w:fmt="(\w+)"')
_OLDER = b"<w:sectPrChange"
_PARAGRAPH_END = b"</w:p>"
_FORMS = {
    "lowerRoman": lambda number: format_roman(number).lower(),
    "upperRoman": format_roman,
    "lowerLetter": lambda number: format_letter(number).lower(),
    "upperLetter": format_letter,
}


@dataclass(frozen=True, slots=True)
class Section:
    """One section by where its XML starts; ``first`` is the number it starts with, if any.

    ``kind`` is Word's word for how it starts: ``nextPage``, ``evenPage``, ``continuous``, ...
    """

    start: int
    kind: str
    first: int | None
    form: str

    def print_number(self, number: int) -> str:
        """Return a page's number as this section prints it; empty for none that can be."""
        form = _FORMS.get(self.form, str)
        return form(number) if number > 0 or form is str else ""


def list_sections(document: bytes) -> list[Section]:
    """Return the sections, at least one: Word describes each at its end."""
    return list(_read_sections(document)) or [Section(0, "nextPage", None, "decimal")]


def _read_sections(document: bytes) -> Iterator[Section]:
    start = 0
    for match in _SECTION.finditer(document):
        said = match[0].partition(_OLDER)[0]
        numbers = _NUMBERS.search(said)
        kind, first, form = (
            pattern.search(where)
            for pattern, where in (
                (_TYPE, said),
                (_FIRST, numbers[1] if numbers else b""),
                (_FORM, numbers[1] if numbers else b""),
            )
        )
        yield Section(
            start,
            kind[1].decode() if kind else "nextPage",
            int(first[1]) if first else None,
            form[1].decode() if form else "decimal",
        )
        # Its description stands in the properties of its last paragraph.
        end = document.find(_PARAGRAPH_END, match.end())
        start = end + len(_PARAGRAPH_END) if end >= 0 else match.end()


def find_section(sections: list[Section], position: int) -> int:
    """Return the number of the section that holds a position."""
    return max(0, bisect_right(sections, position, key=lambda one: one.start) - 1)
