"""Contrast: every text on every ground that it may stand on, by WCAG 2.1 (4.5 to 1 at least)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from lxml import etree

from masterplan_cli.writers.docx import styles, tables, watermark
from masterplan_cli.writers.docx.charts.look import choose_fills

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEAST = 4.5
PAPER = "FFFFFF"
# Black text on white paper must not be all there is: the sheet of styles has many colours.
BLACK = "000000"
IN_RUNNING_HEADS = (styles.DRAFT_MARK, styles.BUILD_ID)


def measure_contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, hexadecimal RGB (WCAG 2.1, 1.4.3)."""
    lighter, darker = sorted((_measure_luminance(first), _measure_luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _measure_luminance(color: str) -> float:
    channels = [int(color[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class _Sheet:
    """The styles of ``reference.docx``, with what each takes from the one it is based on."""

    def __init__(self, root: etree._Element) -> None:
        self.styles = {item.get(f"{W}styleId"): item for item in root.iter(f"{W}style")}

    def read(self, key: str, path: str, attribute: str) -> str:
        """Return an attribute of a style or the nearest of its bases; nothing if none says it."""
        while key in self.styles:
            found = self.styles[key].find(path)
            if found is not None and found.get(f"{W}{attribute}"):
                return str(found.get(f"{W}{attribute}"))
            base = self.styles[key].find(f"{W}basedOn")
            key = "" if base is None else str(base.get(f"{W}val"))
        return ""

    def ink(self, key: str) -> str:
        return self.read(key, f"{W}rPr/{W}color", "val") or BLACK

    def ground(self, key: str) -> str:
        shade = f"{W}pPr/{W}shd" if self.kind(key) == "paragraph" else f"{W}rPr/{W}shd"
        return self.read(key, shade, "fill")

    def kind(self, key: str) -> str:
        return str(self.styles[key].get(f"{W}type"))

    def fills(self) -> set[str]:
        """Return what the table styles fill rows and columns with."""
        tables_ = [item for item in self.styles.values() if item.get(f"{W}type") == "table"]
        return {str(shade.get(f"{W}fill")) for item in tables_ for shade in item.iter(f"{W}shd")}


def _list_pairs(sheet: _Sheet) -> Iterator[tuple[str, str, str]]:
    """Yield who writes, the ink, the ground."""
    behind = watermark.FILL.lstrip("#").upper()
    in_cells = {*sheet.fills(), tables.GROUP_FILL, tables.TOTAL_FILL, tables.SHADED_FILL}
    keys = [key for key in sheet.styles if sheet.kind(key) in ("paragraph", "character")]
    framed = {sheet.ground(key) for key in keys if sheet.kind(key) == "paragraph"} - {""}
    assert len(framed) == 5
    assert len(in_cells) >= 4
    for key in keys:
        own = sheet.ground(key)
        if own:
            grounds = {own}
        elif sheet.kind(key) == "character" and key not in IN_RUNNING_HEADS:
            grounds = {PAPER, behind, *framed, *in_cells}
        elif key.startswith("Table"):
            grounds = {PAPER, behind, *in_cells}
        else:
            grounds = {PAPER, behind}
        for ground in sorted(grounds):
            yield key, sheet.ink(key), ground


def test_every_text_reads_on_every_ground(reference: bytes, part: Any) -> None:
    sheet = _Sheet(part(reference, "word/styles.xml"))
    pairs = list(_list_pairs(sheet))
    assert len(pairs) > 150
    assert len({ink for _, ink, _ in pairs}) > 6
    pale = [
        f"{key}: {ink} on {ground} is {measure_contrast(ink, ground):.2f}"
        for key, ink, ground in pairs
        if measure_contrast(ink, ground) < LEAST
    ]
    assert not pale


def test_the_books_themselves_add_no_ground_of_their_own(every_node_book: bytes, part: Any) -> None:
    known = {tables.GROUP_FILL, tables.TOTAL_FILL, tables.SHADED_FILL, "D9E2F3"}
    fills = {item.get(f"{W}fill") for item in part(every_node_book).iter(f"{W}shd")}
    assert fills
    assert fills <= known
    assert not list(part(every_node_book).iter(f"{W}color"))


@pytest.mark.parametrize("count", range(1, 13))
def test_values_read_on_the_fills_of_charts(count: int) -> None:
    for fill in choose_fills(count):
        ground = PAPER if fill.pattern else fill.color
        assert measure_contrast(fill.ink, ground) >= LEAST, fill


def test_the_measure_is_wcag_s() -> None:
    assert measure_contrast(BLACK, PAPER) == pytest.approx(21)
    assert measure_contrast("777777", PAPER) == pytest.approx(4.48, abs=0.01)


def test_all_marks_of_the_sheet_are_styles(every_node_book: bytes, part: Any) -> None:
    """Colours and sizes are said by styles alone: runs have none of their own."""
    document = etree.tostring(part(every_node_book)).decode()
    assert not re.search(r"<w:(sz|color|highlight|rFonts)\b", document)
    assert styles.PLACEHOLDER in document
