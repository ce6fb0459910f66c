"""Pictures: their size in pixels, read from their bytes, and the drawing that shows them."""

from __future__ import annotations

from typing import Final

from masterplan_cli.document.nodes import Figure
from masterplan_cli.writers.docx.drawings import EMU_PER_TWIP, frame_drawing
from masterplan_cli.writers.docx.escape import escape_attribute
from masterplan_cli.writers.docx.sections import Page

# A figure leaves room for its caption on the page: this share of the text's height at most.
_TALLEST: Final = 0.85
_SVG: Final = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
_SVG_EXTENSION: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_LOCKED: Final = (
    '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
)


def measure_image(data: bytes, media_type: str) -> tuple[int, int]:
    """Return width and height in pixels of a PNG or JPEG.

    Raises:
        ValueError: the bytes are not what ``media_type`` says, or broken off.
    """
    size = _measure_png(data) if media_type == "image/png" else _measure_jpeg(data)
    if size is None or 0 in size:
        raise ValueError(f"no readable {media_type}: {data[:8]!r}")
    return size


def _measure_png(data: bytes) -> tuple[int, int] | None:
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 24:
        return None
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


def _measure_jpeg(data: bytes) -> tuple[int, int] | None:
    """Walk the segments up to the frame header (SOF0 to SOF15, less DHT, JPG and DAC)."""
    if data[:2] != b"\xff\xd8":
        return None
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:
        marker = data[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
        elif 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height = int.from_bytes(data[place + 5 : place + 7], "big")
            return int.from_bytes(data[place + 7 : place + 9], "big"), height
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:  # markers without a length
            place += 2
        else:
            place += 2 + int.from_bytes(data[place + 2 : place + 4], "big")
    return None


def write_drawing(
    figure: Figure, page: Page, number: int, relationship: str, vector: str = ""
) -> str:
    """Return the run that shows ``figure`` on ``page``; ``number`` is unique in the package.

    ``vector`` is the relationship of the same picture as SVG, which newer Words draw instead.
    """
    pixels_wide, pixels_high = measure_image(figure.data, figure.media_type)
    width = page.text_width * min(max(figure.width, 0.05), 1.0)
    height = width * pixels_high / pixels_wide
    if height > page.text_height * _TALLEST:
        height = page.text_height * _TALLEST
        width = height * pixels_wide / pixels_high
    wide = max(round(width * EMU_PER_TWIP), 1)
    high = max(round(height * EMU_PER_TWIP), 1)
    name, text = f"Gambar {number}", escape_attribute(figure.alternative)
    picture = (
        f'<pic:pic xmlns:pic="{_PICTURE}"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}" descr="{text}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relationship}">{_extend_blip(vector)}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
    )
    named = (name, number, figure.alternative)
    return frame_drawing(picture, _PICTURE, (wide, high), named, _LOCKED)


def _extend_blip(vector: str) -> str:
    """Return the extension by which a picture of points names its SVG, if it has one."""
    if not vector:
        return ""
    return (
        f'<a:extLst><a:ext uri="{_SVG_EXTENSION}"><asvg:svgBlip xmlns:asvg="{_SVG}"'
        f' r:embed="{vector}"/></a:ext></a:extLst>'
    )
