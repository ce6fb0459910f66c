"""Spasi yang salah di sekitar tanda baca.

Apa
    Ada spasi di depan koma, titik, titik koma, titik dua, tanda tanya, atau tanda seru; spasi di
    sisi dalam tanda kurung; atau tidak ada spasi sesudah koma di antara dua kata.

Mengapa
    Di Word, spasi di depan tanda baca membuat tanda itu pindah sendirian ke awal baris. Aturannya
    ada dalam EYD V; buku ditelaah bab demi bab pada Tahap IV.

Buruk
    text: Layanan , data,dan jaringan

Baik
    text: Layanan, data, dan jaringan

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

NATURE = Nature.WRONG
ERROR_FROM = None
BY_FILE = True

# Each starts with a sign, not with a look behind: the whole plan is searched.
_CASES = (
    (
        re.compile(r"[ \n]([,.;:!?)])(?=[ \n)]|\Z)(?!(?<=[0-9] :) [0-9])"),
        Text("ada spasi di depan “{sign}”", "there is a space before '{sign}'"),
        Text("Hapus spasi di depannya.", "Delete the space before it."),
    ),
    (
        re.compile(r"(\()[ \n](?=\w)"),
        Text("ada spasi sesudah “{sign}”", "there is a space after '{sign}'"),
        Text("Hapus spasi sesudahnya.", "Delete the space after it."),
    ),
    (
        re.compile(r"(,)(?<=[a-z]{3},)(?=[a-z]{3})"),
        Text("tidak ada spasi sesudah “{sign}”", "there is no space after '{sign}'"),
        Text("Tambahkan spasi sesudahnya.", "Add a space after it."),
    ),
)


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each punctuation mark with a space where none belongs, or none."""
    for pattern, message, hint in _CASES:
        for hit in plan.wording.find(pattern, 1):
            opens_line = not hit.passage.text[: hit.start].rstrip(" -*+")[-1:].strip()
            if opens_line or hit.is_quoted:
                continue
            sign = hit.text
            yield point_at(
                hit, Text(message.id.format(sign=sign), message.en.format(sign=sign)), hint
            )
