"""Pilar tanpa sumber dana di luar APBD.

Apa
    Semua pagu bersumber pada satu pilar berasal dari APBD daerah sendiri.

Mengapa
    Pembiayaan alternatif dinilai kementerian, dan asesor meminta setiap program menunjukkan
    inovasi, kolaborasi, serta pendanaan di luar APBD: CSR, relawan TIK, lembaga swadaya, warga
    (arahan asesor di Muara Enim, 2023).

Buruk
    budget: [{year: 2024, source: apbd, amount: 450000000}]     # begitu pula semua program lain

Baik
    budget:
      - {year: 2024, source: apbd, amount: 400000000}
      - {year: 2024, source: csr, amount: 50000000}

Sejak
    Peringatan pada semua tahap.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = None


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each pillar that is paid from the region's own budget alone."""
    own = {fund.id: fund.own for fund in plan.profile.funds}
    if all(own.values()):
        return
    names = {dimension.id: dimension.name for dimension in plan.profile.dimensions}
    for folder in plan.workspace.pillars:
        sources = {row.source for program in folder.programs for row in program.budget}
        known = folder.id in plan.index.entries.get("pillar", ())
        if not known or plan.is_partial(f"pillars/{folder.id}/"):
            continue
        if not sources:
            continue
        # Rows without a source, or with an unknown one, are told by other rules.
        if not all(own.get(source or "", False) for source in sources):
            yield Met(f"pillar/{folder.id}/id")
            continue
        name = names.get(folder.id, folder.id)
        yield Finding(
            f"pillar/{folder.id}/id",
            Text(
                f"semua pagu dimensi “{name}” berasal dari APBD sendiri",
                f"the dimension '{name}' is paid from the region's own budget alone",
            ),
            Text(
                "Cari mitra atau sumber lain untuk sedikitnya satu program.",
                "Find a partner or another source for at least one programme.",
            ),
        )
