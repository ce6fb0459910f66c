"""What goes in comes out; what XML forbids does not go in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from masterplan_cli.writers.docx.escape import (
    encode_xml,
    escape_attribute,
    escape_text,
    wrap_text,
)

_XML_TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\ufffe\uffff").filter(
        lambda char: char >= " " or char in "\t\n\r"
    )
)


@given(_XML_TEXT)
def test_text_and_attributes_survive(text: str) -> None:
    xml = f'<a b="{escape_attribute(text)}">{escape_text(text)}</a>'
    element = etree.fromstring(encode_xml(xml))
    assert (element.text or "") == text
    assert element.get("b") == text


@pytest.mark.parametrize("char", ["\0", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_what_xml_forbids_is_refused(char: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - a lone surrogate has Python's own message
        encode_xml(f"<a>{char}</a>")


@pytest.mark.parametrize("char", ["\0", "\x1f", "\ufffe", "\uffff"])
def test_what_xml_forbids_is_refused_in_attributes_at_once(char: str) -> None:
    with pytest.raises(ValueError, match="no XML character"):
        escape_attribute(f"Peta{char}")


def test_the_complaint_shows_the_place() -> None:
    with pytest.raises(ValueError, match=r"U\+0007 .*Dinas"):
        encode_xml("<a>Dinas\x07 Kominfo</a>")


def test_pieces_are_joined_and_rare_letters_pass() -> None:
    assert encode_xml("<a>", "\ufeff\uff21–é", "</a>").decode() == "<a>\ufeff\uff21–é</a>"


@pytest.mark.parametrize(
    ("text", "kept"), [("jalan", False), ("jalan raya", False), (" jalan", True), ("jalan ", True)]
)
def test_white_space_is_marked_where_a_reader_would_drop_it(text: str, kept: bool) -> None:
    space = ' xml:space="preserve"' if kept else ""
    assert wrap_text(text) == f"<w:t{space}>{text}</w:t>"
