"""Satu nama indikator dengan satuan yang berbeda.

Apa
    Dua program memakai indikator bernama sama, tetapi satuannya berbeda.

Mengapa
    Rencana aksi dan evaluasi mencetak indikator dengan namanya. Dua satuan untuk satu nama membuat
    pembaca tidak tahu angka mana yang dimaksud. Asesor mengeluhkan bahan evaluasi yang tidak dapat
    dirunut ke masterplan (laporan evaluasi smart city Kabupaten Malang 2022 dan 2023).

Buruk
    {id: ind-1, name: Titik internet desa, unit: titik}      # program a
    {id: ind-1, name: Titik internet desa, unit: persen}     # program b

Baik
    {id: ind-1, name: Titik internet desa, unit: titik}
    {id: ind-1, name: Desa yang memiliki titik internet, unit: persen}

Sejak
    Peringatan pada Tahap I dan II, galat sejak Tahap III.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Indicator, Program

NATURE = Nature.WRONG
ERROR_FROM = 3


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each unit that differs from the first of an indicator's name."""
    first: dict[str, tuple[Program, Indicator]] = {}
    for program in plan.workspace.programs:
        for indicator in program.indicators:
            if indicator.unit is None:
                continue
            owner, known = first.setdefault(indicator.name.lower(), (program, indicator))
            if known.unit != indicator.unit and _fold(known.unit) != _fold(indicator.unit):
                yield _describe(program, indicator, owner, known)


def _describe(program: Program, indicator: Indicator, owner: Program, known: Indicator) -> Finding:
    return Finding(
        f"program/{program.id}/indicators/{indicator.key}/unit",
        Text(
            f"indikator “{indicator.name}” bersatuan {indicator.unit} di sini, "
            f"{known.unit} di program lain",
            f"the indicator '{indicator.name}' is in {indicator.unit} here, "
            f"in {known.unit} elsewhere",
        ),
        Text(
            "Samakan satuannya, atau bedakan nama indikatornya.",
            "Use one unit, or give the indicators different names.",
        ),
        related=(
            (
                f"program/{owner.id}/indicators/{known.key}/unit",
                Text(f"satuan {known.unit}", f"in {known.unit}"),
            ),
        ),
    )


def _fold(unit: str | None) -> str:
    folded = (unit or "").strip().lower()
    return "persen" if folded == "%" else folded
