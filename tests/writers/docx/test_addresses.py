"""Which addresses leave the book."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.writers.docx.addresses import clean_address


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.id/x?a=1&b=2#c", "https://a.id/x?a=1&b=2#c"),
        ("HTTP://a.id:8080", "http://a.id:8080"),
        ("https://a.id/satu dua", "https://a.id/satu%20dua"),
        ("https://a.id/é", "https://a.id/%C3%A9"),
        ("https://a.id/100%", "https://a.id/100%25"),
        ("https://a.id/%20", "https://a.id/%20"),
        ("https://a.id/[x]", "https://a.id/%5Bx%5D"),
        ("https://a.id/#a#b", "https://a.id/#a%23b"),
        ("mailto:info@a.id?subject=x y", "mailto:info@a.id?subject=x%20y"),
    ],
)
def test_good_addresses(url: str, expected: str) -> None:
    assert clean_address(url) == expected


@pytest.mark.parametrize(
    "url",
    [
        "",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://a.id",
        "a.id/x",
        "#anchor",
        "https://",
        "https://a..id",
        "https://[::1",
        "https://a.id:99999",
        "https://a.id:x",
        "https://-a.id",
        "mailto:nobody",
    ],
)
def test_refused_addresses(url: str) -> None:
    assert clean_address(url) == ""


@given(st.text())
def test_whatever_leaves_is_plain_ascii(text: str) -> None:
    address = clean_address(f"https://a.id/{text}")
    assert address.isascii()
    assert not set(address) & set(' <>"{}|\\^`[]\n\t')
