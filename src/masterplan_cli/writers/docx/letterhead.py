"""The package that gives the look: ``reference.docx``, read.

Out: the parts a book keeps (styles, numbering, theme, settings, fonts) with what they point
at, and what the writer must know of them: page, lists, the fill of header rows.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree

from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.heads import Heads, read_heads
from masterplan_cli.writers.docx.relationships import OFFICE
from masterplan_cli.writers.docx.sections import Page
from masterplan_cli.writers.docx.settings import keep_settings

# What Word takes where nothing says a size.
_USUAL_SIZE: Final = 10.0
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KEPT: Final = ("styles", "numbering", "theme", "settings", "fontTable")
_NEAREST_EDGE: Final = 284
_USUAL_EDGE: Final = 709
_UNITS: Final = {
    "pt": 20.0,
    "in": 1440.0,
    "cm": 1440 / 2.54,
    "mm": 144 / 2.54,
    "pc": 240.0,
    "pi": 240.0,
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name without a leading slash, its content type, its bytes."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a book takes from ``reference.docx``.

    ``kept`` maps a relationship's type to the part the main document points at; ``others``
    are the parts that those point at, with their relationships parts. ``bullet`` and
    ``ordered`` are a ``numId`` and an ``abstractNumId``; ``free_number`` is the first
    ``numId`` that nobody uses. ``table_font`` is the face of a table's text, which charts take,
    ``table_size`` its size in points. ``stops`` are the tab stops of its styles of running heads,
    above and below, which Word itself gives two, ``heads`` what it prints there.
    """

    kept: Mapping[str, Part]
    others: tuple[Part, ...]
    page: Page
    bullet: str
    ordered: str
    free_number: int
    header_fill: str
    table_font: str
    table_size: float
    stops: tuple[tuple[int, ...], tuple[int, ...]]
    heads: Heads


@lru_cache(maxsize=2)
def read_letterhead(data: bytes) -> Letterhead:
    """Return what the package ``data`` gives, read once for all books of a run.

    Raises:
        ValueError: it is no Word package, or lacks styles or the lists of the list styles.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        return _read_files(files)
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise ValueError(f"reference.docx cannot be used: {error}") from error


def _read_files(files: Mapping[str, bytes]) -> Letterhead:
    types = _read_types(files["[Content_Types].xml"])
    main = next(target for kind, target in _follow(files, "") if kind.endswith("/officeDocument"))
    kept: dict[str, Part] = {}
    others: dict[str, Part] = {}
    for kind, name in _follow(files, main):
        if kind.rpartition("/")[2] in _KEPT and name in files:
            kept[kind] = _take_part(files, types, name)
            if not kind.endswith("/settings"):
                others |= {part.name: part for part in _collect_parts(files, types, name)}
    numbers, free = _read_numbers(kept[f"{OFFICE}/numbering"].data)
    sheet = ElementTree.fromstring(kept[f"{OFFICE}/styles"].data)
    lists = _read_list_styles(sheet)
    heads = read_heads(files, main)
    for name, place in _list_pictures(heads):
        others[place] = replace(_take_part(files, types, name), name=place)
    return Letterhead(
        kept=kept,
        others=tuple(others[name] for name in sorted(others)),
        page=read_page(files[main]),
        bullet=lists[styles.name_list(False, 0)],
        ordered=numbers[lists[styles.name_list(True, 0)]],
        free_number=free,
        header_fill=_read_header_fill(sheet),
        table_font=_read_look(sheet, styles.CELL, "rFonts", "ascii"),
        table_size=_read_size(sheet),
        heads=heads,
        stops=(_read_stops(sheet, styles.HEADER), _read_stops(sheet, styles.FOOTER)),
    )


def _list_pictures(heads: Heads) -> Iterator[tuple[str, str]]:
    for head in (heads.above, heads.below):
        yield from () if head is None else head.pictures


def _read_types(data: bytes) -> dict[str, str]:
    found = {}
    for item in ElementTree.fromstring(data):
        key = item.get("PartName", "").lstrip("/") or "." + item.get("Extension", "").lower()
        found[key] = item.get("ContentType", "")
    return found


def _take_part(files: Mapping[str, bytes], types: Mapping[str, str], name: str) -> Part:
    extension = "." + name.rpartition(".")[2].lower()
    data = files[name]
    if name.endswith("/settings.xml"):
        data = keep_settings(data.decode()).encode()
    return Part(name, types.get(name) or types.get(extension, "application/xml"), data)


def _name_relationships(name: str) -> str:
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _follow(files: Mapping[str, bytes], name: str) -> Iterator[tuple[str, str]]:
    """Yield type and part name of each internal relationship of ``name``."""
    source = files.get(_name_relationships(name))
    if source is None:
        return
    for item in ElementTree.fromstring(source):
        if item.get("TargetMode") != "External":
            target = posixpath.join("/", posixpath.dirname(name), item.get("Target", ""))
            yield item.get("Type", ""), posixpath.normpath(target).lstrip("/")


def _collect_parts(
    files: Mapping[str, bytes], types: Mapping[str, str], name: str
) -> Iterator[Part]:
    """Yield the relationships part of ``name`` and all that it leads to."""
    if _name_relationships(name) in files:
        yield _take_part(files, types, _name_relationships(name))
    for _, target in _follow(files, name):
        if target in files:
            yield _take_part(files, types, target)
            yield from _collect_parts(files, types, target)


def _read_numbers(data: bytes) -> tuple[dict[str, str], int]:
    """Return each instance's abstract list, and the first free instance number."""
    numbers = {}
    for number in ElementTree.fromstring(data).iter(f"{_W}num"):
        abstract = number.find(f"{_W}abstractNumId")
        if abstract is not None:
            numbers[number.get(f"{_W}numId", "")] = abstract.get(f"{_W}val", "")
    return numbers, max((int(number) for number in numbers), default=0) + 1


