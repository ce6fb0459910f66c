"""The passages of a workspace, and where a part of one stands."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.model.program import Program
from masterplan_cli.model.wording import Hit, Passage, Wording

ROOT = Path(__file__).parents[2]
PLACES = [ROOT, ROOT / "tests/workspaces/kota", ROOT / "tests/workspaces/small"]


def load_wording(project: Path) -> Wording:
    plan = load_plan(project).plan
    assert plan is not None
    return plan.wording


def make_hit(text: str, part: str) -> Hit:
    start = text.index(part)
    passage = Passage("program/p/name", text, False, Program(id="p", name="P"))
    return Hit(passage, start, start + len(part))


@pytest.mark.parametrize("project", PLACES, ids=lambda path: path.name)
def test_every_word_of_every_passage_is_found_in_its_file(project: Path) -> None:
    plan = load_plan(project).plan
    assert plan is not None
    seen = 0
    for passage in plan.wording.passages:
        source = plan.index.read_source(passage.pointer)
        assert source is not None, passage.pointer
        tree, path = source
        for match in [*re.finditer(r"\w+", passage.text)][::5]:
            span = tree.part_span(path, Hit(passage, *match.span()).part)
            line = tree.text.split("\n")[span.line - 1]
            assert line[span.column - 1 : span.end_column - 1] == match[0]
            seen += 1
    assert seen > 25


def test_words_of_others_are_no_passages() -> None:
    pointers = {passage.pointer for passage in load_wording(PLACES[2]).passages}

    assert "program/mob-01/name" in pointers
    assert "program/mob-01/quick_win/short_name" in pointers
    assert "program/mob-01/risks/r-1/mitigation" in pointers
    assert "source/s1/title" not in pointers
    assert "plan/rpjmd/vision" not in pointers
    assert "program/mob-01/owner" not in pointers


def test_flat_text_keeps_every_place() -> None:
    wording = load_wording(PLACES[1])

    assert len(wording.flat) == len(wording.text)
    hits = [*wording.find_words(["muara", "kota tua"])]
    assert hits
    assert {hit.text.lower() for hit in hits} <= {"muara", "kota tua"}


def test_longer_of_two_overlapping_words_is_found_alone() -> None:
    wording = load_wording(PLACES[2])

    hits = [*wording.find_words(["sepeda", "sepeda motor"])]

    assert [hit.text for hit in hits] == ["sepeda motor"]


@pytest.mark.parametrize(
    ("text", "part", "quoted", "name"),
    [
        ("Kata “resiko” lama", "resiko", True, False),
        ("Kata *resiko* lama", "resiko", True, False),
        ("Kata _resiko_ lama", "resiko", True, False),
        ("Kata `resiko` lama", "resiko", True, False),
        ('Kata "resiko" lama', "resiko", True, False),
        ("Lihat https://contoh.id/resiko/", "resiko", True, False),
        ("Kata resiko “lama”", "resiko", False, False),
        ("Resiko lama", "Resiko", False, False),
        ("Resiko Lama", "Resiko", False, True),
        ("Seksi Resiko lama", "Resiko", False, True),
        ("Selesai. Resiko lama", "Resiko", False, False),
        ("- Resiko lama", "Resiko", False, False),
    ],
)
def test_what_is_quoted_and_what_is_a_name(text: str, part: str, quoted: bool, name: bool) -> None:
    hit = make_hit(text, part)

    assert hit.is_quoted is quoted
    assert hit.is_name is name


@pytest.mark.parametrize("project", PLACES, ids=lambda path: path.name)
def test_vocabulary_holds_every_word_of_small_letters_and_hyphens(project: Path) -> None:
    wording = load_wording(project)
    words = re.findall("[a-z-]+", wording.flat)

    assert wording.vocabulary == set(words)
    assert wording.doubled == {one for one, two in pairwise(words) if one == two}
