"""The main part on its way into the package: sealed, and cut where chapters begin.

In: encoded pieces of XML in their order. Out: bytes in the package's stream, and what a stretch of
them has become, to be put in again as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from masterplan_cli.document.seal import Seal, Sums
from masterplan_cli.writers.docx.archive import Piece, Stream
from masterplan_cli.writers.docx.bookmarks import Bookmarks
from masterplan_cli.writers.docx.escape import guard_xml


class Stretch(NamedTuple):
    """A stretch of the main part as it was written: packed, and what it adds to the seal."""

    piece: Piece
    sums: Sums


class Mark(NamedTuple):
    """Where a stretch begins, and how the checksums stand there."""

    start: int
    crc: int
    length: int
    sums: Sums


class Body:
    """Writes the main part into ``stream`` and seals it."""

    def __init__(self, stream: Stream, seal: Seal, bookmarks: Bookmarks) -> None:
        """Write where the stream stands; those that ``bookmarks`` gives out are sealed, too."""
        self._stream = stream
        self._seal = seal
        self._bookmarks = bookmarks

    def add(self, pieces: Sequence[bytes], said: Sequence[bytes]) -> None:
        """Add some pieces; ``said`` is markup with their text, with as little else as is known.

        Why apart: to find the text in all markup takes a tenth of writing a large book.

        Raises:
            ValueError: a character that XML forbids is in one.
        """
        self._seal_markup(b"".join(said), self._bookmarks.take_count())
        self._stream.write(b"".join(pieces))

    def add_apart(self, piece: bytes) -> None:
        """Add a piece that belongs to no stretch: what the next one may change of the last.

        Its bookmarks are sealed with the stretch that gave them out.
        """
        self._seal_markup(piece, 0)
        self._stream.store(piece)

    def _seal_markup(self, markup: bytes, marks: int) -> None:
        # The rest is our own markup, and attributes that are guarded one by one.
        guard_xml(self._seal.add(markup, marks))

    def cut(self) -> Mark:
        """End the stretch under way, and say where the next begins."""
        self._seal.add(b"", self._bookmarks.take_count())
        return self.mark()

    def mark(self) -> Mark:
        """Say where the stretch begins of which nothing is written yet."""
        stream = self._stream
        return Mark(stream.cut(), stream.crc, stream.length, self._seal.sums)

    def take_since(self, mark: Mark) -> Stretch:
        """Return what was written since ``mark``."""
        self._seal.add(b"", self._bookmarks.take_count())
        piece = self._stream.take_since(mark.start, mark.crc, mark.length)
        return Stretch(piece, self._seal.take_since(mark.sums))

    def append(self, stretch: Stretch) -> None:
        """Put in what was written before."""
        self._stream.append(stretch.piece)
        self._seal.append(stretch.sums)
