"""Kode nomenklatur yang tidak sejalan dengan kode induknya.

Apa
    Kode kegiatan tidak berada di bawah kode programnya, keduanya memakai edisi berbeda, atau satu
    kode pada satu edisi diberi dua nama.

Mengapa
    Kode bersusun: 2.16.03.2.02 hanya dapat menjadi bagian dari program 2.16.03. Rantai yang putus
    berarti salah satu kode disalin dari program lain, sehingga tidak tertaut ke DPA yang benar.

Buruk
    nomenclature: {code: 2.16.03, …}
    activities: [{nomenclature: {code: 2.16.02.2.01, …}}]

Baik
    nomenclature: {code: 2.16.03, …}
    activities: [{nomenclature: {code: 2.16.03.2.02, …}}]

Sejak
    Peringatan pada Tahap I dan II, galat sejak Tahap III.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.nomenclature import FORM, Code, list_codes
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 3


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each code that contradicts its programme's or its own other use."""
    first: dict[tuple[str, str], Code] = {}
    for code in list_codes(plan):
        if code.in_activity:
            yield from _compare_parent(code)
        if code.value.name is not None:
            known = first.setdefault((code.value.edition, code.value.code), code)
            yield from _compare_name(code, known)


def _compare_parent(code: Code) -> Iterator[Finding]:
    parent = code.program.nomenclature
    if parent is None:
        return
    related = (
        (f"program/{code.program.id}/nomenclature", Text("kode program", "the programme's code")),
    )
    if code.value.edition != parent.edition:
        yield Finding(
            f"{code.pointer}/edition",
            Text(
                "edisi kode kegiatan berbeda dari edisi kode program",
                "the activity's code is of another edition than the programme's",
            ),
            Text("Pakai satu edisi dalam satu program.", "Use one edition in one programme."),
            related=related,
        )
    elif (
        code.is_formed
        and FORM.fullmatch(parent.code)
        and not f"{code.value.code}.".startswith(f"{parent.code}.")
    ):
        yield Finding(
            f"{code.pointer}/code",
            Text(
                f"kode “{code.value.code}” tidak berada di bawah “{parent.code}”",
                f"the code '{code.value.code}' is not below '{parent.code}'",
            ),
            Text(
                "Perbaiki salah satu kode.",
                "Correct one of the two codes.",
            ),
            related=related,
        )


def _compare_name(code: Code, known: Code) -> Iterator[Finding]:
    here, there = code.value.name or "", known.value.name or ""
    if here.lower() != there.lower():
        yield Finding(
            f"{code.pointer}/name",
            Text(
                f"kode “{code.value.code}” bernama lain di tempat lain: “{there}”",
                f"the code '{code.value.code}' has another name elsewhere: '{there}'",
            ),
            Text(
                "Salin namanya dari edisi yang disebut.",
                "Copy the name from that edition.",
            ),
            related=((f"{known.pointer}/name", Text("nama yang lain", "the other name")),),
        )
