"""Dua program yang hampir sama.

Apa
    Nama dua program sama, atau nama dan uraiannya hampir sama, entah dalam dimensi atau Perangkat
    Daerah yang berlainan. Kata tugas, huruf besar, dan urutan kata tidak dihitung; angka dan
    nomor tahap dihitung. Hampir sama berarti delapan dari sepuluh kata nama, atau tujuh dari
    sepuluh kata nama beserta uraian. Setiap pasangan ditemukan selama di antara keduanya kurang
    dari 4.096 program.

Mengapa
    Program ganda menggandakan pagu. Asesor mencela kegiatan yang tumpang tindih, dan pada
    Tahap IV setiap Perangkat Daerah memaparkan programnya justru agar hal itu tampak.

Buruk
    name: Portal Layanan Warga (Diskominfo), dan name: Portal layanan bagi warga (Disdukcapil)

Baik
    satu program dengan satu penanggung jawab; yang lain menjadi mitra pada “partners”

Sejak
    Selalu peringatan.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.checks.similarity import list_content_words
from masterplan_cli.checks.twins import find_twins_again
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Program

NATURE = Nature.WRONG
ERROR_FROM = None

_NAMES_ALIKE = 0.8
_TEXTS_ALIKE = 0.7
_FEWEST = 8
"""Words that a name and a description need before their likeness says anything."""


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each programme that says what an earlier one says."""
    programs = plan.workspace.programs
    texts = [f"{program.name}\n{program.description or ''}" for program in programs]
    names = [program.name for program in programs]
    found = find_twins_again(texts, _list_words, _TEXTS_ALIKE, kept=plan.kept, name="programs")
    twins = {twin.later: twin for twin in found}
    for twin in find_twins_again(
        names, list_content_words, _NAMES_ALIKE, kept=plan.kept, name="program names"
    ):
        twins.setdefault(twin.later, twin)
    for number in sorted(twins):
        yield _describe(plan, programs[number], programs[twins[number].earlier])


def _list_words(text: str) -> frozenset[str]:
    """Return the words of name and description, or none where they are too few."""
    words = list_content_words(text)
    return words if len(words) >= _FEWEST else frozenset()


def _describe(plan: Masterplan, program: Program, earlier: Program) -> Finding:
    owner = plan.index.find("opd", earlier.owner) if earlier.owner else None
    name = getattr(owner, "short_name", None) or getattr(owner, "name", None)
    return Finding(
        f"program/{program.id}/name",
        Text(
            f"program “{program.name}” hampir sama dengan “{earlier.name}”"
            + (f" milik {name}" if name else ""),
            f"the programme '{program.name}' is nearly the same as '{earlier.name}'"
            + (f" of {name}" if name else ""),
        ),
        Text(
            "Gabungkan menjadi satu program dengan mitra, atau tegaskan bedanya dalam uraian.",
            "Merge them into one programme with partners, or say how they differ.",
        ),
        related=(
            (
                f"program/{earlier.id}/name",
                Text("program yang mirip ada di sini", "the similar programme stands here"),
            ),
        ),
    )
