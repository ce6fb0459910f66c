"""Names of the hidden bookmarks that carry a value's origin through Word and back.

Shared by the DOCX writer (which makes them) and ``review`` (which resolves them), so that
the two can never disagree.

A name is ``_mp_``, a hash of the origin, ``_0``, two digits for the chapter, and which of the
origin's bookmarks in the chapter it is. The hash has two halves: the record, and what stands below
it. Why: neighbours share the one, columns the other, so that a book's file is a third as large and
quicker to pack than with 80 bits that are new each time.

Drafts sent before have the former names: one hash of the whole, and a count over the whole book.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import blake2b
from typing import Final

PREFIX = "_mp_"
_TEMPLATE = "template/"
_MARK = "0"
"""Before the chapter's number: tells a name from a former one, whose count is never 0."""
_HALF = blake2b(digest_size=5)
_WHOLE = blake2b(digest_size=10)
_latest: list[tuple[str, bytes]] = [("\0", b"")]
"""The record asked about last, with a slash, and what names of its fields begin with: they come
together. In one piece, for threads."""
_MOST_FIELDS: Final = 1 << 16
# LibreOffice marks what it copies, and at times the last footnote that it reads.
_NAME = re.compile(r"_mp_([0-9a-f]{20})_([0-9]+)(?:_Copy_[0-9]+)*\Z")


def hash_origin(origin: str) -> str:
    """Return 20 hexadecimal digits that stand for ``origin``, half of them for its record.

    Where the record ends is a matter of spelling alone: before the second slash, or before the line
    of a template. 40 bits each: of 10,000 records hardly ever two are alike in one of 10,000
    regions, and of all fields of one record never in practice.
    """
    if origin.startswith(_TEMPLATE):
        place = origin.rfind(":")
    else:
        place = origin.find("/", origin.find("/") + 1)
    if place < 0:
        return _hash_half(origin) + _hash_half("")
    return _hash_half(origin[:place]) + _hash_half(origin[place:])


# As many as the records and fields of a large region: most are asked for many times over.
@lru_cache(maxsize=1 << 16)
def _hash_half(text: str) -> str:
    digest = _HALF.copy()  # a third quicker than a new one
    digest.update(text.encode())
    return digest.hexdigest()


class _Fields(dict[str, bytes]):
    """How names go on behind their record, each made once: all records have the same fields."""

    def __missing__(self, field: str) -> bytes:
        if len(self) == _MOST_FIELDS:
            self.clear()
        self[field] = made = f"{_hash_half(field)}_{_MARK}".encode()
        return made


_fields: Final = _Fields()


def hash_origin_formerly(origin: str) -> str:
    """Return the 20 hexadecimal digits that stand for ``origin`` in former names."""
    digest = _WHOLE.copy()
    digest.update(origin.encode())
    return digest.hexdigest()


def begin_name(origin: str) -> bytes:
    """Return what the names of all bookmarks of ``origin`` begin with: all before the chapter."""
    record, beginning = _latest[0]
    if origin.startswith(record):
        return beginning + _fields[origin[len(record) - 1 :]]
    place = origin.find("/", origin.find("/") + 1)
    if place > 0 and not origin.startswith(_TEMPLATE):
        _latest[0] = origin[: place + 1], f"{PREFIX}{_hash_half(origin[:place])}".encode()
    return f"{PREFIX}{hash_origin(origin)}_{_MARK}".encode()


def name_chapter(chapter: int) -> str:
    """Return the digits before the count: chapters are 1 to 99, and 0 what belongs to none."""
    return f"{chapter:02d}"


def begin_name_formerly(origin: str) -> bytes:
    """Return what the former names of all bookmarks of ``origin`` begin with."""
    return f"{PREFIX}{hash_origin_formerly(origin)}_".encode()


def name_bookmark(origin: str, occurrence: int) -> str:
    """Return the bookmark's name: at most 40 characters, Word's limit; ``_`` first hides it."""
    return f"{begin_name(origin).decode()}{name_chapter(0)}{occurrence}"


def read_bookmark(name: str) -> str | None:
    """Return the origin's hash that ``name`` carries, or None for a foreign bookmark."""
    match = _NAME.match(name)
    return match.group(1) if match else None


def is_former(name: str) -> bool:
    """Say whether ``name`` is one of ours as they were formerly."""
    match = _NAME.match(name)
    return match is not None and not match.group(2).startswith(_MARK)
