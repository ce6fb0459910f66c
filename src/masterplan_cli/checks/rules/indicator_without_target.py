"""Indikator tanpa target pada salah satu tahun program.

Apa
    Indikator tidak memiliki target untuk setiap tahun dari tahun mulai sampai tahun selesai
    program.

Mengapa
    Rencana aksi mencetak satu kolom target untuk setiap tahun. Sel yang kosong tidak dapat
    dievaluasi dan langsung terlihat oleh tim ahli.

Buruk
    targets: {2024: 10, 2026: 30}      # masa program 2024–2026

Baik
    targets: {2024: 10, 2025: 20, 2026: 30}

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
    """Yield a finding for each indicator that lacks a target in its programme's span."""
    for program in plan.workspace.programs:
        if program.start is None or program.end is None:
            continue
        span = range(program.start, program.end + 1)
        for indicator in program.indicators:
            lacking = [str(year) for year in span if year not in indicator.targets]
            if lacking:
                listed = ", ".join(lacking)
                yield Finding(
                    f"program/{program.id}/indicators/{indicator.key}/targets",
                    Text(
                        f"indikator “{indicator.name}” belum memiliki target tahun {listed}",
                        f"the indicator '{indicator.name}' has no target for {listed}",
                    ),
                    Text(
                        "Isi target untuk setiap tahun masa program.",
                        "Give a target for every year of the programme.",
                    ),
                )
            elif plan.counting:
                yield Met(f"program/{program.id}/indicators/{indicator.key}/targets")
