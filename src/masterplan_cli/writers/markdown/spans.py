"""The blocks of a book chapter by chapter: written, or taken as a build before wrote them.

In: a numbered document with the spans of its templates, and a shelf. Out: pieces of Markdown; on
the shelf what each span became. With or without a shelf, and whatever it holds, the same bytes.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

from masterplan_cli.document.kept import Shelf, Span, StaleError
from masterplan_cli.writers.markdown.blocks import BlockWriter

GAP: Final = b"\n\n"
_FORM: Final = "md"
_PLAIN: Final = 2
"""Of marshal's versions the one whose bytes depend on nothing but values."""


class SpanWriter:
    """Writes the blocks of one book with ``writer``."""

    def __init__(self, writer: BlockWriter, shelf: Shelf | None) -> None:
        """Take from ``shelf``, and put on it, what is kept."""
        self._writer = writer
        self._shelf = shelf
        self._last_mark = ""
        self._digest = b"" if shelf is None else self._digest_surroundings()

    def write(self) -> Iterator[bytes]:
        """Yield what stands between blank lines.

        Raises:
            StaleError: a hollow span has no part in the state met.
        """
        document, place = self._writer.numbered.document, 0
        for span in document.spans:
            yield from self._write_some(place, span.start)
            yield from self._write_span(span)
            place = span.end
        yield from self._write_some(place, len(document.blocks))

    def _write_some(self, start: int, end: int) -> list[bytes]:
        blocks = self._writer.numbered.document.blocks[start:end]
        parts, self._last_mark = self._writer.write_on(blocks, self._last_mark)
        # Each for itself: many are plain ASCII, which joined to others would be copied wider.
        return [*map(str.encode, parts)]

    def _write_span(self, span: Span) -> list[bytes]:
        shelf, notes = self._shelf, self._writer.inlines.notes
        if shelf is None:
            if span.hollow:
                raise StaleError
            return self._write_some(span.start, span.end)
        state = marshal.dumps((self._last_mark, len(notes)), _PLAIN)
        state = blake2b(self._digest + state, digest_size=16).digest()
        part = shelf.take(span.name, _FORM, state)
        if part is not None:
            text, self._last_mark, more = marshal.loads(part)
            notes.extend(more)
        elif span.hollow:
            raise StaleError
        else:
            before = len(notes)
            text = GAP.join(self._write_some(span.start, span.end))
            part = marshal.dumps((text, self._last_mark, notes[before:]))
            shelf.put(span.name, _FORM, state, part)
        return [text] if text else []

    def _digest_surroundings(self) -> bytes:
        """Return a digest of what all spans depend on: labels, and where links lead."""
        anchors, labels = self._writer.anchors, self._writer.numbered.labels
        said = [
            (anchor, one.kind, one.text, one.number, one.title, one.level, one.chapter)
            for anchor, one in labels.items()
        ]
        links = [*anchors.fragments.items()], sorted(anchors.ids)
        return blake2b(marshal.dumps((said, links), _PLAIN), digest_size=16).digest()
