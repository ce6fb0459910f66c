"""Kode nomenklatur yang bentuknya salah.

Apa
    Kode tidak berbentuk urusan.bidang.program.kewenangan.kegiatan.subkegiatan, misalnya
    2.16.03.2.02.0014; boleh berhenti pada bidang, program, atau kegiatan. Angka kewenangan
    kabupaten/kota ialah 2, sedangkan 1 untuk provinsi. Banyaknya angka subkegiatan mengikuti
    edisinya (“subactivity_digits” pada profil).

Mengapa
    Kode dipakai menelusuri program masterplan ke RKPD, Renja, dan DPA. Edisi nomenklatur berganti
    beberapa kali sejak Permendagri 90/2019; subkegiatan berangka dua pada DPA tahun 2022 dan
    berangka empat pada dokumen tahun 2025 dan 2026.

Buruk
    nomenclature: {code: 2.16.3, edition: kepmendagri-050-5889-2021}

Baik
    nomenclature: {code: 2.16.03, edition: kepmendagri-050-5889-2021}

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from masterplan_cli.checks.language import replace_by
from masterplan_cli.checks.nomenclature import FORM, Code, list_codes
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = 1
BY_FILE = True

_LEVEL = 3
_PROVINCE = "1"


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each code that cannot be one of a kabupaten or kota."""
    digits = {one.id: one.subactivity_digits for one in plan.profile.nomenclature_editions}
    for code in list_codes(plan):
        yield from _check_code(code, digits.get(code.value.edition))


def mend_code(written: str, digits: int | None) -> str | None:
    """Return the code as it is meant where only its form is wrong, else None.

    Other signs or blanks stand between the parts, or leading zeros lack: ``2-16 - 3`` is 2.16.03.
    """
    parts = re.split(r"\s*[.,\-/ ]\s*", written.strip().rstrip(".,"))
    widths = (1, 2, 2, 1, 2, digits)
    if len(parts) > len(widths):
        return None
    padded = [
        part if width is None or not part.isdigit() else part.zfill(width)
        for part, width in zip(parts, widths, strict=False)
    ]
    code = ".".join(padded)
    return code if FORM.fullmatch(code) else None


def _check_code(code: Code, digits: int | None) -> Iterator[Finding]:
    written = code.value.code
    form = FORM.fullmatch(written)
    if form is None:
        mended = mend_code(written, digits)
        yield Finding(
            f"{code.pointer}/code",
            Text(f"bentuk kode “{written}” salah", f"the code '{written}' is malformed"),
            replace_by(mended)
            if mended
            else Text(
                "Tulis seperti 2.16.03 atau 2.16.03.2.02.0014.",
                "Write it like 2.16.03 or 2.16.03.2.02.0014.",
            ),
            fix=mended,
        )
    elif code.parts[_LEVEL : _LEVEL + 1] == (_PROVINCE,):
        yield Finding(
            f"{code.pointer}/code",
            Text(
                f"kode “{written}” ialah kewenangan provinsi",
                f"the code '{written}' belongs to a province",
            ),
            Text(
                "Pakai kode kabupaten/kota: angka keempatnya 2.",
                "Use the code of a kabupaten or kota: its fourth part is 2.",
            ),
        )
    elif digits and form["last"] and len(form["last"]) != digits:
        yield Finding(
            f"{code.pointer}/code",
            Text(
                f"subkegiatan pada edisi ini ditulis dengan {digits} angka, bukan “{form['last']}”",
                f"a sub-activity has {digits} digits in this edition, not '{form['last']}'",
            ),
            Text(
                "Salin kode dari edisi yang disebut, atau perbaiki “edition”.",
                "Copy the code from that edition, or correct 'edition'.",
            ),
            related=((f"{code.pointer}/edition", Text("edisinya di sini", "the edition")),),
        )
