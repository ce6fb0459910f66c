"""What a Word file says of its look beside its styles: every property that stands directly."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO

from docx_dump import W
from lxml import etree

_PARTS = re.compile(r"word/(document|footnotes|header|footer|comments)[^/]*\.xml\Z")
_HOLDERS = ("pPr", "rPr", "tblPr", "trPr", "tcPr")
_STYLES = {W + name for name in ("pStyle", "rStyle", "tblStyle")}


def list_direct(data: bytes) -> set[tuple[str, str]]:
    """Return pairs: the style of the paragraph (of its run, or ``tbl``, ``tr``, ``tc``), property.

    Numbers at the end of a style's name are left out: ``ListNumber`` stands for all depths.
    """
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {
            pair
            for name in archive.namelist()
            if _PARTS.match(name)
            for pair in _list_part(etree.fromstring(archive.read(name)))
        }


def _list_part(root: etree._Element) -> Iterator[tuple[str, str]]:
    for holder in root.iter(*(W + name for name in _HOLDERS)):
        where = etree.QName(holder).localname.removesuffix("Pr")
        if where in ("p", "r"):
            paragraph = next(holder.iterancestors(W + "p"))
            style = paragraph.find(f"{W}pPr/{W}pStyle")
            name = "" if style is None else re.sub(r"\d+\Z", "", style.get(W + "val"))
            where = name if where == "p" else f"{name} run"
        for item in holder:
            if item.tag not in _STYLES:
                yield where, etree.QName(item).localname
