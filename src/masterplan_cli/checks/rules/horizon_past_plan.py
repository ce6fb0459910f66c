"""Masterplan melampaui masa RPJMD tanpa rencana peninjauan.

Apa
    Cakrawala masterplan melewati tahun akhir sebuah RPJMD, tetapi RPJMD itu tidak menyebut kapan
    masterplan ditinjau (“review”), atau tahunnya tidak jatuh di sekitar pergantian RPJMD: dari
    tahun terakhirnya sampai dua tahun sesudahnya.

Mengapa
    Masterplan sepuluh tahun melintasi dua RPJMD. Asesor menuntut masterplan menjadi dokumen yang
    hidup dan ditinjau ketika RPJMD baru ditetapkan (laporan evaluasi smart city Kabupaten Malang
    2023; Muara Enim 2023 meminta revisi setelah lima tahun).

Buruk
    - {id: rpjmd-2021-2026, type: rpjmd, start: 2021, end: 2026}     # cakrawala sampai 2033

Baik
    - {id: rpjmd-2021-2026, type: rpjmd, start: 2021, end: 2026, review: 2027}

Sejak
    Peringatan sampai Tahap III, galat sejak Tahap IV.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = 4

_GRACE = 2


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each RPJMD that ends within the horizon without a review."""
    last = plan.workspace.manifest.horizon.end
    for document in plan.list_rpjmd():
        pointer = f"plan/{document.id}/review"
        if document.end >= last:
            continue
        if document.review is None:
            yield Finding(
                pointer,
                Text(
                    f"masterplan sampai {last} melampaui RPJMD yang berakhir pada {document.end}",
                    f"the masterplan to {last} outlasts the RPJMD, which ends in {document.end}",
                ),
                Text(
                    f"Tulis tahun peninjauan, misalnya “review: {document.end + 1}”.",
                    f"Say when it is reviewed, for instance 'review: {document.end + 1}'.",
                ),
            )
        elif not document.end <= document.review <= document.end + _GRACE:
            yield Finding(
                pointer,
                Text(
                    f"peninjauan tahun {document.review} jauh dari akhir RPJMD, {document.end}",
                    f"the review of {document.review} is far from the RPJMD's end, {document.end}",
                ),
                Text(
                    f"Tulis tahun {document.end} sampai {document.end + _GRACE}.",
                    f"Give a year from {document.end} to {document.end + _GRACE}.",
                ),
                related=((f"plan/{document.id}/end", Text("akhir RPJMD", "the RPJMD's end")),),
            )
        else:
            yield Met(pointer)
