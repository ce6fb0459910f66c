"""Quick win lebih lama daripada satu tahun.

Apa
    Masa quick win, dari “start” sampai “end” pada lembarnya, lebih dari satu tahun.

Mengapa
    Quick win menajamkan layanan yang ada, terlihat hasilnya dalam enam bulan sampai satu tahun, dan
    bukan pembangunan prasarana (arahan bimtek tahap II di Kota Balikpapan). Program induknya boleh
    lebih lama.

Buruk
    quick_win: {start: 2023-07-01, end: 2025-06-30}

Baik
    quick_win: {start: 2023-07-01, end: 2024-06-30}

Sejak
    Peringatan sampai Tahap III, galat sejak Tahap IV.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 4
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each quick win that lasts more than a year."""
    for program in plan.workspace.programs:
        quick_win = program.quick_win
        if quick_win is None or quick_win.start is None or quick_win.end is None:
            continue
        if quick_win.end > _add_year(quick_win.start):
            place = f"program/{program.id}/quick_win"
            yield Finding(
                f"{place}/end",
                Text(
                    f"quick win “{quick_win.short_name}” lebih lama daripada satu tahun",
                    f"the quick win '{quick_win.short_name}' lasts more than a year",
                ),
                Text(
                    "Pilih bagian yang selesai dalam setahun, atau perbaiki tanggalnya.",
                    "Choose a part that is done within a year, or correct the dates.",
                ),
                related=((f"{place}/start", Text("mulai disebut di sini", "the start is here")),),
            )


def _add_year(day: date) -> date:
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + 1, day=28 if leap_day else day.day)
