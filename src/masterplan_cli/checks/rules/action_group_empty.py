"""Kelompok rencana aksi tanpa program.

Apa
    Salah satu kelompok rencana aksi profil (sumber daya manusia, infrastruktur, aplikasi,
    literasi, dan lain-lain) tidak memuat satu program pun (kunci “group”).

Mengapa
    Evaluasi menanyakan apakah keempat kelompok rencana aksi dilaksanakan sesuai masterplan, dan
    rencana aksi SDM yang tidak ada termasuk keluhan asesor.

Buruk
    tidak ada program dengan group: people

Baik
    - id: gov-09
      name: Akademi digital aparatur
      group: people

Sejak
    Peringatan pada Tahap II, galat sejak Tahap III.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = 3

_FIRST = 2
"""The stage at which a draft of the action plan is handed in."""


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each group of the action plan that holds no programme."""
    programs = plan.workspace.programs
    if plan.stage.number < _FIRST or not programs or plan.is_partial("pillars/"):
        return
    filled = {program.group for program in programs}
    for group in plan.profile.action_groups:
        place = f"profile/action_groups/{group.id}"
        if group.id in filled:
            yield Met(place)
            continue
        yield Finding(
            "manifest/profile",
            Text(
                f"kelompok rencana aksi “{group.name}” belum memuat program",
                f"no programme belongs to the action group '{group.id}'",
            ),
            Text(
                f"Tambahkan program dengan “group: {group.id}”, atau pindahkan yang sudah ada.",
                f"Add a programme with 'group: {group.id}', or move one there.",
            ),
            about=place,
        )
