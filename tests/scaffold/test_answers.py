"""Answers as people type them."""

from __future__ import annotations

import pytest

from masterplan_cli.diagnostics import UserError
from masterplan_cli.scaffold.answers import (
    Answers,
    drop_type,
    read_horizon,
    read_name,
    read_province,
    read_type,
)
from masterplan_cli.source.scalars import ScalarError


@pytest.mark.parametrize(
    "text", ["2025-2034", " 2025 - 2034 ", "2025–2034", "2025 s.d. 2034", "2025 sampai 2034"]
)
def test_horizon_is_read(text: str) -> None:
    assert read_horizon(text) == range(2025, 2035)


@pytest.mark.parametrize("text", ["", "2025", "2034-2025", "2025-2099", "1025-1034", "25-34", "x"])
def test_horizon_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(ScalarError) as caught:
        read_horizon(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "wanted"), [("Kabupaten", "kabupaten"), ("kab.", "kabupaten"), (" KOTA\n", "kota")]
)
def test_type_is_read(text: str, wanted: str) -> None:
    assert read_type(text) == wanted


@pytest.mark.parametrize("text", ["", "kotamadya", "provinsi"])
def test_type_is_refused(text: str) -> None:
    with pytest.raises(ScalarError):
        read_type(text)


@pytest.mark.parametrize(
    ("name", "region_type", "wanted"),
    [
        ("Kota Contoh", "kota", "Contoh"),
        ("kabupaten Contoh Utara", "kabupaten", "Contoh Utara"),
        ("Kab. Contoh", "kabupaten", "Contoh"),
        ("Kota", "kota", "Kota"),
        ("Kotabaru", "kota", "Kotabaru"),
    ],
)
def test_type_is_dropped_from_a_name(name: str, region_type: str, wanted: str) -> None:
    assert drop_type(name, region_type) == wanted  # type: ignore[arg-type]


def test_name_of_the_other_type_is_refused() -> None:
    with pytest.raises(UserError, match="does not fit the type kabupaten"):
        drop_type("Kota Contoh", "kabupaten")


@pytest.mark.parametrize("text", ["Provinsi Uji", "Prov. Uji", "propinsi Uji\n", "Uji"])
def test_province_is_read_without_its_word(text: str) -> None:
    assert read_province(text) == "Uji"


def test_empty_name_is_refused() -> None:
    with pytest.raises(ScalarError):
        read_name("  \n")


def test_head_and_full_name_follow_the_type() -> None:
    city = Answers("Contoh", "kota", "Uji", range(2025, 2035))
    regency = Answers("Contoh", "kabupaten", "Uji", range(2025, 2035))

    assert (city.full_name, city.head) == ("Kota Contoh", "Wali Kota")
    assert (regency.full_name, regency.head) == ("Kabupaten Contoh", "Bupati")
