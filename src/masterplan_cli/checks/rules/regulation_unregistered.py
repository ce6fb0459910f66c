"""Peraturan yang dikutip tidak tercatat.

Apa
    Teks mengutip peraturan atau standar dengan jenis, nomor, dan tahunnya, tetapi
    region/regulations.yaml tidak memuatnya. Jenisnya dikenali dari nama, nama pendek, dan sebutan
    lain (“aliases”) dalam profil. Yang tidak disebut: rancangan, kutipan, uraian di dalam
    region/regulations.yaml, keputusan sebuah lembaga, dan catatan yang menyebut sumbernya.

Mengapa
    Nomor atau tahun yang keliru menunjuk peraturan lain: UU 23/2004 bukan UU 23/2014. Peraturan
    yang dikutip juga harus ada dalam daftar dasar hukum buku. Masterplan sebuah kota pernah terbit
    dengan “UU 23 Tahun 2004 Pemerintah Daerah”.

Buruk
    condition: Urusan ini diatur Undang-Undang Nomor 23 Tahun 2004.

Baik
    condition: Urusan ini diatur Undang-Undang Nomor 23 Tahun 2014.

Sejak
    Peringatan pada Tahap I, galat sejak Tahap II.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.citations import Citation, list_citations, name_regulation
from masterplan_cli.checks.language import point_at
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.regulation import Regulation
from masterplan_cli.profile.records import RegulationType

NATURE = Nature.WRONG
ERROR_FROM = 2
BY_FILE = True

_FILE = "region/regulations.yaml"


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each citation that the registry does not hold."""
    if plan.is_partial(_FILE):
        return
    known = plan.workspace.regulations
    kinds = {kind.id: kind for kind in plan.profile.regulation_types}
    for citation in list_citations(plan):
        if citation.find_in(known) is None:
            nearest = citation.find_nearest(known)
            kind = kinds.get(nearest.type) if nearest is not None else None
            yield _describe(citation, nearest, kind or citation.type)


def _describe(citation: Citation, nearest: Regulation | None, kind: RegulationType) -> Finding:
    cited = name_regulation(citation.type, citation.number, citation.year)
    message = Text(
        f"{cited} tidak tercatat dalam {_FILE}",
        f"{cited} is not on record in {_FILE}",
    )
    if nearest is None:
        hint = Text(
            f"Periksa nomor dan tahunnya, lalu catat dalam {_FILE}.",
            f"Check its number and year, then put it into {_FILE}.",
        )
        return point_at(citation.hit, message, hint)
    meant = name_regulation(kind, nearest.number, nearest.year)
    hint = Text(
        f"Mungkin maksudnya {meant}; bila bukan, catat dalam {_FILE}.",
        f"It may mean {meant}; if not, put it into {_FILE}.",
    )
    return Finding(
        citation.hit.passage.pointer,
        message,
        hint,
        related=((f"regulation/{nearest.id}", Text("yang tercatat di sini", "the one on record")),),
        part=citation.hit.part,
    )
