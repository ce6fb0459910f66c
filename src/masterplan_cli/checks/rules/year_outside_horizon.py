"""Tahun di luar cakrawala perencanaan.

Apa
    Tahun mulai, tahun selesai, tahun pagu, tahun target, atau tahun kegiatan berada di luar
    “horizon” pada masterplan.yaml.

Mengapa
    Tabel dan peta jalan hanya memiliki kolom untuk tahun-tahun masterplan. Pagu atau target di
    luar rentang itu tidak akan tercetak, sehingga jumlahnya tidak lagi cocok.

Buruk
    start: 2023        # horizon: {start: 2024, end: 2033}

Baik
    start: 2024

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Program

NATURE = Nature.WRONG
ERROR_FROM = 1
FIXED = True
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each year of a programme outside the horizon."""
    years = plan.years
    known = frozenset(years)
    for program in plan.workspace.programs:
        if known.issuperset(_gather_years(program)):
            continue
        for place, year, on_key in _list_years(program):
            if year is not None and year not in years:
                yield Finding(
                    f"program/{program.id}/{place}",
                    Text(
                        f"tahun {year} di luar cakrawala {years[0]}–{years[-1]}"
                        if years
                        else f"tahun {year} di luar cakrawala",
                        f"the year {year} is outside the horizon {years[0]}–{years[-1]}"
                        if years
                        else f"the year {year} is outside the horizon",
                    ),
                    Text(
                        "Perbaiki tahunnya, atau ubah “horizon” pada masterplan.yaml.",
                        "Correct the year, or change 'horizon' in masterplan.yaml.",
                    ),
                    on_key=on_key,
                )


def _gather_years(program: Program) -> set[int]:
    """Return the years alone: nearly every programme is done with them, and places take longer."""
    found: set[int | None] = {program.start, program.end}
    for activity in program.activities:
        found |= {activity.start, activity.end}
    for indicator in program.indicators:
        found.update(indicator.targets)
    found.update([row.year for row in program.budget])
    return {year for year in found if year is not None}


def _list_years(program: Program) -> Iterator[tuple[str, int | None, bool]]:
    """Yield place, year, and whether the year is a key rather than a value."""
    yield "start", program.start, False
    yield "end", program.end, False
    for activity in program.activities:
        yield f"activities/{activity.key}/start", activity.start, False
        yield f"activities/{activity.key}/end", activity.end, False
    for indicator in program.indicators:
        for year in indicator.targets:
            yield f"indicators/{indicator.key}/targets/{year}", year, True
    for row in program.budget:
        yield f"budget/{row.key}/year", row.year, False
