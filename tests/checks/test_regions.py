"""The list of regions is whole, and a name is found as a whole."""

from __future__ import annotations

import re

import pytest

from masterplan_cli.checks.regions import Gazetteer
from masterplan_cli.source.packaged import read_list

ROWS = [line.split(",") for line in read_list("regions.csv")[1:]]


def test_list_holds_every_region_once() -> None:
    assert len(ROWS) == 514
    assert len({code for code, _, _ in ROWS}) == 514
    assert len({name for _, name, _ in ROWS}) == 514
    assert len({province for _, _, province in ROWS}) == 38
    assert all(re.fullmatch(r"\d\d\.\d\d", code) for code, _, _ in ROWS)
    assert all(name.split()[0] in {"Kabupaten", "Kota"} for _, name, _ in ROWS)


def test_every_region_is_found_by_its_own_name() -> None:
    gazetteer = Gazetteer()
    for code, full, _ in ROWS:
        kind, _, name = full.partition(" ")
        found = gazetteer.find(kind.lower(), f"{name.removeprefix('Administrasi ')} Utama Jaya")
        assert found is not None, full
        assert found[1].name == full
        assert found[1].code == code


@pytest.mark.parametrize(
    ("kind", "words", "name"),
    [
        ("kabupaten", "Aceh Tengah", "Kabupaten Aceh Tengah"),
        ("kabupaten", "Bogor", "Kabupaten Bogor"),
        ("kota", "Bogor", "Kota Bogor"),
        ("provinsi", "Papua Barat Daya", "Provinsi Papua Barat Daya"),
        ("provinsi", "Papua Raya", "Provinsi Papua"),
        ("kota", "Tua", None),
        ("kota", "Sleman", None),
        ("kabupaten", "Cerdas", None),
    ],
)
def test_longest_name_of_the_right_kind_is_found(kind: str, words: str, name: str | None) -> None:
    found = Gazetteer().find(kind, words)

    assert (found[1].name if found else None) == name
