"""The seal of a draft: a digest of its text, by which a returned file shows that nobody touched it.

Shared by the DOCX writer (which seals) and ``review`` (which looks), so that the two can never
disagree. In: the XML of the body, then of the footnotes. Out: one short line.

Why over the XML's text and not over paragraphs: both sides take it out of 28 MB in 40 ms, where
walking the elements takes three seconds. Programs write markup anew, but text as it was; one that
writes even that differently breaks the seal, and the draft is built once more to compare with.

Why two checksums: the seal of a whole is made of those of its chapters, which are kept and not read
again. It shows what happened to a file, and keeps nobody from forging one. Drafts sent before have
a seal of the first version, a cryptographic digest.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final, NamedTuple
from zlib import adler32, crc32

from masterplan_cli.document.bookmarks import PREFIX
from masterplan_cli.document.checksums import find_shift, join_adler, join_crc, part_adler

PROPERTY: Final = "masterplan-seal"
# Not "[^<]+": most tags are followed by another, and the engine sees so sooner.
_TEXT: Final = re.compile(rb">([^<][^<]*)")
_MARK: Final = f'w:name="{PREFIX}'.encode()
_FORMER: Final = "1:"


class Sums(NamedTuple):
    """What a stretch of text adds to a seal: length, checksums, bookmarks, how it moves a CRC."""

    length: int = 0
    crc: int = 0
    adler: int = 1
    marks: int = 0
    shift: int = 0


class Seal:
    """Grows with what is written; ``label`` says it."""

    def __init__(self) -> None:
        """Start with no text."""
        self.sums = Sums()

    def add(self, xml: bytes, marks: int | None = None) -> bytes:
        """Take in a piece of markup that begins and ends between elements; return its text.

        ``marks`` is how many bookmarks with an origin are new since the piece before; looked for
        where nobody knows.
        """
        text = b"".join(_TEXT.findall(xml))
        length, crc, adler, before, _ = self.sums
        marks = before + (xml.count(_MARK) if marks is None else marks)
        self.sums = Sums(length + len(text), crc32(text, crc), adler32(text, adler), marks)
        return text

    def take_since(self, before: Sums) -> Sums:
        """Return what was added since ``sums`` were ``before``."""
        now, length = self.sums, self.sums.length - before.length
        shift = find_shift(length)
        return Sums(
            length,
            join_crc(before.crc, now.crc, shift),
            part_adler(now.adler, before.adler, length),
            now.marks - before.marks,
            shift,
        )

    def append(self, more: Sums) -> None:
        """Take in what was added elsewhere."""
        now = self.sums
        self.sums = Sums(
            now.length + more.length,
            join_crc(now.crc, more.crc, more.shift),
            join_adler(now.adler, more.adler, more.length),
            now.marks + more.marks,
        )

    @property
    def label(self) -> str:
        """The seal as it is written down: version, bookmarks, length of the text, checksums."""
        sums = self.sums
        return f"2:{sums.marks}:{sums.length}:{sums.crc:08x}{sums.adler:08x}"


def is_unbroken(label: str, *parts: bytes) -> bool:
    """Say whether ``label``, of either version, is the seal of these pieces of markup."""
    if label.startswith(_FORMER):
        return label == _seal_formerly(parts)
    seal = Seal()
    for part in parts:
        seal.add(part)
    return label == seal.label


def _seal_formerly(parts: tuple[bytes, ...]) -> str:
    digest, marks = blake2b(digest_size=12), 0
    for part in parts:
        digest.update(b"".join(_TEXT.findall(part)))
        marks += part.count(_MARK)
    return f"{_FORMER}{marks}:{digest.hexdigest()}"
