"""Threads of comments through LibreOffice, which keeps what is settled and forgets who answered whom."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx_parts
import pytest

from .conftest import comment_on
from .test_returned import read_all, thread

RELATION = (
    '<Relationship Id="rIdThreads" Target="commentsExtended.xml" '
    'Type="http://schemas.microsoft.com/office/2011/relationships/commentsExtended"/>'
)
KIND = (
    '<Override PartName="/word/commentsExtended.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"/>'
)


@pytest.fixture
def threaded(draft: bytes) -> bytes:
    """A comment that was answered and settled, and another."""
    words = {"Berapa armada?": "Trayek A|B", "Delapan bus.": "Trayek A|B", "Lain": "Kutipan biasa"}
    data = thread(
        comment_on(draft, words),
        '<w15:commentEx w15:paraId="00000000" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000001" w15:paraIdParent="00000000" w15:done="1"/>'
        '<w15:commentEx w15:paraId="00000002" w15:done="0"/>',
    )
    for part, closing, added in (
        ("word/_rels/document.xml.rels", "</Relationships>", RELATION),
        ("[Content_Types].xml", "</Types>", KIND),
    ):
        data = docx_parts.change_part(
            data, part, docx_parts.replace_once(closing, f"{added}{closing}")
        )
    return data


@pytest.mark.parametrize("via", ["", "odt"])
def test_libreoffice_makes_comments_of_replies(
    committed: Path, threaded: bytes, office_edit: Callable[..., bytes], via: str
) -> None:
    returned = read_all(committed, office_edit(threaded, [], via))

    assert sorted((one.remark.text, one.remark.resolved) for one in returned.remarks) == [
        ("Berapa armada?", True),
        ("Delapan bus.", True),
        ("Lain", False),
    ]
    assert all(one.remark.replies == () for one in returned.remarks)


def test_a_reply_in_one_copy_and_a_comment_in_another_count_once(
    committed: Path, threaded: bytes, office_edit: Callable[..., bytes]
) -> None:
    returned = read_all(committed, office_edit(threaded, []), threaded)

    found = {one.remark.text: [r.text for r in one.remark.replies] for one in returned.remarks}
    assert found == {"Berapa armada?": ["Delapan bus."], "Lain": []}


def test_a_comment_that_libreoffice_gave_no_date_has_none(
    committed: Path, draft: bytes, office_edit: Callable[..., bytes]
) -> None:
    data = office_edit(draft, [("comment", "Kutipan biasa", "Dari mana?", "Siti Ahli")])
    (one,) = read_all(committed, data).remarks

    assert (one.remark.text, one.remark.date) == ("Dari mana?", "")
