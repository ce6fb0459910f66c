"""Subdimensi tanpa strategi dan tanpa alasan.

Apa
    Salah satu subdimensi profil tidak memiliki sasaran dan strategi, dan juga tidak menyebut
    alasan mengapa tidak menjadi prioritas (kunci “not_priority”).

Mengapa
    Evaluasi kementerian menanyakan setiap subdimensi kepada warga. Subdimensi yang tidak
    disinggung tampak seperti terlupakan; alasan yang tertulis tampak seperti pilihan.

Buruk
    sub_dimensions:
      - id: energy

Baik
    sub_dimensions:
      - id: energy
        not_priority: Kewenangan kelistrikan berada pada pemerintah provinsi.

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
    """Yield a finding for each sub-dimension of the profile that is left unanswered."""
    for dimension in plan.profile.dimensions:
        folder = plan.find_pillar(dimension.id)
        if folder is None or dimension.id not in plan.index.entries.get("pillar", ()):
            continue
        parts = {part.id: part for part in folder.pillar.sub_dimensions}
        misspelt = parts.keys() - plan.index.entries.get("sub-dimension", {}).keys()
        for sub_dimension in dimension.sub_dimensions:
            part = parts.get(sub_dimension.id)
            if part is not None and (part.not_priority or part.strategies):
                yield Met(f"pillar-part/{part.id}")
                continue
            if part is None and misspelt:
                continue
            yield Finding(
                f"pillar-part/{part.id}" if part else f"pillar/{dimension.id}/sub_dimensions",
                Text(
                    f"subdimensi “{sub_dimension.name}” belum memiliki strategi",
                    f"the sub-dimension '{sub_dimension.name}' has no strategy",
                ),
                Text(
                    "Tambahkan strategi, atau alasan pada “not_priority”.",
                    "Add a strategy, or a reason under 'not_priority'.",
                ),
            )
