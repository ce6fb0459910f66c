"""Dimensi tanpa mitra di luar pemerintah.

Apa
    Tidak satu pun program sebuah dimensi menyebut mitra dari dunia usaha, perguruan tinggi, atau
    komunitas (kunci “partners”, atau kemitraan pada quick win).

Mengapa
    Sejak 2023 kolaborasi dinilai tersendiri per dimensi, dan asesor meminta setiap program
    menunjukkan inovasi, kolaborasi, dan pendanaan di luar APBD.

Buruk
    seluruh program Smart Living hanya bermitra dengan dinas lain

Baik
    partners: [dinkes, mitra-universitas]

Sejak
    Selalu peringatan, sejak Tahap III.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Program

NATURE = Nature.MISSING
ERROR_FROM = None

_FIRST = 3
_OUTSIDE = frozenset({"business", "academia", "community"})


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each dimension that works with nobody outside the government."""
    if plan.stage.number < _FIRST or plan.is_partial("region/opd.yaml"):
        return
    if plan.index.has_twins("opd"):
        return
    outside = {opd.id for opd in plan.workspace.opds if opd.kind in _OUTSIDE}
    for dimension in plan.profile.dimensions:
        folder = plan.find_pillar(dimension.id)
        if folder is None or not folder.programs or plan.is_partial(f"pillars/{folder.id}/"):
            continue
        place = f"pillar/{dimension.id}"
        if any(not outside.isdisjoint(_list_partners(program)) for program in folder.programs):
            yield Met(place)
            continue
        yield Finding(
            place,
            Text(
                f"dimensi “{dimension.name}” belum bermitra dengan pihak di luar pemerintah",
                f"the dimension '{dimension.name}' has no partner outside the government",
            ),
            Text(
                "Sebut mitra usaha, perguruan tinggi, atau komunitas pada “partners”.",
                "Name a business, university or community under 'partners' of a programme.",
            ),
        )


def _list_partners(program: Program) -> Iterator[str]:
    yield from program.partners
    if program.quick_win is not None:
        for partnership in program.quick_win.partnerships:
            if partnership.partner is not None:
                yield partnership.partner
