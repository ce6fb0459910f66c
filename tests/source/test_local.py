"""What people in Indonesia write for numbers, dates and years, and what of it is beyond doubt."""

from __future__ import annotations

import pytest

from masterplan_cli.source.local import (
    is_certain,
    suggest_date,
    suggest_integer,
    suggest_month,
    suggest_year,
)


@pytest.mark.parametrize(
    "text",
    [
        "1.250.000.000",
        "Rp 2,5 miliar",
        "9,39",
        "61,10 %",
        "9 Oktober 2023",
        "25/12/2023",
        "2023/10/09",
        "Senin, 9 Oktober 2023",
        "ya",
        "2024",
    ],
)
def test_one_meaning_is_certain(text: str) -> None:
    assert is_certain(text)


@pytest.mark.parametrize(
    "text",
    [
        *("1.250", "1,250", "Rp 1.500", "1.250 juta", "03/04/2023", "y", "1", "20230910", "IV"),
        *("2,2 M", "Rp2 M", "1,5 T", "5-3-25", "25/12/23", "9 Okt 23", "9 Okt '23"),
    ],
)
def test_two_meanings_are_not(text: str) -> None:
    assert not is_certain(text)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("tahun 2030", "2030"),
        ("Januari 2024", "2024"),
        ("2024/2025", None),
        ("2024 dan 2025", None),
        ("12-10-2023", None),
        ("24", None),
    ],
)
def test_the_one_year_in_a_text_is_suggested(text: str, year: str | None) -> None:
    assert suggest_year(text) == year


@pytest.mark.parametrize(
    ("text", "stage"), [("IV", "4"), ("Tahap III", "3"), ("iv", "4"), ("X", None)]
)
def test_stages_in_roman_numerals_are_suggested(text: str, stage: str | None) -> None:
    assert suggest_integer(text) == stage


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2,2 M", "2200000000"),
        ("Rp2,2M", "2200000000"),
        ("1,5 T", "1500000000000"),
        ("2,2 Miliyar", "2200000000"),
        ("2,2 miliar rupiah", "2200000000"),
        ("2200000000\u200b", "2200000000"),
        ("2\u00a0200\u00a0000", "2200000"),
        ("2,2 MB", None),
    ],
)
def test_amounts_with_a_scale_are_suggested_in_full(text: str, amount: str | None) -> None:
    assert suggest_integer(text) == amount


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5-3-25", "2025-03-05"),
        ("25/12/23", "2023-12-25"),
        ("9 Okt 23", "2023-10-09"),
        ("9 Okt '23", "2023-10-09"),
        ("Senin, 9 Oktober 2023", "2023-10-09"),
        ("Jumat 9-10-2023", "2023-10-09"),
        ("32-1-25", None),
        ("5-13-25", None),
        ("Oktober 2023", None),
    ],
)
def test_dates_are_suggested_day_first(text: str, day: str | None) -> None:
    assert suggest_date(text) == day


def test_a_date_without_its_day_keeps_its_month() -> None:
    assert suggest_month("Oktober 2023") == "2023-10"
    assert suggest_month("Triwulan 2023") is None
