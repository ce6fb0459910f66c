"""Printed numbers and dates parsed back: exact ones only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.render.formats import (
    format_date_long,
    format_number,
    format_percent,
    format_rupiah,
    format_rupiah_short,
)
from masterplan_cli.render.parsing import parse_printed

NUMBERS = st.decimals(-(10**9), 10**9, places=2, allow_nan=False, allow_infinity=False)
AMOUNTS = st.integers(0, 10**13)


@given(AMOUNTS, AMOUNTS)
def test_rupiah_come_back(old: int, new: int) -> None:
    assert parse_printed(format_rupiah(new), old, format_rupiah(old)) == new


@given(NUMBERS, NUMBERS)
def test_numbers_and_percentages_come_back(old: Decimal, new: Decimal) -> None:
    assert parse_printed(format_number(new), old, format_number(old)) == new
    assert parse_printed(format_percent(new), old, format_percent(old)) == new


@given(st.dates(date(1900, 1, 1)), st.dates(date(1900, 1, 1)))
def test_dates_come_back(old: date, new: date) -> None:
    assert parse_printed(format_date_long(new), old, format_date_long(old)) == new


@pytest.mark.parametrize(
    ("text", "old", "printed", "expected"),
    [
        ("2026", 2025, "2025", 2026),
        ("Rp5.000", 4000, "Rp4.000,00", 5000),
        ("9,4%", Decimal("9.39"), "9,39%", Decimal("9.4")),
        ("Rp1,7 miliar", 1_500_000_000, format_rupiah_short(1_500_000_000), None),
        ("9,5", Decimal("9.39"), "9,4", None),
        ("banyak", 12, "12", None),
        ("1.25", 12, "12", None),
        ("12,5", 12, "12", None),
        ("31 Februari 2024", date(2024, 1, 1), format_date_long(date(2024, 1, 1)), None),
        ("", 12, "12", None),
    ],
)
def test_what_is_rounded_or_no_value_is_none(
    text: str, old: int, printed: str, expected: object
) -> None:
    assert parse_printed(text, old, printed) == expected
