"""Nama daerah lain dalam teks sendiri.

Apa
    Teks menyebut kabupaten, kota, atau provinsi lain setelah kata yang tidak bermakna ganda:
    “Kabupaten X”, “Kota X”, “Pemkab X”, “Bupati X”, “Gubernur X”. Daftarnya memuat 514
    kabupaten/kota dengan kode Kemendagri. Yang tidak disebut: daerah yang tercatat dalam
    region/facts.yaml (misalnya wilayah yang berbatasan), nama mitra dan wilayah sendiri, teks
    dalam tanda kutip, serta catatan yang menyebut sumbernya (kunci “source”).

Mengapa
    Menyalin dari masterplan daerah lain adalah keluhan tetap dalam pekerjaan ini. Satu nama
    yang tertinggal membuat seluruh analisis diragukan.

Buruk
    condition: Pemerintah Kabupaten Sleman telah memiliki pusat data.

Baik
    condition: Pemerintah Kabupaten Ketapang telah memiliki pusat data.

Sejak
    Peringatan pada Tahap I, kesalahan sejak Tahap II.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masterplan_cli.checks.language import point_at
from masterplan_cli.checks.regions import Gazetteer, Region, is_own, list_known_places
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.wording import Hit

NATURE = Nature.WRONG
ERROR_FROM = 2

_OPENINGS = (
    *("Kabupaten", "Kab.", "Pemkab", "Bupati", "Kota", "Pemkot", "Wali", "Provinsi", "Pemprov"),
    "Gubernur",
)
_NAMED = re.compile(
    r"(?:Kabupaten|Kab\.|Pemkab|Bupati|(Kota|Pemkot|Wali ?[Kk]ota)|(Provinsi|Pemprov|Gubernur))"
    r"[ \n]+(?:Administrasi[ \n]+)?"
    r"((?:Daerah[ \n]+)?[A-Z][\w’'-]*(?:[ \n]+[A-Z][\w’'-]*){0,4})"
)


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each other region that a text speaks of as if it were this one."""
    gazetteer = Gazetteer()
    known: str | None = None
    for match in plan.wording.match_after(_OPENINGS, _NAMED):
        kind = "kota" if match[1] else "provinsi" if match[2] else "kabupaten"
        if is_own(plan, kind, match[3]):
            continue
        found = gazetteer.find(kind, match[3])
        if found is None:
            continue
        name, region = found
        known = list_known_places(plan) if known is None else known
        if re.search(rf"\b{re.escape(name)}\b", known):
            continue
        words = re.match(r"[ \n]+".join(map(re.escape, name.split())), match[3])
        end = match.start(3) + (words.end() if words else 0)
        for hit in plan.wording.place(match.start(), end):
            if not _is_meant(hit):
                yield _describe(hit, region)


def _is_meant(hit: Hit) -> bool:
    """Say whether the region stands in a list of words, a quotation, or beside its source."""
    before = hit.passage.text[hit.start - 1 : hit.start] if hit.start else ""
    if before == "/" or before.isalnum() or hit.is_quoted:
        return True
    return getattr(hit.passage.record, "source", None) is not None


def _describe(hit: Hit, region: Region) -> Finding:
    shown = " ".join(hit.text.split())
    named = f"{region.name} ({region.code})"
    return point_at(
        hit,
        Text(f"{named} ialah daerah lain", f"{named} is another region")
        if shown == region.name
        else Text(f"“{shown}” menyebut {named}", f"'{shown}' speaks of {named}"),
        Text(
            "Ganti bila tersalin; bila memang dimaksud, sebut sumbernya (kunci “source”)"
            " atau catat daerah itu dalam region/facts.yaml.",
            "Replace it where it was copied; where it is meant, name its source (key 'source')"
            " or put the region into region/facts.yaml.",
        ),
    )
