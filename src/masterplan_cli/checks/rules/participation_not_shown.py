"""Bukti partisipasi belum ada.

Apa
    Sebuah bimtek yang sudah berlangsung tidak mencatat kehadiran (kunci “attendance”), atau tidak
    ada unsur nonpemerintah di dalam lembaga smart city (Dewan, Tim Pelaksana, Forum).

Mengapa
    Pada 22 masterplan yang diteliti, partisipasi publik termasuk nilai terendah. Peserta
    bimtek lazimnya memuat akademisi, dunia usaha, pemuda, dan
    relawan TIK.

Buruk
    bimtek: [{stage: 1, start: 2023-07-05}]

Baik
    bimtek:
      - stage: 1
        start: 2023-07-05
        attendance: [{id: warga, group: Komunitas dan akademisi, count: 12}]

Sejak
    Selalu peringatan, sejak Tahap II.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.governance import Body, Member
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.MISSING
ERROR_FROM = None

_FIRST = 2
_OUTSIDE = frozenset({"business", "academia", "community"})
_OFFICES = (
    *("bupati", "wakil bupati", "wali kota", "wakil wali kota", "sekretaris", "asisten", "kepala"),
    *("ketua dprd", "wakil ketua dprd", "inspektur", "camat", "lurah", "direktur rsud", "plt"),
    *("komandan", "kapolres", "dandim", "pj", "staf ahli"),
)
"""How the title of an office of the government starts, where no agency is named."""


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding where nobody can see who took part."""
    if plan.stage.number < _FIRST or plan.is_partial("region/"):
        return
    if plan.index.has_twins("opd"):
        return
    governance = plan.workspace.governance
    for bimtek in governance.bimtek:
        if bimtek.stage > plan.stage.number or bimtek.start is None:
            continue
        place = f"bimtek/{bimtek.key}/attendance"
        if bimtek.attendance:
            yield Met(place)
            continue
        yield Finding(
            place,
            Text(
                f"kehadiran pada bimtek tahap {bimtek.stage} belum dicatat",
                f"the attendance of bimtek {bimtek.stage} is not recorded",
            ),
            Text(
                "Isi “attendance” menurut daftar hadir, kelompok demi kelompok.",
                "Fill in 'attendance' from the attendance sheet, group by group.",
            ),
        )
    bodies = [body for body in governance.bodies if body.members]
    if bodies and not any(_is_outsider(plan, member) for body in bodies for member in body.members):
        yield _describe_closed(bodies[0])


def _is_outsider(plan: Masterplan, member: Member) -> bool:
    """Say whether a member is, or may be, from outside the government."""
    if member.opd is None:
        return not member.office.lower().startswith(_OFFICES)
    opd = plan.index.find("opd", member.opd)
    return opd is None or getattr(opd, "kind", "") in _OUTSIDE


def _describe_closed(body: Body) -> Finding:
    return Finding(
        f"body/{body.id}/members",
        Text(
            "lembaga smart city belum memuat unsur nonpemerintah",
            "no body of the smart city has a member from outside the government",
        ),
        Text(
            "Tambahkan anggota dari akademisi, dunia usaha, atau komunitas, dengan “opd” mitranya.",
            "Add members from academia, business or communities, with the partner under 'opd'.",
        ),
    )
