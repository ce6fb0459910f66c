"""The package that gives the look: ``reference.docx``, read.

Out: the parts a book keeps (styles, numbering, theme, settings, fonts) with what they point
at, and what the writer must know of them: page, lists, the fill of header rows.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final
from xml.etree import ElementTree

from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.relationships import OFFICE
from masterplan_cli.writers.docx.sections import Page

# What Word takes where nothing says a size.
_USUAL_SIZE: Final = 10.0
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KEPT: Final = ("styles", "numbering", "theme", "settings", "fontTable")
_NEAREST_EDGE: Final = 284
_USUAL_EDGE: Final = 709
# What settings may say of parts that a book does not take over.
_DROPPED_SETTINGS: Final = re.compile(
    r"<w:(attachedTemplate|mailMerge|saveThroughXslt|updateFields|documentProtection)\b"
    r"(?:[^>]*/>|.*?</w:\1>)"
    r"|<w:(footnotePr|endnotePr)\b(?:[^>]*/>|.*?</w:\2>)",
    re.DOTALL,
)


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
    ``table_size`` its size in points.
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
    return Letterhead(
        kept=kept,
        others=tuple(others[name] for name in sorted(others)),
        page=_read_page(ElementTree.fromstring(files[main])),
        bullet=lists[styles.name_list(False, 0)],
        ordered=numbers[lists[styles.name_list(True, 0)]],
        free_number=free,
        header_fill=_read_header_fill(sheet),
        table_font=_read_look(sheet, styles.CELL, "rFonts", "ascii"),
        table_size=_read_size(sheet),
    )


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
        data = _DROPPED_SETTINGS.sub("", data.decode()).encode()
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
    seen: set[str] = set()
    while wanted in found and wanted not in seen:
        seen.add(wanted)
        said = found[wanted].find(f"{_W}rPr/{_W}{tag}")
        if said is not None and said.get(f"{_W}{attribute}"):
            return said.get(f"{_W}{attribute}", "")
        base = found[wanted].find(f"{_W}basedOn")
        wanted = "" if base is None else base.get(f"{_W}val", "")
    said = sheet.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}{tag}")
    return "" if said is None else said.get(f"{_W}{attribute}", "")


def _read_page(document: ElementTree.Element) -> Page:
    size = next(document.iter(f"{_W}pgSz"))
    margins = next(document.iter(f"{_W}pgMar"))
    sides = (int(size.get(f"{_W}w", "11906")), int(size.get(f"{_W}h", "16838")))
    read = {key.removeprefix(_W): int(value) for key, value in margins.attrib.items()}
    return Page(
        width=min(sides),
        height=max(sides),
        top=read["top"],
        right=read["right"],
        bottom=read["bottom"],
        left=read["left"],
        header=_keep_off_edge(read.get("header", 0)),
        footer=_keep_off_edge(read.get("footer", 0)),
    )


def _keep_off_edge(distance: int) -> int:
    """Return how far a running head stands from the paper's edge; a page without any says 0."""
    return distance if distance >= _NEAREST_EDGE else _USUAL_EDGE
