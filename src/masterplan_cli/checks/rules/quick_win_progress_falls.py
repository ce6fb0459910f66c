"""Kemajuan quick win turun antartahap.

Apa
    Persentase kemajuan quick win pada satu tahap lebih kecil daripada tahap sebelumnya.

Mengapa
    Setiap quick win dipaparkan pada Tahap III dengan persentase penyelesaian (bimtek Kota
    Sawahlunto 2023), lalu pada Tahap IV dengan capaiannya. Kemajuan yang turun tanpa penjelasan
    biasanya salah ketik.

Buruk
    progress: [{stage: 3, percent: 55}, {stage: 4, percent: 45}]

Baik
    progress: [{stage: 3, percent: 45}, {stage: 4, percent: 55}]

Sejak
    Peringatan pada Tahap I dan II, galat sejak Tahap III.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 3
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for the first stage of each quick win at which it had gone back."""
    for program in plan.workspace.programs:
        if program.quick_win is None:
            continue
        place = f"program/{program.id}/quick_win/progress"
        steps = sorted(program.quick_win.progress, key=lambda step: step.stage)
        for before, after in pairwise(steps):
            if after.percent < before.percent:
                yield Finding(
                    f"{place}/{after.key}/percent",
                    Text(
                        f"kemajuan turun dari {before.percent} menjadi {after.percent} persen",
                        f"progress falls from {before.percent} to {after.percent} percent",
                    ),
                    Text(
                        "Perbaiki angkanya, atau samakan dengan tahap sebelumnya.",
                        "Correct the number, or repeat that of the stage before.",
                    ),
                    related=(
                        (
                            f"{place}/{before.key}/percent",
                            Text(f"kemajuan tahap {before.stage}", f"at stage {before.stage}"),
                        ),
                    ),
                )
                break
