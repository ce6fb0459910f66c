"""Which of many similar Word files differ in structure: those that a validator must look at.

A schema's validator looks at elements: their attributes, their children in order, their place. A
file all of whose elements were seen in others, in the same shape, can tell it nothing new.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from itertools import groupby

from lxml import etree

Shape = tuple[str, str, tuple[tuple[str, str], ...], tuple[str, ...]]
# Attributes whose words are the book's own.
_FREE = ("name", "descr", "title", "id", "Id", "Target", "anchor", "embed", "instr")


def list_shapes(data: bytes) -> frozenset[Shape]:
    """Return the shape of every element of a Word file: part, tag, attributes, children."""
    found: set[Shape] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                kind = re.sub(r"\d+", "", name)
                for element in etree.fromstring(archive.read(name)).iter():
                    found.add((kind, *_describe(element)))
    return frozenset(found)


def _describe(
    element: etree._Element,
) -> tuple[str, tuple[tuple[str, str], ...], tuple[str, ...]]:
    parent = element.getparent()
    above = "" if parent is None else str(parent.tag)
    attributes = tuple(sorted((str(key), _class(key, item)) for key, item in element.items()))
    children = tuple(str(tag) for tag, _ in groupby(child.tag for child in element))
    # A paragraph's runs and bookmarks may come in any order and number.
    if element.tag.endswith(("}p", "}hyperlink")):
        children = (*children[:1], *sorted(set(children[1:])))
    return f"{above}>{element.tag}", attributes, children


def _class(key: str, value: str) -> str:
    """Return what kind of value it is; a word that may be one of the schema's list is itself."""
    if etree.QName(key).localname in _FREE:
        return "*"
    if re.fullmatch(r"-?\d+", value):
        return "-0" if value.startswith("-") else "0"
    return value if re.fullmatch(r"[A-Za-z]{1,24}\d?", value) else "*"


def pick_shapes(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield names of files that together hold every shape of all of them, the richest first."""
    shapes = {name: list_shapes(data) for name, data in files.items()}
    seen: set[Shape] = set()
    while left := {name: len(found - seen) for name, found in shapes.items() if found - seen}:
        name = max(left, key=lambda one: (left[one], one))
        seen |= shapes[name]
        yield name
