"""Dimensi tanpa berkas pilar.

Apa
    Profil menyebut sebuah dimensi, tetapi workspace tidak memiliki berkas pilarnya.

Mengapa
    Setiap dimensi mempunyai bab sendiri dalam buku dan kelompok kerja sendiri dalam bimtek.

Buruk
    pillars/ tanpa living/pillar.yaml

Baik
    pillars/living/pillar.yaml

Sejak
    Peringatan pada Tahap I, galat sejak Tahap II.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = 2


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each dimension of the profile that has no pillar."""
    present = {file.tree.file for file in plan.workspace.files}
    for dimension in plan.profile.dimensions:
        file = f"pillars/{dimension.id}/pillar.yaml"
        if file in present or dimension.id in plan.index.entries.get("pillar", ()):
            yield Met(f"pillar/{dimension.id}")
            continue
        if plan.is_unreadable(file):
            continue
        yield Finding(
            "manifest/profile",
            Text(
                f"dimensi “{dimension.name}” belum memiliki berkas {file}",
                f"the dimension '{dimension.name}' has no file {file}",
            ),
            Text(f"Buat {file}.", f"Create {file}."),
            about=f"pillar/{dimension.id}",
        )
