"""Sizes of pictures from their bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from masterplan_cli.document.nodes import Figure
from masterplan_cli.writers.docx.figures import measure_image, write_drawing
from masterplan_cli.writers.docx.sections import Page

PAGE = Page(11906, 16838, 1417, 1417, 1417, 1701, 709, 709)
# Start, a fill byte, APP0 of two bytes, DHT (not a frame), then SOF2 of 300 x 200.
JPEG = (
    b"\xff\xd8\xff\xff\xe0\x00\x04AB\xff\xc4\x00\x02\xff\x01"
    b"\xff\xc2\x00\x0b\x08\x00\xc8\x01\x2c\x01\x01\x11\x00"
)


def _png(width: int, height: int) -> bytes:
    size = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + size


def test_sizes() -> None:
    assert measure_image(_png(640, 480), "image/png") == (640, 480)
    assert measure_image(JPEG, "image/jpeg") == (300, 200)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", "image/png"),
        (JPEG, "image/png"),
        (_png(0, 4), "image/png"),
        (_png(1, 1)[:20], "image/png"),
        (_png(1, 1), "image/jpeg"),
        (JPEG[:12], "image/jpeg"),
        (b"\xff\xd8\xff\xda\x00\x02xx", "image/jpeg"),
    ],
)
def test_broken_pictures_are_refused(data: bytes, kind: str) -> None:
    with pytest.raises(ValueError, match="no readable"):
        measure_image(data, kind)


def _measure(figure: Figure) -> tuple[int, int]:
    xml = write_drawing(figure, PAGE, 1, "rId1")
    found = re.search(r'<wp:extent cx="(\d+)" cy="(\d+)"/>', xml)
    assert found
    return int(found[1]), int(found[2])


def test_a_figure_keeps_its_shape_and_fits_the_page() -> None:
    half = _measure(Figure(_png(200, 100), "image/png", "x", width=0.5))
    assert half == (4394 * 635, 2197 * 635)
    wide, high = _measure(Figure(_png(100, 1000), "image/png", "x"))
    assert high <= PAGE.text_height * 635
    assert high == pytest.approx(wide * 10, rel=0.001)


def test_the_same_picture_is_kept_once(
    write: Callable[..., bytes], part: Callable[..., Any]
) -> None:
    figure = Figure(_png(2, 1), "image/png", 'A "b" <c>')
    book = write(figure, figure, Figure(JPEG, "image/jpeg", "d"))
    names = [
        item.get("Target")
        for item in part(book, "word/_rels/document.xml.rels")
        if "image" in item.get("Type")
    ]
    assert names == ["media/image1.png", "media/image2.jpeg"]
    shapes = list(part(book).iter("{*}docPr"))
    assert [shape.get("id") for shape in shapes] == ["1", "2", "3"]
    assert shapes[0].get("descr") == 'A "b" <c>'
