"""Pagu yang seperti keliru kelipatan seribu.

Apa
    Satu baris pagu tiga ratus kali lebih besar, atau lebih kecil, daripada baris lain program yang
    sama. Baris dari sumber dana yang sama dibandingkan lebih dahulu; sedikitnya dua baris
    pembanding.

Mengapa
    Pagu ditulis dalam rupiah penuh. Angka yang disalin dari tabel “dalam ribuan” meleset seribu
    kali dan mengubah seluruh rekapitulasi. Porsi APBD dan sumber lain ikut dinilai dalam evaluasi
    kementerian.

Buruk
    - {year: 2024, source: apbd, amount: 450000}
    - {year: 2025, source: apbd, amount: 430000000}
    - {year: 2026, source: apbd, amount: 470000000}

Baik
    - {year: 2024, source: apbd, amount: 450000000}
    - {year: 2025, source: apbd, amount: 430000000}
    - {year: 2026, source: apbd, amount: 470000000}

Sejak
    Peringatan pada semua tahap.
"""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median_high, median_low

from masterplan_cli.checks.money import name_rupiah
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Budget, Program

NATURE = Nature.WRONG
ERROR_FROM = None
BY_FILE = True

_FACTOR = 300
_LEAST = 2


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each row of a budget that is far from the others of its programme."""
    for program in plan.workspace.programs:
        amounts = [row.amount for row in program.budget if row.amount]
        if len(amounts) <= _LEAST or max(amounts) < _FACTOR * min(amounts):
            continue
        for row in program.budget:
            usual = _find_usual(program, row)
            if row.amount and all(_is_far(row.amount, other) for other in usual):
                yield _describe(program, row, sum(usual) // 2)


def _is_far(amount: int, other: int) -> bool:
    return not other <= amount * _FACTOR <= other * _FACTOR**2


def _find_usual(program: Program, row: Budget) -> tuple[int, int]:
    """Return the two amounts around the middle of the other rows.

    Rows of the same source are taken where there are enough. Why two: of two others, one may be
    the slip itself.
    """
    others = [one for one in program.budget if one is not row and one.amount]
    same = [one for one in others if one.source == row.source]
    amounts = [one.amount for one in (same if len(same) >= _LEAST else others)]
    return median_low(amounts), median_high(amounts)


def _describe(program: Program, row: Budget, usual: int) -> Finding:
    here, there = name_rupiah(row.amount), name_rupiah(usual)
    return Finding(
        f"program/{program.id}/budget/{row.key}/amount",
        Text(
            f"pagu {here} jauh dari pagu lain program ini, sekitar {there}",
            f"the amount {here} is far from the programme's others, about {there}",
        ),
        Text(
            "Tulis rupiah penuh: mungkin kurang atau lebih tiga angka nol.",
            "Write whole rupiah: three zeros may be missing, or too many.",
        ),
    )
