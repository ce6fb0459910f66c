"""What the list of contents tells of a comment's section: number, chapter, page."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import docx_parts
import pytest

from masterplan_cli.review.contents import Contents, Title
from masterplan_cli.review.copies import read_copy
from masterplan_cli.review.package import open_package
from masterplan_cli.review.story import Story


def comment_on(data: bytes, words: str) -> bytes:
    document = docx.Document(io.BytesIO(data))
    runs = next(one for one in document.paragraphs if words in one.text).runs
    document.add_comment(runs[0], text="Ya?", author="Siti Ahli")
    sink = io.BytesIO()
    document.save(sink)
    return sink.getvalue()


def number_pages(data: bytes) -> bytes:
    """Return the draft as after Word counted the pages of its contents."""

    def add(xml: str) -> str:
        head, *entries = xml.split('<w:pStyle w:val="TOC')
        ended = [
            one.replace(
                "</w:hyperlink>",
                f"<w:r><w:tab/></w:r><w:r><w:t>{page}</w:t></w:r></w:hyperlink>",
                1,
            )
            for page, one in enumerate(entries, start=1)
        ]
        return '<w:pStyle w:val="TOC'.join([head, *ended])

    return docx_parts.change_part(data, "word/document.xml", add)


@pytest.mark.parametrize("paged", [False, True])
def test_a_comment_knows_its_chapter_section_and_page(draft: bytes, paged: bool) -> None:
    data = comment_on(number_pages(draft) if paged else draft, "Kondisi dimensi energy")
    copy = read_copy(open_package("kembali.docx", data))
    extent = next(iter(copy.story.comments.values()))
    title = copy.contents.find(copy.story, extent.start)

    assert title.text == "BAB I Kondisi Kota Contoh & Uji › 1.2 Energi"
    assert title.page == ("5" if paged else "")


def test_libreoffice_keeps_what_titles_are_found_by(
    draft: bytes, office_edit: Callable[..., bytes]
) -> None:
    data = office_edit(draft, [("comment", "Kondisi dimensi energy", "Ya?", "Siti Ahli")])
    copy = read_copy(open_package("kembali.docx", data))
    extent = next(iter(copy.story.comments.values()))

    assert copy.contents.find(copy.story, extent.start).text.endswith("› 1.2 Energi")


def test_without_a_list_of_contents_a_heading_has_its_bare_words() -> None:
    story = Story(headings=[(0, "Energi"), (50, "Energi")])

    assert Contents([]).find(story, 60) == Title("Energi")
    assert Contents([("_Toc1", "Energi", Title("1.1 Energi"))]).find(story, 60).text == "1.1 Energi"
    twice = [("_Toc1", "Energi", Title("1.1 Energi")), ("_Toc2", "Energi", Title("2.1 Energi"))]
    assert Contents(twice).find(story, 60) == Title("Energi")
    assert Contents([]).find(Story(), 3) == Title("")
