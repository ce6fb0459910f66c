"""Tracked insertions and deletions as elements: around runs, paragraphs and rows."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import Any, Final

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_NO_DAY: Final = "1980-01-01T00:00:00Z"
_FIRST_NUMBER: Final = 1_000_001


class Marker:
    """Makes marks of one author and day, numbered apart from the file's own."""

    def __init__(self, author: str, day: str) -> None:
        """Take ``day`` as ``2023-10-09``, or empty for none."""
        self._attributes = {f"{W}author": author}
        if day:
            self._attributes[f"{W}date"] = f"{day}T00:00:00Z"
        self._number = _FIRST_NUMBER - 1
        self._moves = 0

    def make(self, kind: str) -> Any:
        """Return an empty mark, such as ``w:ins`` or ``w:del``."""
        from lxml import etree

        self._number += 1
        element = etree.Element(f"{W}{kind}")
        element.set(f"{W}id", str(self._number))
        for name, value in self._attributes.items():
            element.set(name, value)
        return element

    def wrap(self, kind: str, runs: list[Any]) -> Any:
        """Return ``w:ins``, ``w:moveFrom`` or ``w:moveTo`` around the runs."""
        element = self.make(kind)
        element.extend(runs)
        return element

    def name_move(self) -> str:
        """Return the name that both ends of one more move share."""
        self._moves += 1
        return f"move{self._moves}"

    def frame_move(self, kind: str, name: str, content: list[Any]) -> list[Any]:
        """Return the content between the marks of one end of a move."""
        start = self.make(f"{kind}RangeStart")
        start.set(f"{W}name", name)
        if f"{W}date" not in self._attributes:
            start.set(f"{W}date", _NO_DAY)  # the format wants one here, and only here
        end = self.make(f"{kind}RangeEnd")
        for attribute in self._attributes:
            del end.attrib[attribute]
        end.set(f"{W}id", start.get(f"{W}id"))
        return [start, *content, end]

    def delete_text(self, text: str, properties: Any) -> Any:
        """Return ``w:del`` around a run with ``text`` and the look of ``properties``."""
        element = self.make("del")
        element.append(make_run(text, properties, "delText"))
        return element

    def mark_paragraph(self, paragraph: Any, kind: str) -> None:
        """Track the paragraph's own end as inserted or deleted."""
        from lxml import etree

        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = etree.Element(f"{W}pPr")
            paragraph.insert(0, properties)
        look = properties.find(f"{W}rPr")
        if look is None:
            look = etree.Element(f"{W}rPr")
            behind = properties.find(f"{W}sectPr")
            place = len(properties) if behind is None else properties.index(behind)
            properties.insert(place, look)
        look.insert(0, self.make(kind))

    def mark_row(self, row: Any, kind: str) -> None:
        """Track a row as inserted or deleted."""
        from lxml import etree

        properties = row.find(f"{W}trPr")
        if properties is None:
            properties = etree.Element(f"{W}trPr")
            row.insert(0, properties)
        properties.append(self.make(kind))

    def insert_paragraph(self, paragraph: Any) -> None:
        """Track a whole paragraph as inserted, where it stands."""
        self.insert_content(paragraph)
        self.mark_paragraph(paragraph, "ins")

    def insert_content(self, parent: Any, kind: str = "ins") -> None:
        """Wrap the runs of a paragraph or link in marks of a kind; bookmarks stay outside."""
        for child in list(parent):
            if child.tag == f"{W}r":
                element = self.make(kind)
                child.addprevious(element)
                element.append(child)
            elif child.tag == f"{W}hyperlink":
                self.insert_content(child, kind)


def list_paragraphs(element: Any) -> Iterator[Any]:
    """Yield every paragraph in a row or table."""
    yield from element.iter(f"{W}p")


def make_run(text: str, properties: Any, kind: str = "t") -> Any:
    """Return a run that says ``text`` in ``w:t`` or ``w:delText``, tabs and breaks as elements."""
    from lxml import etree

    run = etree.Element(f"{W}r")
    if properties is not None:
        run.append(deepcopy(properties))
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{W}br")
        for place, word in enumerate(line.split("\t")):
            if place:
                etree.SubElement(run, f"{W}tab")
            if word:
                said = etree.SubElement(run, f"{W}{kind}")
                said.text = word
                said.set(_SPACE, "preserve")
    return run
