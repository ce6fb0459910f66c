"""Did you mean."""

from __future__ import annotations

import pytest

from masterplan_cli.schema.nearest import find_certain, find_nearest, suggest_nearest

KNOWN = ["id", "name", "owner", "strategy", "indicators", "quick_win"]


@pytest.mark.parametrize(
    ("word", "nearest"),
    [
        ("ower", "owner"),
        ("Owner", "owner"),
        ("NAME", "name"),
        ("strategi", "strategy"),
        ("quickwin", "quick_win"),
        ("quick-win", "quick_win"),
        ("di", "id"),
        ("ID", "id"),
        ("idd", "id"),
    ],
)
def test_slip_of_the_pen_is_recognised(word: str, nearest: str) -> None:
    assert find_nearest(word, KNOWN)[:1] == (nearest,)


@pytest.mark.parametrize("word", ["", "anggaran", "xyz"])
def test_other_words_suggest_nothing(word: str) -> None:
    assert find_nearest(word, KNOWN) == ()
    assert suggest_nearest(word, KNOWN) is None


@pytest.mark.parametrize(
    ("word", "certain"),
    [
        ("ower", "owner"),
        ("onwer", "owner"),
        ("Owner", "owner"),
        ("strategi", "strategy"),
        ("quick-win", "quick_win"),
        ("QuickWin", "quick_win"),
        ("di", "id"),
        ("indikator", "indicators"),
        ("anggaran", None),
        ("now", None),
        ("", None),
    ],
)
def test_only_a_slip_of_the_pen_is_certain(word: str, certain: str | None) -> None:
    assert find_certain(word, KNOWN) == certain


def test_nothing_is_certain_where_two_are_near_or_the_word_is_taken() -> None:
    assert find_certain("start", ["starts", "strat"]) is None
    assert find_certain("nama", KNOWN, taken={"name": 1}) is None


def test_thousands_of_ids_are_looked_through_at_once() -> None:
    known = [f"program-{number:04}" for number in range(3600)]

    assert find_nearest("program-12345", known)[0].startswith("program-1")


def test_hint_lists_the_nearest_first_in_both_languages() -> None:
    hint = suggest_nearest("dinas-ab", ["dinas-b", "dinas-abc", "dinas-a", "badan"])

    assert hint is not None
    assert hint.id == f"Mungkin maksudnya: {hint.en.removeprefix('Did you mean: ')}"
    assert "badan" not in hint.id
    assert hint.id.count(",") == 2


def test_same_words_in_any_order_suggest_the_same() -> None:
    assert find_nearest("nam", KNOWN) == find_nearest("nam", [*reversed(KNOWN), "name"])
