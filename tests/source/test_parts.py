"""Every printed character of a scalar is found where it stands, however the scalar is written."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from masterplan_cli.source.reader import read_yaml

STYLES = {
    "plain": "key: Satu dua tiga.\n",
    "plain on two lines": "key: Satu\n  dua tiga.\n",
    "single quotes": "key: 'Satu  dua tiga.'\n",
    "single quotes with a quote": "key: 'Sa''tu dua tiga.'\n",
    "double quotes": 'key: "Satu dua tiga."\n',
    "double quotes with escapes": 'key: "S\\x61tu\\tdua\\u0020\\"tiga."\n',
    "double quotes over lines": 'key: "Satu\\\n  dua\n\n  tiga."\n',
    "folded": "key: >-\n  Satu\n  dua\n\n  tiga.\n",
    "folded with indicator": "key: >2\n   Satu\n  dua tiga.\n",
    "literal": "key: |  # catatan\n  Satu\n\n    dua\n  tiga.\n",
    "in a flow mapping": "key: {a: Satu dua tiga., b: x}\n",
}


@pytest.mark.parametrize("text", STYLES.values(), ids=STYLES)
def test_word_is_found_in_every_style(text: str) -> None:
    tree, found = read_yaml("a.yaml", text.encode())
    assert tree is not None
    assert found == []
    value = tree.data["key"]
    path: tuple[str, ...] = ("key",)
    if isinstance(value, dict):
        path, value = ("key", "a"), value["a"]
    before = len("".join(value[: value.index("tiga")].split()))

    span = tree.part_span(path, (before, before + 4))

    line = tree.text.split("\n")[span.line - 1]
    assert line[span.column - 1 : span.end_column - 1] == "tiga"
    assert span.end_line == span.line


def test_part_that_is_not_there_gives_the_whole_scalar() -> None:
    tree, _ = read_yaml("a.yaml", b"key: Satu\n")
    assert tree is not None

    assert tree.part_span(("key",), (2, 9)) == tree.span(("key",))
    assert tree.part_span(("key",), (2, 2)) == tree.span(("key",))


@given(
    st.lists(st.text("abcé'\"\\#:|>%", min_size=1, max_size=6), min_size=1, max_size=8),
    st.sampled_from(["literal", "single", "double"]),
    st.data(),
)
def test_any_word_of_any_text_is_found(words: list[str], style: str, data: st.DataObject) -> None:
    spaced = " ".join(words)
    text = {
        "literal": "key: |\n  a " + "\n  ".join(words) + "\n",
        "single": "key: 'a " + spaced.replace("'", "''") + "'\n",
        "double": 'key: "a ' + spaced.replace("\\", "\\\\").replace('"', '\\"') + '"\n',
    }[style]
    tree, _ = read_yaml("a.yaml", text.encode())
    assert tree is not None
    number = data.draw(st.integers(0, len(words) - 1))
    before = 1 + len("".join(words[:number]))

    span = tree.part_span(("key",), (before, before + len(words[number])))

    line = tree.text.split("\n")[span.line - 1]
    shown = line[span.column - 1 : span.end_column - 1]
    if style == "single":
        shown = shown.replace("''", "'")
    elif style == "double":
        shown = re.sub(r"\\(.)", r"\1", shown)
    assert shown == words[number]
