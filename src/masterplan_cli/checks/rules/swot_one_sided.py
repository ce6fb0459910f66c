"""Strategi yang memadukan SWOT dari satu sisi saja.

Apa
    Strategi hanya menyebut butir dari dalam (kekuatan, kelemahan) atau hanya dari luar (peluang,
    ancaman), atau menyebut butir milik pilar lain.

Mengapa
    TOWS memasangkan faktor dalam dengan faktor luar: SO, WO, ST, atau WT. Kertas kerja SWOT–TOWS
    setiap OPD dipaparkan pada bimtek tahap I (Kota Sawahlunto 2023); strategi satu sisi tidak masuk
    ke sel mana pun.

Buruk
    swot: [gov-s1, gov-w2]

Baik
    swot: [gov-s1, gov-o2]

Sejak
    Peringatan pada semua tahap.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.checks.swot import list_items, list_strategies
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.pillar import Strategy

NATURE = Nature.MISSING
ERROR_FROM = None


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each strategy whose SWOT entries make no pair."""
    homes = {
        item.id: (folder.id, quadrant.inner)
        for folder in plan.workspace.pillars
        for quadrant, item in list_items(folder.pillar)
    }
    for folder in plan.workspace.pillars:
        for strategy in list_strategies(folder.pillar):
            known = {name: homes[name] for name in strategy.swot if name in homes}
            # An entry that does not exist is told by another rule.
            if len(known) < len(strategy.swot):
                continue
            strangers = [name for name, (home, _) in known.items() if home != folder.id]
            if strangers:
                yield _describe_stranger(strategy, strangers[0])
            elif len({inner for _, inner in known.values()}) == 1:
                yield _describe_side(strategy, all(inner for _, inner in known.values()))
            elif known:
                yield Met(f"strategy/{strategy.id}/swot")


def _describe_stranger(strategy: Strategy, name: str) -> Finding:
    return Finding(
        f"strategy/{strategy.id}/swot/{name}",
        Text(
            f"butir SWOT “{name}” milik dimensi lain",
            f"the SWOT entry '{name}' belongs to another dimension",
        ),
        Text("Pakai butir dimensi ini.", "Use an entry of this dimension."),
        related=((f"swot/{name}", Text("butirnya di sini", "the entry is here")),),
    )


def _describe_side(strategy: Strategy, inner: bool) -> Finding:
    has = (
        Text("faktor dari dalam", "entries from within")
        if inner
        else Text("faktor dari luar", "entries from without")
    )
    wants = (
        Text("peluang atau ancaman", "an opportunity or a threat")
        if inner
        else Text("kekuatan atau kelemahan", "a strength or a weakness")
    )
    return Finding(
        f"strategy/{strategy.id}/swot",
        Text(
            f"strategi “{strategy.id}” hanya memadukan {has.id}",
            f"the strategy '{strategy.id}' combines only {has.en}",
        ),
        Text(f"Tambahkan {wants.id} yang dijawabnya.", f"Add {wants.en} that it answers."),
        on_key=True,
    )
