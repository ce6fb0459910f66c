"""Nama daerah lain dalam teks sendiri.

Apa
    Teks menyebut kabupaten, kota, atau provinsi lain setelah kata yang tidak bermakna ganda:
    “Kabupaten X”, “Kota X”, “Pemkab X”, “Bupati X”, “Gubernur X”. Daftarnya memuat 514
    kabupaten/kota dengan kode Kemendagri. Yang tidak disebut: daerah yang tercatat dalam
    region/facts.yaml (misalnya wilayah yang berbatasan), nama mitra dan wilayah sendiri, teks
    dalam tanda kutip, catatan yang menyebut sumbernya (kunci “source”), serta daerah yang
    didahului kata seperti “studi banding”, “kerja sama”, “menuju”, “asal”, atau “dibandingkan”
    dalam kalimat yang sama. Nama daerah sendiri yang salah ketik pun disebut.

Mengapa
    Menyalin dari masterplan daerah lain adalah keluhan tetap dalam pekerjaan ini. Satu nama
    yang tertinggal membuat seluruh analisis diragukan.

Buruk
    condition: Pemerintah Kabupaten Sleman telah memiliki pusat data.

Baik
    condition: Pemerintah Kabupaten Ketapang telah memiliki pusat data.

Sejak
    Peringatan pada Tahap I, galat sejak Tahap II.
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
BY_FILE = True

_SHORTEST = 5
"""Letters of the shortest own name in which a slip is told from another word."""
_OPENINGS = (
    *("Kabupaten", "Kab.", "Pemkab", "Bupati", "Kota", "Pemkot", "Wali", "Provinsi", "Pemprov"),
    "Gubernur",
)
_MEANT = re.compile(
    r"\b(?:studi (?:banding|tiru)|kunjungan|berkunjung|mempelajari|belajar|pembelajaran|meniru"
    r"|mencontoh|praktik baik|berbagi|bertukar|pengalaman|kerja sama|bekerja sama|kesepahaman"
    r"|berbatasan|perbatasan|tetangga|bertetangga|lintas|penyeberangan|penerbangan|pelayaran|rute"
    r"|jalur|trayek|menuju|jarak|perjalanan|menghubungkan|terhubung|asal|berasal"
    r"|dibanding(?:kan)?|membandingkan|perbandingan|daerah lain)\b",
    re.IGNORECASE,
)
"""Words after which, in a sentence, another region is meant and was not left over."""
_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n\n")
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
            yield from _check_slip(plan, kind, match)
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


def _check_slip(plan: Masterplan, kind: str, match: re.Match[str]) -> Iterator[Finding]:
    """Yield a finding where a name that no list has is the region's own but for a letter or two."""
    region = plan.workspace.manifest.region
    own = region.name.split()
    words = match[3].split()[: len(own)]
    written, meant = " ".join(words), " ".join(own)
    if kind != region.type or not _is_slip(written, meant):
        return
    end = match.start(3) + match[3].index(words[-1]) + len(words[-1])
    for hit in plan.wording.place(match.start(3), end):
        if not hit.is_quoted:
            yield point_at(
                hit,
                Text(
                    f"“{written}” mungkin salah ketik untuk {meant}",
                    f"'{written}' is perhaps a slip for {meant}",
                ),
                Text(f"Tulis: {meant}", f"Write: {meant}"),
            )


def _is_slip(written: str, meant: str) -> bool:
    """Say whether two different names are the same at both ends but for one letter."""
    if written == meant or abs(len(written) - len(meant)) > 1 or len(meant) < _SHORTEST:
        return False
    same = _count_same(written, meant)
    rest = _count_same(written[same:][::-1], meant[same:][::-1])
    return same + rest >= max(len(written), len(meant)) - 1


def _count_same(one: str, other: str) -> int:
    """Return how many letters two words have in common from their start."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(one), len(other)))


def _is_meant(hit: Hit) -> bool:
    """Say whether the region stands in a list of words, a quotation, beside its source or so.

    A word that leads to another region must come before it in the sentence: who copied a sentence
    left the name where the own one belongs, mostly at its start.
    """
    before = hit.passage.text[hit.start - 1 : hit.start] if hit.start else ""
    if before == "/" or before.isalnum() or hit.is_quoted:
        return True
    sentence = _SENTENCE_END.split(hit.passage.text[: hit.start])[-1]
    if _MEANT.search(sentence):
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
