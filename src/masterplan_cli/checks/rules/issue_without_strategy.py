"""Isu dimensi yang tidak dijawab strategi.

Apa
    Sebuah isu dalam pillar.yaml tidak dirujuk oleh strategi mana pun (kunci “issues”).

Mengapa
    Analisis yang tidak berujung pada strategi tampak seperti daftar keluhan: hasil analisis isu
    Tahap I harus menjadi strategi dan program Tahap II.

Buruk
    issues: [{id: liv-i9, text: Angkutan umum berhenti pukul lima}]   # tanpa strategi

Baik
    strategies: [{id: liv-str-9, text: Memperpanjang jam angkutan, issues: [liv-i9]}]

Sejak
    Selalu peringatan, sejak Tahap II.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = None

_FIRST = 2


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each issue that no strategy of its dimension answers."""
    if plan.stage.number < _FIRST:
        return
    answered = plan.index.referenced.get("issue", frozenset())
    for folder in plan.workspace.pillars:
        strategies = [one for part in folder.pillar.sub_dimensions for one in part.strategies]
        named = {name for strategy in strategies for name in strategy.issues}
        misspelt = named - plan.index.entries.get("issue", {}).keys()
        if not strategies or misspelt or plan.is_partial(f"pillars/{folder.id}/"):
            continue
        for issue in folder.pillar.issues:
            if issue.id not in answered:
                yield Finding(
                    f"issue/{issue.id}",
                    Text(
                        f"isu “{issue.id}” tidak dijawab strategi mana pun",
                        f"no strategy answers the issue '{issue.id}'",
                    ),
                    Text(
                        "Sebut isu itu pada “issues” sebuah strategi, atau hapus isunya.",
                        "Name it under 'issues' of a strategy, or delete the issue.",
                    ),
                )
