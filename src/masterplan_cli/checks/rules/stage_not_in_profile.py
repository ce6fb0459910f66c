"""Tahap yang tidak dikenal profil.

Apa
    masterplan.yaml memberi tanggal untuk sebuah tahap (“stages”), sebuah quick win mencatat
    kemajuan, atau sebuah bimtek tercatat pada tahap yang tidak ada dalam profil.

Mengapa
    Tanggal dan kemajuan untuk tahap yang tidak ada tidak pernah dipakai, dan biasanya berarti
    angka tahap yang sebenarnya terlewat.

Buruk
    stages:
      - {stage: 5, as_of: 2023-10-09}

Baik
    stages:
      - {stage: 4, as_of: 2023-10-09}

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
FIXED = True
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each stage number that the profile does not have."""
    known = {stage.number for stage in plan.profile.stages}
    listed = ", ".join(str(number) for number in sorted(known))
    for pointer, number in _list_numbers(plan):
        if number not in known:
            yield Finding(
                pointer,
                Text(
                    f"tahap {number} tidak ada dalam profil", f"the profile has no stage {number}"
                ),
                Text(f"Tahap yang ada: {listed}", f"Stages at hand: {listed}"),
            )


def _list_numbers(plan: Masterplan) -> Iterator[tuple[str, int]]:
    workspace = plan.workspace
    for dates in workspace.manifest.stages:
        yield f"manifest/stages/{dates.key}/stage", dates.stage
    for bimtek in workspace.governance.bimtek:
        yield f"bimtek/{bimtek.key}/stage", bimtek.stage
    for program in workspace.programs:
        if program.quick_win is not None:
            for progress in program.quick_win.progress:
                place = f"program/{program.id}/quick_win/progress/{progress.key}"
                yield f"{place}/stage", progress.stage
