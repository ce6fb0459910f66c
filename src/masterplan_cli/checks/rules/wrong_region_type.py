"""Sebutan kota dalam rencana kabupaten, atau sebaliknya.

Apa
    Rencana sebuah kabupaten memakai sebutan kota (“Wali Kota”, “Pemkot”, “Pemerintah Kota”,
    “Perwali”, “APBD Kota”), atau rencana sebuah kota memakai “Bupati”, “Pemkab”, “Perbup”, dan
    sejenisnya. Sebutan yang diikuti nama daerah diperiksa aturan foreign-region; “Bupati/Wali
    Kota” dan kutipan tidak disebut.

Mengapa
    Tanda paling sering dari teks yang disalin dari daerah lain: yang
    menandatangani lembar komitmen bukan jabatan itu.

Buruk
    office: Wali Kota

Baik
    office: Bupati

Sejak
    Peringatan pada Tahap I, galat sejak Tahap II.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masterplan_cli.checks.language import point_at
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 2
BY_FILE = True

_OFFICES = ("Wali", "Pemkot", "Perwal", "Bupati", "Pemkab", "Perbup")
_BODIES = (
    "Pemerintah",
    "APBD",
    "DPRD",
    "RPJMD",
    "RPJPD",
    "Sekretariat Daerah",
    "Sekretaris Daerah",
)
_ANY_BODY = "|".join(_BODIES)
_OF_CITY = re.compile(rf"Wali ?[Kk]ota\b|Pemkot\b|Perwal(?:i|kot)?\b|(?:{_ANY_BODY})[ \n]+Kota\b")
_OF_REGENCY = re.compile(rf"Bupati\b|Pemkab\b|Perbup\b|(?:{_ANY_BODY})[ \n]+Kabupaten\b")
_REPLACEMENTS = (
    ("Perwali", "Perbup"),
    ("Perwalkot", "Perbup"),
    ("Perwal", "Perbup"),
    ("Wali Kota", "Bupati"),
    ("Walikota", "Bupati"),
    ("Pemkot", "Pemkab"),
    ("Kota", "Kabupaten"),
)
_JOINED = re.compile(r"(?:/|\b(?:dan|atau|maupun|serta))\s*\Z")
_JOINING = re.compile(r"\s*(?:/|(?:dan|atau|maupun|serta)\b\s+(?:Bupati|Wali|Kabupaten|Kota))")
_NAME = re.compile(r"\s+[A-Z]")


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each title or body that the other kind of region has."""
    own = plan.workspace.manifest.region.type
    city = own == "kota"
    pattern = _OF_REGENCY if city else _OF_CITY
    for hit in plan.wording.find_after((*_OFFICES, *_BODIES), pattern):
        text = hit.passage.text
        if _NAME.match(text, hit.end) or _JOINING.match(text, hit.end):
            continue
        if text[hit.start - 1 : hit.start].isalnum() or _JOINED.search(text, 0, hit.start):
            continue
        if hit.is_quoted or getattr(hit.passage.record, "source", None) is not None:
            continue
        shown = " ".join(hit.text.split())
        right = _translate(shown, city=city)
        yield point_at(
            hit,
            Text(
                f"“{shown}” bukan sebutan bagi sebuah {own}",
                f"'{shown}' is no title or body of a {own}",
            ),
            Text(f"Tulis: {right}", f"Write: {right}"),
        )


def _translate(shown: str, *, city: bool) -> str:
    """Return what the other kind of region calls the same office or body."""
    for of_city, of_regency in _REPLACEMENTS:
        wrong, right = (of_regency, of_city) if city else (of_city, of_regency)
        if wrong.lower() in shown.lower():
            start = shown.lower().index(wrong.lower())
            return f"{shown[:start]}{right}{shown[start + len(wrong) :]}"
    return shown
