"""What a build keeps of one document for the next: one file of many pieces, each taken alone.

In: pieces of bytes as they come, and at the end what is to be known of them. Out: that, and any
piece by its place. The pieces come first, then the table of contents, then where that begins.

Why pieces and no whole: a book of 3,600 programmes has ten megabytes of them, and a build takes
those that it needs. Nothing kept is trusted to be whole: each piece has its checksum, a file that
cannot be read is as good as none, and it appears whole or not at all.
"""

from __future__ import annotations

import marshal
import os
from contextlib import suppress
from pathlib import Path
from struct import Struct
from typing import Any, BinaryIO, NamedTuple
from zlib import crc32

from masterplan_cli.source.bundle import Part
from masterplan_cli.source.disk import open_temporary
from masterplan_cli.source.room import make_room

FOLDER = "kept"
SUFFIX = ".parts"
_MOST = 64
_MOST_BYTES = 512 << 20
"""Files in the folder, and their bytes; those written longest ago make room, never the last."""
_FOOT = Struct("<QQI")


class Place(NamedTuple):
    """Where a piece lies in its file, and the checksum of its bytes."""

    start: int
    length: int
    checksum: int


class KeptReader:
    """Reads one file; ``contents`` is None where there is none that can be read."""

    def __init__(self, path: Path) -> None:
        """Open ``path`` and read what is known of its pieces."""
        self._stream: BinaryIO | None = None
        self.contents: Any = None
        try:
            self._stream = path.open("rb")
            self.contents = _read_contents(self._stream)
        except (OSError, ValueError, EOFError, TypeError):
            self.close()

    def read(self, place: Place) -> bytes | None:
        """Return the piece at ``place``; None where it is not as it was written."""
        if self._stream is None:
            return None
        try:
            self._stream.seek(place.start)
            data = self._stream.read(place.length)
        except (OSError, ValueError, OverflowError):
            return None
        return data if crc32(data) == place.checksum else None

    def close(self) -> None:
        """Let go of the file, which may then be replaced on any system."""
        if self._stream is not None:
            self._stream.close()
            self._stream = None


def _read_contents(stream: BinaryIO) -> Any:
    end = stream.seek(-_FOOT.size, os.SEEK_END)
    start, length, checksum = _FOOT.unpack(stream.read(_FOOT.size))
    if start + length != end:
        raise ValueError("damaged")
    stream.seek(start)
    data = stream.read(length)
    if crc32(data) != checksum:
        raise ValueError("damaged")
    return marshal.loads(data)


class KeptWriter:
    """Writes one file beside its place, piece by piece; a folder that refuses is no fault."""

    def __init__(self, path: Path) -> None:
        """Begin a file that will stand at ``path``."""
        self._path = path
        self._temporary: Path | None = None
        self._stream: BinaryIO | None = None
        self._length = 0
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._temporary = open_temporary(path)
            self._stream = self._temporary.open("wb")
        except OSError:
            self.drop()

    def add(self, data: Part) -> Place:
        """Write a piece and return where it lies."""
        place = Place(self._length, len(data), crc32(data))
        if self._stream is not None:
            try:
                self._stream.write(data)
            except OSError:
                self.drop()
        self._length += len(data)
        return place

    def save(self, contents: Any) -> None:
        """Write what is to be known of the pieces, and put the file in its place."""
        data = marshal.dumps(contents)
        place = self.add(data)
        self.add(_FOOT.pack(*place))
        if self._stream is None or self._temporary is None:
            return
        try:
            self._stream.close()
            self._stream = None
            os.replace(self._temporary, self._path)
            self._temporary = None
        except OSError:
            pass
        self.drop()
        make_room(self._path.parent, SUFFIX, _MOST, _MOST_BYTES)

    def drop(self) -> None:
        """Leave nothing of a file that is not in its place."""
        with suppress(OSError):  # Closing writes what is left, for which a full disk has no room.
            if self._stream is not None:
                self._stream.close()
        self._stream = None
        with suppress(OSError):
            if self._temporary is not None:
                self._temporary.unlink(missing_ok=True)
        self._temporary = None
