"""Bookmarks of one package: unique ids, and each origin's occurrences.

Out: pairs of ``w:bookmarkStart`` and ``w:bookmarkEnd`` to stand around content of one
paragraph. Names that carry provenance come from ``document.bookmarks``; ``_Toc`` and
``_Ref`` names stand for anchors.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from masterplan_cli.document.bookmarks import PREFIX, hash_origin
from masterplan_cli.writers.docx.comments import Comments

CONTENTS_PREFIX: Final = "_Toc"


class Bookmarks:
    """Gives out bookmarks; one instance serves the body and the footnotes together."""

    def __init__(self, comments: Comments | None = None) -> None:
        """Start with no bookmark given out; ids count from 1, occurrences too.

        ``comments`` stand around the bookmarks that they speak of.
        """
        self._comments = comments
        self._last = 0
        self._given: dict[str, tuple[str, int]] = {}

    def open_origin(self, origin: str) -> tuple[str, str]:
        """Return start and end of the next bookmark for ``origin``; two empty texts for ``""``.

        Why not ``name_bookmark``: it hashes anew each time, and one record is named often.
        """
        if not origin:
            return "", ""
        prefix, count = self._given.get(origin) or (f"{PREFIX}{hash_origin(origin)}_", 0)
        count += 1
        self._given[origin] = (prefix, count)
        self._last = last = self._last + 1
        start = f'<w:bookmarkStart w:id="{last}" w:name="{prefix}{count}"/>'
        end = f'<w:bookmarkEnd w:id="{last}"/>'
        if self._comments is not None:
            opened, closed = self._comments.open_at(f"{prefix}{count}")
            return opened + start, end + closed
        return start, end

    def open_name(self, name: str) -> tuple[str, str]:
        """Return start and end of a bookmark of this very name (unique: the caller sees to it)."""
        self._last = last = self._last + 1
        return (
            f'<w:bookmarkStart w:id="{last}" w:name="{name}"/>',
            f'<w:bookmarkEnd w:id="{last}"/>',
        )


def name_contents_target(anchor: str) -> str:
    """Return the name that entries of contents and internal links point at."""
    return f"{CONTENTS_PREFIX}{_hash_anchor(anchor)}"


def name_reference_target(anchor: str) -> str:
    """Return the name that REF fields point at.

    Why a second name: Word replaces ``_Toc`` bookmarks when it updates the contents.
    """
    return f"_Ref{_hash_anchor(anchor)}"


def _hash_anchor(anchor: str) -> str:
    # Decimal digits, as Word's own names have: some readers look for \d+.
    return str(int.from_bytes(blake2b(anchor.encode(), digest_size=6).digest(), "big"))
