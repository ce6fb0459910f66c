"""Terlalu banyak program yang hanya berupa aplikasi.

Apa
    Bagian program yang jenisnya aplikasi (jenis yang bertanda “application” dalam profil)
    melampaui batas “applications_at_most” profil, dalam persen.

Mengapa
    “Smart city is not only IT”: asesor mencela masterplan yang terpusat pada aplikasi, dan
    aplikasi yang terlalu banyak tanpa keterhubungan.

Buruk
    40 dari 60 program berjenis aplikasi

Baik
    15 dari 60 program berjenis aplikasi; selebihnya layanan, kapasitas, kebijakan, infrastruktur

Sejak
    Selalu peringatan, begitu ada sepuluh program.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = None

_FEWEST = 10
"""Programmes below which a share says nothing yet."""


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding where applications make up too large a share of the programmes."""
    limit = plan.profile.applications_at_most
    kinds = {kind.id for kind in plan.profile.program_kinds if kind.application}
    programs = [program for program in plan.workspace.programs if program.kind is not None]
    if limit is None or len(programs) < _FEWEST:
        return
    applications = [program for program in programs if program.kind in kinds]
    share = 100 * len(applications) / len(programs)
    if share > limit:
        yield Finding(
            f"program/{applications[0].id}/kind",
            Text(
                f"{len(applications)} dari {len(programs)} program berupa aplikasi"
                f" ({share:.0f}%, paling banyak {limit}%)",
                f"{len(applications)} of {len(programs)} programmes are applications"
                f" ({share:.0f}%, at most {limit}%)",
            ),
            Text(
                "Gabungkan aplikasi yang serupa, dan tambah program layanan, kapasitas, atau"
                " kebijakan.",
                "Merge applications that are alike, and add services, skills or policies.",
            ),
        )
