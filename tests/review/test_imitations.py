"""Drafts as Word in another language, WPS Office and Google Docs write them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx_parts
import pytest
from imitations import like_google, like_word, like_wps

from masterplan_cli.compiler import load_plan
from masterplan_cli.review.copies import read_copy
from masterplan_cli.review.package import open_package
from masterplan_cli.rounds.returned import Returned, read_returned
from masterplan_cli.source.revision import read_revision

from .conftest import comment_on

COMMENTS = {
    "satu": "Jalan utama padat",
    "dua": "Trayek A|B",
    "tiga": "Kutipan biasa",
    "empat": "Halte teduh",
}


def read_one(project: Path, data: bytes) -> Returned:
    return read_returned(load_plan(project), read_revision(project), [("kembali.docx", data)])


@pytest.mark.parametrize("program", [like_word, like_wps, like_google])
def test_comments_find_their_places_and_sections(
    committed: Path, draft: bytes, program: Callable[[bytes], bytes]
) -> None:
    commented = comment_on(draft, COMMENTS)
    kept = {
        one.remark.text: (one.pointer, one.remark.heading)
        for one in read_one(committed, commented).remarks
    }
    returned = read_one(committed, program(commented))

    found = {one.remark.text: (one.pointer, one.remark.heading) for one in returned.remarks}
    assert found == kept
    assert len(kept) == len(COMMENTS)
    lost = program is like_google
    assert [one.code for one in returned.diagnostics] == (["lost-bookmarks"] if lost else [])
    assert all((one.remark.confidence < 1) == lost for one in returned.remarks)


@pytest.mark.parametrize("program", [like_word, like_wps, like_google])
def test_text_changed_without_tracking_is_found(
    committed: Path, draft: bytes, program: Callable[[bytes], bytes]
) -> None:
    retyped = docx_parts.change_body(draft, "Kutipan biasa.", "Kutipan istimewa.")
    (one,) = read_one(committed, program(retyped)).remarks

    assert (one.remark.kind, one.remark.old, one.remark.new) == ("untracked", "biasa", "istimewa")


def test_word_leaves_the_seal_whole(draft: bytes) -> None:
    assert read_copy(open_package("kembali.docx", like_word(draft))).sealed
