"""Comments for the tool are found where they are comments, and speak of the right line."""

from __future__ import annotations

import pytest

from masterplan_cli.diagnostics import Span
from masterplan_cli.source.notes import Note, list_notes
from masterplan_cli.source.reader import read_yaml


def read(text: str) -> list[Note]:
    tree, _ = read_yaml("a.yaml", text.encode("utf-8"))
    assert tree is not None
    return list(list_notes(tree))


def test_note_on_its_line() -> None:
    (note,) = read("a: 1\nb: 2  # masterplan: ignore[x-y, z] karena  \nc: 3\n")

    assert note.line == 2
    assert note.reason == "karena"
    assert note.span == Span("a.yaml", 2, 7, 2, 42)
    assert [(code.name, code.span.column, code.span.end_column) for code in note.codes] == [
        ("x-y", 28, 31),
        ("z", 33, 34),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# masterplan: ignore[x] y\na: 1\n", 2),
        ("# masterplan: ignore[x] y\n\n# lain\n  \na: 1\n", 5),
        ("a:\n  # masterplan: ignore[x] y\n  # masterplan: ignore[z] y\n  - 1\n", 4),
        ("a: |\n  teks\n# masterplan: ignore[x] y\nb: 1\n", 4),
        ("a: >\n  teks\n\n# masterplan: ignore[x] y\nb: 1\n", 5),
        ("a: {b: 1, # masterplan: ignore[x] y\n  c: 2}\n", 1),
        ("a: 1\n# masterplan: ignore[x] y\n", 3),
    ],
)
def test_note_alone_speaks_of_the_next_content(text: str, line: int) -> None:
    assert {note.line for note in read(text)} == {line}


@pytest.mark.parametrize(
    "text",
    [
        "a: 'b # masterplan: ignore[x] y'\n",
        'a: "b # masterplan: ignore[x] y"\n',
        "a: |\n  b # masterplan: ignore[x] y\n",
        "a: |\n  # masterplan: ignore[x] y\n  b\n",
        "a: >-\n  satu\n\n  # masterplan: ignore[x] y\nb: 1\n",
        "a: b#masterplan:ignore[x]\n",
        "'# masterplan: ignore[x]': b\n",
        "a: 1  # masterplan ignore[x] y\n",
    ],
)
def test_text_of_a_value_is_no_note(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("said", ["ignore", "ignore[]", "abaikan[x] y", "ignore x y", ""])
def test_note_of_another_form_has_no_codes(said: str) -> None:
    (note,) = read(f"a: 1 # masterplan: {said}\n")

    assert note.codes == ()


def test_note_without_reason() -> None:
    assert [note.reason for note in read("a: 1 #masterplan: ignore[x]\n")] == [""]
    assert [note.reason for note in read("a: 1 # masterplan: ignore[x]: sebab\n")] == ["sebab"]
