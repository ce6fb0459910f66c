"""The body chapter by chapter: written, or put in as a build before wrote it.

In: a numbered document with the spans of its templates, and a shelf. Out: the body in the flow, and
on the shelf what each span became. With or without a shelf, and whatever it holds, the same bytes.

What a span becomes depends on its own blocks and on what ``_digest_state`` names: all labels, the
look, how far everything is counted that goes on from chapter to chapter, and which of its texts
turn with a wide table. What else stands beside it does not matter as long as a page, a section or
something with a heading begins there: so only such spans are kept, and none that looks at the whole
book or brings parts of its own into the package.
"""

from __future__ import annotations

import marshal
from hashlib import blake2b
from operator import attrgetter
from typing import Any, Final, NamedTuple

from masterplan_cli.document.charts import Chart
from masterplan_cli.document.kept import Shelf, Span, StaleError
from masterplan_cli.document.nodes import (
    Block,
    Contents,
    Cover,
    Figure,
    Heading,
    PageBreak,
    SectionChange,
)
from masterplan_cli.document.numbering import Numbered
from masterplan_cli.document.outline import walk_blocks
from masterplan_cli.document.seal import Sums
from masterplan_cli.writers.docx.archive import Piece
from masterplan_cli.writers.docx.blocks import BlockWriter
from masterplan_cli.writers.docx.body import Stretch
from masterplan_cli.writers.docx.bookmarks import MOST_CHAPTERS
from masterplan_cli.writers.docx.flow import FlowState, Written
from masterplan_cli.writers.docx.footnotes import FootnoteWriter
from masterplan_cli.writers.docx.relationships import Relationships
from masterplan_cli.writers.docx.scope import Scope
from masterplan_cli.writers.docx.sections import Section
from masterplan_cli.writers.docx.turning import find_turned

_FORM: Final = "docx"
_WHOLE: Final = (Chart, Contents, Cover, Figure)


class Counts(NamedTuple):
    """What the parts of one package count, from the first chapter to the last."""

    footnotes: FootnoteWriter
    relationships: Relationships
    note_relationships: Relationships


class SpanWriter:
    """Writes the blocks of one document, span by span."""

    def __init__(
        self, numbered: Numbered, writer: BlockWriter, counts: Counts, look: bytes
    ) -> None:
        """Write with ``writer``; ``look`` is what gives the book its look."""
        self._document = numbered.document
        self._writer = writer
        self._counts = counts
        self._turned = find_turned(self._document.blocks)
        self._surroundings = (look, numbered.labels)
        self._digest = b""

    def write(self, shelf: Shelf | None) -> None:
        """Write all blocks; take from ``shelf``, and put on it, what is kept.

        Raises:
            StaleError: a hollow span has no part in the state met.
        """
        place = 0
        for chapter, span in enumerate(self._document.spans, 1):
            self._write_some(place, span.start)
            self._write_span(span, chapter, shelf)
            place = span.end
        self._write_some(place, len(self._document.blocks))

    def _write_some(self, start: int, end: int) -> None:
        self._writer.write_some(self._document.blocks, range(start, end), self._turned, Scope())

    def _write_span(self, span: Span, chapter: int, shelf: Shelf | None) -> None:
        flow, bookmarks = self._writer.flow, self._writer.bookmarks
        flow.cut()
        kept = shelf is not None and chapter <= MOST_CHAPTERS and self._stands_alone(span)
        state = self._digest_state(span, chapter) if kept else b""
        if shelf is not None and kept and self._restore(shelf.take(span.name, _FORM, state)):
            return
        if span.hollow:
            raise StaleError
        before = self._count()
        bookmarks.enter(chapter if chapter <= MOST_CHAPTERS else 0)
        self._write_some(span.start, span.end)
        bookmarks.enter(0)
        written = flow.end_stretch(kept=kept)
        if shelf is not None and written is not None:
            shelf.put(span.name, _FORM, state, self._pack(written, before))

    def _stands_alone(self, span: Span) -> bool:
        """Say whether a span may be kept at all."""
        blocks = self._document.blocks
        beside = (*blocks[span.start : span.start + 1], *blocks[span.end : span.end + 1])
        return all(map(_begins_anew, beside)) and not any(
            isinstance(block, _WHOLE) for block, _ in walk_blocks(blocks[span.start : span.end])
        )

    def _digest_state(self, span: Span, chapter: int) -> bytes:
        """Return a digest of all but its own blocks that a span's part depends on."""
        if not self._digest:
            look, labels = self._surroundings
            said = [
                (anchor, one.kind, one.text, one.number, one.title, one.level, one.chapter)
                for anchor, one in labels.items()
            ]
            self._digest = blake2b(look + marshal.dumps(said, _PLAIN), digest_size=16).digest()
        blocks, counts, writer = self._document.blocks, self._counts, self._writer
        following = [
            (type(block).__name__, getattr(block, "level", 0))
            for block in blocks[span.end : span.end + 1]
        ]
        beside = range(span.start - 1, span.end + 1)
        turned = [place - span.start for place in beside if place in self._turned]
        state = (
            chapter,
            following,
            turned,
            _plain(writer.flow.state),
            writer.sequences.state,
            *self._count()[:2],
            counts.relationships.list_since(),
            counts.note_relationships.list_since(),
        )
        return blake2b(self._digest + marshal.dumps(state, _PLAIN), digest_size=16).digest()

    def _count(self) -> tuple[int, int, int, int]:
        counts = self._counts
        return (
            len(self._writer.lists.instances),
            len(counts.footnotes.notes),
            len(counts.relationships),
            len(counts.note_relationships),
        )

    def _pack(self, written: Written, before: tuple[int, int, int, int]) -> bytes:
        """Return a part: what a span became, and what it left behind."""
        counts, writer = self._counts, self._writer
        stretch, closing, tail, flow = written
        lists, notes, relationships, note_relationships = before
        return marshal.dumps(
            (
                (tuple(stretch.piece), tuple(stretch.sums), closing, tail, _plain(flow)),
                writer.sequences.state,
                writer.lists.instances[lists:],
                counts.footnotes.notes[notes:],
                counts.relationships.list_since(relationships),
                counts.note_relationships.list_since(note_relationships),
            )
        )

    def _restore(self, part: bytes | None) -> bool:
        """Put in a part, and go on behind it; say whether there was any."""
        if part is None:
            return False
        written, sequences, instances, notes, relationships, note_relationships = _unpack(part)
        self._writer.flow.append(written)
        self._writer.sequences.restore(*sequences)
        self._writer.lists.instances.extend(instances)
        counts = self._counts
        counts.footnotes.notes.extend(notes)
        counts.relationships.append(relationships)
        counts.note_relationships.append(note_relationships)
        return True


_PLAIN: Final = 2
"""Of marshal's versions the one whose bytes depend on nothing but values."""


def _unpack(part: bytes) -> tuple[Any, ...]:
    (piece, sums, closing, tail, flow), *rest = marshal.loads(part)
    section, pending, *further = flow
    state = FlowState(Section(*section), pending and Section(*pending), *further)
    return Written(Stretch(Piece(*piece), Sums(*sums)), closing, tail, state), *rest


def _plain(state: FlowState) -> tuple[Any, ...]:
    """Return the state as marshal takes it."""
    section, pending, *rest = state
    return _list_fields(section), pending and _list_fields(pending), *rest


_list_fields: Final = attrgetter("orientation", "numbering", "restart", "even")


def _begins_anew(block: Block) -> bool:
    return isinstance(block, Heading | PageBreak | SectionChange)
