"""Program tanpa strategi.

Apa
    Program tidak menyebut strategi yang dijawabnya (kunci “strategy”).

Mengapa
    Rencana aksi diturunkan dari strategi, dan strategi dari isu. Program tanpa strategi tidak
    dapat ditempatkan pada subdimensi mana pun dan tidak tercetak dalam tabelnya.

Buruk
    - id: gov-01
      name: Satu Data Ketapang

Baik
    - id: gov-01
      name: Satu Data Ketapang
      strategy: gov-str-2

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
    """Yield a finding for each programme without strategy."""
    for program in plan.workspace.programs:
        if not program.strategy:
            yield Finding(
                f"program/{program.id}/strategy",
                Text(
                    f"program “{program.name}” belum memiliki strategi",
                    f"the programme '{program.name}' has no strategy",
                ),
                Text(
                    "Tambahkan “strategy: <id strategi>” dari pillar.yaml.",
                    "Add 'strategy: <id of a strategy>' from pillar.yaml.",
                ),
            )
        elif plan.counting:
            yield Met(f"program/{program.id}/strategy")
