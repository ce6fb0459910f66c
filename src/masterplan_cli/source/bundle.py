"""Many byte strings in one file, none of them copied before somebody asks for it.

In: items by name, each a stamp and parts by name. Out: a file of a checksum, a table with its
length, and all parts one after another; and the items back.

Why a checksum: marshal believes what it reads, and a slip in a length can ask for all the memory.
"""

from __future__ import annotations

import marshal
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

from masterplan_cli.source.disk import write_whole

_NUMBER = 4
"""Bytes of the checksum, and of the table's length."""
_HEAD = 2 * _NUMBER

Part = bytes | memoryview


class Item(NamedTuple):
    """What is kept under one name: a stamp that says of what it was made, and its parts."""

    stamp: bytes
    parts: Mapping[str, Part]


def write_bundle(path: Path, maker: str, items: Mapping[str, Item]) -> None:
    """Write the items, as ``maker`` made them; raises UserError where the system refuses."""
    table = marshal.dumps(
        (
            maker,
            [
                (name, item.stamp, [(part, len(data)) for part, data in item.parts.items()])
                for name, item in items.items()
            ],
        )
    )
    pieces: list[Part] = [len(table).to_bytes(_NUMBER, "big"), table]
    pieces += [data for item in items.values() for data in item.parts.values()]
    checksum = 0
    for piece in pieces:
        checksum = crc32(piece, checksum)
    write_whole(path, checksum.to_bytes(_NUMBER, "big"), *pieces)


def read_bundle(path: Path, maker: str) -> dict[str, Item]:
    """Return the items of a file that the same maker wrote; none where that is not whole."""
    try:
        whole = memoryview(path.read_bytes())
    except OSError:
        return {}
    checksum, start = whole[:_NUMBER], _HEAD + int.from_bytes(whole[_NUMBER:_HEAD], "big")
    if crc32(whole[_NUMBER:]) != int.from_bytes(checksum, "big") or len(whole) < _HEAD:
        return {}
    try:
        made_by, table = marshal.loads(whole[_HEAD:start])
        return _cut(whole, start, table) if made_by == maker else {}
    except (ValueError, EOFError, TypeError):
        return {}


def _cut(whole: memoryview, start: int, table: object) -> dict[str, Item]:
    if not isinstance(table, list):
        raise TypeError
    found: dict[str, Item] = {}
    for name, stamp, lengths in table:
        parts: dict[str, Part] = {}
        for part, length in lengths:
            parts[part] = whole[start : start + length]
            start += length
        found[name] = Item(stamp, parts)
    return found
