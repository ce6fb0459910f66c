from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.render.formats import (
    NO_BREAK,
    format_date_long,
    format_number,
    format_percent,
    format_roman,
    format_rupiah,
    format_rupiah_short,
    lower_start,
    spell_number,
    spell_rupiah,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "0"),
        (1250, "1.250"),
        (1_250_000_000, "1.250.000.000"),
        (Decimal("9.39"), "9,39"),
        (Decimal("61.10"), "61,10"),
        (Decimal("-1234.5"), "-1.234,5"),
    ],
)
def test_a_number_keeps_its_digits(value: int | Decimal, expected: str) -> None:
    assert format_number(value) == expected


def test_places_round_half_up() -> None:
    assert format_number(Decimal("2.345"), 2) == "2,35"
    assert format_number(Decimal("2.345"), 0) == "2"
    assert format_number(Decimal("2.5"), 0) == "3"


def test_percent_has_no_space() -> None:
    assert format_percent(Decimal("9.39")) == "9,39%"


def test_rupiah_in_full() -> None:
    assert format_rupiah(1_250_000_000) == "Rp1.250.000.000,00"
    assert format_rupiah(-5, 0) == "-Rp5"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "Rp0"),
        (999, "Rp999"),
        (1_000, f"Rp1{NO_BREAK}ribu"),
        (1_250_000_000, f"Rp1,25{NO_BREAK}miliar"),
        (999_999_999, f"Rp1{NO_BREAK}miliar"),
        (235_080_000_000, f"Rp235,08{NO_BREAK}miliar"),
        (2_000_000_000_000, f"Rp2{NO_BREAK}triliun"),
        (-1_500_000, f"-Rp1,5{NO_BREAK}juta"),
    ],
)
def test_rupiah_in_short(value: int, expected: str) -> None:
    assert format_rupiah_short(value) == expected


def test_a_date_in_words() -> None:
    assert format_date_long(date(2023, 10, 9)) == f"9{NO_BREAK}Oktober 2023"


@pytest.mark.parametrize("value", [5, "9 Oktober", None])
def test_only_a_date_is_written_as_one(value: Any) -> None:
    with pytest.raises(TypeError, match="no date"):
        format_date_long(value)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (100, "seratus"),
        (101, "seratus satu"),
        (110, "seratus sepuluh"),
        (1_000, "seribu"),
        (1_999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2_000, "dua ribu"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (1_250_000_000, "satu miliar dua ratus lima puluh juta"),
        (-7, "minus tujuh"),
    ],
)
def test_amounts_in_words(value: int, expected: str) -> None:
    assert spell_number(value) == expected


def test_rupiah_in_words() -> None:
    assert spell_rupiah(1_000) == "seribu rupiah"


def test_numbers_beyond_words_are_refused() -> None:
    with pytest.raises(ValueError, match="no words"):
        spell_number(10**15)


WORDS = {
    "nol": 0, "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7,
    "delapan": 8, "sembilan": 9,
}  # fmt: skip
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def read_words(text: str) -> int:
    """Read an Indonesian number back, by another way than it was written."""
    total = group = digit = 0
    for word in text.split():
        if word in WORDS:
            digit = WORDS[word]
        elif word == "belas":
            group, digit = group + 10 + digit, 0
        elif word == "puluh":
            group, digit = group + 10 * digit, 0
        elif word == "ratus":
            group, digit = group + 100 * digit, 0
        elif word in {"sepuluh", "sebelas", "seratus"}:
            group += {"sepuluh": 10, "sebelas": 11, "seratus": 100}[word]
        elif word == "seribu":
            total += 1000
        else:
            total, group, digit = total + (group + digit) * SCALES[word], 0, 0
    return total + group + digit


@given(st.integers(0, 10**15 - 1))
def test_words_read_back_as_the_number(value: int) -> None:
    assert read_words(spell_number(value)) == value


@given(st.decimals(-(10**12), 10**12, places=3))
def test_a_number_reads_back(value: Decimal) -> None:
    assert Decimal(format_number(value).replace(".", "").replace(",", ".")) == value


@given(st.integers(1, 3999))
def test_roman_numerals_read_back(value: int) -> None:
    sizes = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    signs = [sizes[sign] for sign in format_roman(value)]
    read = sum(
        -size if size < after else size for size, after in zip(signs, [*signs[1:], 0], strict=True)
    )
    assert read == value


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Jangka pendek", "jangka pendek"),
        ("APBD kota", "APBD kota"),
        ("Smart", "smart"),
        ("K", "k"),
        ("", ""),
    ],
)
def test_phrases_inside_a_sentence_start_small(text: str, shown: str) -> None:
    assert lower_start(text) == shown
