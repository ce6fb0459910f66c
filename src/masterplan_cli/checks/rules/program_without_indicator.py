"""Program tanpa indikator.

Apa
    Program tidak memiliki satu pun indikator keluaran.

Mengapa
    Evaluasi kementerian membaca hasil dari indikator masterplan. Program tanpa indikator tidak
    dapat dinilai, sebaik apa pun pelaksanaannya.

Buruk
    indicators: []

Baik
    indicators:
      - id: ind-1
        name: Layanan yang terintegrasi
        unit: layanan

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
    """Yield a finding for each programme without indicator."""
    for program in plan.workspace.programs:
        if not program.indicators:
            yield Finding(
                f"program/{program.id}/indicators",
                Text(
                    f"program “{program.name}” belum memiliki indikator",
                    f"the programme '{program.name}' has no indicator",
                ),
                Text(
                    "Tambahkan paling sedikit satu butir di bawah “indicators”.",
                    "Add at least one item under 'indicators'.",
                ),
            )
        elif plan.counting:
            yield Met(f"program/{program.id}/indicators")
