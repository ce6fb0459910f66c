"""Risiko tanpa mitigasi.

Apa
    Sebuah risiko program dicatat, tetapi tidak disebut apa yang dilakukan untuk mencegah atau
    menanganinya.

Mengapa
    Identifikasi dan mitigasi risiko quick win dinilai kementerian (laporan evaluasi smart city
    Kabupaten Malang 2023). Risiko tanpa mitigasi mencetak sel kosong pada tabel risiko.

Buruk
    - {id: r-1, risk: Petugas berganti sebelum terlatih}

Baik
    - {id: r-1, risk: Petugas berganti sebelum terlatih, mitigation: Dua petugas untuk satu tugas}

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
    """Yield a finding for each risk of a programme without mitigation."""
    for program in plan.workspace.programs:
        for risk in program.risks:
            if not risk.mitigation:
                yield Finding(
                    f"program/{program.id}/risks/{risk.key}/mitigation",
                    Text(
                        f"risiko “{risk.risk}” belum memiliki mitigasi",
                        f"the risk '{risk.risk}' has no mitigation",
                    ),
                    Text("Tambahkan “mitigation: …”.", "Add 'mitigation: …'."),
                )
            elif plan.counting:
                yield Met(f"program/{program.id}/risks/{risk.key}/mitigation")
