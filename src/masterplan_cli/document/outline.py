"""Walking a document: every block however deep, and the inlines that each block holds.

In: blocks. Out: the same nodes, in reading order. ``numbering`` and writers ask here, so that a
block which learns to hold others is taught in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from masterplan_cli.document.charts import Chart
from masterplan_cli.document.nodes import (
    Block,
    Callout,
    Cell,
    Code,
    Contents,
    Cover,
    CrossReference,
    Emphasis,
    Figure,
    Footnote,
    Heading,
    Inline,
    ItemList,
    LineBreak,
    Link,
    Origin,
    PageBreak,
    Paragraph,
    Placeholder,
    Quote,
    SectionChange,
    Strong,
    Table,
    Text,
)


def walk_blocks(blocks: Iterable[Block], origin: Origin = "") -> Iterator[tuple[Block, Origin]]:
    """Yield each block with the origin that it has or inherits; a container before its content."""
    for block in blocks:
        own = block.origin or origin
        yield block, own
        match block:
            case ItemList():
                for item in block.items:
                    yield from walk_blocks(item, own)
            case Quote() | Callout():
                yield from walk_blocks(block.blocks, own)
            case (
                Heading()
                | Paragraph()
                | Table()
                | Figure()
                | Chart()
                | PageBreak()
                | SectionChange()
                | Contents()
                | Cover()
            ):
                pass
            case _:
                assert_never(block)


def list_lines(block: Block, origin: Origin = "") -> Iterator[tuple[tuple[Inline, ...], Origin]]:
    """Yield each run of inlines that ``block`` itself holds, with the origin it inherits."""
    match block:
        case Heading() | Paragraph():
            yield block.children, origin
        case Cover():
            for line in block.lines:
                yield line.children, line.origin or origin
        case Table():
            if block.caption is not None:
                yield block.caption.children, block.caption.origin or origin
            for row in block.rows:
                held = row.origin or origin
                for cell in row.cells:
                    if type(cell) is Text:
                        yield (cell,), held
                        continue
                    for inlines in cell.lines:
                        yield inlines, cell.origin or held
        case Figure() | Chart():
            if block.caption is not None:
                yield block.caption.children, block.caption.origin or origin
        case Callout():
            if block.title:
                yield block.title, origin
        case ItemList() | Quote() | PageBreak() | SectionChange() | Contents():
            pass
        case _:
            assert_never(block)


def walk_inlines(inlines: Iterable[Inline], origin: Origin = "") -> Iterator[tuple[Inline, Origin]]:
    """Yield each inline with the origin that it has or inherits; a container before its content."""
    for node in inlines:
        own = node.origin or origin
        yield node, own
        match node:
            case Emphasis() | Strong() | Link() | Footnote():
                yield from walk_inlines(node.children, own)
            case Text() | Code() | LineBreak() | CrossReference() | Placeholder():
                pass
            case _:
                assert_never(node)


def find_references(blocks: Iterable[Block]) -> Iterator[tuple[CrossReference, Origin]]:
    """Yield every cross-reference of ``blocks`` with its origin."""
    for block, origin in walk_blocks(blocks):
        if type(block) is not Table:
            yield from _pick_references(list_lines(block), origin)
            continue
        if block.caption is not None:
            caption = block.caption
            yield from _pick_references([(caption.children, caption.origin)], origin)
        yield from find_references_in_rows(block, origin)


def find_references_in_rows(
    table: Table, origin: Origin = ""
) -> Iterator[tuple[CrossReference, Origin]]:
    """Yield every cross-reference in the cells of ``table`` with its origin."""
    return _pick_references(_list_rich_lines(table), table.origin or origin)


def _pick_references(
    lines: Iterable[tuple[tuple[Inline, ...], Origin]], origin: Origin
) -> Iterator[tuple[CrossReference, Origin]]:
    for line, held in lines:
        for node, own in walk_inlines(line, held or origin):
            if isinstance(node, CrossReference):
                yield node, own


def _list_rich_lines(table: Table) -> Iterator[tuple[tuple[Inline, ...], Origin]]:
    """Yield the lines of a table's cells but those that are all text.

    Why apart: nearly every line is, and a big table has a hundred thousand of them.
    """
    for row in table.rows:
        if Cell not in map(type, row.cells):
            continue
        for cell in row.cells:
            if type(cell) is Text:
                continue
            for line in cell.lines:
                for node in line:
                    if type(node) is not Text:
                        yield line, cell.origin or row.origin
                        break
