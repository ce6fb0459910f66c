"""Paragraf yang sama di dua tempat.

Apa
    Satu paragraf (paling sedikit 20 kata) tertulis di dua catatan, sama persis atau hampir sama:
    sembilan dari sepuluh katanya sama. Setiap pasangan ditemukan selama di antara keduanya kurang
    dari 4.096 paragraf. Uraian dua program diperiksa aturan similar-programs.

Mengapa
    Tanda isi yang disalin antardimensi. Laporan evaluasi resmi pun pernah memuat empat
    “kelemahan” yang diulang kata demi kata sebagai “kekuatan”.

Buruk
    uraian kondisi Smart Living yang berisi paragraf dari Smart Economy

Baik
    satu paragraf di satu dimensi; dimensi lain menulis keadaannya sendiri

Sejak
    Peringatan pada Tahap I sampai III, galat sejak Tahap IV.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.checks.similarity import list_words
from masterplan_cli.checks.twins import find_twins_again
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.wording import Hit, Wording

NATURE = Nature.WRONG
ERROR_FROM = 4

_ALIKE = 0.9
_FEWEST = 20
_SHORTEST = 5 * _FEWEST
"""Characters below which no paragraph has so many words."""
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")
_OPENING = re.compile(r"\S+(?:\s+\S+){0,4}")


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each paragraph that stands in an earlier record already."""
    others: list[Hit] = []
    descriptions: list[Hit] = []
    for paragraph in _list_paragraphs(plan.gather_long_texts(_SHORTEST)):
        (descriptions if _is_description(paragraph) else others).append(paragraph)
    paragraphs = others + descriptions
    texts = [paragraph.text for paragraph in paragraphs]
    for twin in find_twins_again(texts, list_words, _ALIKE, len(others), plan.kept, "paragraphs"):
        later, earlier = paragraphs[twin.later], paragraphs[twin.earlier]
        if _name_record(later) != _name_record(earlier):
            yield _describe(later, earlier, same=twin.share == 1)


def _list_paragraphs(wording: Wording) -> Iterator[Hit]:
    for text in wording.texts:
        if len(text) < _SHORTEST:
            continue
        for match in _PARAGRAPH.finditer(text):
            if match.end() - match.start() >= _SHORTEST and match[0].count(" ") >= _FEWEST - 1:
                for passage in wording.list_passages(text):
                    yield Hit(passage, match.start(), match.end())


def _is_description(paragraph: Hit) -> bool:
    """Say whether a programme's description holds it: of two such another rule speaks."""
    pointer = paragraph.passage.pointer
    return pointer.startswith("program/") and pointer.split("/")[2:] == ["description"]


def _name_record(paragraph: Hit) -> list[str]:
    return paragraph.passage.pointer.split("/")[:2]


def _describe(later: Hit, earlier: Hit, *, same: bool) -> Finding:
    opening = _OPENING.match(later.text)
    shown = Hit(later.passage, later.start, later.start + (opening.end() if opening else 1))
    return Finding(
        later.passage.pointer,
        Text(
            "paragraf ini sudah ada di tempat lain"
            if same
            else "paragraf ini hampir sama dengan paragraf di tempat lain",
            "this paragraph stands elsewhere already"
            if same
            else "this paragraph is nearly the same as another",
        ),
        Text(
            "Tulis keadaan bagian ini sendiri, atau hapus salah satunya.",
            "Write what is true of this part alone, or delete one of them.",
        ),
        related=(
            (earlier.passage.pointer, Text("paragraf pertama di sini", "the first one is here")),
        ),
        part=shown.part,
    )
