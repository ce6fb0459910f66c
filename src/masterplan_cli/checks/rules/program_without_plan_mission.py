"""Program tanpa misi RPJMD.

Apa
    Program tidak menyebut misi atau sasaran RPJMD yang didukungnya (“rpjmd_missions” atau
    “rpjmd_goals”).

Mengapa
    Masterplan melayani RPJMD; matriks keselarasan mencetak satu baris untuk setiap program. Asesor
    meminta masterplan selaras dengan RPJMD dan terlihat dalam Renstra setiap OPD (laporan evaluasi
    smart city Kabupaten Malang 2023).

Buruk
    - id: gov-01
      name: Satu Data Ketapang

Baik
    - id: gov-01
      name: Satu Data Ketapang
      rpjmd_missions: [rpjmd-m1]

Sejak
    Peringatan sampai Tahap III, galat sejak Tahap IV.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = 4
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each programme that serves no mission or goal of the RPJMD."""
    for program in plan.workspace.programs:
        if not (program.rpjmd_missions or program.rpjmd_goals):
            yield Finding(
                f"program/{program.id}/rpjmd_missions",
                Text(
                    f"program “{program.name}” belum dipetakan ke misi RPJMD",
                    f"the programme '{program.name}' serves no mission of the RPJMD",
                ),
                Text(
                    "Tambahkan “rpjmd_missions: [id misi]” dari region/plans.yaml.",
                    "Add 'rpjmd_missions: [id of a mission]' from region/plans.yaml.",
                ),
            )
        elif plan.counting:
            yield Met(f"program/{program.id}/rpjmd_missions")
