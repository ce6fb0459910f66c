"""Every part of a Word file as readable lines, whatever it holds: one line per element that counts.

``pStyle=Heading1 spacing(before=240 after=120) keepNext``: an element is its name, ``=`` and its
value where that is all it has, else its attributes and children in brackets. Namespaces are left
out.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

# Elements whose children have a line each, however deep they stand.
_OPEN = {
    *("styles", "docDefaults", "numbering", "abstractNum", "num", "settings", "fonts", "theme"),
    *("themeElements", "fmtScheme", "clrScheme", "fontScheme", "Types", "Relationships"),
    *("coreProperties", "Properties", "hdr", "ftr", "webSettings", "compat"),
    *("chartSpace", "chart", "plotArea", "barChart", "lineChart", "ser", "cat", "val", "strRef"),
    *("numRef", "strCache", "numCache", "catAx", "valAx", "legend", "worksheet", "sheetData"),
    *("sst", "workbook", "sheets", "styleSheet", "cellXfs", "numFmts", "latentStyles"),
}


def dump_package(data: bytes, without: tuple[str, ...] = ()) -> Iterator[str]:
    """Yield lines for each part in the package's order; parts in ``without`` by name alone."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield f"=== {name}"
            content = archive.read(name)
            if name in without:
                continue
            if name.endswith((".xml", ".rels")):
                yield from dump_part(content)
            elif name.endswith(".xlsx"):
                yield from (f"  {line}" for line in dump_workbook(content))


def dump_workbook(data: bytes) -> Iterator[str]:
    """Yield the lines of a workbook's cells; how it looks is its library's own."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"):
            yield f"=== {name}"
            yield from dump_part(archive.read(name))


def dump_part(content: bytes) -> Iterator[str]:
    """Yield the lines of one XML part."""
    yield from _open(etree.fromstring(content), "")


def _open(element: etree._Element, margin: str) -> Iterator[str]:
    yield margin + _head(element)
    for child in element:
        if etree.QName(child).localname in _OPEN and len(child):
            yield from _open(child, margin + "  ")
        else:
            yield f"{margin}  {flatten(child)}"


def _head(element: etree._Element) -> str:
    attributes = " ".join(_list_attributes(element))
    name = etree.QName(element).localname
    return f"{name}({attributes})" if attributes else name


def _list_attributes(element: etree._Element) -> list[str]:
    return [f"{etree.QName(key).localname}={value}" for key, value in element.items()]


def flatten(element: etree._Element) -> str:
    """Return an element with all that it holds in one line."""
    name = etree.QName(element).localname
    attributes = _list_attributes(element)
    values = list(element.attrib.values())
    text = (element.text or "").strip()
    if name == "t" and element.text is not None:
        return f"“{element.text}”"
    children = [flatten(child) for child in element if isinstance(child.tag, str)]
    if len(values) == 1 and attributes == [f"val={values[0]}"] and not children:
        return f"{name}={values[0]}"
    inside = [*attributes, *children, *([f"“{text}”"] if text else [])]
    return f"{name}({' '.join(inside)})" if inside else name
