"""Jumlah pagu program jauh di luar kelaziman.

Apa
    Jumlah pagu sebuah program lebih dari seratus kali lebih besar, atau lebih kecil, daripada
    median program lain pada pilar yang sama, dan juga jauh di luar sebarannya (median dan simpangan
    mutlak median pada skala logaritma). Bila pilarnya berisi kurang dari delapan program, program
    OPD yang sama dibandingkan. Kurang dari tujuh pembanding: tidak diperiksa.

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
from functools import cached_property
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

_LEAST = 7
_MANY = 40
"""Programmes among which one more or less moves no median."""
_DECADES = 2.0
_SPREADS = 5 * 1.4826
"""Five standard deviations, estimated from the median absolute deviation."""
_PILLAR = Text("di dimensi ini", "a programme of this dimension")
_OWNER = Text("pada OPD ini", "a programme of this agency")


class _Group:
    """Sizes of budgets (decimal logarithms) that are alike: of one pillar, or of one OPD."""

    def __init__(self) -> None:
        self.sizes: list[float] = []

    @cached_property
    def _whole(self) -> tuple[float, float]:
        return _measure(self.sizes)

    def find_usual(self, size: float) -> float | None:
        """Return the median of the others, where ``size`` is far from it and their spread."""
        if len(self.sizes) > _MANY:
            middle, spread = self._whole
        else:
            others = list(self.sizes)
            others.remove(size)
            middle, spread = _measure(others)
        return middle if abs(size - middle) > max(_DECADES, _SPREADS * spread) else None


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each programme whose budget is far from its pillar's or OPD's."""
    pillars: dict[str, _Group] = defaultdict(_Group)
    owners: dict[str, _Group] = defaultdict(_Group)
    sized: list[tuple[Program, float, _Group]] = []
    for folder in plan.workspace.pillars:
        for program in folder.programs:
            total = sum_budget([program])
            if total:
                size = log10(total)
                pillars[folder.id].sizes.append(size)
                owners[program.owner or ""].sizes.append(size)
                sized.append((program, size, pillars[folder.id]))
    for program, size, pillar in sized:
        group = pillar if len(pillar.sizes) > _LEAST else owners[program.owner or ""]
        known = len(group.sizes) > _LEAST and (group is pillar or program.owner)
        usual = group.find_usual(size) if known else None
        if usual is not None:
            yield _describe(program, usual, _PILLAR if group is pillar else _OWNER)


def _measure(sizes: list[float]) -> tuple[float, float]:
    """Return median and median absolute deviation."""
    middle = median(sizes)
    return middle, median(abs(size - middle) for size in sizes)


def _describe(program: Program, middle: float, group: Text) -> Finding:
    amount = sum_budget([program])
    total = name_rupiah(amount)
    usual = name_rupiah(_round_coarsely(10**middle))
    return Finding(
        f"program/{program.id}/budget",
        Text(
            f"pagu program “{program.name}” {total}, {group.id} lazimnya sekitar {usual}",
            f"the budget of '{program.name}' is {total}, {group.en} usually has about {usual}",
        ),
        Text(
            "Tulis rupiah penuh: mungkin pagunya tertulis dalam ribuan atau jutaan.",
            "Write whole rupiah: the amounts may stand in thousands or millions.",
        )
        if amount < 10**middle
        else Text(
            "Periksa angka nolnya, dan apakah satu baris memuat pagu beberapa program.",
            "Check the zeros, and whether one row holds what several programmes get.",
        ),
        on_key=True,
    )


def _round_coarsely(amount: float) -> int:
    """Return an amount with two digits that matter: a median says no more."""
    unit = int(f"1{'0' * max(0, int(log10(amount)) - 1)}")
    return round(amount / unit) * unit
