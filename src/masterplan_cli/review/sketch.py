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
from masterplan_cli.review.paragraphs import NAMED, cut_paragraphs, cut_piece, join_paragraphs
from masterplan_cli.review.story import DOCUMENT, NOTES, Story, read_roots

_BLOCK = 48
_MARKS = (b"<w:ins ", b"<w:del ", b"<w:move", b"<w:comment")


@dataclass(frozen=True, slots=True)
class Sketch:
    """A draft's paragraphs: strings, numbers of bookmark tags, those whose string says too little.

    ``signs`` and ``spanned`` are as in ``Intricate``; ``nameless`` are those with words but no
    bookmark of ours, which are hardly any; ``blocks`` hold the XML, packed, some to each; ``notes``
    the parts of notes as they are.
    """

    opening: bytes
    strings: list[bytes]
    tags: list[int]
    signs: dict[int, bytes]
    spanned: list[int]
    nameless: list[int]
    blocks: list[bytes]
    notes: list[bytes | None]

    def pack(self) -> bytes:
        """Return the sketch as it is kept."""
        return marshal.dumps(tuple(getattr(self, name) for name in self.__slots__))

    def read(self, package: Package, numbers: Iterable[int]) -> Story | None:
        """Return the story of some paragraphs, in their order, and of all notes.

        None where one of them does not stand by itself.

        ``package`` gives its bounds for reading XML, and the name for messages.
        """
        opened: dict[int, list[bytes]] = {}
        parts: list[tuple[int, bytes]] = []
        for number in numbers:
            block, place = divmod(number, _BLOCK)
            if block not in opened:
                opened[block] = zlib.decompress(self.blocks[block]).split(b"\0")
            part = cut_piece(opened[block][place], last=number == len(self.strings) - 1)
            if part is None:
                return None
            parts.append((number, part))
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
    pieces, strings = paragraphs.pieces, paragraphs.strings
    if intricate is None or len(strings) != len(pieces) or paragraphs.leaves_any_open():
        return None
    blocks = [
        zlib.compress(b"\0".join(pieces[start : start + _BLOCK]), 1)
        for start in range(0, len(pieces), _BLOCK)
    ]
    nameless = [number for number, text in enumerate(strings) if text and NAMED not in text]
    return Sketch(
        paragraphs.opening,
        strings,
        paragraphs.tags,
        intricate.signs,
        intricate.spanned,
        nameless,
        blocks,
        notes,
    )


def unpack_sketch(data: bytes) -> Sketch | None:
    """Return a sketch that was kept; None where it cannot be read."""
    try:
        found: Any = marshal.loads(data)
        return Sketch(*found)
    except (ValueError, EOFError, TypeError):
        return None
