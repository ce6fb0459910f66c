"""Renders the pages of all built books to contact sheets, and the README's pictures.

In: the Word books under ``build/bimtek-*``. Out: ``build/galeri/<book>-<n>.png``, thirty pages on
each, and ``docs/gambar/*.png``. Run by ``make gallery``, which builds the books first.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from masterplan_cli.source.office import convert_to_pdf

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
SHEETS = BUILD / "galeri"
PICTURES = Path(__file__).resolve().parent

_COLUMNS, _ROWS = 6, 5
_THUMBNAIL = 260  # pixels of a page's longer side on a contact sheet
_GAP = 12
_PAPER = (226, 230, 236)
_COLOURS = 64
_LARGEST = 150_000  # bytes of a picture in the repository


@dataclass(frozen=True)
class Picture:
    """A picture of the README: its file, and for each page words that stand on it, in order."""

    name: str
    pages: tuple[str, ...]
    height: int


BOOK = "buku-2-masterplan-*-bimtek-4.docx"
README = (
    Picture("sampul-daftar-isi", ("^Gerakan Menuju", "DAFTAR ISI", "BAB I PENDAHULUAN"), 460),
    Picture("tabel-dan-diagram", ("Peta jalan setiap dimensi", "Gambar 6.1 Pagu menurut"), 460),
    Picture("lembar-program", (r"\bG\.1\.2 ",), 900),
)


def main() -> int:
    """Write all pictures; return 1 where no book was built."""
    books = sorted(BUILD.glob("bimtek-*/buku-*.docx"))
    if not books:
        print("build/ has no books: run make gallery", file=sys.stderr)
        return 1
    SHEETS.mkdir(parents=True, exist_ok=True)
    for old in SHEETS.glob("*.png"):
        old.unlink()
    for path in books:
        document = pypdfium2.PdfDocument(convert_to_pdf(path.read_bytes()))
        for target in write_sheets(document, path.stem):
            print(target.relative_to(ROOT))
        if path.match(BOOK):
            for picture in README:
                print(write_picture(document, picture).relative_to(ROOT))
        document.close()
    return 0


def write_sheets(document: pypdfium2.PdfDocument, stem: str) -> Iterator[Path]:
    """Write a book's contact sheets; yield their paths."""
    places = [index for index in range(len(document)) if _read_text(document, index)]
    size = _COLUMNS * _ROWS
    for number, start in enumerate(range(0, len(places), size), 1):
        pages = [_draw(document, index, _THUMBNAIL) for index in places[start : start + size]]
        rows = [pages[row : row + _COLUMNS] for row in range(0, len(pages), _COLUMNS)]
        sheet = _stack([_line_up(row) for row in rows])
        target = SHEETS / f"{stem}-{number}.png"
        sheet.save(target, optimize=True)
        yield target


def write_picture(document: pypdfium2.PdfDocument, picture: Picture) -> Path:
    """Write one picture of the README: its pages side by side."""
    found = _find_pages(document, picture.pages)
    image = _stack([_line_up([_draw(document, index, picture.height) for index in found])])
    PICTURES.mkdir(parents=True, exist_ok=True)
    target = PICTURES / f"{picture.name}.png"
    image.quantize(_COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    if target.stat().st_size > _LARGEST:
        raise SystemExit(f"{target} has {target.stat().st_size} bytes, more than {_LARGEST}")
    return target


def _find_pages(document: pypdfium2.PdfDocument, words: Sequence[str]) -> list[int]:
    """Return the first page for each pattern, lists of contents left out but where meant."""
    texts = [_read_text(document, index) for index in range(len(document))]
    body = next(index for index, text in enumerate(texts) if "BAB I PENDAHULUAN" in text)
    found = []
    for pattern in words:
        first = 0 if pattern.startswith("^") or "DAFTAR" in pattern else body
        place = next(
            (index for index in range(first, len(texts)) if re.search(pattern, texts[index])), None
        )
        if place is None:
            raise SystemExit(f"no page has {pattern!r}")
        found.append(place)
    return found


def _read_text(document: pypdfium2.PdfDocument, index: int) -> str:
    """Return a page's text in one line; "" for the empty pages that LibreOffice puts in."""
    page = document[index]
    text = " ".join(page.get_textpage().get_text_range().split())
    page.close()
    return text


def _draw(document: pypdfium2.PdfDocument, index: int, longer: int) -> Image.Image:
    """Return a page as a picture whose longer side has so many pixels."""
    page = document[index]
    image: Image.Image = page.render(scale=longer / max(page.get_size())).to_pil().convert("RGB")
    page.close()
    return image


def _line_up(images: Sequence[Image.Image]) -> Image.Image:
    """Return pictures side by side."""
    width = sum(image.width for image in images) + _GAP * (len(images) - 1)
    strip = Image.new("RGB", (width, max(image.height for image in images)), _PAPER)
    place = 0
    for image in images:
        strip.paste(image, (place, 0))
        place += image.width + _GAP
    return strip


def _stack(strips: Sequence[Image.Image]) -> Image.Image:
    """Return strips one below the other, with a border."""
    width = max(strip.width for strip in strips) + 2 * _GAP
    height = sum(strip.height + _GAP for strip in strips) + _GAP
    sheet = Image.new("RGB", (width, height), _PAPER)
    place = _GAP
    for strip in strips:
        sheet.paste(strip, (_GAP, place))
        place += strip.height + _GAP
    return sheet


if __name__ == "__main__":
    raise SystemExit(main())
