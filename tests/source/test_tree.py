"""Spans: of keys, values, ancestors, and of the lines of prose."""

from __future__ import annotations

from typing import Any

import pytest

from masterplan_cli.source.reader import MakeParser, choose_parser, read_yaml
from masterplan_cli.source.slow import SlowParser
from masterplan_cli.source.tree import Path, Tree

TEXT = """\
# kepala
"nama": 'Kota ''Cerdas'''
kosong:
daftar:
  - id: x
    nilai: 61.10
  -
  - []
  - teks dua
    baris
peta: { a: 1, b: [], c: {} }
2024: é𝄞 x
"""


@pytest.fixture(params=[choose_parser, SlowParser], ids=["libyaml", "python"])
def make_parser(request: pytest.FixtureRequest) -> MakeParser:
    return request.param  # type: ignore[no-any-return]


def read(text: str, make_parser: MakeParser) -> Tree:
    tree, findings = read_yaml("a.yaml", text.encode(), make_parser)
    assert findings == []
    assert tree is not None
    return tree


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), (2, 1, 2, 7)),
        (("nama",), (2, 9, 2, 26)),
        (("kosong",), (3, 1, 3, 7)),
        (("daftar",), (5, 5, 5, 7)),
        (("daftar", 0), (5, 5, 5, 7)),
        (("daftar", 0, "nilai"), (6, 12, 6, 17)),
        (("daftar", 1), (7, 3, 7, 4)),
        (("daftar", 2), (8, 5, 8, 7)),
        (("daftar", 3), (9, 5, 10, 10)),
        (("peta", "b"), (11, 18, 11, 20)),
        (("peta", "c"), (11, 25, 11, 27)),
        (("2024",), (12, 7, 12, 11)),
        ((2024,), (12, 7, 12, 11)),
        (("daftar", 0, "tidak", "ada"), (5, 5, 5, 7)),
        (("daftar", 9), (5, 5, 5, 7)),
        (("daftar", "x"), (5, 5, 5, 7)),
        (("nama", "x"), (2, 9, 2, 26)),
        (("peta", "b", 0), (11, 18, 11, 20)),
    ],
)
def test_spans(path: Path, place: tuple[int, int, int, int], make_parser: MakeParser) -> None:
    span = read(TEXT, make_parser).span(path)
    assert span.file == "a.yaml"
    assert (span.line, span.column, span.end_line, span.end_column) == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("nama",), (2, 1, 2, 7)),
        (("daftar",), (4, 1, 4, 7)),
        (("daftar", 0), (5, 5, 5, 7)),
        (("daftar", 0, "nilai"), (6, 5, 6, 10)),
        (("peta", "c"), (11, 22, 11, 23)),
        (("2024",), (12, 1, 12, 5)),
        ((), (2, 1, 2, 7)),
        (("tidak",), (2, 1, 2, 7)),
        (("nama", "x"), (2, 9, 2, 26)),
    ],
)
def test_key_spans(path: Path, place: tuple[int, int, int, int], make_parser: MakeParser) -> None:
    span = read(TEXT, make_parser).key_span(path)
    assert (span.line, span.column, span.end_line, span.end_column) == place


def test_sources(make_parser: MakeParser) -> None:
    tree = read(TEXT, make_parser)
    assert tree.source_of(("nama",)) == "'Kota ''Cerdas'''"
    assert tree.source_of(("daftar", 0, "nilai")) == "61.10"
    assert tree.source_of(("daftar", 3)) == "teks dua\n    baris"
    assert tree.source_of(("2024",)) == "é𝄞 x"


def test_aliases_have_their_own_place(make_parser: MakeParser) -> None:
    tree = read("a: &x\n  b: 1\nc: *x\nd: &y  teks\ne: *y\n", make_parser)
    assert tree.data == {"a": {"b": "1"}, "c": {"b": "1"}, "d": "teks", "e": "teks"}
    assert tree.span(("c",)).line == 3
    assert tree.span(("c",)).column == 4
    assert tree.span(("c", "b")).line == 2
    assert tree.source_of(("d",)) == "teks"
    assert tree.source_of(("e",)) == "*y"


PROSE = [
    "a: |\n  satu\n  dua\n\n  empat\n",
    "a: |-  # catatan\n\n  satu\n    dua\n\n\n  tiga\n\n",
    "- &x |+\n satu\n\n dua\n\n",
    "a:\n  - b: >\n      satu\n      dua\n\n      tiga\n      empat\n",
    "a: >-\n\n  satu\n\n\n  dua\n  lanjut\n    - butir\n    - butir lagi\n\n  tiga\n",
    "a: >+\n  satu\n   lebih\n   dalam\n  dua\n  lanjut\n\n\n",
    "a: >\n  satu\n  \n  dua\n     \n  tiga\n",
    "a: >2\n    dalam\n  dua\n  lanjut\n\n  tiga\n",
]


@pytest.mark.parametrize("text", PROSE)
def test_lines_of_prose(text: str, make_parser: MakeParser) -> None:
    text = text if text.startswith("a") else "a:\n" + text
    tree, _ = read_yaml("a.yaml", text.encode(), make_parser)
    assert tree is not None
    path: list[str | int] = []
    value: Any = tree.data
    while not isinstance(value, str):
        step = next(iter(value)) if isinstance(value, dict) else 0
        path.append(step)
        value = value[step]
    source, checked = text.split("\n"), 0
    for number, line in enumerate(value.split("\n")):
        if line.strip():
            found = source[tree.line_of_prose(tuple(path), number) - 1].strip()
            assert found
            assert line.strip().startswith(found)
            checked += 1
    assert checked >= 2


def test_other_texts_have_their_first_line_for_all(make_parser: MakeParser) -> None:
    tree = read("x: 1\na: 'satu\n\n  dua'\nb: |\n", make_parser)
    assert [tree.line_of_prose(("a",), line) for line in range(3)] == [2, 2, 2]
    assert tree.line_of_prose(("b",), 0) in (5, 6)
    assert tree.line_of_prose(("tidak",), 3) == 1


def test_lines_beyond_a_folded_text_stay_in_it(make_parser: MakeParser) -> None:
    assert read("a: >\n  satu\n  dua\n", make_parser).line_of_prose(("a",), 9) == 2
