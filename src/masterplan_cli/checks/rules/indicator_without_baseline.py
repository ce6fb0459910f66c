"""Indikator tanpa kondisi awal.

Apa
    Indikator tidak menyebut kondisi awal beserta tahunnya (kunci “baseline”), atau satuannya.

Mengapa
    Tanpa kondisi awal dan satuan, target tidak dapat dibaca sebagai kemajuan.

Buruk
    - id: ind-1
      name: Layanan yang terintegrasi
      targets: {2024: 10}

Baik
    - id: ind-1
      name: Layanan yang terintegrasi
      unit: layanan
      baseline: {year: 2023, value: 4}
      targets: {2024: 10}

Sejak
    Peringatan pada Tahap I dan II, galat sejak Tahap III.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = 3
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each indicator without baseline or unit."""
    for program in plan.workspace.programs:
        for indicator in program.indicators:
            if not plan.counting and indicator.baseline is not None and indicator.unit is not None:
                continue
            place = f"program/{program.id}/indicators/{indicator.key}"
            if indicator.baseline is None:
                yield Finding(
                    f"{place}/baseline",
                    Text(
                        f"indikator “{indicator.name}” belum memiliki kondisi awal",
                        f"the indicator '{indicator.name}' has no baseline",
                    ),
                    Text(
                        "Tambahkan “baseline: {year: …, value: …}”.",
                        "Add 'baseline: {year: …, value: …}'.",
                    ),
                )
            elif plan.counting:
                yield Met(f"{place}/baseline")
            if indicator.unit is None:
                yield Finding(
                    f"{place}/unit",
                    Text(
                        f"indikator “{indicator.name}” belum memiliki satuan",
                        f"the indicator '{indicator.name}' has no unit",
                    ),
                    Text("Tambahkan “unit: …”.", "Add 'unit: …'."),
                )
            elif plan.counting:
                yield Met(f"{place}/unit")
