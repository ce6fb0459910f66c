"""Bagian dari keseluruhan melebihi seratus persen.

Apa
    Kondisi awal atau target indikator, atau nilai fakta, bersatuan persen dan lebih besar daripada
    100. Pertumbuhan, kenaikan, rasio, indeks, realisasi, dan capaian memang dapat melampaui 100,
    sehingga tidak diperiksa.

Mengapa
    Angka seperti itu hampir selalu salah ketik (950 untuk 95,0). Target yang mustahil tidak dapat
    dievaluasi, dan asesor menolak jawaban tanpa bukti yang sah (laporan evaluasi smart city
    Kabupaten Malang 2022 dan 2023).

Buruk
    {id: ind-1, name: Warga terlayani, unit: persen, targets: {2025: 950}}

Baik
    {id: ind-1, name: Warga terlayani, unit: persen, targets: {2025: 95}}

Sejak
    Peringatan pada Tahap I dan II, galat sejak Tahap III.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from masterplan_cli.checks.percent import is_share
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Indicator

NATURE = Nature.WRONG
ERROR_FROM = 3
BY_FILE = True

_WHOLE = 100


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for the first share of each indicator or fact that passes a hundred."""
    for program in plan.workspace.programs:
        for indicator in program.indicators:
            if _is_above(indicator) and is_share(indicator.name, indicator.unit):
                place = f"program/{program.id}/indicators/{indicator.key}"
                yield from _describe(place, indicator.name, _list_points(indicator))
    for fact in plan.workspace.facts:
        if is_share(fact.label, fact.unit):
            points = [(f"values/{one.key}/value", one.value) for one in fact.values]
            yield from _describe(f"fact/{fact.id}", fact.label, points)


def _is_above(indicator: Indicator) -> bool:
    """Say whether any value passes a hundred, which is quicker to see than what it measures."""
    first = indicator.baseline.value if indicator.baseline is not None else 0
    return first > _WHOLE or any(value > _WHOLE for value in indicator.targets.values())


def _list_points(indicator: Indicator) -> list[tuple[str, Decimal]]:
    points = [(f"targets/{year}", value) for year, value in indicator.targets.items()]
    if indicator.baseline is not None:
        points.insert(0, ("baseline/value", indicator.baseline.value))
    return points


def _describe(place: str, name: str, points: Iterable[tuple[str, object]]) -> Iterator[Finding]:
    for below, value in points:
        if isinstance(value, Decimal) and value > _WHOLE:
            yield Finding(
                f"{place}/{below}",
                Text(
                    f"“{name}” bernilai {value} persen, lebih dari seratus",
                    f"'{name}' is {value} percent, more than a hundred",
                ),
                Text(
                    "Periksa angkanya, atau ubah satuannya.",
                    "Check the number, or change its unit.",
                ),
            )
            return
