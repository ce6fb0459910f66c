"""Nearly equal texts are found as by comparing each with each, at a cost that grows evenly."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


class Counted(frozenset[str]):
    """A text that counts how often it is compared."""

    compared = 0

    def __and__(self, other: object) -> frozenset[str]:
        Counted.compared += 1
        return frozenset.__and__(self, other)  # type: ignore[operator]


@pytest.mark.parametrize("size", [200, 2000])
def test_copies_by_the_thousand_are_compared_with_few(size: int) -> None:
    Counted.compared = 0
    texts = [Counted({*"abcdefghijkl", f"nomor {number}"}) for number in range(size)]

    found = list(find_twins(texts, 0.8))

    assert len(found) == size - 1
    assert Counted.compared <= 50 * size


def test_words_that_say_nothing_do_not_count() -> None:
    assert list_content_words("Pelatihan bagi guru dan kader") == {"pelatihan", "guru", "kader"}
    assert list_words("Kota-kota, 12 unit") == {"kota-kota", "12", "unit"}
