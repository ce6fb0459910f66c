"""Nilai risiko di luar skala.

Apa
    Kemungkinan (“likelihood”) atau dampak (“severity”) sebuah risiko kurang dari satu atau lebih
    tinggi daripada langkah tertinggi skala risiko pada profil.

Mengapa
    Tingkat risiko dihitung dari hasil kali keduanya. Nilai 8 pada skala lima membuat risiko biasa
    tampak sebagai yang terburuk.

Buruk
    likelihood: 8      # risk_scale: {steps: 5}

Baik
    likelihood: 4

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 1
FIXED = True
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each likelihood or severity outside the profile's scale."""
    scale = plan.profile.risk_scale
    if scale is None:
        return
    for program in plan.workspace.programs:
        for risk in program.risks:
            for field, value in (("likelihood", risk.likelihood), ("severity", risk.severity)):
                if value is not None and not 1 <= value <= scale.steps:
                    yield Finding(
                        f"program/{program.id}/risks/{risk.key}/{field}",
                        Text(
                            f"nilai {value} di luar skala risiko 1–{scale.steps}",
                            f"{value} is outside the risk scale 1–{scale.steps}",
                        ),
                        Text(
                            f"Isi angka 1 sampai {scale.steps}.",
                            f"Give a number from 1 to {scale.steps}.",
                        ),
                    )
