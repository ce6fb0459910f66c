"""Gaps, comments and quotes: whatever a region is called, its files stay right."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.scaffold.wording import fill_gaps, quote_scalar, write_comment
from masterplan_cli.source.reader import read_yaml


@given(
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")), min_size=1
    ).filter(lambda text: text.strip() == text)
)
def test_quoted_text_is_read_as_that_text(text: str) -> None:
    tree, found = read_yaml("x.yaml", f"key: {quote_scalar(text)}\n".encode())

    assert found == []
    assert tree is not None
    assert tree.data == {"key": text}


def test_line_with_an_unknown_gap_is_left_out() -> None:
    assert fill_gaps("a: $one\nb: $two\nc: $one$one\n", {"one": "1"}) == "a: 1\nc: 11\n"


def test_words_are_not_filled_again() -> None:
    assert fill_gaps("a: $one\n", {"one": "$two", "two": "2"}) == "a: $two\n"


def test_long_remark_is_wrapped_and_an_example_is_not() -> None:
    words = {"list": "kata " * 40}
    filled = fill_gaps("# Pilihan: $list\n#   - $list\n", words).splitlines()

    assert max(map(len, filled[:-1])) <= 100
    assert all(line.startswith("# ") for line in filled)
    assert len(filled[-1]) > 100


def test_comment_has_no_line_break_of_its_own() -> None:
    assert write_comment("satu\nkey: dua", "  ") == "  # satu key: dua\n"
