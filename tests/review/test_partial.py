"""Drafts read beside a sketch of what was sent: the short way says what the long way says."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import docx_parts
import pytest
from body_edits import BODY, RARE, USUAL, Edit, change_body
from counting import count_lines
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from imitations import like_google, like_word, like_wps

from masterplan_cli.document.bookmarks import read_bookmark
from masterplan_cli.review.copies import Arrival, Copy
from masterplan_cli.review.package import open_package
from masterplan_cli.review.place import Anchors
from masterplan_cli.review.plain import read_plain
from masterplan_cli.review.remark import Remark, Sent, list_remarks
from masterplan_cli.review.sketch import Sketch, draw_sketch, unpack_sketch
from masterplan_cli.review.story import Story, read_story

from .conftest import build_draft, comment_on

ROOT = Path(__file__).parents[2]
SAME_DRAWS = settings(
    max_examples=60,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)


class Reading:
    """A draft, and copies of it read in both ways, with a pointer for every bookmark."""

    def __init__(self, draft: bytes) -> None:
        self.draft = draft
        self.story = read_story(open_package("draf.docx", draft))
        drawn = draw_sketch(open_package("draf.docx", draft))
        assert drawn is not None
        kept = unpack_sketch(drawn.pack())
        assert kept == drawn
        self.sketch: Sketch = drawn

    def read_short(self, data: bytes) -> list[Remark] | None:
        found = Arrival(open_package("kembali.docx", data)).read_beside(self.sketch)
        if found is None:
            return None
        assert found.sent is not None
        return self._list(found, found.sent, whole=False)

    def read_long(self, data: bytes) -> list[Remark]:
        found = Arrival(open_package("kembali.docx", data)).read_whole()
        remarks = self._list(found, self.story, whole=True)
        assert remarks is not None
        return remarks

    def read_alone(self, data: bytes, *, short: bool) -> list[Remark] | None:
        arrival = Arrival(open_package("kembali.docx", data))
        found = arrival.read_marked() if short else arrival.read_whole()
        return list_remarks(found, _resolve(found.story), None)

    def _list(self, found: Copy, sent: Story, *, whole: bool) -> list[Remark] | None:
        pointers = _resolve(found.story) | _resolve(sent)
        anchors = Anchors(sent, pointers)
        return list_remarks(found, pointers, Sent(sent, read_plain(sent), anchors, whole))


def _resolve(story: Story) -> dict[str, str]:
    hashes = filter(None, map(read_bookmark, story.bookmarks))
    return {one: f"template/x:{one}" if one < "2" else f"program/{one[:3]}/{one}" for one in hashes}


def make_edits(choice: tuple[Edit, ...]) -> st.SearchStrategy[list[tuple[Edit, int]]]:
    pair = st.tuples(st.sampled_from(choice), st.integers(0, 2**32))
    return st.lists(pair, min_size=1, max_size=6)


@pytest.fixture
def reading(draft: bytes) -> Reading:
    return Reading(draft)


@pytest.fixture(scope="module")
def ketapang_reading() -> Reading:
    """A book of this repository's own workspace, with lists of contents, charts and notes."""
    return Reading(build_draft(ROOT, "buku-1"))


@pytest.fixture
def returned(draft: bytes) -> bytes:
    """The draft with a comment, as a copy to make edits in."""
    return comment_on(draft, {"Sejak kapan?": "Trayek A|B"})


def compare(reading: Reading, data: bytes) -> bool:
    """Hold the short ways against the long one; say whether the first was gone."""
    short = reading.read_short(data)
    if short is not None:
        assert short == reading.read_long(data)
    assert reading.read_alone(data, short=True) == reading.read_alone(data, short=False)
    return short is not None


@SAME_DRAWS
@given(edits=make_edits(USUAL))
def test_usual_edits_read_the_same_both_ways(
    reading: Reading, returned: bytes, edits: list[tuple[Edit, int]]
) -> None:
    event(f"short: {compare(reading, change_body(returned, edits))}")


