"""Nearly equal texts are found as by comparing each with each, at a cost that grows evenly."""

from __future__ import annotations

import random
import re

import pytest
from counting import count_lines
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.checks import similarity
from masterplan_cli.checks.similarity import find_twins, list_content_words, list_words

TEXTS = st.lists(st.frozensets(st.sampled_from("abcdefghij"), max_size=8), min_size=2, max_size=12)


def measure(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


@given(TEXTS, st.sampled_from([0.5, 0.7, 0.8, 0.9, 1.0]))
def test_twins_are_those_that_comparing_all_finds(
    texts: list[frozenset[str]], least: float
) -> None:
    wanted = {
        number: max((measure(text, other) for other in texts[:number] if text), default=0.0)
        for number, text in enumerate(texts)
    }

    found = {twin.later: twin for twin in find_twins(texts, least)}

    assert found.keys() == {number for number, share in wanted.items() if share >= least}
    for number, twin in found.items():
        assert twin.earlier < number
        assert twin.share == wanted[number] == measure(texts[number], texts[twin.earlier])


class Looks:
    """Counts how often a text is looked at singly."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._read = similarity._read_count
        monkeypatch.setattr(similarity, "_read_count", self.look)

    def look(self, places: list[int], place: int) -> int:
        self.count += 1
        return self._read(places, place)


@pytest.mark.parametrize("size", [200, 2000])
def test_copies_by_the_thousand_are_compared_with_few(
    size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = Looks(monkeypatch)
    texts = [frozenset({*"abcdefghijkl", f"nomor {number}"}) for number in range(size)]

    found = list(find_twins(texts, 0.8))

    assert len(found) == size - 1
    assert size <= looks.count <= 50 * size


def write_plan(size: int) -> list[frozenset[str]]:
    """Return texts as a plan that repeats itself has them: 40 of the same 600 words each."""
    dice = random.Random(2023)
    words = [f"kata{number}" for number in range(600)]
    frequent = [1 / (rank + 10) for rank in range(600)]
    return [frozenset(dice.choices(words, frequent, k=55)) for _ in range(size)]


def plant_copy(texts: list[frozenset[str]], original: int, changed: int) -> float:
    """Put a copy of one text, some words changed, at the end; return how alike it is."""
    copy = sorted(texts[original])
    copy[::8] = [f"baru{number}" for number in range(len(copy[::8]))]
    texts.append(frozenset(copy[changed:]))
    return measure(texts[original], texts[-1])


@pytest.mark.parametrize("original", [0, 17, 1800, 3598])
def test_one_copy_among_3600_texts_of_the_same_words_is_found(
    original: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = write_plan(3600)
    share = plant_copy(texts, original, changed=1)
    assert 0.7 < share < 0.85
    looks = Looks(monkeypatch)

    found = [twin for twin in find_twins(texts, 0.7) if twin.later == 3600]

    assert [(twin.earlier, twin.share) for twin in found] == [(original, share)]
    assert 0 < looks.count < 3600


def find_all(texts: list[frozenset[str]]) -> None:
    for _ in find_twins(texts, 0.7):
        pass


def test_steps_grow_with_the_texts() -> None:
    small, large = (count_lines(find_all, write_plan(size)) for size in (300, 1200))

    assert large < 4.4 * small


def test_beyond_its_reach_the_latest_texts_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(similarity, "REACH", 50)
    texts = [frozenset(f"{number % 157}{sign}" for sign in "abcdefgh") for number in range(400)]
    near = [*texts[:150], *texts[100:150], *texts[200:]]

    found = {twin.later: twin.earlier for twin in find_twins(near, 0.9)}

    assert found == {number: number - 50 for number in range(150, 200)}


def test_texts_that_are_not_filed_meet_the_filed_only() -> None:
    texts = [frozenset("abcd"), frozenset("efgh"), frozenset("efgh"), frozenset("abcd")]

    assert [twin[:2] for twin in find_twins(texts, 0.9, filed=1)] == [(3, 0)]


def test_words_that_say_nothing_do_not_count() -> None:
    assert list_content_words("Pelatihan bagi guru dan kader") == {"pelatihan", "guru", "kader"}
    assert list_words("Kota-kota, 12 unit") == {"kota-kota", "12", "unit"}


@given(st.text("aZ9_-. é\nß", max_size=12))
def test_words_are_those_of_the_pattern(text: str) -> None:
    assert list_words(text) == frozenset(re.findall(r"\w+(?:-\w+)*", text.lower()))
