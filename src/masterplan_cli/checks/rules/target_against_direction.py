"""Target bergerak melawan arah yang dinyatakan.

Apa
    Indikator yang arahnya “up” memiliki target yang turun, atau sebaliknya; kondisi awal ikut
    dibandingkan. Arah “steady” berarti nilai dijaga dan tidak diperiksa.

Mengapa
    Penyebab tersering adalah salah ketik atau arah yang lupa ditulis: angka kemiskinan yang
    membaik justru turun.

Buruk
    direction: up
    targets: {2024: 60, 2025: 55}

Baik
    direction: up
    targets: {2024: 55, 2025: 60}

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import ge, le

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Indicator

NATURE = Nature.WRONG
ERROR_FROM = 1
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for the first target of each indicator that moves the wrong way."""
    for program in plan.workspace.programs:
        for indicator in program.indicators:
            if indicator.direction != "steady" and not _is_steady(indicator):
                yield from _check_indicator(f"program/{program.id}", indicator)


def _is_steady(indicator: Indicator) -> bool:
    """Say whether no value moves the wrong way: true of most, and seen without their places."""
    values = [indicator.targets[year] for year in sorted(indicator.targets)]
    if indicator.baseline is not None:
        values.insert(0, indicator.baseline.value)
    in_order = le if indicator.direction == "up" else ge
    return all(map(in_order, values, values[1:]))


def _check_indicator(program: str, indicator: Indicator) -> Iterator[Finding]:
    place = f"{program}/indicators/{indicator.key}"
    rising = indicator.direction == "up"
    points = [(f"targets/{year}", indicator.targets[year]) for year in sorted(indicator.targets)]
    if indicator.baseline is not None:
        points.insert(0, ("baseline/value", indicator.baseline.value))
    for (before, earlier), (after, later) in pairwise(points):
        if (later < earlier) if rising else (later > earlier):
            moves = Text("turun", "falls") if rising else Text("naik", "rises")
            yield Finding(
                f"{place}/{after}",
                Text(
                    f"target {moves.id} dari {earlier} ke {later}, "
                    f"padahal arahnya “{indicator.direction}”",
                    f"the target {moves.en} from {earlier} to {later}, "
                    f"though the direction is '{indicator.direction}'",
                ),
                Text(
                    "Perbaiki angkanya, atau tulis “direction: down” atau “steady”.",
                    "Correct the number, or write 'direction: down' or 'steady'.",
                )
                if rising
                else Text(
                    "Perbaiki angkanya, atau tulis “direction: up” atau “steady”.",
                    "Correct the number, or write 'direction: up' or 'steady'.",
                ),
                related=((f"{place}/{before}", Text("nilai sebelumnya", "the value before")),),
            )
            return
