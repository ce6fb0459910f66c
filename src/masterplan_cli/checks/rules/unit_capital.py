"""Satuan dengan huruf besar atau kecil yang keliru.

Apa
    Sebuah satuan berbeda dari bentuk bakunya hanya pada huruf besar dan kecil: “Persen”, “ORANG”,
    “Km”, “KWH”. Hanya satuan dalam daftar yang pasti disebut; singkatan lain tidak diperiksa.

Mengapa
    Satuan dicetak di tabel indikator dan rencana aksi, satu di bawah yang lain. Kata biasa ditulis
    dengan huruf kecil, dan lambang satuan mengikuti Sistem Internasional: “km” adalah kilometer,
    “KM” bukan apa-apa. Dua tulisan untuk satu satuan juga terbaca sebagai dua satuan.

Buruk
    {id: ind-1, name: Desa yang terjangkau internet, unit: Persen}

Baik
    {id: ind-1, name: Desa yang terjangkau internet, unit: persen}

Sejak
    Selalu peringatan; “masterplan validate --fix” memperbaikinya.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.language import replace_by
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.source.packaged import read_list

NATURE = Nature.WRONG
ERROR_FROM = None
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each unit that differs from a known one in its capitals only."""
    known = {unit.lower(): unit for unit in read_list("units.txt")}
    for pointer, unit in _list_units(plan):
        right = known.get(unit.lower())
        if right is not None and right != unit:
            yield Finding(
                pointer,
                Text(
                    f"satuan “{unit}” ditulis “{right}”",
                    f"the unit '{unit}' is written '{right}'",
                ),
                replace_by(right),
                fix=right,
            )


def _list_units(plan: Masterplan) -> Iterator[tuple[str, str]]:
    """Yield pointer and text of every unit in the workspace's own content."""
    for program in plan.workspace.programs:
        for indicator in program.indicators:
            if indicator.unit is not None:
                yield f"program/{program.id}/indicators/{indicator.key}/unit", indicator.unit
    for fact in plan.workspace.facts:
        if fact.unit is not None:
            yield f"fact/{fact.id}/unit", fact.unit
    for item in plan.workspace.supporting_plans.infrastructure:
        if item.unit is not None:
            yield f"infrastructure/{item.id}/unit", item.unit
