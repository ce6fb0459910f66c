"""Kalimat yang terlalu panjang.

Apa
    Sebuah kalimat dalam uraian memuat lebih dari 60 kata.

Mengapa
    Ringkasan eksekutif dan uraian program dibaca pejabat dalam hitungan menit. Kalimat sepanjang
    itu hampir selalu memuat beberapa pokok pikiran yang lebih jelas bila dipisah; rencana diminta
    dapat dipahami warga, dan partisipasi publik termasuk nilai terendah masterplan yang diteliti.

Buruk
    description: satu kalimat tujuh puluh kata tanpa titik

Baik
    description: dua kalimat, masing-masing tiga puluh lima kata

Sejak
    Selalu peringatan.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masterplan_cli.checks.language import point_at
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.wording import Hit, Passage

NATURE = Nature.WRONG
ERROR_FROM = None
BY_FILE = True

_LONGEST = 60
_SHORTEST = 200
"""Characters below which no sentence has so many words."""
_END = re.compile(r"[.!?…]+[\"”’)*_]*(?=\s|\Z)|\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)])\s)|\Z")


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each sentence of prose that is longer than anybody can follow."""
    for text in plan.wording.texts:
        if len(text) > _SHORTEST and max(map(len, text.split(". "))) > _SHORTEST:
            for passage in plan.wording.list_passages(text):
                yield from _check_sentences(passage)


def _check_sentences(passage: Passage) -> Iterator[Finding]:
    start = 0
    for end in _END.finditer(passage.text):
        sentence = passage.text[start : end.end()]
        words = sentence.split()
        count = sum(1 for word in words if any(sign.isalnum() for sign in word))
        if count > _LONGEST:
            first = start + sentence.index(words[0])
            opening = passage.text.find(" ", first)
            yield point_at(
                Hit(passage, first, opening),
                Text(
                    f"kalimat ini panjangnya {count} kata",
                    f"this sentence is {count} words long",
                ),
                Text(
                    f"Pecah menjadi beberapa kalimat, paling panjang {_LONGEST} kata.",
                    f"Break it up into sentences of at most {_LONGEST} words.",
                ),
            )
        start = end.end()