def _read_list_styles(sheet: ElementTree.Element) -> dict[str, str]:
    found = {}
    for style in sheet.iter(f"{_W}style"):
        number = style.find(f"{_W}pPr/{_W}numPr/{_W}numId")
        if number is not None:
            found[style.get(f"{_W}styleId", "")] = number.get(f"{_W}val", "")
    return found


def _read_header_fill(sheet: ElementTree.Element) -> str:
    for style in sheet.iter(f"{_W}style"):
        if style.get(f"{_W}styleId") != styles.TABLE:
            continue
        for part in style.iter(f"{_W}tblStylePr"):
            shade = part.find(f"{_W}tcPr/{_W}shd")
            if part.get(f"{_W}type") == "firstRow" and shade is not None:
                return shade.get(f"{_W}fill", "")
    return ""


def _read_size(sheet: ElementTree.Element) -> float:
    half_points = _read_look(sheet, styles.CELL, "sz", "val")
    return int(half_points) / 2 if half_points.isdecimal() else _USUAL_SIZE


def _read_look(sheet: ElementTree.Element, wanted: str, tag: str, attribute: str) -> str:
    """Return what a style says of its runs, itself or what it is based on; else the document."""
    found = {style.get(f"{_W}styleId"): style for style in sheet.iter(f"{_W}style")}
    for style in _follow_bases(found, wanted):
        said = style.find(f"{_W}rPr/{_W}{tag}")
        if said is not None and said.get(f"{_W}{attribute}"):
            return said.get(f"{_W}{attribute}", "")
    said = sheet.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}{tag}")
    return "" if said is None else said.get(f"{_W}{attribute}", "")


def read_page(document: bytes) -> Page:
    """Return the page of a main document's first section; what it does not say is ours."""
    root = ElementTree.fromstring(document)
    size = _read_lengths(next(root.iter(f"{_W}pgSz"), None))
    margins = _read_lengths(next(root.iter(f"{_W}pgMar"), None))
    sides = (size.get("w", 11906), size.get("h", 16838))
    return Page(
        width=min(sides),
        height=max(sides),
        top=margins.get("top", 1417),
        right=margins.get("right", 1417),
        bottom=margins.get("bottom", 1417),
        left=margins.get("left", 1701),
        header=_keep_off_edge(margins.get("header", 0)),
        footer=_keep_off_edge(margins.get("footer", 0)),
    )


def _read_lengths(element: ElementTree.Element | None) -> dict[str, int]:
    """Return lengths by name, in twentieths of a point; Google Docs writes fractions of them.

    Raises:
        ValueError: one is no length.
    """
    found = {} if element is None else element.attrib
    return {
        key.removeprefix(_W): _read_length(value)
        for key, value in found.items()
        if not key.endswith(("orient", "code"))
    }


def _read_length(value: str) -> int:
    unit = value[-2:]
    if unit in _UNITS:
        return round(float(value[:-2]) * _UNITS[unit])
    return round(float(value))


def _read_stops(sheet: ElementTree.Element, wanted: str) -> tuple[int, ...]:
    """Return the tab stops of a style and of those that it is based on."""
    found = {style.get(f"{_W}styleId"): style for style in sheet.iter(f"{_W}style")}
    stops: set[int] = set()
    for style in _follow_bases(found, wanted):
        for stop in style.iterfind(f"{_W}pPr/{_W}tabs/{_W}tab"):
            if stop.get(f"{_W}val") != "clear":
                stops.add(_read_length(stop.get(f"{_W}pos", "0")))
    return tuple(sorted(stops))


def _follow_bases(
    found: Mapping[str | None, ElementTree.Element], wanted: str
) -> Iterator[ElementTree.Element]:
    """Yield a style and all that it is based on."""
    seen: set[str] = set()
    while wanted in found and wanted not in seen:
        seen.add(wanted)
        yield found[wanted]
        base = found[wanted].find(f"{_W}basedOn")
        wanted = "" if base is None else base.get(f"{_W}val", "")


def list_style_keys(data: bytes) -> set[str]:
    """Return the identifiers of the styles that have a name, as XML has them."""
    return {
        style.get(f"{_W}styleId", "")
        for style in ElementTree.fromstring(data).iter(f"{_W}style")
        if style.get(f"{_W}styleId") and style.find(f"{_W}name") is not None
    }


def _keep_off_edge(distance: int) -> int:
    """Return how far a running head stands from the paper's edge; a page without any says 0."""
    return distance if distance >= _NEAREST_EDGE else _USUAL_EDGE
