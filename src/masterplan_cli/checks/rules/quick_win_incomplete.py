"""Lembar quick win belum lengkap.

Apa
    Lembar quick win belum memuat salah satu isi yang dinilai: jenis, status, masa, isu strategis
    RPJMD, ringkasan, kemajuan, manfaat, keunikan, kemitraan, potensi pengembangan, keberlangsungan,
    sumber daya, atau risiko beserta mitigasinya. Risiko program yang sudah bermitigasi ikut
    dihitung. Aturan ini diam sebelum tahap yang meminta quick win (“quick_wins_since” pada profil).

Mengapa
    Kementerian menilai quick win dengan sepuluh indikator: perumusan yang menjawab masalah dalam
    RPJMD, daya tarik, manfaat, keunikan, kemitraan, potensi, keberlangsungan, sumber daya,
    manajemen risiko, dan kelanjutannya (laporan evaluasi smart city Kabupaten Malang 2022 dan 2023;
    formulir inovasi Kota Depok memuat isi yang sama).

Buruk
    quick_win: {short_name: LaporKita}

Baik
    quick_win:
      short_name: LaporKita
      issue: rpjmd-i1
      benefits: {public: Aduan terjawab dalam tiga hari}
      risk_analysis: {obstacles: Petugas belum siaga, mitigation: Jadwal piket mingguan}

Sejak
    Peringatan pada Tahap III, galat sejak Tahap IV.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.program import Program
from masterplan_cli.model.quick_win import QuickWin
from masterplan_cli.schema.record import Record

NATURE = Nature.MISSING
ERROR_FROM = 4
BY_FILE = True

_WANTED = {
    "type": Text("jenis", "a type"),
    "status": Text("status", "a status"),
    "start": Text("tanggal mulai", "a start"),
    "end": Text("tanggal selesai", "an end"),
    "issue": Text("isu strategis RPJMD", "a strategic issue of the RPJMD"),
    "summary": Text("ringkasan", "a summary"),
    "progress": Text("kemajuan", "progress"),
    "benefits": Text("manfaat", "benefits"),
    "uniqueness": Text("keunikan", "uniqueness"),
    "partnerships": Text("kemitraan", "partnerships"),
    "potential": Text("potensi pengembangan", "potential"),
    "sustainability": Text("strategi keberlangsungan", "sustainability"),
    "resources": Text("sumber daya", "resources"),
    "risk_analysis": Text("risiko beserta mitigasinya", "a risk with its mitigation"),
}


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each scored part of a quick win's sheet that is empty."""
    if plan.stage.number < plan.profile.quick_wins_since:
        return
    for program in plan.workspace.programs:
        if program.quick_win is None:
            continue
        for field, said in _WANTED.items():
            pointer = f"program/{program.id}/quick_win/{field}"
            if _is_filled(program, program.quick_win, field):
                yield Met(pointer)
            else:
                yield Finding(
                    pointer,
                    Text(
                        f"quick win “{program.quick_win.short_name}” belum memuat {said.id}",
                        f"the quick win '{program.quick_win.short_name}' lacks {said.en}",
                    ),
                    Text(f"Isi kunci “{field}”.", f"Fill in the key '{field}'."),
                )


def _is_filled(program: Program, quick_win: QuickWin, field: str) -> bool:
    if field == "risk_analysis":
        risk = quick_win.risk_analysis
        named = risk.impact or risk.obstacles or risk.failure
        own = bool(named and risk.mitigation)
        return own or any(one.mitigation for one in program.risks)
    value = getattr(quick_win, field)
    if isinstance(value, Record):
        return any(part for name, part in value if name != "illustrative")
    return value is not None and value != ()
