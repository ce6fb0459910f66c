"""Strategi tanpa program.

Apa
    Sebuah strategi tidak dijawab oleh satu program pun.

Mengapa
    Strategi tanpa program hanyalah niat. Tim ahli membaca buku dari strategi ke rencana aksi, dan
    strategi yang tidak berujung pada program langsung terlihat.

Buruk
    strategies:
      - id: gov-str-2
        text: Memadukan data sektoral

Baik
    programs:
      - id: gov-01
        name: Satu Data Ketapang
        strategy: gov-str-2

Sejak
    Peringatan pada Tahap I dan II, galat sejak Tahap III.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = 3


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each strategy that no programme names.

    Silent until every programme names a strategy that exists: one slip there would be told twice.
    """
    cut = [file.tree.file for file in plan.workspace.files if file.refused]
    if any("/programs-" in name for name in [*cut, *plan.workspace.unreadable]):
        return
    answered = {program.strategy for program in plan.workspace.programs}
    if not answered <= plan.index.entries.get("strategy", {}).keys():
        return
    for folder in plan.workspace.pillars:
        for part in folder.pillar.sub_dimensions:
            for strategy in part.strategies:
                if strategy.id in answered:
                    yield Met(f"strategy/{strategy.id}/text")
                elif strategy.id not in plan.index.harvested:
                    yield Finding(
                        f"strategy/{strategy.id}/text",
                        Text(
                            f"strategi “{strategy.id}” belum memiliki program",
                            f"the strategy '{strategy.id}' has no programme",
                        ),
                        Text(
                            f"Tulis “strategy: {strategy.id}” pada program yang menjawabnya.",
                            f"Write 'strategy: {strategy.id}' in the programme that answers it.",
                        ),
                    )
