"""Spaces that no line may break at: inside amounts, dates and citations.

In: text as the document has it. Out: the same with U+00A0 in ``Rp1,2 miliar``, ``9 Oktober``,
``12 km``, ``Pasal 5``, ``UU 23/2014``, ``Nomor 23 Tahun 2014``. A text that ends in such a word
and a space is bound as well: its number is a value, and stands in the next run.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

HARD_SPACE: Final = "\u00a0"
_MONTHS: Final = (
    "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember"
)
_LEADING: Final = (
    "Pasal|pasal|ayat|Ayat|Nomor|nomor|Tahun|BAB|Bab|bab|Tabel|Gambar|Lampiran|Buku|Tahap|"
    "UU|PP|Perpres|Perda|Permendagri|Kepmendagri|Perbup|Perwali|SNI|ISO"
)
_UNITS: Final = f"ribu|juta|miliar|triliun|persen|km|ha|{_MONTHS}"
_BEHIND: Final = "|".join(rf"(?<=\b{word} )" for word in _LEADING.split("|"))
_GROUP: Final = re.compile(rf" (?:(?<=\d )(?=(?:{_UNITS})\b)|(?=[\d(]|[IVXLC]+\b|\Z)(?:{_BEHIND}))")
"""The space in a group. It begins with that, so that the engine tries nothing at letters."""


@lru_cache(maxsize=8192)
def bind_groups(text: str) -> str:
    """Return ``text`` with hard spaces inside groups; its length stays the same."""
    # Kept: a cell's text is asked about for its column's width first, then to be written.
    return _GROUP.sub(HARD_SPACE, text) if " " in text else text


def shorten(text: str, room: int) -> str:
    """Return ``text`` in at most ``room`` characters: cut after a word, and marked by an ellipsis.

    A single word that is too long is cut within.
    """
    if len(text) <= room:
        return text
    head = text[:room]
    kept = head.rpartition(" ")[0] or head[:-1]
    return kept.rstrip(" ,:;–-") + "…"
