"""Satu fakta dengan dua nilai.

Apa
    Dua catatan fakta berlabel dan bersatuan sama menyebut nilai berbeda untuk tahun atau tanggal
    yang sama.

Mengapa
    Fakta hanya boleh memiliki satu nilai per tahun; nilai lain yang ditemukan dicatat pada
    “rejected” dengan alasannya. Penilaian ITB atas 22 masterplan menemukan landasan fakta sebagai
    salah satu bagian terlemah, dan sumber tentang satu daerah memang sering bertentangan.

Buruk
    - {id: population, label: Jumlah penduduk, unit: jiwa, values: [{year: 2021, value: 579927}]}
    - {id: residents, label: Jumlah penduduk, unit: jiwa, values: [{year: 2021, value: 577000}]}

Baik
    - id: population
      label: Jumlah penduduk
      unit: jiwa
      values: [{year: 2021, value: 579927, source: s67}]
      rejected: [{year: 2021, value: 577000, reason: Angka sementara}]

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 1


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each value that another fact of the same label contradicts."""
    first: dict[tuple[str, str, str], tuple[str, str, object]] = {}
    for fact in plan.workspace.facts:
        for value in fact.values:
            pointer = f"fact/{fact.id}/values/{value.key}/value"
            same = (fact.label.lower(), (fact.unit or "").lower(), value.key)
            owner, known, other = first.setdefault(same, (fact.id, pointer, value.value))
            if owner != fact.id and other != value.value:
                when = value.as_of or value.year or Text("tanpa tahun", "undated")
                said = when if isinstance(when, Text) else Text(str(when), str(when))
                yield Finding(
                    pointer,
                    Text(
                        f"{fact.label} ({said.id}) bernilai {value.value} di sini, "
                        f"{other} pada “{owner}”",
                        f"{fact.label} ({said.en}) is {value.value} here, {other} in '{owner}'",
                    ),
                    Text(
                        "Pilih satu; catat yang lain pada “rejected” dengan alasannya.",
                        "Choose one; keep the other under 'rejected' with the reason.",
                    ),
                    related=((known, Text("nilai yang lain", "the other value")),),
                )
