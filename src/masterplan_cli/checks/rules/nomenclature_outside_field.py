"""Kode nomenklatur di luar bidang urusan penanggung jawabnya.

Apa
    Bidang pada kode program (dua angka pertamanya, misalnya 2.16) tidak termasuk bidang urusan OPD
    penanggung jawab pada region/opd.yaml (“fields”). OPD tanpa “fields” dan kode penunjang X.XX
    tidak diperiksa.

Mengapa
    OPD menganggarkan program dalam bidang urusannya sendiri. Kode bidang lain berarti kodenya salah
    salin, atau penanggung jawabnya keliru; asesor meminta keterlibatan OPD terlihat dalam Renstra.

Buruk
    owner: diskominfo                       # fields: ["2.16", "2.21"]
    nomenclature: {code: 2.15.02, …}

Baik
    owner: diskominfo
    nomenclature: {code: 2.16.03, …}

Sejak
    Peringatan pada semua tahap.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.nomenclature import FIELD_PARTS, list_codes
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = None
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each programme's code in a field that its owner does not have."""
    opds = {opd.id: opd for opd in plan.workspace.opds}
    for code in list_codes(plan):
        opd = opds.get(code.program.owner or "")
        field = ".".join(code.parts[:FIELD_PARTS])
        if code.in_activity or opd is None or not opd.fields or "X" in field:
            continue
        if not code.is_formed:
            continue
        if field not in opd.fields:
            listed = ", ".join(opd.fields)
            name = opd.short_name or opd.name
            yield Finding(
                f"{code.pointer}/code",
                Text(
                    f"bidang {field} bukan urusan {name} ({listed})",
                    f"the field {field} is none of {name}'s ({listed})",
                ),
                Text(
                    "Periksa kode atau “owner”, atau lengkapi “fields” OPD itu.",
                    "Check the code or 'owner', or add to that agency's 'fields'.",
                ),
                related=((f"opd/{opd.id}/fields", Text("bidang urusannya", "its fields")),),
            )
