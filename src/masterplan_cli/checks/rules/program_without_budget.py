"""Program tanpa pagu.

Apa
    Program tidak memiliki satu pun baris pagu.

Mengapa
    Rekapitulasi pagu menurut tahun, sumber dana, dan OPD dihitung dari baris-baris ini. Program
    tanpa pagu membuat jumlah buku lebih kecil daripada kebutuhan sebenarnya.

Buruk
    budget: []

Baik
    budget:
      - {year: 2024, source: apbd, amount: 450000000}

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
    """Yield a finding for each programme without budget."""
    for program in plan.workspace.programs:
        if not program.budget:
            yield Finding(
                f"program/{program.id}/budget",
                Text(
                    f"program “{program.name}” belum memiliki pagu",
                    f"the programme '{program.name}' has no budget",
                ),
                Text(
                    "Tambahkan baris “{year: …, source: …, amount: …}” di bawah “budget”.",
                    "Add rows '{year: …, source: …, amount: …}' under 'budget'.",
                ),
            )
        elif plan.counting:
            yield Met(f"program/{program.id}/budget")
