"""A reviewer in Word: changes characters of what a bookmark of ours holds, tracked or not.

Written on python-docx's tree alone, so that it shares nothing with the reading that it tests.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

OURS = re.compile(r"_mp_[0-9a-z]+_\d+")


class Page:
    """The body of a book: what stands between the ends of each bookmark, run by run."""

    def __init__(self, data: bytes) -> None:
        self.document = docx.Document(io.BytesIO(data))
        self.fields: dict[str, list[Any]] = {}
        self.split: set[str] = set()
        opened: dict[str, str] = {}
        depth = 0
        for element in self.document.element.body.iter():
            if element.tag == qn("w:bookmarkStart") and OURS.fullmatch(element.get(qn("w:name"))):
                name = element.get(qn("w:name"))
                opened[element.get(qn("w:id"))] = name
                self.fields[name] = []
            elif element.tag == qn("w:bookmarkEnd"):
                opened.pop(element.get(qn("w:id")), None)
            elif element.tag == qn("w:fldChar"):
                depth += {"begin": 1, "end": -1}.get(element.get(qn("w:fldCharType")), 0)
                self.split.update(opened.values())
            elif element.tag in (qn("w:br"), qn("w:tab"), qn("w:drawing")):
                self.split.update(opened.values())
            elif element.tag == qn("w:t") and not depth:
                for name in opened.values():
                    self.fields[name].append(element)

    def read(self, name: str) -> str:
        """Return the text that a bookmark holds."""
        return "".join(text.text or "" for text in self.fields[name])

    def list_styles(self, name: str, start: int, end: int) -> set[bytes]:
        """Return the looks of the runs that hold some characters of a bookmark."""
        return {_read_look(text) for text, *_ in self._cut(name, start, end)}

    def list_looks(self, name: str) -> list[tuple[str, bytes]]:
        """Return each character that is no white space, with the look of its run."""
        pairs = [(sign, text) for text in self.fields[name] for sign in text.text or ""]
        return [(sign, _read_look(text)) for sign, text in pairs if not sign.isspace()]

    def _cut(self, name: str, start: int, end: int) -> Iterator[tuple[Any, int, int]]:
        position = 0
        for text in self.fields[name]:
            length = len(text.text or "")
            first, last = max(start, position) - position, min(end, position + length) - position
            if first < last:
                yield text, first, last
            position += length

    def change(self, name: str, start: int, end: int, new: str, *, tracked: bool) -> bytes:
        """Return the file with some characters of a bookmark replaced by others."""
        touched = list(self._cut(name, start, end))
        if touched:
            spot = touched[0][0], touched[0][1]
        else:
            before = list(self._cut(name, start - 1, start)) or list(self._cut(name, 0, 1))
            spot = before[0][0], before[0][2] if start else 0
        run = spot[0].getparent()
        added = _make_run(run, new) if new else None
        if touched:
            for number, (text, first, last) in enumerate(touched):
                gone = _divide(text, first, last)
                if number == 0 and added is not None:
                    gone.addprevious(_mark("w:ins", added) if tracked else added)
                if tracked:
                    _mark_gone(gone)
                else:
                    gone.getparent().remove(gone)
        elif added is not None:
            place = _divide(spot[0], spot[1], spot[1])
            place.addprevious(_mark("w:ins", added) if tracked else added)
            place.getparent().remove(place)
        sink = io.BytesIO()
        self.document.save(sink)
        return sink.getvalue()


def _read_look(text: Any) -> bytes:
    from lxml import etree

    properties = text.getparent().find(qn("w:rPr"))
    return b"" if properties is None else etree.tostring(properties)


def _make_run(like: Any, words: str) -> Any:
    run = OxmlElement("w:r")
    properties = like.find(qn("w:rPr"))
    if properties is not None:
        run.append(copy.deepcopy(properties))
    text = OxmlElement("w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    return run


def _divide(text: Any, first: int, last: int) -> Any:
    """Split a run so that the characters from ``first`` to ``last`` stand in one of their own."""
    run, words = text.getparent(), text.text or ""
    middle = _make_run(run, words[first:last])
    if first:
        run.addprevious(_make_run(run, words[:first]))
    run.addprevious(middle)
    if words[last:]:
        run.addprevious(_make_run(run, words[last:]))
    run.getparent().remove(run)
    return middle


def _mark(kind: str, run: Any) -> Any:
    mark = OxmlElement(kind)
    mark.set(qn("w:id"), "7")
    mark.set(qn("w:author"), "Siti Ahli")
    mark.set(qn("w:date"), "2025-05-21T09:00:00Z")
    mark.append(run)
    return mark


def _mark_gone(run: Any) -> None:
    for text in run.findall(qn("w:t")):
        text.tag = qn("w:delText")
    place = OxmlElement("w:r")
    run.addprevious(place)
    place.addnext(_mark("w:del", run))
    place.getparent().remove(place)
