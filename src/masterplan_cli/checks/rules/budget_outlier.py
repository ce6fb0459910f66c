"""Jumlah pagu program jauh di luar kelaziman.

Apa
    Jumlah pagu sebuah program lebih dari seratus kali lebih besar, atau lebih kecil, daripada
    median program lain pada pilar yang sama, dan juga jauh di luar sebarannya (median dan simpangan
    mutlak median pada skala logaritma). Bila pilarnya berisi kurang dari delapan program, program
    OPD yang sama dibandingkan. Kurang dari delapan pembanding: tidak diperiksa.

Mengapa
    Penyebab tersering ialah seluruh pagu satu program ditulis dalam ribuan atau jutaan rupiah.
    Porsi APBD dan sumber lain ikut dinilai dalam evaluasi kementerian, dan satu angka seperti itu
    mengubah semua porsi.

Buruk
    budget: [{year: 2024, source: apbd, amount: 450}]          # program lain ratusan juta

Baik
    budget: [{year: 2024, source: apbd, amount: 450000000}]

Sejak
    Peringatan pada semua tahap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import log10
from statistics import median

from masterplan_cli.checks.money import name_rupiah
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.catalog import sum_budget
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Program

NATURE = Nature.WRONG
ERROR_FROM = None

_LEAST = 8
_DECADES = 2.0
_SPREADS = 5 * 1.4826
"""Five standard deviations, estimated from the median absolute deviation."""

Usual = tuple[float, float]


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each programme whose budget is far from its pillar's or OPD's."""
    pillars: dict[str, list[tuple[Program, float]]] = {}
    owners: dict[str | None, list[float]] = defaultdict(list)
    for folder in plan.workspace.pillars:
        sums = [(program, sum_budget([program])) for program in folder.programs]
        sized = [(program, log10(total)) for program, total in sums if total]
        pillars[folder.id] = sized
        for program, size in sized:
            owners[program.owner].append(size)
    usual_of = {name: _measure(sizes) for name, sizes in owners.items() if name}
    for sized in pillars.values():
        usual = _measure([size for _, size in sized])
        for program, size in sized:
            measure = usual or usual_of.get(program.owner or "")
            if measure is not None and _is_far(size, measure):
                yield _describe(program, measure)


def _measure(sizes: list[float]) -> Usual | None:
    """Return median and median absolute deviation, or None where too few say anything."""
    if len(sizes) < _LEAST:
        return None
    middle = median(sizes)
    return middle, median(abs(size - middle) for size in sizes)


def _is_far(size: float, measure: Usual) -> bool:
    middle, spread = measure
    return abs(size - middle) > max(_DECADES, _SPREADS * spread)


def _describe(program: Program, measure: Usual) -> Finding:
    total = name_rupiah(sum_budget([program]))
    usual = name_rupiah(_round_coarsely(10 ** measure[0]))
    return Finding(
        f"program/{program.id}/budget",
        Text(
            f"pagu program “{program.name}” {total}, lazimnya sekitar {usual}",
            f"the budget of '{program.name}' is {total}, usually about {usual}",
        ),
        Text(
            "Tulis rupiah penuh: mungkin pagunya tertulis dalam ribuan atau jutaan.",
            "Write whole rupiah: the amounts may stand in thousands or millions.",
        ),
        on_key=True,
    )


def _round_coarsely(amount: float) -> int:
    """Return an amount with two digits that matter: a median says no more."""
    unit = int(f"1{'0' * max(0, int(log10(amount)) - 1)}")
    return round(amount / unit) * unit
