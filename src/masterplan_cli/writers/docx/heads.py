"""What somebody's ``reference.docx`` prints above and below its pages: the letterhead proper.

In: the parts of that package. Out: the header and the footer of its first section, free of what
only that file knows, with the pictures that they show. A book prints them on every page but the
cover, and its own running heads below them.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final
from xml.etree import ElementTree

from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.docx.relationships import (
    HYPERLINK_TYPE,
    IMAGE_TYPE,
    OFFICE,
    Relationships,
)

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R: Final = f"{{{OFFICE}}}"
_FOLDER: Final = "letterhead"
"""Where pictures go, apart from the book's own."""
_SHOWN: Final = re.compile(r"<w:(?:t|drawing|pict|object|sym)\b")
_NUMBER: Final = re.compile(r'(?:<w:instrText\b[^>]*>|w:instr=")\s*PAGE\b')
_MARKS: Final = re.compile(
    r"<w:(?:bookmark(?:Start|End)|commentRange(?:Start|End)|commentReference|proofErr|perm(?:Start"
    r"|End))\b[^>]*/>"
)
_LINK: Final = re.compile(r'(\br:\w+=")([^"]*)"')
_ROOT: Final = re.compile(r"<w:(hdr|ftr)\b[^>]*>")


@dataclass(frozen=True, slots=True)
class Head:
    """A header or footer: its root's tag, what is in it, and what it points at.

    ``links`` is its relationships part, "" for none; ``pictures`` maps names of parts to those that
    the book gives them. ``numbered`` says that it prints the page's number itself.
    """

    opening: str
    body: str
    links: str = ""
    pictures: tuple[tuple[str, str], ...] = ()
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Heads:
    """What stands above and below; None where there is nothing, or nothing that can be taken."""

    above: Head | None = None
    below: Head | None = None
    refused: bool = False


def read_heads(files: Mapping[str, bytes], main: str) -> Heads:
    """Return what the main part's first section prints on all its pages."""
    section = next(ElementTree.fromstring(files[main]).iter(f"{_W}sectPr"), None)
    if section is None:
        return Heads()
    found: list[Head | None] = []
    refused = False
    targets = dict(_list_links(files, main))
    for kind in ("headerReference", "footerReference"):
        head = None
        for item in section.iterfind(_W + kind):
            _, name, _ = targets.get(item.get(f"{_R}id", ""), ("", "", False))
            if item.get(f"{_W}type", "default") == "default" and name in files:
                head = _read_head(files, name)
                refused = refused or head is None
        found.append(head if head is not None and head.body else None)
    return Heads(found[0], found[1], refused)


def _list_links(
    files: Mapping[str, bytes], name: str
) -> Iterator[tuple[str, tuple[str, str, bool]]]:
    """Yield each relationship of a part: its id, then its type, target, and whether outside."""
    folder, base = posixpath.split(name)
    source = files.get(posixpath.join(folder, "_rels", f"{base}.rels"))
    for item in ElementTree.fromstring(source) if source else ():
        target, external = item.get("Target", ""), item.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        yield item.get("Id", ""), (item.get("Type", ""), target, external)


def _read_head(files: Mapping[str, bytes], name: str) -> Head | None:
    """Return one part; with nothing in it where it shows nothing, None where it holds more.

    A chart, an embedded file or a prefix of its own would need more than the part itself.
    """
    text = files[name].decode()
    root = _ROOT.search(text)
    end = text.rfind("</w:")
    if root is None or root[0].endswith("/>"):
        return Head("", "") if root is not None else None
    body = _MARKS.sub("", text[root.end() : end])
    if not _SHOWN.search(body):
        return Head("", "")
    links = dict(_list_links(files, name))
    relationships, pictures, keys = Relationships(), [], {}
    for _, key in _LINK.findall(body):
        kind, target, external = links.get(key, ("", "", False))
        if kind == IMAGE_TYPE and target in files:
            kept = f"word/{_FOLDER}/{target.replace('/', '-')}"
            pictures.append((target, kept))
            keys[key] = relationships.add(kind, kept.removeprefix("word/"))
        elif kind == HYPERLINK_TYPE and external:
            keys[key] = relationships.add(kind, target, external=True)
        else:
            return None
    body = _LINK.sub(lambda link: f'{link[1]}{keys[link[2]]}"', body)
    return Head(
        _declare(root[0]),
        body,
        relationships.write() if len(relationships) else "",
        tuple(dict.fromkeys(pictures)),
        _NUMBER.search(body) is not None,
    )


def _declare(root: str) -> str:
    """Return a root's tag that declares the prefix of relationships too."""
    return root if "xmlns:r=" in root else f'{root[:-1]} xmlns:r="{OFFICE}">'
