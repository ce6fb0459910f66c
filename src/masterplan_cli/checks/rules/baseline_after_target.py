"""Kondisi awal lebih baru daripada target pertama.

Apa
    Tahun kondisi awal sebuah indikator jatuh setelah tahun target pertamanya.

Mengapa
    Kondisi awal ialah titik berangkat. Bila tahunnya setelah target, salah satunya salah ketik, dan
    kemajuan tidak dapat dihitung. Evaluasi kementerian menanyakan program dan rencana aksi mana
    yang terwujud menurut masterplan.

Buruk
    baseline: {year: 2026, value: 40}
    targets: {2025: 50, 2026: 60}

Baik
    baseline: {year: 2024, value: 40}
    targets: {2025: 50, 2026: 60}

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
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each baseline that is newer than the first target."""
    latest = plan.as_of.year if plan.as_of is not None else None
    for program in plan.workspace.programs:
        for indicator in program.indicators:
            if indicator.baseline is None or not indicator.targets:
                continue
            year, first = indicator.baseline.year, min(indicator.targets)
            # A year after the as-of date is already told by another rule.
            if year <= first or (latest is not None and year > latest):
                continue
            place = f"program/{program.id}/indicators/{indicator.key}"
            yield Finding(
                f"{place}/baseline/year",
                Text(
                    f"kondisi awal tahun {year} lebih baru daripada target pertama, {first}",
                    f"the baseline of {year} is newer than the first target, {first}",
                ),
                Text(
                    "Perbaiki tahun kondisi awal, atau hapus target yang telah lewat.",
                    "Correct the baseline's year, or delete the target that has passed.",
                ),
                related=((f"{place}/targets/{first}", Text("target pertama", "first target")),),
            )
