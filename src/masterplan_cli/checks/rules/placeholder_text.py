"""Teks pengisi tempat yang belum diganti.

Apa
    Isi sebuah kunci masih berupa pengisi: “…”, “TBD”, “xxx”, “Lorem ipsum”, “isi di sini”,
    “belum diisi”, atau tanda “-” saja.

Mengapa
    Pengisi tercetak seperti isi, sedangkan kunci yang dikosongkan tercetak sebagai penanda tempat
    dengan nama penanggung jawabnya dan masuk ke daftar kekurangan. Laporan resmi pun pernah memuat
    butir yang tertinggal dan berulang.

Buruk
    output: "-"

Baik
    output: 12 kantor camat terhubung

Sejak
    Peringatan pada Tahap I sampai III, galat sejak Tahap IV.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masterplan_cli.checks.language import point_at
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.wording import Hit, Wording

NATURE = Nature.WRONG
ERROR_FROM = 4
BY_FILE = True

_WORDS = ("tbd", "tba", "tbc", "todo", "fixme", "lorem ipsum", "lorem")
_SIGNS = ("…", "...", "???", "___")
_SIGN = re.compile(r"…|\.{3,}|\?{3,}|_{3,}")
_HERE = tuple(f"{verb} di sini" for verb in ("isi", "tulis", "ketik", "lengkapi"))
_BRACKETED = ("diisi", "isi", "isikan", "menyusul")
_OPENING = re.compile(r"[\[(<](?:akan |belum )?\Z")
_CLOSING = re.compile(r"[^\])>\n]{0,60}[\])>]")
_WHOLE = frozenset(
    {"-", "–", "—", "--", "?", "/", ".", "n/a", "kosong", "menyusul", "akan diisi", "diisi"}
    | {"diisi nanti", "diisi kemudian", "belum ada", "belum diisi", "belum tersedia"}
)
_LONGEST = max(map(len, _WHOLE))


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each text, or part of one, that only keeps a place free."""
    for hit in _list_hits(plan.wording):
        if hit.is_quoted:
            continue
        shown = " ".join(hit.text.split())
        yield point_at(
            hit,
            Text(f"“{shown}” hanya pengisi tempat", f"'{shown}' only keeps a place free"),
            Text(
                "Tulis isinya, atau kosongkan kuncinya agar ditagih kepada pemiliknya.",
                "Write the content, or empty the key so that its owner is asked for it.",
            ),
        )


def _list_hits(wording: Wording) -> Iterator[Hit]:
    for text in wording.texts:
        if len(text) <= _LONGEST and text.lower() in _WHOLE:
            for passage in wording.list_passages(text):
                yield Hit(passage, 0, len(text))
    crosses = [word for word in wording.vocabulary if len(word) > 2 and not word.strip("x")]
    yield from wording.find_words((*_WORDS, *_HERE, *crosses))
    if any(sign in wording.text for sign in _SIGNS):
        yield from wording.find(_SIGN)
    for hit in wording.find_words(_BRACKETED):
        text = hit.passage.text
        opening = _OPENING.search(text, 0, hit.start)
        closing = _CLOSING.match(text, hit.end)
        if opening and closing:
            yield Hit(hit.passage, opening.start(), closing.end())
