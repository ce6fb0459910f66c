"""Scalars: YAML 1.2's core schema, strict readings, and the replacement in the hint."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.source.scalars import (
    Plain,
    ScalarError,
    parse_boolean,
    parse_date,
    parse_integer,
    parse_number,
    resolve_plain,
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("NULL", None),
        ("true", True),
        ("FALSE", False),
        ("0", 0),
        ("-12", -12),
        ("+7", 7),
        ("0o17", 15),
        ("0x1F", 31),
        ("61.10", 61.1),
        (".5", 0.5),
        ("5.", 5.0),
        ("1e3", 1000.0),
        (".inf", math.inf),
        ("-.INF", -math.inf),
    ],
)
def test_core_schema_resolves(text: str, value: object) -> None:
    resolved = resolve_plain(text)
    assert resolved == value
    assert type(resolved) is type(value)


@pytest.mark.parametrize(
    "text",
    [
        *("no", "yes", "on", "off", "y", "nUll", "tRUE", "inf", "nan", "e3", "+", "-", "."),
        *("012", "-012", "06.5", "12:30", "1_000", "2023-10-09", "1.2.3", "0o8", "0xG", "0b1"),
        *("-0x1", "1.250.000", "9,39", "\u0661\u0662"),
    ],
)
def test_everything_else_stays_text(text: str) -> None:
    assert resolve_plain(text) == text


def test_nan_and_endless_digits() -> None:
    nan = resolve_plain(".nan")
    assert isinstance(nan, float)
    assert math.isnan(nan)
    assert resolve_plain("1" * 5000) == "1" * 5000


@given(st.text(max_size=30))
def test_resolve_never_raises(text: str) -> None:
    resolved = resolve_plain(text)
    assert resolved is None or isinstance(resolved, bool | int | float | str)


@given(st.integers(min_value=-(10**30), max_value=10**30))
def test_integers_come_back(number: int) -> None:
    assert parse_integer(Plain(number)) == number
    assert parse_number(Plain(number)) == number


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15
    )
)
def test_numbers_keep_their_digits(number: Decimal) -> None:
    parsed = parse_number(Plain(format(number, "f")))
    assert format(parsed, "f") == format(number, "f")


@pytest.mark.parametrize(
    ("parse", "value", "replacement"),
    [
        (parse_integer, Plain("1.250.000.000"), "1250000000"),
        (parse_integer, Plain("1.250"), "1250"),
        (parse_integer, Plain("1,250"), "1250"),
        (parse_integer, Plain("1,250,000"), "1250000"),
        (parse_integer, Plain("1 250 000"), "1250000"),
        (parse_integer, Plain("Rp 2,5 miliar"), "2500000000"),
        (parse_integer, Plain("Rp1.000.000"), "1000000"),
        (parse_integer, Plain("Rp. 1.000.000,-"), "1000000"),
        (parse_integer, Plain("Rp1.250.000.000,00"), "1250000000"),
        (parse_integer, Plain("350 juta"), "350000000"),
        (parse_integer, Plain("1_000"), "1000"),
        (parse_integer, Plain("012"), "12"),
        (parse_integer, Plain("5.0"), "5"),
        (parse_integer, Plain("1e9"), "1000000000"),
        (parse_integer, "2024", "2024"),
        (parse_number, Plain("9,39"), "9.39"),
        (parse_number, Plain("9,390"), "9.390"),
        (parse_number, Plain("12,5 %"), "12.5"),
        (parse_number, Plain("12.5%"), "12.5"),
        (parse_number, Plain("1.250.000,75"), "1250000.75"),
        (parse_number, Plain("-1.250.000"), "-1250000"),
        (parse_number, Plain("012"), "12"),
        (parse_number, "9,39", "9.39"),
        (parse_number, "61.10", "61.10"),
        (parse_boolean, Plain("yes"), "true"),
        (parse_boolean, Plain("Ya"), "true"),
        (parse_boolean, Plain("on"), "true"),
        (parse_boolean, Plain("no"), "false"),
        (parse_boolean, Plain("tidak"), "false"),
        (parse_boolean, Plain("off"), "false"),
        (parse_boolean, "true", "true"),
        (parse_date, Plain("9 Oktober 2023"), "2023-10-09"),
        (parse_date, Plain("9 Okt 2023"), "2023-10-09"),
        (parse_date, Plain("17 Agustus 2024"), "2024-08-17"),
        (parse_date, Plain("09/10/2023"), "2023-10-09"),
        (parse_date, Plain("9-10-2023"), "2023-10-09"),
        (parse_date, Plain("2023/10/9"), "2023-10-09"),
        (parse_date, Plain("2023-10-09 12:30"), "2023-10-09"),
    ],
)
def test_hint_gives_the_exact_replacement(
    parse: Callable[[object], object], value: str, replacement: str
) -> None:
    with pytest.raises(ScalarError) as caught:
        parse(value)
    hint = caught.value.hint
    assert hint is not None
    assert hint.id.endswith(f": {replacement}")
    assert hint.en.endswith(f": {replacement}")
    assert ("tanda kutip" in hint.id) == (type(value) is str)
    parse(Plain(replacement))


@pytest.mark.parametrize("parse", [parse_integer, parse_number, parse_boolean, parse_date])
@pytest.mark.parametrize(
    "value", [None, [], {}, Plain("banyak"), "", Plain(".nan"), Plain("± 5"), Plain("x" * 500)]
)
def test_unclear_values_are_refused_with_general_advice(
    parse: Callable[[object], object], value: object
) -> None:
    with pytest.raises(ScalarError) as caught:
        parse(value)
    assert caught.value.message.id
    assert caught.value.message.en
    assert caught.value.hint is not None


@pytest.mark.parametrize("text", ["1e999999999", "1e-999999999", "-.inf", "0e999999"])
def test_numbers_without_end_are_refused(text: str) -> None:
    with pytest.raises(ScalarError):
        parse_number(Plain(text))


def test_a_fraction_is_no_whole_number() -> None:
    with pytest.raises(ScalarError) as caught:
        parse_integer(Plain("2.5"))
    assert caught.value.hint is not None
    assert caught.value.hint.id == "Tulis tanpa pecahan."


def test_typed_values_pass() -> None:
    assert parse_integer(5) == 5
    assert parse_number(5) == Decimal(5)
    assert parse_boolean(False) is False
    assert parse_boolean(Plain("True")) is True
    assert parse_date(date(2023, 10, 9)) == parse_date("2023-10-09") == date(2023, 10, 9)
    assert parse_number(Plain("0x1F")) == 31
    with pytest.raises(ScalarError):
        parse_integer(True)


def test_a_date_outside_the_calendar() -> None:
    with pytest.raises(ScalarError) as caught:
        parse_date(Plain("2023-02-30"))
    assert "kalender" in caught.value.message.id


@given(st.text(max_size=40))
def test_parsers_raise_only_scalar_errors(text: str) -> None:
    with pytest.raises(ScalarError) as caught:
        parse_integer(text)
    assert caught.value.hint is not None
    outcomes: list[object] = []
    for parse in (parse_integer, parse_number, parse_boolean, parse_date):
        try:
            outcomes.append(parse(Plain(text)))
        except ScalarError as error:
            outcomes.append(error.hint)
    assert None not in outcomes
