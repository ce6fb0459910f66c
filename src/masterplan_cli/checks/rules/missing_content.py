"""Isi bab yang diminta tahap ini belum ada.

Apa
    Profil menyebut isi yang harus ada pada suatu tahap (“required_content”), tetapi kuncinya
    belum diisi. Bab yang bersangkutan mencetak penanda tempat dengan nama penanggung jawabnya.

Mengapa
    Tahap bimtek menyerahkan buku, bukan kerangka. Daftar isi yang masih kurang, lengkap dengan
    pemiliknya, adalah pekerjaan rumah sampai bimtek berikutnya.

Buruk
    vision.yaml tanpa “statement” pada Tahap II

Baik
    statement: Ketapang yang terhubung, melayani, dan berdaya saing

Sejak
    Tahap yang disebut profil untuk setiap isi; peringatan sebelum itu.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.rule import Finding, Met
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.profile.records import RequiredContent

NATURE = Nature.MISSING
ERROR_FROM = 1
BY_FILE = True


def check(plan: Masterplan) -> Iterator[Finding | Met]:
    """Yield a finding for each empty field that the profile asks for at this stage."""
    for wanted in plan.profile.required_content:
        if plan.stage.number < wanted.since:
            continue
        names = wanted.field.split(".")
        for key, entry in plan.index.entries.get(wanted.record, {}).items():
            if entry.file.tree.file in plan.left_out:
                continue
            value: object = entry.record
            for name in names:
                value = getattr(value, name, None)
            if value is None or value == () or value == {}:
                yield _describe_empty(wanted, _point_at(wanted, key))
            elif plan.counting:
                yield Met(f"{_point_at(wanted, key)}/{'/'.join(names)}")
        absent = wanted.file and wanted.record not in plan.index.entries
        if absent and not plan.is_partial(wanted.file or ""):
            yield _describe_absent(wanted)


def _point_at(wanted: RequiredContent, key: str) -> str:
    return f"{wanted.record}/{key}" if key else wanted.record


def _describe_empty(wanted: RequiredContent, place: str) -> Finding:
    return Finding(
        f"{place}/{wanted.field.replace('.', '/')}",
        Text(f"{wanted.label} belum diisi", f"'{wanted.field}' of {place} is still missing"),
        Text(
            f"Isi kunci “{wanted.field.split('.')[-1]}”.",
            f"Fill in the key '{wanted.field.split('.')[-1]}'.",
        ),
    )


def _describe_absent(wanted: RequiredContent) -> Finding:
    return Finding(
        "manifest/profile",
        Text(
            f"{wanted.label} belum diisi: berkas {wanted.file} belum ada",
            f"'{wanted.field}' is still missing: there is no file {wanted.file}",
        ),
        Text(f"Buat {wanted.file}.", f"Create {wanted.file}."),
        about=f"{wanted.record}/{wanted.field.replace('.', '/')}",
    )
