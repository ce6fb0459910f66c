"""What people type: understood, or named; never guessed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from masterplan_cli.forms.choices import ChoiceList
from masterplan_cli.forms.columns import Column, Kind
from masterplan_cli.forms.reading.values import ValueProblemError, understand


def column(kind: Kind) -> Column:
    return Column("x", ("x",), "X", "X", kind)


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("rupiah", "1.250.000.000", "1250000000"),
        ("rupiah", "Rp 2,5 miliar", "2500000000"),
        ("rupiah", "Rp1.250.000.000,00", "1250000000"),
        ("rupiah", " Rp. 500 juta ", "500000000"),
        ("rupiah", "“1.000.000”", "1000000"),
        ("rupiah", 1250000000.0, "1250000000"),
        ("whole", "3", "3"),
        ("percent", "45 %", "45"),
        ("year", 2025.0, "2025"),
        ("year", "2025 ", "2025"),
        ("number", "12,5 %", "12.5"),
        ("number", 61.1, "61.1"),
        ("number", "61,10", "61.1"),
        ("number", 0.1 + 0.2, "0.30000000000000004"),
        ("number", "-3", "-3"),
        ("date", "9 Oktober 2023", "2023-10-09"),
        ("date", "9/10/2023", "2023-10-09"),
        ("date", "9-10-2023", "2023-10-09"),
        ("date", "9 Okt 2023", "2023-10-09"),
        ("date", "2023-10-09", "2023-10-09"),
        ("date", "Senin, 9 Oktober 2023", "2023-10-09"),
        ("date", 45208.0, "2023-10-09"),
        ("date", date(2023, 10, 9), "2023-10-09"),
        ("date", datetime(2023, 10, 9, 7), "2023-10-09"),
        ("line", "  dua kata\u00a0 ", "dua kata"),
        ("line", "dua\nbaris", "dua baris"),
        ("line", 2024.0, "2024"),
        ("line", 61.5, "61,5"),
        ("line", date(2023, 10, 9), "9 Oktober 2023"),
        ("line", "a\u200bb_x000D_", "ab"),
        ("prose", "satu\r\n\r\ndua", "satu\n\ndua"),
        ("prose", "“kutipan” dari Word", "“kutipan” dari Word"),
        ("flag", "ya", "true"),
        ("flag", "Tidak", ""),
        ("line", None, ""),
        ("rupiah", "   ", ""),
    ],
)
def test_values_are_understood(kind: Kind, raw: Any, value: str) -> None:
    assert understand(raw, column(kind), None) == value


def test_percent_formats_count_in_hundreds() -> None:
    assert understand(0.125, column("number"), None, percent=True) == "12.5"
    assert understand(0.45, column("percent"), None, percent=True) == "45"
    assert understand(0.125, column("line"), None, percent=True) == "12,5%"


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        ("rupiah", "kira-kira 2 miliar"),
        ("rupiah", "1,5"),
        ("rupiah", 1.5),
        ("whole", "tiga"),
        ("number", "n/a"),
        ("number", True),
        ("year", datetime(2025, 1, 1)),
        ("date", "31 Februari 2023"),
        ("date", "Oktober"),
        ("date", 12.0),
        ("flag", "mungkin"),
        ("line", "#REF!"),
    ],
)
def test_what_is_not_understood_says_so(kind: Kind, raw: Any) -> None:
    with pytest.raises(ValueProblemError) as problem:
        understand(raw, column(kind), None)
    assert problem.value.message.id
    assert problem.value.message.en


def test_choices_are_found_however_they_are_written() -> None:
    choices = ChoiceList(
        {"apbd": "APBD", "str-1": "str-1 – Menata layanan yang"}, {"Menata": "str-1"}
    )

    assert understand(" apbd ", column("choice"), choices) == "apbd"
    assert understand("'APBD'", column("choice"), choices) == "apbd"
    assert understand("str-1 – Menata layanan yang terpotong", column("choice"), choices) == "str-1"
    assert understand("menata", column("choice"), choices) == "str-1"
    with pytest.raises(ValueProblemError) as problem:
        understand("APBDD", column("choice"), choices)
    assert problem.value.hint is not None
    assert "APBD" in problem.value.hint.id
