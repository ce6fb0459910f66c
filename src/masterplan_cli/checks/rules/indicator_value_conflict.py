"""Satu nama indikator dengan angka yang bertentangan.

Apa
    Dua indikator bernama dan bersatuan sama menyebut angka berbeda untuk tahun yang sama, pada
    kondisi awal atau target.

Mengapa
    Pembaca tidak dapat membedakan keduanya, sehingga dua tabel tampak saling bertentangan. Angka
    yang berbeda untuk hal yang sama ialah keluhan lama dalam penyusunan masterplan.

Buruk
    {id: ind-1, name: Warga terlayani, unit: orang, targets: {2025: 400}}     # program a
    {id: ind-1, name: Warga terlayani, unit: orang, targets: {2025: 700}}     # program b

Baik
    {id: ind-1, name: Warga perhuluan terlayani, unit: orang, targets: {2025: 400}}
    {id: ind-1, name: Warga pesisir terlayani, unit: orang, targets: {2025: 700}}

Sejak
    Peringatan pada semua tahap.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Indicator, Program

NATURE = Nature.WRONG
ERROR_FROM = None


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for the first number of each indicator that its namesake contradicts."""
    first: dict[tuple[str, str], tuple[Program, Indicator]] = {}
    for program in plan.workspace.programs:
        for indicator in program.indicators:
            names = (indicator.name.lower(), (indicator.unit or "").lower())
            owner, twin = first.setdefault(names, (program, indicator))
            if twin is not indicator:
                place = f"program/{program.id}/indicators/{indicator.key}"
                known = f"program/{owner.id}/indicators/{twin.key}"
                yield from _compare(place, indicator, known, twin)


def _compare(place: str, indicator: Indicator, known: str, twin: Indicator) -> Iterator[Finding]:
    here, there = dict(_list_points(indicator)), dict(_list_points(twin))
    for below, (year, value) in here.items():
        other = there.get(below)
        if other is not None and other[0] == year and other[1] != value:
            yield Finding(
                f"{place}/{below}",
                Text(
                    f"“{indicator.name}” tahun {year} bernilai {value} di sini, "
                    f"{other[1]} di tempat lain",
                    f"'{indicator.name}' in {year} is {value} here, {other[1]} elsewhere",
                ),
                Text(
                    "Samakan angkanya, atau bedakan nama indikatornya.",
                    "Use one number, or give the indicators different names.",
                ),
                related=((f"{known}/{below}", Text("nilai yang lain", "the other value")),),
            )
            return


def _list_points(indicator: Indicator) -> Iterator[tuple[str, tuple[int, Decimal]]]:
    if indicator.baseline is not None:
        yield "baseline/value", (indicator.baseline.year, indicator.baseline.value)
    for year, value in indicator.targets.items():
        yield f"targets/{year}", (year, value)
