"""Nilai fakta tanpa sumber.

Apa
    Sebuah nilai pada region/facts.yaml tidak menyebut sumbernya (kunci “source”). Fakta yang
    ditandai ilustrasi tidak diperiksa.

Mengapa
    Fakta dari satu tabel dengan tahun dan sumber ialah satu-satunya jaminan bahwa angka yang sama
    tercetak di semua buku dan dapat ditelusuri. Penilaian atas 22 masterplan menemukan landasan
    fakta sebagai salah satu bagian terlemah.

Buruk
    - {id: area, label: Luas wilayah, unit: km², values: [{year: 2022, value: 31588}]}

Baik
    - {id: area, label: Luas wilayah, unit: km², values: [{year: 2022, value: 31588, source: bps}]}

Sejak
    Peringatan pada Tahap I, galat sejak Tahap II.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = 2


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each value of a fact that says nothing of its source."""
    if plan.workspace.manifest.illustrative:
        return
    for fact in plan.workspace.facts:
        if fact.illustrative:
            continue
        for value in fact.values:
            pointer = f"fact/{fact.id}/values/{value.key}/source"
            if value.source is not None or value.illustrative:
                yield Met(pointer)
            else:
                yield Finding(
                    pointer,
                    Text(
                        f"nilai “{fact.label}” belum bersumber",
                        f"a value of '{fact.label}' has no source",
                    ),
                    Text(
                        "Tambahkan “source” dengan id dari region/sources.yaml.",
                        "Add 'source' with an id of region/sources.yaml.",
                    ),
                )
