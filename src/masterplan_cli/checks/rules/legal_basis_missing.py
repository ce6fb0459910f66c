"""Dasar hukum smart city daerah belum direncanakan.

Apa
    Profil meminta dasar hukum (“legal_basis”): peraturan daerah atau kepala daerah tentang
    masterplan yang direncanakan beserta tahunnya (region/supporting-plans.yaml), serta keputusan
    pembentukan Dewan, Tim Pelaksana, dan Forum (region/governance.yaml). Lembaga yang keputusannya
    belum terbit sedikitnya menyebut tahun rencananya (“scheduled”).

Mengapa
    Evaluasi kementerian membuka dengan dasar hukum masterplan serta rapat Dewan dan Tim Pelaksana.
    Ketiadaan peraturan bupati dan lembaga yang tidak aktif ialah kritik asesor kepada Kabupaten
    Malang pada 2022 dan 2023.

Buruk
    bodies: [{id: dewan, name: Dewan Smart City}]

Baik
    bodies: [{id: dewan, name: Dewan Smart City, decree: Keputusan Bupati …, decree_year: 2023}]

Sejak
    Peringatan sampai Tahap III, galat sejak Tahap IV.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.governance import Body
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.profile.records import LegalBasis

NATURE = Nature.MISSING
ERROR_FROM = 4


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each part of the legal basis that is neither made nor planned."""
    basis = plan.profile.legal_basis
    if basis is None:
        return
    if not plan.is_partial("region/supporting-plans.yaml"):
        yield _check_policy(plan, basis)
    if plan.is_partial("region/governance.yaml"):
        return
    for name in basis.bodies:
        found = [body for body in plan.workspace.governance.bodies if _is_called(body, name)]
        yield from _check_body(name, found)


def _check_policy(plan: Masterplan, basis: LegalBasis) -> Finding | Met:
    drafts = [
        policy
        for policy in plan.workspace.supporting_plans.policies
        if policy.type in basis.types
        and any(word.lower() in policy.title.lower() for word in basis.words)
    ]
    for policy in drafts:
        if policy.year is not None:
            return Met(f"policy/{policy.id}/year")
    if drafts:
        return Finding(
            f"policy/{drafts[0].id}/year",
            Text(
                "peraturan tentang masterplan belum memiliki tahun rencana",
                "the regulation on the masterplan has no planned year",
            ),
            Text("Tambahkan “year: …”.", "Add 'year: …'."),
        )
    return Finding(
        "supporting-plans/policies",
        Text(
            "peraturan tentang masterplan smart city belum direncanakan",
            "no regulation on the smart-city masterplan is planned",
        ),
        Text(
            "Tambahkan pada “policies” di region/supporting-plans.yaml beserta tahunnya.",
            "Add it to 'policies' in region/supporting-plans.yaml, with its year.",
        ),
    )


def _is_called(body: Body, name: str) -> bool:
    return name.lower() in body.name.lower()


def _check_body(name: str, found: list[Body]) -> Iterator[Finding | Met]:
    if not found:
        yield Finding(
            "governance/bodies",
            Text(f"{name} belum tercatat", f"'{name}' is not on record"),
            Text(
                f"Tambahkan {name} pada “bodies” di region/governance.yaml.",
                f"Add '{name}' to 'bodies' in region/governance.yaml.",
            ),
        )
    elif any(body.decree or body.scheduled for body in found):
        yield Met(f"body/{found[0].id}/decree")
    else:
        yield Finding(
            f"body/{found[0].id}/decree",
            Text(
                f"{found[0].name} belum memiliki keputusan pembentukan",
                f"'{found[0].name}' has no decree",
            ),
            Text(
                "Tambahkan “decree” dan “decree_year”, atau tahun rencananya pada “scheduled”.",
                "Add 'decree' and 'decree_year', or the planned year as 'scheduled'.",
            ),
        )
