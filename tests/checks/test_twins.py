"""Twins found after a change are those that comparing all texts finds."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.checks import twins
from masterplan_cli.checks.similarity import Twin, find_twins
from masterplan_cli.checks.twins import find_twins_again

TEXT = st.lists(st.sampled_from("abcdefghij"), max_size=8).map(" ".join)
TEXTS = st.lists(TEXT, max_size=12)
LEAST = st.sampled_from([0.5, 0.7, 0.9, 1.0])


def read(text: str) -> frozenset[str]:
    return frozenset(text.split())


def find(texts: list[str], least: float, filed: int | None, kept: dict[str, bytes]) -> list[Twin]:
    return [*find_twins_again(texts, read, least, filed, kept, "uji")]


def find_anew(texts: list[str], least: float, filed: int | None = None) -> list[Twin]:
    return [*find_twins(map(read, texts), least, filed)]


@given(st.lists(TEXTS, min_size=2, max_size=5), LEAST)
def test_whatever_became_of_the_texts(rounds: list[list[str]], least: float) -> None:
    kept: dict[str, bytes] = {}
    for texts in rounds:
        assert find(texts, least, None, kept) == find_anew(texts, least)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 12), st.integers(0, 2), TEXTS), max_size=6), LEAST)
def test_after_each_small_change(
    texts: list[str], changes: list[tuple[int, int, list[str]]], least: float
) -> None:
    kept: dict[str, bytes] = {}
    find(texts, least, None, kept)
    for start, removed, added in changes:
        texts = [*texts[:start], *added[:2], *texts[start + removed :]]
        assert find(texts, least, None, kept) == find_anew(texts, least)


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=2, max_size=5), LEAST)
def test_texts_that_are_asked_only(rounds: list[tuple[list[str], list[str]]], least: float) -> None:
    kept: dict[str, bytes] = {}
    for filed, asked in rounds:
        texts = [*filed, *asked]
        assert find(texts, least, len(filed), kept) == find_anew(texts, least, len(filed))


def write_texts(size: int) -> list[str]:
    dice = random.Random(2023)
    words = [f"kata{number}" for number in range(60)]
    return [" ".join(dice.sample(words, 12)) for _ in range(size)]


@pytest.mark.parametrize(
    "change",
    [
        lambda texts: texts,
        lambda texts: [*texts[:70], f"{texts[3]} baru", *texts[71:]],
        lambda texts: [texts[90], *texts],
        lambda texts: texts[:-1],
        lambda texts: [*texts[:20], *texts[40:]],
    ],
)
def test_only_what_changed_is_read_again(change: Callable[[list[str]], list[str]]) -> None:
    texts = write_texts(200)
    kept: dict[str, bytes] = {}
    wanted = [*find_twins_again(texts, read, 0.3, None, kept, "uji")]
    assert len(wanted) > 50
    seen: list[str] = []

    def look(text: str) -> frozenset[str]:
        seen.append(text)
        return read(text)

    changed = change(texts)
    before = kept["uji"]
    found = [*find_twins_again(changed, look, 0.3, None, kept, "uji")]

    assert found == find_anew(changed, 0.3)
    assert len(seen) <= 40
    assert (kept["uji"] == before) == (changed == texts)


def test_of_many_changes_all_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "_MOST", 5)
    texts = write_texts(40)
    kept: dict[str, bytes] = {}
    find(texts, 0.4, None, kept)

    assert find(texts[20:], 0.4, None, kept) == find_anew(texts[20:], 0.4)
    assert find(texts, 0.4, None, kept) == find_anew(texts, 0.4)


def test_beyond_reach_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(twins, "REACH", 30)
    kept: dict[str, bytes] = {}

    assert find(write_texts(31), 0.4, None, kept) == find_anew(write_texts(31), 0.4)
    assert kept == {}
