"""Angka dalam teks bertentangan dengan fakta.

Apa
    Teks menyebut label sebuah fakta, lalu angka dengan satuannya (atau tahunnya bila satuannya
    tidak ditulis), dan angka itu bukan nilai pada region/facts.yaml: untuk tahun yang disebut,
    atau untuk tahun mana pun bila tahunnya tidak disebut. Yang diperiksa hanya kalimat yang pasti:
    labelnya membuka kalimat atau diikuti nama daerah sendiri, atau kalimatnya berbentuk “Kabupaten
    X terdiri atas 20 kecamatan”. Angka tanpa tahun diperiksa pada uraian keadaan (“condition”,
    “current”) saja, sebab di tempat lain mungkin sasaran. Pembulatan tidak disebut; uraian program
    dan wilayah pun tidak, kecuali menyebut nama daerah.

Mengapa
    Satu angka harus sama di semua buku. Penilaian atas 22 masterplan menemukan landasan fakta
    sebagai salah satu bagian terlemah, dan angka yang diubah di tabel tetapi tidak di uraian ialah
    keluhan tetap dalam pekerjaan ini.

Buruk
    condition: Jumlah penduduk pada tahun 2021 sebanyak 577.000 jiwa.   # facts.yaml: 579927

Baik
    condition: Jumlah penduduk pada tahun 2021 sebanyak 579.927 jiwa.

Sejak
    Peringatan pada Tahap I sampai III, galat sejak Tahap IV.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from masterplan_cli.checks.quantities import QUANTITY, Quantity, show_number
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.fact import Fact, FactValue
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.wording import Hit

NATURE = Nature.WRONG
ERROR_FROM = 4
BY_FILE = True

_GAP = r"[ \n]+"
_REMARK = re.compile(r"\s*\(([^)]*)\)\s*\Z")
_COUNTED = re.compile(r"(?:jumlah|persentase|banyaknya|angka) (?=\S+ \S)")
_SAID = (
    "adalah|ialah|yaitu|yakni|sebesar|sebanyak|seluas|mencapai|tercatat|berjumlah|masih|sejumlah"
)
_TURN = rf"(?:pada{_GAP})?(?:akhir{_GAP})?tahun{_GAP}"
_BEFORE = rf"(?:{_GAP}{_TURN}(?P<year1>\d{{4}})|{_GAP}\((?P<year2>\d{{4}})\))"
_AFTER = (
    rf"(?:{_GAP}(?:{_TURN}|pada{_GAP})(?P<year3>\d{{4}})\b"
    rf"|{_GAP}\((?:tahun{_GAP})?(?P<year4>\d{{4}})\))"
)
_ENDS = (
    r"(?=[.,;:)]|\s*\Z"
    r"|\s+(?:dan|serta|dengan|atau|sedangkan|namun|tetapi|menurut|berdasarkan|sehingga)\b)"
)
"""What may follow: ``90.000 jiwa tinggal di hulu`` speaks of a part only."""
_YEARS = ("year1", "year2", "year3", "year4")
_UNITLESS = frozenset({None, "poin", "indeks", "skor", "angka"})
_PARTED = re.compile(
    rf"{_GAP}(?:terdiri|terbagi|tersusun){_GAP}(?:atas|dari|dalam|menjadi|ke{_GAP}dalam){_GAP}"
)
_ITEM = re.compile(rf"(\d[\d.]*){_GAP}([a-z]+)(?=,|\.|;|{_GAP}dan{_GAP}|{_GAP}serta{_GAP}|\Z)")
_NEXT = re.compile(rf",?{_GAP}(?:(?:dan|serta){_GAP})?")
_PRESENT = frozenset({"condition", "current"})
"""Fields that say what is; elsewhere a number without a year may be what is aimed at."""
_ELSEWHERE = frozenset({"program", "area", "opd", "fact", "regulation"})
"""Kinds of records whose texts may speak of a part of the region only."""


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each number that stands for a fact and is not the fact's."""
    named = _list_labels(plan)
    own = _match_own(plan)
    where = rf"(?P<own>{_GAP}(?:di{_GAP})?{own})"
    tail = re.compile(rf"{where}?{_BEFORE}?(?:{_GAP}(?:{_SAID}))*{QUANTITY}{_AFTER}?{_ENDS}")
    for hit in plan.wording.find_words(named):
        match = tail.match(hit.passage.text, hit.end)
        if match is not None and (match["own"] or _opens_sentence(hit)):
            years = {int(year) for year in match.group(*_YEARS) if year}
            fact, quantity = named[" ".join(hit.text.lower().split())], Quantity.read(match)
            if years and fact.unit in _UNITLESS:
                quantity = quantity.bare
            if years or (quantity.unit and _is_present(hit)):
                place = Hit(hit.passage, *quantity.span)
                yield from _compare(fact, quantity, years, place)
    for hit in plan.wording.find_after(_list_names(plan), re.compile(own + _PARTED.pattern)):
        if _is_present(hit):
            yield from _compare_parts(hit, named)


