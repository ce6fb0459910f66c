"""Each field type: what it reads, and what it says to somebody who wrote something else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.schema import fields
from masterplan_cli.schema.record import Record
from masterplan_cli.schema.validation import validate_tree
from masterplan_cli.source.reader import read_yaml
from masterplan_cli.source.scalars import Plain, ScalarError

CENTURY: Any = SimpleNamespace(context={"century": 2000})


class Sample(Record):
    line: fields.Line | None = None
    prose: fields.Prose | None = None
    slug: fields.Slug | None = None
    year: fields.Year | None = None
    any_year: fields.AnyYear | None = None
    rupiah: fields.Rupiah | None = None
    count: fields.Count | None = None
    percent: fields.Percent | None = None
    number: fields.Number | None = None
    value: fields.Value | None = None
    flag: fields.Flag | None = None
    date: fields.Date | None = None
    url: fields.Url | None = None


def read(text: str) -> tuple[Sample | None, list[str]]:
    tree, found = read_yaml("a.yaml", text.encode())
    assert tree is not None
    assert found == []
    validated = validate_tree(tree, Sample, {"century": 2000})
    return validated.record, [
        f"{one.message.id} | {one.hint.id if one.hint else ''}" for one in validated.diagnostics
    ]


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("line: 61.10", "line", "61.10"),
        ("line: no", "line", "no"),
        ("line: ' spasi '", "line", "spasi"),
        ("line: 2023-10-09", "line", "2023-10-09"),
        ("prose: |\n  satu\n\n  dua\n", "prose", "satu\n\ndua"),
        ("slug: gov-str-2", "slug", "gov-str-2"),
        ("slug: 5.02.01", "slug", "5.02.01"),
        ("slug: 12", "slug", "12"),
        ("year: 2024", "year", 2024),
        ("year: 2000", "year", 2000),
        ("year: 2099", "year", 2099),
        ("any_year: 1945", "any_year", 1945),
        ("rupiah: 1250000000", "rupiah", 1250000000),
        ("rupiah: 0", "rupiah", 0),
        ("count: 1000000", "count", 1000000),
        ("percent: 0", "percent", 0),
        ("percent: 100", "percent", 100),
        ("number: 61.10", "number", Decimal("61.10")),
        ("number: -3", "number", Decimal(-3)),
        ("value: 9.39", "value", Decimal("9.39")),
        ("value: '9.39'", "value", "9.39"),
        ("value: Ketapang", "value", "Ketapang"),
        ("value: true", "value", "true"),
        ("value: 012", "value", "012"),
        ("flag: true", "flag", True),
        ("flag: false", "flag", False),
        ("date: 2023-10-09", "date", date(2023, 10, 9)),
        ("date: '2023-10-09'", "date", date(2023, 10, 9)),
        ("url: https://ketapangkab.go.id/a?b=1#c", "url", "https://ketapangkab.go.id/a?b=1#c"),
    ],
)
def test_value_is_read_as_meant(text: str, field: str, expected: object) -> None:
    record, found = read(text)

    assert found == []
    assert record is not None
    value = getattr(record, field)
    assert value == expected
    assert type(value) is type(expected) or isinstance(value, str)
    assert str(value) == str(expected)


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('line: "satu\\ndua"', "hanya boleh ada satu baris teks", "Tulis dalam satu baris."),
        ('line: "  "', "teks kosong", "Isi teksnya, atau hapus kuncinya."),
        ("line: [a]", "di sini harus ada teks", "Tulis satu teks"),
        ("prose: {a: b}", "di sini harus ada teks", "Tulis satu teks"),
        ("slug: Dinas Kominfo", "“Dinas Kominfo” bukan id yang sah", "Misalnya: dinas-kominfo"),
        ("slug: dinas_kominfo", "“dinas_kominfo” bukan id yang sah", "Misalnya: dinas-kominfo"),
        ("slug: '!!'", "“!!” bukan id yang sah", ""),
        ("year: 1924", "tahun 1924 di luar abad cakrawala", "mungkin salah ketik"),
        ("year: 2100", "tahun 2100 di luar abad cakrawala", "mungkin salah ketik"),
        ("year: '2024'", "“2024” diapit tanda kutip", "Tulis tanpa tanda kutip: 2024"),
        ("rupiah: -5", "jumlah uang tidak boleh negatif", "rupiah penuh"),
        ("rupiah: 1.250.000.000", "“1.250.000.000” bukan bilangan bulat", "Tulis: 1250000000"),
        ("rupiah: Rp 2,5 miliar", "bukan bilangan bulat", "Tulis: 2500000000"),
        ("rupiah: 1_000", "“1_000” bukan bilangan bulat", "Tulis: 1000"),
        ("rupiah: 12.5", "“12.5” bukan bilangan bulat", "Tulis tanpa pecahan."),
        ("count: 1000001", "1000001 berada di luar rentang 0 sampai 1000000", "Isi angka"),
        ("percent: 101", "101 berada di luar rentang 0 sampai 100", "Isi angka 0 sampai 100."),
        ("percent: 60%", "“60%” bukan bilangan bulat", "Tulis: 60"),
        ("number: 9,39", "“9,39” bukan angka", "Tulis: 9.39"),
        ("number: banyak", "“banyak” bukan angka", "Tulis angka saja"),
        ("value: [1]", "di sini harus ada teks", "Tulis satu teks"),
        ("flag: ya", "“ya” bukan true atau false", "Tulis: true"),
        ("flag: 'true'", "“true” bukan true atau false", "tanpa tanda kutip: true"),
        ("date: 9 Oktober 2023", "bukan tanggal", "Tulis: 2023-10-09"),
        ("date: 2023-02-30", "tanggal “2023-02-30” tidak ada di kalender", "tahun-bulan-hari"),
        ("url: ketapangkab.go.id", "bukan alamat web", "Awali dengan https://"),
        ("url: https://a b", "bukan alamat web", "Awali dengan https://"),
    ],
)
def test_other_value_is_refused_with_what_to_write(text: str, message: str, hint: str) -> None:
    record, found = read(text)

    assert len(found) == 1, found
    assert message in found[0].split(" | ")[0]
    assert hint in found[0].split(" | ")[1]
    assert record == Sample()


def test_century_is_only_asked_where_it_is_known() -> None:
    anywhere: Any = SimpleNamespace(context=None)

    assert fields.read_year(Plain("1924"), anywhere) == 1924
    with pytest.raises(ScalarError):
        fields.read_year(Plain("1924"), CENTURY)


def test_year_may_be_a_quoted_key() -> None:
    assert fields.read_year_key("2024", CENTURY) == 2024
    with pytest.raises(ScalarError, match="is not a year"):
        fields.read_year_key("tahun", CENTURY)


def test_empty_key_counts_as_not_given() -> None:
    assert read("line:\nprose: ~\nslug: null\n") == (Sample(), [])


def test_empty_unknown_key_is_still_unknown() -> None:
    _, found = read("lain:\n")

    assert found[0].startswith("kunci “lain” tidak dikenal")


@pytest.mark.parametrize(
    "text", ["bpbd; dishub", "bpbd dishub", "bpbd dan dishub", "bpbd , dishub"]
)
def test_several_ids_in_one_text_are_told_apart(text: str) -> None:
    with pytest.raises(ScalarError) as caught:
        fields.read_slug(text)
    assert caught.value.hint is not None
    assert "koma: bpbd, dishub; jika satu" in caught.value.hint.id


@given(st.text())
def test_slug_accepts_its_own_suggestion(text: str) -> None:
    try:
        accepted = fields.read_slug(text)
    except ScalarError as error:
        if error.hint is not None and error.hint.id.startswith("Misalnya: "):
            suggestion = error.hint.id.removeprefix("Misalnya: ")
            assert fields.read_slug(suggestion) == suggestion
        return
    assert accepted == text.strip()
    assert accepted.lower() == accepted


@given(st.text())
def test_line_never_holds_a_break_or_outer_space(text: str) -> None:
    try:
        line = fields.read_line(text)
    except ScalarError:
        assert not text.strip() or "\n" in text.strip()
    else:
        assert line == text.strip() != ""
        assert "\n" not in line


@given(st.integers(-(10**6), 10**6 * 2))
def test_percent_and_count_keep_their_bounds(number: int) -> None:
    text = Plain(str(number))
    for read_bounded, most in ((fields.read_percent, 100), (fields.read_count, 1_000_000)):
        if 0 <= number <= most:
            assert read_bounded(text) == number
        else:
            with pytest.raises(ScalarError):
                read_bounded(text)