@SAME_DRAWS
@given(edits=make_edits((*USUAL, *RARE)))
def test_strange_edits_read_the_same_both_ways(
    reading: Reading, returned: bytes, edits: list[tuple[Edit, int]]
) -> None:
    event(f"short: {compare(reading, change_body(returned, edits))}")


@pytest.mark.parametrize("edit", USUAL)
def test_one_usual_edit_needs_no_whole_draft(reading: Reading, returned: bytes, edit: Edit) -> None:
    ways = [compare(reading, change_body(returned, [(edit, seed)])) for seed in range(8)]

    assert sum(ways) >= 6


@pytest.mark.parametrize("imitate", [like_word, like_wps, like_google])
def test_files_of_other_programs_read_the_same_both_ways(
    reading: Reading, returned: bytes, imitate: Callable[[bytes], bytes]
) -> None:
    edits: list[tuple[Edit, int]] = [(edit, 7) for edit in USUAL[:5]]
    short = compare(reading, imitate(change_body(returned, edits)))

    assert short == (imitate is not like_google)


def test_a_draft_from_libreoffice_reads_the_same_both_ways(
    reading: Reading, draft: bytes, office_edit: Callable[..., bytes]
) -> None:
    steps = [
        ("comment", "Trayek", "Sejak kapan?", ""),
        ("retype", "Halte teduh", "Halte terang", ""),
        ("track-insert", "Kutipan biasa", " sekali", "Siti Ahli"),
    ]
    data = office_edit(draft, steps)

    assert compare(reading, data)
    assert {"comment", "untracked", "insertion"} <= {one.kind for one in reading.read_long(data)}


def test_a_word_in_a_list_of_contents_is_no_change(ketapang_reading: Reading) -> None:
    data = docx_parts.change_part(ketapang_reading.draft, BODY, _retype_contents)

    assert ketapang_reading.read_short(data) == ketapang_reading.read_long(data) == []


def _retype_contents(body: str) -> str:
    head, words, tail = body.rpartition(">Kata pengantar<")
    assert words
    assert 'w:pStyle w:val="TOC1"' in head[-600:]
    return f"{head}>Kata lain<{tail}"


@pytest.mark.parametrize("seed", range(6))
def test_a_whole_book_reads_the_same_both_ways(ketapang_reading: Reading, seed: int) -> None:
    draw = random.Random(seed)
    edits = [(draw.choice(USUAL[:8]), draw.randrange(2**32)) for _ in range(40)]
    base = comment_on(ketapang_reading.draft, {"Sejak kapan?": "Ketapang"})
    data = change_body(base, edits)

    compare(ketapang_reading, data if seed % 2 else like_word(data))


def test_the_cost_is_that_of_what_differs(draft: bytes) -> None:
    """Why lines and pieces: seconds are another number on each machine."""
    few, many = 300, 3_000
    short, long, pieces = {}, {}, {}
    for count in (few, many):
        grown = grow(draft, count)
        reading = Reading(grown)
        data = docx_parts.change_part(grown, BODY, docx_parts.replace_once("Baris 77.", "Lain."))
        assert [one.new for one in reading.read_short(data) or ()] == ["Lain"]
        copy = Arrival(open_package("kembali.docx", data)).read_beside(reading.sketch)
        assert copy is not None
        pieces[count] = len(copy.story.pieces)
        short[count] = count_lines(reading.read_short, data)
        long[count] = count_lines(reading.read_long, data)
    added = many - few

    assert pieces[few] == pieces[many]
    assert short[many] - short[few] < 15 * added
    assert long[many] - long[few] > 60 * added


def grow(draft: bytes, count: int) -> bytes:
    """Return the draft with so many more paragraphs, each with a bookmark of ours."""
    rows = "".join(
        f'<w:p><w:bookmarkStart w:id="{70_000 + n}" w:name="_mp_{n:020x}_1"/><w:r><w:t>Baris {n}.'
        f'</w:t></w:r><w:bookmarkEnd w:id="{70_000 + n}"/></w:p>'
        for n in range(count)
    )
    place = "<w:sectPr"

    def insert(body: str) -> str:
        head, sign, tail = body.rpartition(place)
        return f"{head}{rows}{sign}{tail}"

    return docx_parts.change_part(draft, BODY, insert)
