"""Pagu tanpa sumber dana.

Apa
    Satu baris pagu menyebut tahun dan jumlah, tetapi tidak sumber dananya.

Mengapa
    Asesor menilai keragaman sumber dana di luar APBD. Baris tanpa sumber dana tidak masuk ke
    rekapitulasi menurut sumber, sehingga dua jumlah dalam satu buku tidak lagi sama.

Buruk
    - {year: 2024, amount: 450000000}

Baik
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
    """Yield a finding for each row of a budget without a source of funds."""
    for program in plan.workspace.programs:
        for row in program.budget:
            if row.source is None:
                yield Finding(
                    f"program/{program.id}/budget/{row.key}",
                    Text(
                        f"pagu tahun {row.year} program “{program.name}” belum bersumber dana",
                        f"the {row.year} budget of '{program.name}' names no source of funds",
                    ),
                    Text(
                        "Tambahkan “source: apbd” atau sumber lain.",
                        "Add 'source: apbd' or another.",
                    ),
                )
            elif plan.counting:
                yield Met(f"program/{program.id}/budget/{row.key}")
