"""Parts of a chapter: they print what they are given, and nothing of the chapter around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Render = Callable[..., Any]

NAME = "Bus | Trayek *Baru* #1‹program/mob-01/name›"
SECOND = "Halte teduh‹program/mob-02/name›"
PART = "template/book-b/bagian.j2"
CHAPTER = "template/book-b/01-rencana.md.j2"
LIST = "## Daftar\n\n{% for one in given %}\n- {{ one.name }}\n{% endfor %}\n"


def test_a_part_stands_where_it_is_printed(render: Render) -> None:
    text = 'Awal.\n\n{{ part("book-b/bagian.j2", given=programs) }}\n\nAkhir.\n'
    made = render(text, **{"book-b__bagian_j2": LIST})
    assert made.diagnostics == ()
    assert made.dump == ["Awal.", "## Daftar", f"- {NAME}", f"- {SECOND}", "Akhir."]
    origins = [block.origin for block in made.blocks]
    assert origins == [f"{CHAPTER}:1", f"{PART}:1", f"{PART}:4", f"{CHAPTER}:5"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("programs[:1]", [NAME]),
        ("programs|selectattr('owner', 'equalto', 'dinas-b')", [SECOND]),
        ("programs|reverse", [SECOND, NAME]),
        ("[programs[1]]", [SECOND]),
        ("programs|selectattr('name', 'missing')", []),
    ],
)
def test_parts_are_given_any_list(render: Render, given: str, shown: list[str]) -> None:
    text = f'{{{{ part("book-b/bagian.j2", given={given}) }}}}\n'
    made = render(
        text, **{"book-b__bagian_j2": "{% for one in given %}{{ one.name }}\n\n{% endfor %}"}
    )
    assert (made.dump, made.diagnostics) == (shown, ())


def test_a_list_that_is_read_once_may_be_given_twice(render: Render) -> None:
    text = (
        '{% set chosen = programs|selectattr("name") %}{% set all = chosen|list %}'
        '{{ part("book-b/bagian.j2", given=all) }}\n\n{{ part("book-b/bagian.j2", given=all) }}\n'
    )
    made = render(text, **{"book-b__bagian_j2": "{{ given[0].name }}"})
    assert made.dump == [NAME, NAME]


def test_texts_numbers_and_captured_lines_are_given_as_they_are(render: Render) -> None:
    text = (
        "{% set said %}Kata {{ programs[0].name }}{% endset %}"
        '{{ part("book-b/bagian.j2", said=said, count=3, name=programs[1].name, none=none) }}\n'
    )
    made = render(
        text, **{"book-b__bagian_j2": "{{ said }} {{ count }} {{ name }}{% if none %}x{% endif %}"}
    )
    assert made.diagnostics == ()
    (line,) = made.dump
    assert NAME in line
    assert SECOND in line


def test_a_part_belongs_to_no_loop_around_it(render: Render) -> None:
    text = (
        '{% for one in programs %}\n{{ part("book-b/bagian.j2", given=one.years) }}\n\n{% endfor %}'
    )
    made = render(text, **{"book-b__bagian_j2": 'Kata {{ "x" }}.'})
    assert made.dump == ["Kata x.", "Kata x."]


def test_parts_know_what_all_templates_know_and_no_names_of_the_chapter(render: Render) -> None:
    text = '{% set own = "x" %}{{ part("book-b/bagian.j2") }}\n'
    made = render(text, **{"book-b__bagian_j2": "{{ region.name }}"})
    assert made.diagnostics == ()
    lost = render(text, **{"book-b__bagian_j2": "Satu\n\n{{ own }}"})
    (found,) = lost.diagnostics
    assert found.span.file.endswith("book-b/bagian.j2")
    assert found.span.line == 3
    assert "own" in found.message.id


@pytest.mark.parametrize("given", ["namespace(count=0)", "loop", "range", "region.name.upper"])
def test_what_changes_while_a_template_runs_is_given_to_no_part(render: Render, given: str) -> None:
    text = f'{{% for one in programs %}}{{{{ part("book-b/bagian.j2", given={given}) }}}}{{% endfor %}}'
    made = render(text, **{"book-b__bagian_j2": "Isi."})
    (found,) = made.diagnostics
    assert "tidak dapat diberikan kepada bagian" in found.message.id


def test_unknown_parts_and_names_are_found(render: Render) -> None:
    (found,) = render('\n\n{{ part("book-b/lain.j2") }}\n').diagnostics
    assert (found.span.line, found.message.id) == (3, "templat “book-b/lain.j2” tidak ada")
    (found,) = render(
        '{{ part("book-b/bagian.j2", given=x) }}', **{"book-b__bagian_j2": ""}
    ).diagnostics
    assert "nama tidak dikenal" in found.message.id


def test_what_is_wrong_in_a_part_is_told_once(render: Render) -> None:
    text = '{{ part("book-b/bagian.j2") }}\n\n{{ part("book-b/lain.j2") }}\n'
    made = render(text, **{"book-b__bagian_j2": "## A {: .aneh }\n", "book-b__lain_j2": "Isi.\n"})
    (found,) = made.diagnostics
    assert found.span.file.endswith("book-b/bagian.j2")


OUTER = 'Luar.\n\n{{ part("book-b/dalam.j2", name=given) }}\n'


@pytest.mark.parametrize(
    "text",
    [
        '{{ part("book-b/bagian.j2", given="a") }}\n',
        '- {{ part("book-b/bagian.j2", given="a") }}\n',
        '{% set x %}{{ part("book-b/bagian.j2", given="a") }}{% endset %}{{ x }}\n\n{{ x }}\n',
    ],
)
def test_parts_stand_in_parts_and_in_other_blocks(render: Render, text: str) -> None:
    made = render(text, **{"book-b__bagian_j2": OUTER, "book-b__dalam_j2": "Dalam {{ name }}.\n"})
    assert made.diagnostics == ()
    lines = [line.removeprefix("- ") for line in made.dump]
    assert lines == ["Luar.", "Dalam a."] * (len(lines) // 2)
