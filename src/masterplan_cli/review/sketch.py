"""What comparing needs of a draft, so small that it is kept and read in no time.

In: the draft's package. Out: each paragraph's string, and the XML of any of them on demand.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from masterplan_cli.review.package import Package
from masterplan_cli.review.paragraphs import cut_paragraphs, join_paragraphs
from masterplan_cli.review.story import DOCUMENT, NOTES, Story, read_roots

_BLOCK = 48
_MARKS = (b"<w:ins ", b"<w:del ", b"<w:move", b"<w:comment")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A draft's paragraphs: strings, numbers of bookmark tags, those that must be walked.

    ``blocks`` hold their XML, packed, some to each; ``notes`` the parts of notes as they are.
    """

    opening: bytes
    strings: list[bytes]
    tags: list[int]
    intricate: list[int]
    blocks: list[bytes]
    notes: list[bytes | None]

    def pack(self) -> bytes:
        """Return the sketch as it is kept."""
        return marshal.dumps(tuple(getattr(self, name) for name in self.__slots__))

    def read(self, package: Package, numbers: Iterable[int]) -> Story:
        """Return the story of some paragraphs, in their order, and of all notes.

        ``package`` gives its bounds for reading XML, and the name for messages.
        """
        opened: dict[int, list[bytes]] = {}
        parts: list[bytes] = []
        for number in numbers:
            block, place = divmod(number, _BLOCK)
            if block not in opened:
                opened[block] = zlib.decompress(self.blocks[block]).split(b"\0")
            parts.append(opened[block][place])
        document = package.parse_bytes(DOCUMENT, join_paragraphs(self.opening, parts))
        notes = [
            None if data is None else package.parse_bytes(part, data)
            for part, data in zip(NOTES, self.notes, strict=True)
        ]
        return read_roots(package.name, [document, *notes])


def draw_sketch(package: Package) -> Sketch | None:
    """Return the sketch of a draft as we wrote it; None where it is not as expected."""
    notes = [package.read(part) for part in NOTES]
    document = package.read(DOCUMENT) or b""
    paragraphs = cut_paragraphs(document)
    if paragraphs is None or any(sign in document for sign in _MARKS):
        return None
    intricate = paragraphs.list_intricate()
    parts = [paragraphs.cut(number) for number in range(len(paragraphs.pieces))]
    if intricate is None or len(paragraphs.strings) != len(parts):
        return None
    whole = [part for part in parts if part is not None]
    if len(whole) != len(parts):
        return None
    blocks = [
        zlib.compress(b"\0".join(whole[start : start + _BLOCK]), 1)
        for start in range(0, len(whole), _BLOCK)
    ]
    return Sketch(
        paragraphs.opening, paragraphs.strings, paragraphs.tags, sorted(intricate), blocks, notes
    )


def unpack_sketch(data: bytes) -> Sketch | None:
    """Return a sketch that was kept; None where it cannot be read."""
    try:
        found: Any = marshal.loads(data)
        return Sketch(*found)
    except (ValueError, EOFError, TypeError):
        return None
