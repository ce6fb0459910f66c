r"""Fields: SEQ, REF, PAGE and TOC, each with the result that Word would compute at F9.

How a caption is numbered. ``Tabel 3.1`` is text, then ``SEQ bab \c``, a point, and
``SEQ Tabel \* ARABIC \s 1``. Each chapter heading holds a hidden ``SEQ bab \h``, which
``\c`` repeats. Why: chapters are numbered in roman, so ``STYLEREF 1 \s`` would print
``Tabel III.1`` at F9. ``\s 1`` starts again after each Heading 1. Annexes have their letter
as text and no ``\s``, since their headings are not Heading 1; the first caption of each
says ``\r 1``. The identifier stays the same, so that ``TOC \c "Tabel"`` lists them all.

Why the contents use ``\u`` and not ``\t "Style;1"``: the list separator inside ``\t`` is
the reader's own (comma or semicolon), whereas outline levels of styles mean the same
everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable

from masterplan_cli.writers.docx.escape import escape_text, wrap_text

CHAPTER_SEQUENCE = "bab"
CAPTION_SEQUENCES = {"table": "Tabel", "figure": "Gambar"}
HEADINGS_FIELD = r'TOC \o "1-3" \h \z \u'

_BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
# Word hides the result by \h. LibreOffice does not know that switch, prints what it counts
# itself, and takes the look of it from the end mark. Direct, not by a style: when LibreOffice has
# saved the book, readers that look for no styles would else find the number in the text.
_HIDDEN_END = '<w:r><w:rPr><w:vanish/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
_SEPARATE = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
END_FIELD = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


def open_field(instruction: str) -> str:
    """Return the runs before a field's result; ``END_FIELD`` must follow the result."""
    code = escape_text(f" {instruction} ")
    return f'{_BEGIN}<w:r><w:instrText xml:space="preserve">{code}</w:instrText></w:r>{_SEPARATE}'


def write_field(instruction: str, result: str, properties: str = "") -> str:
    """Return a whole field with ``result`` as its text; ``properties`` is a ``w:rPr``."""
    run = f"<w:r>{properties}{wrap_text(result)}</w:r>" if result else ""
    return f"{open_field(instruction)}{run}{END_FIELD}"


def list_captions(kind: str) -> str:
    """Return the instruction of a list of ``table`` or ``figure`` captions."""
    return rf'TOC \h \z \c "{CAPTION_SEQUENCES[kind]}"'


class Sequences:
    r"""Word's SEQ counters as they stand at this place, so that F9 finds nothing to change.

    Where the counter would give another number than ``numbering`` did, the field says
    ``\r`` with the wanted one.
    """

    def __init__(self) -> None:
        """Start as Word does: all counters at 0."""
        self._chapter = 0
        self._counts: dict[str, int] = {}
        self._restarted: set[str] = set()

    @property
    def state(self) -> tuple[int, tuple[tuple[str, int], ...], tuple[str, ...]]:
        """Where all counters stand."""
        counts = tuple(sorted(self._counts.items()))
        return self._chapter, counts, tuple(sorted(self._restarted))

    def restore(
        self, chapter: int, counts: Iterable[tuple[str, int]], restarted: Iterable[str]
    ) -> None:
        """Let the counters stand where ``state`` said."""
        self._chapter, self._counts, self._restarted = chapter, dict(counts), set(restarted)

    def write_chapter(self, number: str) -> str:
        """Return the hidden counter for a chapter heading; ``number`` is arabic."""
        self._chapter += 1
        self._restarted = set(CAPTION_SEQUENCES.values())
        reset = ""
        if number.isdecimal() and int(number) != self._chapter:
            self._chapter = int(number)
            reset = rf" \r {number}"
        return open_field(rf"SEQ {CHAPTER_SEQUENCE} \h{reset}") + _HIDDEN_END

    def write_caption(self, kind: str, text: str, number: str, chapter: str) -> str:
        """Return a caption's label: ``text`` (``Tabel 3.1``), which ends in ``number``."""
        name = text[: len(text) - len(number)]
        ordinal = number[len(chapter) + 1 :] if chapter else number
        if not ordinal.isdecimal():
            return f"<w:r>{wrap_text(text)}</w:r>"
        parts = [f"<w:r>{wrap_text(name)}</w:r>"]
        if chapter:
            parts.append(self._write_prefix(chapter))
            parts.append(f"<w:r>{wrap_text('.')}</w:r>")
        parts.append(self._write_ordinal(kind, int(ordinal), chapter.isdecimal()))
        return "".join(parts)

    def _write_prefix(self, chapter: str) -> str:
        if chapter.isdecimal() and int(chapter) == self._chapter:
            return write_field(rf"SEQ {CHAPTER_SEQUENCE} \c", chapter)
        return f"<w:r>{wrap_text(chapter)}</w:r>"

    def _write_ordinal(self, kind: str, wanted: int, in_chapter: bool) -> str:
        sequence = CAPTION_SEQUENCES[kind]
        instruction = rf"SEQ {sequence} \* ARABIC"
        last = self._counts.get(sequence, 0)
        if in_chapter:
            instruction += r" \s 1"
            if sequence in self._restarted:
                last = 0
        # LibreOffice does not know \s and would count on through the book.
        if wanted != last + 1 or (in_chapter and wanted == 1):
            instruction += rf" \r {wanted}"
        # A field without \s carries on from the last one, whatever heading lies between.
        self._restarted.discard(sequence)
        self._counts[sequence] = wanted
        return write_field(instruction, str(wanted))
