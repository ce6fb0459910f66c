"""Blocks of a chapter without what only writers look at: enough to number a document.

In: the blocks that a template made. Out: the same blocks in the same order, tables without rows
but for the references that stand in them; and these as bytes, and back.

Why pickle, and a class of its own: nodes are written and read by C code, and nothing is made but
nodes, whatever the bytes ask for.
"""

from __future__ import annotations

import io
import pickle
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from masterplan_cli.document import charts, nodes
from masterplan_cli.document.charts import Chart
from masterplan_cli.document.nodes import (
    Block,
    Callout,
    Cell,
    Contents,
    Cover,
    Figure,
    ItemList,
    Quote,
    Row,
    Table,
)
from masterplan_cli.document.outline import find_references_in_rows, walk_blocks

_KINDS = {
    kind.__name__: kind
    for module in (nodes, charts)
    for kind in vars(module).values()
    if isinstance(kind, type) and kind.__module__ == module.__name__
} | {kind.__name__: kind for kind in (Decimal, date, int)}


_WIDE = (Contents, Cover, Figure)


def looks_around(blocks: Sequence[Block]) -> bool:
    """Say whether any block shows more than it holds: the whole book, or what stands elsewhere."""
    return any(isinstance(block, _WIDE) for block, _ in walk_blocks(blocks))


def holds_chart(blocks: Sequence[Block]) -> bool:
    """Say whether any block is a chart, of which a writer makes files of their own."""
    return any(isinstance(block, Chart) for block, _ in walk_blocks(blocks))


def hollow_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return ``blocks``, each table with its references in one row and no others."""
    return tuple(_hollow(blocks))


def _hollow(blocks: Sequence[Block]) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Table():
                yield _empty_table(block)
            case ItemList():
                yield replace(block, items=tuple(hollow_blocks(item) for item in block.items))
            case Quote() | Callout():
                yield replace(block, blocks=hollow_blocks(block.blocks))
            case _:
                yield block


def _empty_table(table: Table) -> Table:
    found = tuple(
        replace(reference, origin=origin) for reference, origin in find_references_in_rows(table)
    )
    rows = (Row((Cell((found,)),)),) if found else ()
    # Not by replace: a book of 3,600 programmes has as many tables.
    return Table(
        table.columns, rows, table.caption, table.orientation, table.plain, table.origin, table.name
    )


def pack_blocks(blocks: Sequence[Block]) -> bytes:
    """Return the bytes for ``blocks``."""
    return pickle.dumps(tuple(blocks), protocol=5)


def pack_whole(blocks: Sequence[Block]) -> bytes:
    """Return the bytes for blocks with rows, whose numbers and dates may know their origin."""
    written = io.BytesIO()
    _Pickler(written, protocol=5).dump(tuple(blocks))
    return written.getvalue()


def unpack_blocks(data: bytes) -> tuple[Block, ...]:
    """Return what was packed; raises ValueError for what is nothing of the kind."""
    try:
        blocks = _Unpickler(io.BytesIO(data)).load()
    except (pickle.UnpicklingError, EOFError, LookupError, AttributeError, TypeError) as error:
        raise ValueError(str(error)) from error
    if not isinstance(blocks, tuple):
        raise ValueError("not blocks")
    return blocks


class _Pickler(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        """Write what is calculated with as what it is, whoever has marked it."""
        match value:
            case int():
                return int, (int(value),)
            case Decimal():
                return Decimal, (str(value),)
            case date():
                return date, (value.year, value.month, value.day)
            case _:
                return NotImplemented


class _Unpickler(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str) -> type[object]:
        """Return a class of nodes, or what is calculated with; raises KeyError for all else."""
        return _KINDS[global_name]
