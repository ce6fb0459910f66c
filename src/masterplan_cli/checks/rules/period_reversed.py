"""Masa berakhir sebelum dimulai.

Apa
    Tahun atau tanggal selesai mendahului tahun atau tanggal mulai: pada dokumen perencanaan,
    kegiatan program, quick win, pelatihan, atau bimtek.

Mengapa
    Masa yang terbalik tidak tercetak pada tahun mana pun dalam peta jalan, dan hampir selalu
    berasal dari dua angka yang tertukar.

Buruk
    start: 2026
    end: 2021

Baik
    start: 2021
    end: 2026

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 1
FIXED = True
BY_FILE = True

Moment = int | date | None


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each period that ends before it starts."""
    for place, start, end in _list_periods(plan):
        # A programme's own years are judged with its term, by another rule.
        if start is not None and end is not None and _is_before(end, start):
            yield Finding(
                f"{place}/end",
                Text(
                    f"selesai {end} mendahului mulai {start}",
                    f"the end {end} comes before the start {start}",
                ),
                Text("Tukar atau perbaiki keduanya.", "Swap or correct the two."),
                related=((f"{place}/start", Text("mulai disebut di sini", "the start is here")),),
            )


def _is_before(end: int | date, start: int | date) -> bool:
    if isinstance(end, int) and isinstance(start, int):
        return end < start
    return isinstance(end, date) and isinstance(start, date) and end < start


def _list_periods(plan: Masterplan) -> Iterator[tuple[str, Moment, Moment]]:
    workspace = plan.workspace
    for document in workspace.plans:
        yield f"plan/{document.id}", document.start, document.end
    for bimtek in workspace.governance.bimtek:
        yield f"bimtek/{bimtek.key}", bimtek.start, bimtek.end
    for training in (*workspace.supporting_plans.people, *workspace.supporting_plans.literacy):
        yield f"training/{training.id}", training.start, training.end
    for program in workspace.programs:
        place = f"program/{program.id}"
        for activity in program.activities:
            yield f"{place}/activities/{activity.key}", activity.start, activity.end
        if program.quick_win is not None:
            yield f"{place}/quick_win", program.quick_win.start, program.quick_win.end
