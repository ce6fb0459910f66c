"""Daerah yang tidak ada dalam daftar Kemendagri.

Apa
    “name”, “type”, dan “province” pada masterplan.yaml tidak bersama-sama menyebut salah satu dari
    514 kabupaten/kota: namanya salah ketik, jenisnya tertukar, atau provinsinya lain. Daerah yang
    namanya tidak mirip dengan nama mana pun tidak disebut.

Mengapa
    Nama dan jenis ini tercetak pada sampul dan setiap halaman, dan menjadi dasar pemeriksaan nama
    daerah lain di dalam teks.

Buruk
    region: {name: Ketapan, type: kabupaten, province: Kalimantan Barat}

Baik
    region: {name: Ketapang, type: kabupaten, province: Kalimantan Barat}

Sejak
    Selalu peringatan: sebuah daerah dapat lebih baru daripada daftar ini.
"""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.checks.language import replace_by
from masterplan_cli.checks.regions import Listed, find_listed, list_listed
from masterplan_cli.checks.rule import Finding
from masterplan_cli.diagnostics import Nature, Text
from masterplan_cli.model.manifest import Region
from masterplan_cli.model.masterplan import Masterplan

NATURE = Nature.WRONG
ERROR_FROM = None

_LEAST_LIKE, _ELSEWHERE = 80, 90
"""Percent of letters in common from which another name may have been meant, in the same province
and in another."""
_OTHER = {"kabupaten": "kota", "kota": "kabupaten"}


def check(plan: Masterplan) -> Iterator[Finding]:
    """Yield a finding where no list has the region, but one that may be meant."""
    region = plan.workspace.manifest.region
    listed = find_listed(region.type, region.name)
    if listed is not None:
        yield from _compare(region, listed)
        return
    if (swapped := find_listed(_OTHER[region.type], region.name)) is not None:
        yield Finding(
            "manifest/region/type",
            Text(
                f"{region.name} ialah {_OTHER[region.type]}, bukan {region.type}",
                f"{region.name} is a {_OTHER[region.type]}, not a {region.type}",
            ),
            _name_listed(swapped),
        )
        return
    near = _find_near(region)
    if near:
        full = f"{region.type.capitalize()} {region.name}"
        yield Finding(
            "manifest/region/name",
            Text(f"{full} tidak ada dalam daftar Kemendagri", f"no list has {full}"),
            _name_listed(*near),
        )


def _compare(region: Region, listed: Listed) -> Iterator[Finding]:
    """Yield where a listed region is written with other capitals, or in another province."""
    if region.name.lower() == listed.name.lower() and region.name != listed.name:
        yield Finding(
            "manifest/region/name",
            Text(f"nama resminya {listed.name}", f"its official name is {listed.name}"),
            replace_by(listed.name),
            fix=listed.name,
        )
    shortened = listed.province.startswith("Daerah") and _is_same_province(region, listed)
    if region.province != listed.province and not shortened:
        full = f"{region.type.capitalize()} {listed.name}"
        yield Finding(
            "manifest/region/province",
            Text(
                f"{full} terletak di Provinsi {listed.province}",
                f"{full} lies in the province {listed.province}",
            ),
            replace_by(listed.province),
            fix=listed.province,
        )


def _find_near(region: Region) -> list[Listed]:
    """Return up to three regions of nearly this name, those of its province and type first."""
    from rapidfuzz import fuzz, process

    listed = list_listed()
    names = [one.name.lower() for one in listed]
    found = process.extract(
        region.name.lower(), names, scorer=fuzz.ratio, limit=12, score_cutoff=_LEAST_LIKE
    )
    near = [(listed[number], like) for _, like, number in found]
    within = [one for one, _ in near if _is_same_province(region, one)]
    near_by = within or [one for one, like in near if like >= _ELSEWHERE]
    return sorted(near_by, key=lambda one: one.type != region.type)[:3]


def _is_same_province(region: Region, listed: Listed) -> bool:
    """Say whether name or code lead to the listed region's province.

    Long official names may be shortened (``DI Yogyakarta``).
    """
    if region.province.lower() == listed.province.lower():
        return True
    if region.code is not None and region.code[:2] == listed.code[:2]:
        return True
    return listed.province.startswith("Daerah") and (
        region.province.split()[-1].lower() == listed.province.split()[-1].lower()
    )


def _name_listed(*listed: Listed) -> Text:
    """Return the hint that names regions in full, with their code and province."""
    named = "; ".join(f"{one.full_name} ({one.code}, {one.province})" for one in listed)
    return Text(f"Mungkin maksudnya: {named}", f"Did you mean: {named}")
