"""What people in Indonesia write for numbers, dates and years, and what of it is beyond doubt."""

from __future__ import annotations

import pytest

from masterplan_cli.source.local import is_certain, suggest_integer, suggest_year


@pytest.mark.parametrize(
    "text",
    [
        "1.250.000.000",
        "Rp 2,5 miliar",
        "9,39",
        "61,10 %",
        "9 Oktober 2023",
        "25/12/2023",
        "ya",
        "2024",
    ],
)
def test_one_meaning_is_certain(text: str) -> None:
    assert is_certain(text)


@pytest.mark.parametrize(
    "text", ["1.250", "1,250", "Rp 1.500", "1.250 juta", "03/04/2023", "y", "1", "20230910", "IV"]
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
