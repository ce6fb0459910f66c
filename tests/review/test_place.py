"""Which of several bookmarks a range of text belongs to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from masterplan_cli.compiler import load_plan
from masterplan_cli.document.bookmarks import hash_origin
from masterplan_cli.review.place import Anchors, Hook, find_quoted_line, find_words
from masterplan_cli.review.story import Extent, Story

# "O1. Warga cakap (Dinas A)": a row of a record, with its own words between its fields.
PLACES = {
    "opportunity/o1": (0, 25),
    "opportunity/o1/id": (0, 2),
    "dimension/gov": (2, 4),
    "opportunity/o1/text": (4, 15),
    "template/a.j2:3": (15, 17),
    "opd/dinas-a/short_name": (17, 24),
}


def find(extent: Extent, *, edges: bool) -> str:
    story = Story()
    names = {}
    for number, (pointer, (start, end)) in enumerate(PLACES.items(), start=1):
        name = f"_mp_{hash_origin(pointer)}_{number}"
        story.bookmarks[name] = Extent(start, end)
        names[hash_origin(pointer)] = pointer
    return Anchors(story, names).find(extent, edges=edges)[0].pointer


@pytest.mark.parametrize(
    ("start", "end", "edges", "pointer"),
    [
        (4, 9, False, "opportunity/o1/text"),  # a word at the field's start, deleted
        (10, 15, False, "opportunity/o1/text"),
        (4, 4, True, "opportunity/o1/text"),  # words typed there: not the record's ". "
        (15, 15, True, "opportunity/o1/text"),
        (17, 17, True, "opd/dinas-a/short_name"),
        (2, 4, False, "dimension/gov"),
        (15, 17, False, "opportunity/o1"),
    ],
)
def test_a_range_belongs_to_the_field_around_it(
    start: int, end: int, edges: bool, pointer: str
) -> None:
    assert find(Extent(start, end), edges=edges) == pointer


FIELD = """condition: >-
  Warga membeli tanah di bantaran, dan sumur yang
  **terasa** asin. Rumah berebut tanah
  yang tinggi.
"""


@pytest.mark.parametrize(
    ("words", "lead", "place"),
    [
        ("tanah", "Warga membeli ", (5, 17)),
        ("tanah", "Rumah berebut ", (6, 34)),
        ("sumur yang terasa asin", "", (5, 40)),
        ("berebut tanah yang", "", (6, 26)),
        ("tanah", "", (4, 12)),
        ("air", "", (4, 12)),
    ],
)
def test_words_are_found_in_the_lines_of_a_field(
    small: Path, words: str, lead: str, place: tuple[int, int]
) -> None:
    path = small / "pillars/energy/pillar.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("condition: Kondisi dimensi energy, satu paragraf.\n", FIELD), encoding="utf-8"
    )
    plan = load_plan(small).plan
    assert plan is not None
    span = find_quoted_line(plan.index, "pillar/energy/condition", Hook(words, lead))

    assert span is not None
    assert (span.line, span.column) == place


_SOURCES = st.lists(st.sampled_from(["jalan", "kota", "a", " ", "\n", "*", "_", "[", "."])).map(
    "".join
)
_WORDS = st.lists(st.sampled_from(["jalan", "kota", "a", " ", "*", "."]), min_size=1).map("".join)


@given(_SOURCES, _WORDS)
def test_words_found_at_once_are_those_that_a_pattern_finds(source: str, words: str) -> None:
    assume(words.strip())
    apart = r"(?:[\s*_`\\>]|\[)+"
    pattern = apart.join(map(re.escape, words.split()))
    found = [match.span() for match in re.finditer(pattern, source)]

    assert find_words(source, Hook(words)) == (found[0] if len(found) == 1 else None)
