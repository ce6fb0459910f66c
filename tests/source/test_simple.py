"""What is read line by line is what the parser makes of it, to the last place; or it is refused."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from masterplan_cli.source import trees
from masterplan_cli.source.encoding import decode_text
from masterplan_cli.source.reader import read_yaml
from masterplan_cli.source.simple import read_simple
from masterplan_cli.source.trees import TreeStore

ROOT = Path(__file__).parents[2]
FILES = sorted(
    file
    for root in (ROOT, ROOT / "tests/workspaces/kota", ROOT / "tests/workspaces/small")
    for file in [*root.glob("region/*.yaml"), *root.glob("pillars/*/*.yaml")]
)
TEXTS = [file.read_text("utf-8") for file in FILES]

SIMPLE = {
    "texts": "a: satu dua\nb: 'it''s'\nc: \"dua # tiga\"\nd: -1\n2027: x\n",
    "nothing": "a:\nb: ~\nc: null\nd:\n  e:\nf:\n",
    "lists": "a:\n- x\n- y: 1\n  z:\n  - q\n-   y: 2\nb:\n  - 'r'\n",
    "comments": "# a\na: x # y\n\n  # z\nb: # t\n  c: 1\n",
    "blocks": "a: |\n  satu\n\n    dua\n\nb: >-\n  satu\n  dua\n\n\n  tiga\nc: >\n    x \n    y\n\n",
    "brackets": "a: {b: 1, c: {d: [x, 'y', \"z\"], e: []}, f: {}}\n",
    "broken brackets": "a: {b: satu\n  dua,\n  c: [x,\n y ]\n  }\nb:\n  [1,\n  2]\n",
    "broken texts": "a: satu\n  dua\n   tiga\nb:\n  satu\n  dua\nc:\n- satu\n dua\n",
    "other letters": "a: é𝄞 x\nb: {c: 𝄞, d: é}\n",
}
FOREIGN = [
    "", "a: 1", "- a\n", "a: 1\na: 2\n", "a: &x 1\n", "a: *x\n", "a: !t 1\n", "? a\n", "a: b: c\n",
    "a: b:\n", "a: x #y\n", "a: #y\n", "a:\tb\n", "a: \"\\n\"\n", "a: {b: 1, b: 2}\n", "a: {b: }\n",
    "a: {b}\n", "a: [b: c]\n", "a: [b,]\n", "a: {b: c\n", "a: |\n\n  x\n", "a: |2\n   x\n",
    "a: >\n  x\n   y\n", "a: |\n  x\n    \n  y\n", "a: 'x\n  y'\n", "a: 1\n  b: 2\n", "a:\n  b: 1\n c: 2\n",
    "---\na: 1\n", "a: 1\n...\n", "%YAML 1.2\na: 1\n", "<<: {a: 1}\n", ": a\n", "a: @b\n", "a: x\n\n  y\n",
    "a: 'x'\n  y\n", "a: |\n  x\n y\n", "a: \ue001\n", "a:\n- - b\n", "a: null\n  x\n", "-\n",
]  # fmt: skip


def describe(value: object) -> object:
    if isinstance(value, dict):
        return [(key, describe(item)) for key, item in value.items()]
    if isinstance(value, list):
        return [describe(item) for item in value]
    return type(value), value


def hold_against_parser(text: str) -> bool:
    """Say whether ``text`` was read; fail where the parser reads it otherwise."""
    decoded, faults = decode_text("a.yaml", text.encode())
    simple = read_simple(decoded) if decoded is not None and not faults else None
    if simple is None:
        return False
    tree, found = read_yaml("a.yaml", text.encode())
    assert found == []
    assert tree is not None
    assert describe(simple[0]) == describe(tree.data)
    assert simple[1] == list(tree.marks)
    return True


@pytest.mark.parametrize("text", SIMPLE.values(), ids=SIMPLE.keys())
def test_everyday_texts_are_read(text: str) -> None:
    assert hold_against_parser(text)


@pytest.mark.parametrize("text", FOREIGN)
def test_all_else_is_left_to_the_parser(text: str) -> None:
    assert read_simple(text) is None


def test_most_files_of_a_region_are_read() -> None:
    read = [hold_against_parser(text) for text in TEXTS]

    assert sum(read) > 40


SIGNS = [
    *":#-?[]{},&*!|>'\"%@` \n~<", ": ", " # ", " #", "\n- ", "\n    ", "{a: b}", "[a, b]", "{a: b,}", "a: b",
    "|\n      a\n\n      b\n", ">-\n      a\n      b\n", "[a\n b, c]", "\n\n", "\u00a0", "null", "''", "1:2",
]  # fmt: skip


def spoil(dice: random.Random) -> str:
    """Return a few records of a region's file with some signs put in, lines moved or taken out."""
    lines = dice.choice(TEXTS).split("\n")
    starts = [number for number, line in enumerate(lines) if line.startswith(("- ", "  - "))]
    if len(starts) > 6:
        first = dice.randrange(len(starts) - 4)
        lines = [lines[0], *lines[starts[first] : starts[first + dice.randint(1, 4)]], ""]
    for _ in range(dice.choice([0, 1, 1, 2])):
        number = dice.randrange(len(lines))
        line = lines[number]
        place = dice.choice([line.find(": ") + 2, dice.randint(0, len(line)), len(line)])
        change = dice.random()
        if change < 0.7:
            lines[number] = line[:place] + dice.choice(SIGNS) + line[place:]
        elif change < 0.85:
            lines[number] = " " * dice.randint(0, 8) + line.lstrip(" ")
        else:
            del lines[number : number + dice.randint(1, 2)]
            lines = lines or [""]
    return "\n".join(lines)


def test_spoilt_files_are_read_as_the_parser_reads_them_or_not_at_all() -> None:
    dice = random.Random(2027)
    read = [hold_against_parser(spoil(dice)) for _ in range(1500)]

    assert 200 < sum(read) < 1300


WORDS = st.text("ab1 é:#-,'\"[]{}|>\n", max_size=8)
VALUES = st.recursive(
    WORDS | st.none() | st.integers(-99, 99),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab1._-"), inner),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.text("abz", min_size=1), VALUES, min_size=1),
    st.sampled_from([None, True, False]),
    st.sampled_from([None, None, "|", ">", "'"]),
    st.sampled_from([12, 1000]),
)
def test_what_is_dumped_is_read_as_the_parser_reads_it_or_not_at_all(
    data: dict[str, Any], flow: bool | None, style: str | None, width: int
) -> None:
    text = yaml.dump(
        data, default_flow_style=flow, default_style=style, width=width, allow_unicode=True
    )
    hold_against_parser(text)


def test_a_store_without_everyday_text_asks_the_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trees, "read_simple", lambda text: None)
    tree, found = TreeStore().read("a", b"a: {b: 1}\n")

    assert tree is not None
    assert (tree.data, found) == ({"a": {"b": "1"}}, [])
