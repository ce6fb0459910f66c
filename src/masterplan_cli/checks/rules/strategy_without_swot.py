"""Strategi tanpa dasar SWOT.

Apa
    Strategi tidak menyebut butir SWOT yang dipadukannya (“swot”), padahal pilarnya memiliki
    analisis SWOT.

Mengapa
    Bimtek tahap II menurunkan strategi dan program dari hasil SWOT. Strategi tanpa rujukan tampak
    muncul begitu saja, dan tabel SWOT–TOWS tidak dapat mencetaknya.

Buruk
    - {id: gov-str-2, text: Memadukan data sektoral}

Baik
    - {id: gov-str-2, text: Memadukan data sektoral, swot: [gov-s1, gov-o2]}

Sejak
    Peringatan pada semua tahap.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.checks.swot import list_items, list_strategies
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = None


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each strategy that cites no SWOT entry of a pillar that has some."""
    for folder in plan.workspace.pillars:
        if not any(list_items(folder.pillar)):
            continue
        for strategy in list_strategies(folder.pillar):
            if strategy.swot:
                yield Met(f"strategy/{strategy.id}/swot")
            else:
                yield Finding(
                    f"strategy/{strategy.id}/swot",
                    Text(
                        f"strategi “{strategy.id}” belum menyebut butir SWOT",
                        f"the strategy '{strategy.id}' cites no SWOT entry",
                    ),
                    Text(
                        "Tambahkan “swot: [satu butir dari dalam, satu dari luar]”.",
                        "Add 'swot: [one entry from within, one from without]'.",
                    ),
                )
