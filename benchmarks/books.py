"""The text and tables of a Word book as plain data: what the other tools are given to write.

In: a DOCX file. Out: blocks ``["h", level, text]``, ``["p", text]`` and ``["t", rows]`` in order,
and a digest by which books can be compared.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

Block = list[Any]


class Digest(NamedTuple):
    """What two books must have in common: all text but white space, tables, rows."""

    text: str
    characters: int
    tables: int
    rows: int


def read_blocks(path: Path) -> list[Block]:
    """Return the blocks of the body."""
    with zipfile.ZipFile(path) as package, package.open("word/document.xml") as stream:
        root = etree.parse(stream, etree.XMLParser(huge_tree=True)).getroot()
    body = root.find(f"{_W}body")
    assert body is not None
    return list(_list_blocks(body))


def _list_blocks(body: Any) -> Iterator[Block]:
    for node in body:
        if node.tag == f"{_W}p":
            text = _read_text(node)
            style = node.find(f"{_W}pPr/{_W}pStyle")
            name = style.get(f"{_W}val", "") if style is not None else ""
            if text and name.startswith("Heading") and name[7:].isdecimal():
                yield ["h", min(int(name[7:]), 6), text]
            elif text:
                yield ["p", text]
        elif node.tag == f"{_W}tbl":
            yield ["t", _read_rows(node)]
        elif node.tag == f"{_W}sdt":
            content = node.find(f"{_W}sdtContent")
            if content is not None:
                yield from _list_blocks(content)


def _read_rows(table: Any) -> list[list[str]]:
    rows = [
        [
            "\n".join(_read_text(paragraph) for paragraph in cell.iter(f"{_W}p"))
            for cell in row.iter(f"{_W}tc")
        ]
        for row in table.iter(f"{_W}tr")
    ]
    width = max(map(len, rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _read_text(paragraph: Any) -> str:
    # Text that is drawn stands twice, once for old versions of Word; it is no text of the body.
    return "".join(
        node.text or ""
        for node in paragraph.iter(f"{_W}t")
        if not any(above.tag.endswith("}AlternateContent") for above in node.iterancestors())
    )


def digest_blocks(blocks: list[Block]) -> Digest:
    """Return the digest of a book's blocks."""
    digest = blake2b(digest_size=8)
    characters = tables = rows = 0
    for block in blocks:
        cells = [block[-1]] if block[0] != "t" else [cell for row in block[1] for cell in row]
        tables += block[0] == "t"
        rows += len(block[1]) if block[0] == "t" else 0
        for cell in cells:
            text = "".join(cell.split())
            characters += len(text)
            digest.update(text.encode())
    return Digest(digest.hexdigest(), characters, tables, rows)


def write_markdown(blocks: list[Block]) -> str:
    """Return the blocks as Markdown with pipe tables, every special character escaped."""
    parts = []
    for block in blocks:
        if block[0] == "t":
            head, *rest = [[_escape(cell) for cell in row] for row in block[1]]
            lines = [head, ["---"] * len(head), *rest]
            parts.append("\n".join(f"| {' | '.join(line)} |" for line in lines))
        else:
            mark = "#" * block[1] + " " if block[0] == "h" else ""
            parts.append(mark + _escape(block[-1]))
    return "\n\n".join(parts) + "\n"


def _escape(text: str) -> str:
    shown = "".join(f"\\{one}" if one in "\\`*_{}[]()#+-.!|<>~^$@:'\"=&" else one for one in text)
    return shown.replace("\n", "<br>") or " "
