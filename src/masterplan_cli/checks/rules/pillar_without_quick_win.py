"""Pilar tanpa quick win.

Apa
    Sejak tahap yang ditetapkan profil, sebuah dimensi memiliki quick win kurang daripada yang
    diminta (biasanya satu).

Mengapa
    Quick win dipilih per dimensi pada Tahap III dan dipaparkan pada Tahap IV; nilainya ikut
    menentukan peringkat nasional.

Buruk
    Tidak satu pun program pada pilar memiliki kunci “quick_win”.

Baik
    quick_win:
      short_name: Ketapang Satu Pintu

Sejak
    Kesalahan sejak tahap “quick_wins_since” pada profil (Tahap III).
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = 1


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each dimension with too few quick wins at this stage."""
    if plan.stage.number < plan.profile.quick_wins_since:
        return
    least = plan.profile.quick_wins_per_dimension
    names = {dimension.id: dimension.name for dimension in plan.profile.dimensions}
    for folder in plan.workspace.pillars:
        known = folder.id in plan.index.entries.get("pillar", ())
        if not known or plan.is_partial(f"pillars/{folder.id}/"):
            continue
        count = sum(program.quick_win is not None for program in folder.programs)
        name = names.get(folder.id, folder.id)
        if count < least:
            yield Finding(
                f"pillar/{folder.id}/id",
                Text(
                    f"dimensi “{name}” {_say_count(count)} quick win; yang diminta {least}",
                    f"the dimension '{name}' has {count} of {least} quick wins",
                ),
                Text(
                    "Pilih satu program yang hasilnya terlihat dalam setahun dan isi “quick_win”.",
                    "Choose a programme that shows results within a year and fill in 'quick_win'.",
                ),
            )
        else:
            yield Met(f"pillar/{folder.id}/id")


def _say_count(count: int) -> str:
    return f"baru memiliki {count}" if count else "belum memiliki"
