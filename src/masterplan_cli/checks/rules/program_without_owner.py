"""Program tanpa OPD penanggung jawab.

Apa
    Program tidak menyebut satu OPD penanggung jawab (kunci “owner”).

Mengapa
    Program yang tidak ada pemiliknya tidak akan dikerjakan, dan tim ahli menanyakan siapa
    yang menganggarkan serta melaporkannya. Mitra boleh banyak, penanggung jawab hanya satu.

Buruk
    - id: gov-01
      name: Satu Data Ketapang

Baik
    - id: gov-01
      name: Satu Data Ketapang
      owner: diskominfo

Sejak
    Peringatan pada Tahap I, galat sejak Tahap II.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = 2
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each programme without owner."""
    for program in plan.workspace.programs:
        if not program.owner:
            yield Finding(
                f"program/{program.id}/owner",
                Text(
                    f"program “{program.name}” belum memiliki OPD penanggung jawab",
                    f"the programme '{program.name}' has no owner",
                ),
                Text(
                    "Tambahkan “owner: <id OPD>” dari region/opd.yaml.",
                    "Add 'owner: <id of an OPD>' from region/opd.yaml.",
                ),
            )
        elif plan.counting:
            yield Met(f"program/{program.id}/owner")