def _list_names(plan: Masterplan) -> tuple[str, ...]:
    region = plan.workspace.manifest.region
    return (f"{region.type.capitalize()} {region.name}",)


def _match_own(plan: Masterplan) -> str:
    region = plan.workspace.manifest.region
    gap_name = _GAP.join(map(re.escape, region.name.split()))
    return rf"(?:{region.type.capitalize()}{_GAP})?{gap_name}"


def _list_labels(plan: Masterplan) -> Mapping[str, Fact]:
    """Return the facts with numbers by how a sentence may call them, in small letters."""
    named: dict[str, Fact] = {}
    for fact in plan.workspace.facts:
        if not any(isinstance(value.value, Decimal) for value in fact.values):
            continue
        label = _REMARK.sub("", fact.label).lower()
        short = _REMARK.search(fact.label)
        for name in (label, _COUNTED.sub("", label), short[1].lower() if short else label):
            named.setdefault(name, fact)
    return named


def _is_present(hit: Hit) -> bool:
    return hit.passage.pointer.rpartition("/")[2] in _PRESENT


def _opens_sentence(hit: Hit) -> bool:
    before = hit.passage.text[: hit.start].rstrip(" \n\t-*•")
    kind = hit.passage.pointer.partition("/")[0]
    return (not before or before[-1] in ".!?") and kind not in _ELSEWHERE


def _compare_parts(hit: Hit, named: Mapping[str, Fact]) -> Iterator[Finding]:
    """Compare each item of ``terdiri atas 20 kecamatan dan 253 desa``."""
    text, start = hit.passage.text, hit.end
    while (item := _ITEM.match(text, start)) is not None:
        fact = named.get(f"jumlah {item[2]}")
        if fact is not None and fact.unit == item[2]:
            quantity = Quantity(item[1], item[2], item.span())
            yield from _compare(fact, quantity, set(), Hit(hit.passage, *item.span()))
        following = _NEXT.match(text, item.end())
        if following is None:
            return
        start = following.end()


def _compare(fact: Fact, quantity: Quantity, years: set[int], hit: Hit) -> Iterator[Finding]:
    """Yield a finding where none of the fact's values in these years is the quantity."""
    if hit.is_quoted:
        return
    if quantity.unit and not quantity.is_in(fact.unit):
        return
    values = [value for value in fact.values if not years or _find_year(value) in years]
    numbers = [(value.value, value) for value in values if isinstance(value.value, Decimal)]
    if not numbers or any(quantity.is_about(number) for number, _ in numbers):
        return
    number, nearest = min(numbers, key=lambda pair: abs(pair[0] - quantity.value))
    known = " ".join(filter(None, (show_number(number), fact.unit)))
    yield Finding(
        hit.passage.pointer,
        Text(
            f"{fact.label}: tertulis {quantity.number}, dalam region/facts.yaml {known}",
            f"{fact.label}: the text has {quantity.number}, region/facts.yaml {known}",
        ),
        Text(
            "Samakan dengan faktanya; bila faktanya yang keliru, ubah di region/facts.yaml.",
            "Write what the fact says; if the fact is wrong, change region/facts.yaml.",
        ),
        related=((f"fact/{fact.id}/values/{nearest.key}/value", Text("faktanya", "the fact")),),
        part=hit.part,
    )


def _find_year(value: FactValue) -> int | None:
    return value.as_of.year if value.as_of else value.year
