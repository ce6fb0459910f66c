"""Mitra terdaftar yang tidak dipakai.

Apa
    Mitra di luar pemerintah dalam region/opd.yaml (dunia usaha, perguruan tinggi, komunitas) tidak
    disebut program, quick win, lembaga, atau catatan lain mana pun. OPD tanpa program adalah hal
    biasa dan tidak disebut.

Mengapa
    Daftar mitra tercetak dalam buku. Mitra tanpa peran membuat kolaborasi, yang dinilai
    tersendiri, tampak sebagai pajangan.

Buruk
    opds: [{id: mitra-bank, name: Bank Pembangunan, kind: business}]   # tanpa rujukan

Baik
    partners: [mitra-bank]

Sejak
    Selalu peringatan, sejak Tahap III.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = None

_FIRST = 3
_OUTSIDE = frozenset({"business", "academia", "community"})


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each partner that nothing refers to."""
    if plan.stage.number < _FIRST or plan.is_partial(""):
        return
    if plan.index.has_twins("opd"):
        return
    used = plan.index.referenced.get("opd", frozenset())
    for opd in plan.workspace.opds:
        if opd.kind in _OUTSIDE and opd.id not in used:
            yield Finding(
                f"opd/{opd.id}",
                Text(
                    f"mitra “{opd.name}” tidak disebut program mana pun",
                    f"no programme names the partner '{opd.name}'",
                ),
                Text(
                    "Sebut pada “partners” sebuah program, atau hapus dari daftar.",
                    "Name it under 'partners' of a programme, or delete it from the list.",
                ),
            )
