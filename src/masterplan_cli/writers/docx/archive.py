"""A zip file in memory, of which entries can be put together from pieces packed before.

Why not ``zipfile``: it packs an entry as one stream. Here a stream is cut where a chapter begins:
what was packed of a chapter in an earlier build goes in as it is, neither unpacked nor read.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from struct import Struct
from typing import Final, NamedTuple

from masterplan_cli.document.checksums import find_shift, join_crc

_LEVEL: Final = 2
"""Of zlib: less than half the time of its usual 6, for files a sixth larger."""
_RAW: Final = -15
_DEFLATED: Final = 8
_VERSION: Final = 20
_UTF_8: Final = 1 << 11
_DAY: Final = (1 << 5) | 1
"""The first of January 1980, zip's oldest: no file tells when it was made."""
_MOST_STORED: Final = 0xFFFF
_LAST_BLOCK: Final = b"\x03\x00"
_LOCAL: Final = Struct("<4s5H3L2H")
_CENTRAL: Final = Struct("<4s6H3L5H2L")
_END: Final = Struct("<4s4H2LH")
_BLOCK: Final = Struct("<BHH")


class Piece(NamedTuple):
    """A piece of an entry, packed by itself: ``shift`` moves checksums over its ``length``."""

    data: bytes
    crc: int
    length: int
    shift: int


class _Entry(NamedTuple):
    name: bytes
    flags: int
    offset: int
    crc: int
    packed: int
    length: int


class Stream:
    """An entry that is being written."""

    def __init__(self, buffer: io.BytesIO) -> None:
        """Begin where ``buffer`` stands."""
        self._buffer = buffer
        self._deflate: zlib._Compress | None = None
        self.crc = 0
        self.length = 0

    def write(self, data: bytes) -> None:
        """Add ``data``."""
        if self._deflate is None:
            self._deflate = zlib.compressobj(_LEVEL, zlib.DEFLATED, _RAW)
        self.crc = zlib.crc32(data, self.crc)
        self.length += len(data)
        self._buffer.write(self._deflate.compress(data))

    def cut(self) -> int:
        """End the piece under way, and return where in the file the next one begins."""
        if self._deflate is not None:
            self._buffer.write(self._deflate.flush(zlib.Z_SYNC_FLUSH))
            self._deflate = None
        return self._buffer.tell()

    def store(self, data: bytes) -> None:
        """Add a little ``data`` between two pieces, unpacked."""
        self.cut()
        self.crc = zlib.crc32(data, self.crc)
        self.length += len(data)
        for start in range(0, len(data), _MOST_STORED):
            part = data[start : start + _MOST_STORED]
            self._buffer.write(_BLOCK.pack(0, len(part), len(part) ^ _MOST_STORED))
            self._buffer.write(part)

    def take_since(self, start: int, crc: int, length: int) -> Piece:
        """Return what was added since ``cut`` gave ``start``, and sum and length were these."""
        end = self.cut()
        with self._buffer.getbuffer() as view:
            data = bytes(view[start:end])
        added = self.length - length
        shift = find_shift(added)
        return Piece(data, join_crc(crc, self.crc, shift), added, shift)

    def append(self, piece: Piece) -> None:
        """Add a piece that was packed before."""
        self.cut()
        self._buffer.write(piece.data)
        self.crc = join_crc(self.crc, piece.crc, piece.shift)
        self.length += piece.length

    def close(self) -> None:
        """End the entry."""
        if self._deflate is None:
            self._buffer.write(_LAST_BLOCK)
        else:
            self._buffer.write(self._deflate.flush())


class Archive:
    """A zip file in memory whose bytes depend on nothing but what is put in."""

    def __init__(self) -> None:
        """Start without any entry."""
        self._buffer = io.BytesIO()
        self._entries: list[_Entry] = []

    def add(self, name: str, data: bytes) -> None:
        """Add a whole entry."""
        with self.open(name) as stream:
            stream.write(data)

    @contextmanager
    def open(self, name: str) -> Iterator[Stream]:
        """Give the stream of an entry; one at a time."""
        offset = self._buffer.tell()
        entry = _Entry(name.encode(), 0 if name.isascii() else _UTF_8, offset, 0, 0, 0)
        self._write_head(entry)
        start = self._buffer.tell()
        stream = Stream(self._buffer)
        yield stream
        stream.close()
        end = self._buffer.tell()
        entry = entry._replace(crc=stream.crc, packed=end - start, length=stream.length)
        self._entries.append(entry)
        self._buffer.seek(offset)
        self._write_head(entry)
        self._buffer.seek(end)

    def _write_head(self, entry: _Entry) -> None:
        sizes = entry.crc, entry.packed, entry.length, len(entry.name), 0
        head = _LOCAL.pack(b"PK\3\4", _VERSION, entry.flags, _DEFLATED, 0, _DAY, *sizes)
        self._buffer.write(head + entry.name)

    def close(self) -> bytes:
        """Return the file's bytes; nothing can be added any more."""
        start = self._buffer.tell()
        for entry in self._entries:
            sizes = entry.crc, entry.packed, entry.length, len(entry.name)
            about = _VERSION, _VERSION, entry.flags, _DEFLATED, 0, _DAY
            rest = 0, 0, 0, 0, 0, entry.offset
            self._buffer.write(_CENTRAL.pack(b"PK\1\2", *about, *sizes, *rest) + entry.name)
        count, size = len(self._entries), self._buffer.tell() - start
        self._buffer.write(_END.pack(b"PK\5\6", 0, 0, count, count, size, start, 0))
        return self._buffer.getvalue()
