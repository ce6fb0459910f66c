"""Judul peraturan yang dikutip berbeda dari catatannya.

Apa
    Teks mengutip peraturan yang tercatat, tetapi judul sesudah “tentang” bukan judulnya dalam
    region/regulations.yaml. Judul boleh dipenggal; huruf besar dan koma tidak dihitung, dan
    singkatan (“tentang SPBE”) tidak diperiksa.

Mengapa
    Nomor dan judul yang tidak sepasang membuat pembaca tidak tahu peraturan mana yang dimaksud,
    dan mengisyaratkan teks yang tersalin. Tim ahli memeriksa dasar hukum lebih dahulu.

Buruk
    condition: Undang-Undang Nomor 23 Tahun 2014 tentang Administrasi Pemerintahan mengaturnya.

Baik
    condition: Undang-Undang Nomor 23 Tahun 2014 tentang Pemerintahan Daerah mengaturnya.

Sejak
    Peringatan pada Tahap I, galat sejak Tahap II.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.citations import is_titled, list_citations, name_regulation
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 2
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each title that is another than the registered regulation's."""
    for citation in list_citations(plan):
        known = citation.find_in(plan.workspace.regulations)
        title = citation.title
        if known is None or title is None or is_titled(title.text, known):
            continue
        named = name_regulation(citation.type, known.number, known.year)
        shown = " ".join(title.text.split())
        yield Finding(
            title.passage.pointer,
            Text(
                f"{named} tidak berjudul “{shown}”",
                f"{named} is not titled '{shown}'",
            ),
            Text(
                f"Tulis: tentang {known.title}; bila peraturan lain maksudnya, ganti nomornya.",
                f"Write: tentang {known.title}; if another is meant, change the number.",
            ),
            related=((f"regulation/{known.id}/title", Text("judul tercatat", "title on record")),),
            part=title.part,
        )
