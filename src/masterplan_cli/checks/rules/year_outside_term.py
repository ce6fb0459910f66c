"""Tahun program tidak cocok dengan jangkanya.

Apa
    Tahun selesai program berada di luar jangka yang disebutnya (pendek, menengah, panjang),
    tahun selesai mendahului tahun mulai, atau pagu dan kegiatannya jatuh di luar masa program.

Mengapa
    Peta jalan mengelompokkan program menurut jangka. Program jangka pendek yang berjalan empat
    tahun membuat peta jalan dan rencana aksi saling bertentangan.

Buruk
    term: short
    start: 2024
    end: 2027

Baik
    term: medium
    start: 2024
    end: 2027

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Program
from masterplan_cli.profile.records import Term

NATURE = Nature.WRONG
ERROR_FROM = 1
FIXED = True
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield findings where a programme's years contradict its term or one another."""
    first = plan.workspace.manifest.horizon.start
    terms = {term.id: term for term in reversed(plan.profile.terms)}
    for program in plan.workspace.programs:
        term = terms.get(program.term or "")
        if term is not None:
            low, high = first + term.first - 1, first + term.last - 1
            yield from _check_term(program, term, low, high)
        yield from _check_span(program)


def _check_term(program: Program, term: Term, low: int, high: int) -> Iterator[Finding]:
    for field, year in (("start", program.start), ("end", program.end)):
        if year is not None and not low <= year <= high:
            yield Finding(
                f"program/{program.id}/{field}",
                Text(
                    f"tahun {year} di luar {term.name.lower()} ({low}–{high})",
                    f"the year {year} is outside the term '{term.id}' ({low}–{high})",
                ),
                Text("Ubah “term” atau tahunnya.", "Change 'term' or the year."),
                related=(
                    (
                        f"program/{program.id}/term",
                        Text("jangkanya disebut di sini", "the term is named here"),
                    ),
                ),
            )
            return


def _check_span(program: Program) -> Iterator[Finding]:
    if program.start is None or program.end is None:
        return
    if program.end < program.start:
        yield Finding(
            f"program/{program.id}/end",
            Text(
                f"tahun selesai {program.end} mendahului tahun mulai {program.start}",
                f"the last year {program.end} comes before the first, {program.start}",
            ),
            Text("Tukar atau perbaiki kedua tahun itu.", "Swap or correct the two years."),
        )
        return
    years = [row.year for row in program.budget if row.year is not None]
    for activity in program.activities:
        years += [year for year in (activity.start, activity.end) if year is not None]
    if not years or program.start <= min(years) <= max(years) <= program.end:
        return
    for place, year in _list_inner_years(program):
        if year is not None and not program.start <= year <= program.end:
            yield Finding(
                f"program/{program.id}/{place}",
                Text(
                    f"tahun {year} di luar masa program ({program.start}–{program.end})",
                    f"the year {year} is outside the programme ({program.start}–{program.end})",
                ),
                Text(
                    "Ubah masa program atau tahun ini.", "Change the programme's years or this one."
                ),
            )


def _list_inner_years(program: Program) -> Iterator[tuple[str, int | None]]:
    for row in program.budget:
        yield f"budget/{row.key}/year", row.year
    for activity in program.activities:
        yield f"activities/{activity.key}/start", activity.start
        yield f"activities/{activity.key}/end", activity.end
