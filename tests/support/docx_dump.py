"""A Word file as readable lines, for golden files and for tests that look into parts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any

from lxml import etree

from masterplan_cli.document import nodes as n
from masterplan_cli.document.bookmarks import PREFIX, hash_origin
from masterplan_cli.writers.docx.bookmarks import name_contents_target, name_reference_target
from masterplan_cli.writers.docx.styles import KEEPING

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def _list_nodes(value: object) -> Iterator[Any]:
    """Yield every node inside ``value``, itself included."""
    if isinstance(value, tuple):
        for item in value:
            yield from _list_nodes(item)
    elif is_dataclass(value):
        yield value
        for item in fields(value):
            yield from _list_nodes(getattr(value, item.name))


def _name_bookmarks(document: n.Document) -> dict[str, str]:
    """Map what bookmarks are called, less their count, to what they stand for."""
    names = {}
    for node in _list_nodes(document):
        if origin := getattr(node, "origin", ""):
            names[f"{PREFIX}{hash_origin(origin)}"] = origin
        if anchor := getattr(node, "anchor", ""):
            names[name_contents_target(anchor)] = f"_Toc:{anchor}"
            names[name_reference_target(anchor)] = f"_Ref:{anchor}"
    return names


def _show_count(count: str) -> str:
    """Return ``#2`` for the second of no chapter, ``#3.2`` for the second of the third."""
    chapter, count = count[1:3].lstrip("0"), count[3:]
    return f"#{chapter}{'.' if chapter else ''}{count}" if count else ""


class Dump:
    """A Word file as readable lines: style, list, text with fields and bookmarks in place."""

    def __init__(self, data: bytes, document: n.Document) -> None:
        self._names = _name_bookmarks(document)
        self._data = data
        self.lines: list[str] = []

    def write(self) -> str:
        """Return body and footnotes."""
        for child in read_part(self._data)[0]:
            self._block(child, "")
        notes = read_part(self._data, "word/footnotes.xml")
        for note in notes:
            self.lines.append(f"FOOTNOTE {note.get(W + 'id')}")
            for child in note:
                self._block(child, "  ")
        return "\n".join(self.lines) + "\n"

    def _block(self, element: etree._Element, margin: str) -> None:
        if element.tag == W + "p":
            self._paragraph(element, margin)
        elif element.tag == W + "tbl":
            self._table(element, margin)
        else:
            self._section(element)

    def _section(self, element: etree._Element) -> None:
        size, numbers = element.find(W + "pgSz"), element.find(W + "pgNumType")
        self.lines.append(
            f"=== section above: {size.get(W + 'w')}x{size.get(W + 'h')}"
            f" {numbers.get(W + 'fmt')} start={numbers.get(W + 'start')}"
        )

    def _paragraph(self, element: etree._Element, margin: str) -> None:
        properties = element[0]
        style, number = properties[0].get(W + "val"), properties.find(W + "numPr")
        listed = "" if number is None else "#" + ".".join(item.get(W + "val") for item in number)
        extra = "".join(
            f" +{etree.QName(item).localname}"
            for item in properties[1:]
            if item.tag not in (W + "numPr", W + "sectPr")
        )
        self.lines.append(f"{margin}{style}{listed}{extra} | {self._runs(element[1:])}".rstrip())
        if (section := properties.find(W + "sectPr")) is not None:
            self._section(section)

    def _table(self, element: etree._Element, margin: str) -> None:
        widths = [item.get(W + "w") for item in element.iter(W + "gridCol")]
        style = element.find(f"{W}tblPr/{W}tblStyle").get(W + "val")
        self.lines.append(f"{margin}TABLE {style} {' '.join(widths)}")
        for row in element.iter(W + "tr"):
            header = " header" if row.find(f"{W}trPr/{W}tblHeader") is not None else ""
            self.lines.append(f"{margin}  ROW{header}")
            for cell in row.iter(W + "tc"):
                said = [
                    f" {etree.QName(item).localname}={item.get(W + 'val')}"
                    if item.tag != W + "shd"
                    else f" fill={item.get(W + 'fill')}"
                    for item in cell[0][1:]
                ]
                self.lines.append(f"{margin}    CELL{''.join(said)}")
                for child in cell[1:]:
                    self._block(child, margin + "      ")

    def _runs(self, elements: Iterable[etree._Element]) -> str:
        return "".join(self._run(element) for element in elements)

    def _run(self, element: etree._Element) -> str:
        name = etree.QName(element).localname
        if name == "bookmarkStart":
            label = element.get(W + "name")
            stem, _, count = label.rpartition("_") if label.startswith(PREFIX) else (label, "", "")
            return f"[{self._names[stem]}{_show_count(count)} "
        if name == "bookmarkEnd":
            return "]"
        if name == "hyperlink":
            target = element.get(W + "anchor")
            shown = self._names[target] if target else "url"
            return f"<{shown} {self._runs(element)}>"
        if name != "r":
            return f"?{name}?"
        style = element.find(f"{W}rPr/{W}rStyle")
        text = "".join(self._leaf(item) for item in element if item.tag != W + "rPr")
        return text if style is None else f"{style.get(W + 'val')}({text})"

    def _leaf(self, item: etree._Element) -> str:
        name = etree.QName(item).localname
        if name == "t":
            return item.text or ""
        if name == "fldChar":
            return {"begin": "{", "separate": "=", "end": "}"}[item.get(W + "fldCharType")]
        if name == "instrText":
            words = (item.text or "").strip().split()
            return " ".join(self._names.get(word, word) for word in words)
        if name == "drawing":
            shape = next(item.iter("{*}docPr"))
            return f"<{shape.get('name')}: {shape.get('descr')}>"
        return {"br": "⏎", "tab": "⇥", "footnoteReference": "^"}.get(name, f"?{name}?")


def stays_with_next(line: str) -> bool:
    """Whether a dumped paragraph stays on the page of the next one: by its style, all but lists."""
    style = line.split()[0]
    return style.endswith("Kept") or style in KEEPING or "+keepNext" in line


def list_kept_rows(lines: list[str]) -> list[bool]:
    """Return for each row whether every paragraph in it is kept with the next row."""
    rows: list[list[bool]] = []
    for line in lines:
        if line.startswith("  ROW"):
            rows.append([])
        elif line.startswith("      "):
            rows[-1].append(stays_with_next(line))
    assert all(len(set(row)) == 1 for row in rows)
    return [row[0] for row in rows]
