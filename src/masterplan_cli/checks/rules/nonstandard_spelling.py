"""Ejaan tidak baku.

Apa
    Sebuah kata ditulis tidak baku: “analisa”, “resiko”, “aktifitas”, “ijin”, “kerjasama”. Daftarnya
    kecil dan pasti; kutipan, nama, dan judul peraturan tidak diperiksa.

Mengapa
    Buku ini naskah dinas yang ditandatangani kepala daerah. Tenaga ahli membacanya bab demi bab
    pada Tahap IV, dan salah eja di halaman pertama menutupi isi yang baik.

Buruk
    mitigation: Menyusun analisa resiko sebelum pengadaan.

Baik
    mitigation: Menyusun analisis risiko sebelum pengadaan.

Sejak
    Selalu peringatan.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.language import list_replacements, point_at, replace_by
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.source.packaged import read_pairs

NATURE = Nature.WRONG
ERROR_FROM = None
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each word that is spelt in a way the dictionary rejects."""
    for hit, right in list_replacements(plan, read_pairs("spelling.txt")):
        yield point_at(
            hit,
            Text(f"“{hit.text}” bukan ejaan baku", f"'{hit.text}' is not standard spelling"),
            replace_by(right),
            fix=right,
        )
