"""Butir SWOT yang tidak dipakai strategi.

Apa
    Sebuah kekuatan, kelemahan, peluang, atau ancaman tidak disebut pada “swot” strategi mana pun.
    Pilar yang belum memiliki strategi tidak diperiksa.

Mengapa
    Bimtek tahap II menurunkan strategi dan program dari hasil SWOT. Butir yang tidak dijawab
    membuat analisis dan rencana tampak terpisah, dan OPD yang menyampaikannya akan bertanya.

Buruk
    weaknesses: [{id: gov-w4, text: Pranata komputer sedikit}]     # tidak ada strategi memakainya

Baik
    strategies: [{id: gov-str-2, swot: [gov-w4, gov-o1], …}]

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
    """Yield a finding for each SWOT entry that no strategy of its pillar combines."""
    for folder in plan.workspace.pillars:
        strategies = list_strategies(folder.pillar)
        used = {name for strategy in strategies for name in strategy.swot}
        # Strategies that cite nothing at all are told one by one, by another rule.
        if not used or plan.is_partial(f"pillars/{folder.id}/pillar.yaml"):
            continue
        for quadrant, item in list_items(folder.pillar):
            if item.id in used:
                yield Met(f"swot/{item.id}")
            else:
                yield Finding(
                    f"swot/{item.id}",
                    Text(
                        f"{quadrant.name.id} “{item.id}” belum dijawab strategi",
                        f"no strategy answers the {quadrant.name.en} '{item.id}'",
                    ),
                    Text(
                        f"Tulis “{item.id}” pada “swot” strategi yang menjawabnya.",
                        f"Write '{item.id}' in 'swot' of the strategy that answers it.",
                    ),
                )
