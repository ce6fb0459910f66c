"""Texts word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.comparison.words import Words, compare_words, cut_shared, mark_words

TEXTS = st.text("ab -.,\n", max_size=30)


@given(TEXTS, TEXTS)
def test_stretches_join_to_both_texts(old: str, new: str) -> None:
    parts = compare_words(old, new)

    assert "".join(one.text for one in parts if one.kind != "new") == old
    assert "".join(one.text for one in parts if one.kind != "old") == new
    assert all(one.text for one in parts)


@given(TEXTS)
def test_equal_texts_are_one_stretch(text: str) -> None:
    assert compare_words(text, text) == ([Words("both", text)] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("jalan utama padat", "jalan raya padat", "jalan [-utama-]{+raya+} padat"),
        ("satu dua tiga", "satu lima enam", "satu [-dua tiga-]{+lima enam+}"),
        ("9,39%", "9,41%", "[-9,39%-]{+9,41%+}"),
        ("Rp1.900.000", "Rp2.900.000", "[-Rp1.900.000-]{+Rp2.900.000+}"),
        ("tetap", "tetap saja", "tetap{+ saja+}"),
        ("a" * 99 + " x", "a" * 99 + " y", f"…{'a' * 39} [-x-]{{+y+}}"),
    ],
)
def test_a_line_shows_what_left_and_what_came(old: str, new: str, shown: str) -> None:
    assert mark_words(compare_words(old, new)) == shown


def test_of_a_long_text_what_stands_beside_a_change_is_left() -> None:
    head, tail = "kata awal " * 20, " kata akhir" * 20
    parts = cut_shared(compare_words(f"{head}lama{tail}", f"{head}baru{tail}"), 24)

    assert [one.text for one in parts] == [
        "… kata awal kata awal ",
        "lama",
        "baru",
        " kata akhir kata akhir …",
    ]
    assert cut_shared([Words("both", "pendek")], 24) == [Words("both", "pendek")]
