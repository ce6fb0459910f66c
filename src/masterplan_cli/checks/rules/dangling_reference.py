"""Rujukan ke id yang tidak ada.

Apa
    Sebuah kunci merujuk ke id yang tidak dimiliki catatan mana pun: OPD, strategi, misi
    RPJMD, sumber dana, atau daftar lain. Nama lengkap di tempat id juga tidak dikenal; saran
    menyebut id-nya.

Mengapa
    Tanpa rujukan yang utuh, tabel kehilangan penanggung jawab dan matriks keselarasan
    kehilangan baris. Kesalahan ini hampir selalu salah ketik.

Buruk
    owner: diskomnfo

Baik
    owner: diskominfo

Sejak
    Tahap I, sebagai galat.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.naming import find_named
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.schema.index import Index, Use
from masterplan_cli.schema.nearest import find_nearest

NATURE = Nature.WRONG
ERROR_FROM = 1
FIXED = True

_SHORT = 8
_MOST, _LISTED = 8, 3
"""Near ids that are looked at, and how many of them a hint names."""
_JOINS = str.maketrans("_.", "--")

KINDS = {
    "opd": Text("OPD", "agency"),
    "area": Text("wilayah", "area"),
    "source": Text("sumber", "source"),
    "fact": Text("fakta", "fact"),
    "regulation": Text("regulasi", "regulation"),
    "plan-mission": Text("misi RPJMD", "RPJMD mission"),
    "plan-goal": Text("sasaran RPJMD", "RPJMD goal"),
    "plan-issue": Text("isu strategis", "strategic issue"),
    "mission": Text("misi", "mission"),
    "issue": Text("isu dimensi", "issue"),
    "swot": Text("butir SWOT", "SWOT entry"),
    "strategy": Text("strategi", "strategy"),
    "program": Text("program", "programme"),
    "dimension": Text("dimensi", "dimension"),
    "sub-dimension": Text("subdimensi", "sub-dimension"),
    "readiness-component": Text("komponen kesiapan", "readiness component"),
    "rating": Text("tingkat kesiapan", "rating"),
    "fund": Text("sumber dana", "source of funds"),
    "status": Text("status", "status"),
    "term": Text("jangka", "term"),
    "action-group": Text("kelompok rencana aksi", "action group"),
    "program-kind": Text("jenis program", "kind of programme"),
    "quick-win-kind": Text("jenis quick win", "kind of quick win"),
    "quick-win-status": Text("status quick win", "quick-win phase"),
    "regulation-type": Text("jenis regulasi", "type of regulation"),
    "nomenclature-edition": Text("edisi nomenklatur", "edition of the nomenclature"),
    "document": Text("dokumen", "document"),
}


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding for each reference that no record answers to."""
    index = plan.index
    unknown = index.nameless | plan.workspace.unknown_kinds
    dangling = {
        kind: names.difference(index.entries.get(kind, ()), index.harvested)
        for kind, names in index.referenced.items()
        if kind not in unknown
    }
    for use in index.list_uses() if any(dangling.values()) else ():
        if use.target not in dangling.get(use.kind, ()):
            continue
        kind = KINDS.get(use.kind, Text(use.kind, use.kind))
        hint, fix = _suggest(index, use)
        yield Finding(
            use.pointer,
            Text(
                f"{kind.id} “{use.target}” tidak ada",
                f"there is no {kind.en} '{use.target}'",
            ),
            hint,
            fix=fix,
        )


def _put_near_first(index: Index, use: Use, near: tuple[str, ...]) -> list[str]:
    """Return near ids, those of the same pillar first: each has a strategy of nearly one id."""
    traced = index.trace(use.pointer)
    folder = traced[0].folder if traced else ""
    entries = index.entries.get(use.kind, {})
    return sorted(near, key=lambda name: bool(folder) and entries[name].file.folder != folder)


def _find_same(target: str, known: list[str]) -> str | None:
    """Return the one id that ``target`` is but for its capitals and the signs between."""
    plain = _flatten(target)
    same = [name for name in known if _flatten(name) == plain]
    return same[0] if len(same) == 1 else None


def _flatten(name: str) -> str:
    return name.lower().translate(_JOINS)


def _suggest(index: Index, use: Use) -> tuple[Text, str | None]:
    """Return what to write instead, and the fix where that is certain.

    That is the one id that differs in signs only, the id of what is called so, the nearest ids,
    or all of a short list.
    """
    known = index.list_names(use.kind)
    same = _find_same(use.target, known)
    named, certain = ((same,), True) if same else find_named(index, use.kind, use.target)
    if certain:
        return Text(f"Tulis: {named[0]}", f"Write: {named[0]}"), named[0]
    near = named or find_nearest(use.target, known, _MOST)
    if near:
        listed = ", ".join(_put_near_first(index, use, near)[:_LISTED])
        return Text(f"Mungkin maksudnya: {listed}", f"Did you mean: {listed}"), None
    if known and len(known) <= _SHORT:
        listed = ", ".join(known)
        return Text(f"Yang dikenal: {listed}", f"Known: {listed}"), None
    return (
        Text("Daftarkan dahulu, atau perbaiki id-nya.", "Register it first, or correct the id."),
        None,
    )
