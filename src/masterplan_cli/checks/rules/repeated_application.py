"""Aplikasi ganda, atau satu aplikasi bagi banyak subdimensi.

Apa
    Dua aplikasi dalam region/supporting-plans.yaml bernama sama atau hampir sama, atau satu
    aplikasi menopang program dari tiga subdimensi atau lebih.

Mengapa
    Keluhan asesor yang tercatat: aplikasi terlalu banyak dan tidak saling terhubung, aplikasi
    dibangun sendiri padahal sudah ada, dan satu aplikasi dipakai sebagai bukti beberapa
    subdimensi.

Buruk
    - {id: a-1, name: Portal layanan warga, owner: diskominfo}
    - {id: a-2, name: Sistem Portal Layanan Warga, owner: disdukcapil}

Baik
    - {id: a-1, name: Portal layanan warga, owner: diskominfo, programs: [gov-01, gov-04]}

Sejak
    Selalu peringatan.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding
from masterplan_cli.checks.similarity import find_twins, list_content_words
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.catalog import Catalog
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.supporting_plan import Application

NATURE = Nature.WRONG
ERROR_FROM = None

_ALIKE = 0.8
_MANY = 3
_FILLERS = frozenset({"aplikasi", "sistem", "informasi", "elektronik", "digital", "daring"})


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each application that is there twice, or proves too much."""
    applications = plan.workspace.supporting_plans.applications
    names = [_read_name(application.name) for application in applications]
    for twin in find_twins(names, _ALIKE):
        yield _describe_twin(applications[twin.later], applications[twin.earlier])
    catalog = Catalog(plan) if any(one.programs for one in applications) else None
    for application in applications:
        if catalog is not None and len(application.programs) >= _MANY:
            yield from _check_spread(application, catalog)


def _read_name(name: str) -> frozenset[str]:
    words = list_content_words(name)
    return words - _FILLERS or words


def _describe_twin(later: Application, earlier: Application) -> Finding:
    return Finding(
        f"application/{later.id}/name",
        Text(
            f"aplikasi “{later.name}” hampir sama dengan “{earlier.name}”",
            f"the application '{later.name}' is nearly the same as '{earlier.name}'",
        ),
        Text(
            "Pakai satu aplikasi bersama, atau tegaskan bedanya pada namanya.",
            "Share one application, or tell them apart by name.",
        ),
        related=(
            (
                f"application/{earlier.id}/name",
                Text("aplikasi yang mirip ada di sini", "the similar application stands here"),
            ),
        ),
    )


def _check_spread(application: Application, catalog: Catalog) -> Iterator[Finding]:
    programs = {program.id: program for program in catalog.programs}
    parts = {
        catalog.find_sub_dimension(programs[name])
        for name in application.programs
        if name in programs
    } - {None}
    if len(parts) >= _MANY:
        yield Finding(
            f"application/{application.id}/programs",
            Text(
                f"aplikasi “{application.name}” menopang {len(parts)} subdimensi sekaligus",
                f"the application '{application.name}' serves {len(parts)} sub-dimensions at once",
            ),
            Text(
                "Sebut hanya program yang benar-benar bertumpu padanya; beri bukti lain bagi"
                " subdimensi lainnya.",
                "Name only the programmes that rest on it; give the other sub-dimensions other"
                " evidence.",
            ),
            on_key=True,
        )
