"""Misi atau sasaran RPJMD tanpa program.

Apa
    Sebuah misi, atau sebuah sasaran di bawah misi yang sudah didukung, tidak didukung satu program
    pun. Yang diperiksa ialah RPJMD yang masih berlaku dalam cakrawala masterplan dan sudah terbit
    pada tanggal acuan tahap.

Mengapa
    Misi tanpa program menandai bagian RPJMD yang dilewatkan masterplan. Asesor meminta kebijakan
    smart city selaras dengan RPJMD (laporan evaluasi smart city Kabupaten Malang 2023); pilihan
    untuk tidak menjawab sebuah misi sebaiknya disengaja.

Buruk
    missions: [{id: rpjmd-m3, …}]        # tidak ada program dengan rpjmd_missions: [rpjmd-m3]

Baik
    programs: [{id: soc-01, rpjmd_missions: [rpjmd-m3], …}]

Sejak
    Peringatan pada semua tahap.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.plan import PlanMission

NATURE = Nature.MISSING
ERROR_FROM = None


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each mission, and each goal of a served mission, without programme.

    Silent until there are programmes of which all is known.
    """
    programs = plan.workspace.programs
    if not programs or plan.is_partial("pillars/"):
        return
    missions = {name for program in programs for name in program.rpjmd_missions}
    goals = {name for program in programs for name in program.rpjmd_goals}
    if not (missions or goals):
        return
    for document in plan.list_rpjmd():
        for mission in document.missions:
            yield from _check_mission(mission, missions, goals)


def _check_mission(
    mission: PlanMission, missions: set[str], goals: set[str]
) -> Iterator[Finding | Met]:
    served = [goal for goal in mission.goals if goal.id in goals]
    if mission.id not in missions and not served:
        yield Finding(
            f"plan-mission/{mission.id}/text",
            Text(
                f"misi RPJMD ke-{mission.number} belum didukung satu program pun",
                f"no programme serves mission {mission.number} of the RPJMD",
            ),
            Text(
                f"Tulis “{mission.id}” pada “rpjmd_missions” program yang mendukungnya.",
                f"Write '{mission.id}' in 'rpjmd_missions' of the programmes that serve it.",
            ),
        )
        return
    yield Met(f"plan-mission/{mission.id}/text")
    # A plan that names no goals at all has chosen to align by missions.
    for goal in mission.goals if goals else ():
        if goal.id in goals:
            yield Met(f"plan-goal/{goal.id}/text")
        else:
            yield Finding(
                f"plan-goal/{goal.id}/text",
                Text(
                    f"sasaran RPJMD “{goal.id}” belum didukung satu program pun",
                    f"no programme serves the goal '{goal.id}' of the RPJMD",
                ),
                Text(
                    f"Tulis “{goal.id}” pada “rpjmd_goals” program yang mendukungnya.",
                    f"Write '{goal.id}' in 'rpjmd_goals' of the programmes that serve it.",
                ),
            )
