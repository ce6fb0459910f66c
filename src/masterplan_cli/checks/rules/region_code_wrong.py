"""Kode daerah yang salah.

Apa
    “code” pada masterplan.yaml tidak berbentuk dua angka, titik, dua angka (61.04), atau bukan kode
    daerah yang disebut “name” menurut daftar Kemendagri.

Mengapa
    Dengan kode itu masterplan dipadankan dengan data kementerian. Kode daerah lain adalah sisa
    salinan yang paling mudah luput, karena tidak dibaca sebagai kata.

Buruk
    region: {name: Ketapang, type: kabupaten, province: Kalimantan Barat, code: "6104"}

Baik
    region: {name: Ketapang, type: kabupaten, province: Kalimantan Barat, code: "61.04"}

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masterplan_cli.checks.language import replace_by
from masterplan_cli.checks.regions import find_listed
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 1

_FORM = re.compile(r"([1-9]\d)\.?(\d\d)")


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding where the region's code is no code, or another region's."""
    region = plan.workspace.manifest.region
    if region.code is None:
        return
    form = _FORM.fullmatch(region.code)
    listed = find_listed(region.type, region.name)
    known = listed.code if listed else None
    right = known or (f"{form[1]}.{form[2]}" if form else None)
    if region.code == right:
        return
    name = f"{region.type.capitalize()} {region.name}"
    yield Finding(
        "manifest/region/code",
        Text(f"kode {name} ialah {known}", f"the code of {name} is {known}")
        if known
        else Text(
            f"bentuk kode daerah “{region.code}” salah",
            f"the region's code '{region.code}' is malformed",
        ),
        replace_by(right) if right else Text("Tulis seperti 61.04.", "Write it like 61.04."),
        fix=right,
    )
