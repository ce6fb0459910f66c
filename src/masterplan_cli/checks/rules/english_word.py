"""Kata Inggris yang mempunyai padanan Indonesia.

Apa
    Teks memakai kata Inggris padahal padanannya lazim: “stakeholder”, “existing”, “update”.
    Istilah resmi profil (“official_names” serta nama dimensi), nama diri, kutipan, dan teks
    bercetak miring tidak diperiksa.

Mengapa
    Buku dibaca kepala daerah, DPRD, dan warga; naskah dinas berbahasa Indonesia. Sisa kata Inggris
    biasanya berasal dari paparan yang disalin.

Buruk
    text: Belum ada data existing dari stakeholder

Baik
    text: Belum ada data yang ada dari pemangku kepentingan

Sejak
    Selalu peringatan.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.language import list_replacements, point_at
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.source.packaged import read_pairs

NATURE = Nature.WRONG
ERROR_FROM = None
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each English word that Indonesian has a word for."""
    for hit, right in list_replacements(plan, read_pairs("english.txt")):
        yield point_at(
            hit,
            Text(f"kata Inggris “{hit.text}”", f"the English word '{hit.text}'"),
            Text(
                f"Tulis “{right}”, atau cetak miring bila memang istilah (*{hit.text}*).",
                f"Write '{right}', or set it in italics where it is a term (*{hit.text}*).",
            ),
        )
