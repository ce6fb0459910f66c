"""The page of a comment: counted by the breaks that Word noted, or laid out by LibreOffice."""

from __future__ import annotations

import re
from collections.abc import Iterator

import docx_parts
import pytest

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.review.copies import read_copy
from masterplan_cli.review.package import open_package
from masterplan_cli.review.pages import read_pages
from masterplan_cli.review.sections import Section, list_sections
from masterplan_cli.rounds.layout import lay_out

from .conftest import comment_on

BREAK = "<w:lastRenderedPageBreak/>"


def number_comments() -> Iterator[str]:
    yield from map(str, range(1000))


def write_body(*blocks: str) -> str:
    """Return a body; ``#`` in a text puts a comment on it, ``|`` is a break that Word noted."""
    numbers = number_comments()

    def run(match: re.Match[str]) -> str:
        text = match[1]
        words = re.sub(r"[#|]", "", text)
        noted = BREAK if "|" in text else ""
        said = f"<w:r>{noted}<w:t>{words}</w:t></w:r>"
        if "#" not in text:
            return said
        mark = f'w:id="{next(numbers)}"'
        return (
            f"<w:commentRangeStart {mark}/>{said}<w:commentRangeEnd {mark}/>"
            f"<w:r><w:commentReference {mark}/></w:r>"
        )

    return re.sub(r"\[([^\]]*)\]", run, "".join(blocks))


def end_section(start: str = "", form: str = "decimal", kind: str = "nextPage") -> str:
    first = f' w:start="{start}"' if start else ""
    said = f'<w:type w:val="{kind}"/><w:pgNumType w:fmt="{form}"{first}/>'
    return f"<w:sectPr>{said}</w:sectPr>"


def close(section: str) -> str:
    """Return the paragraph that ends a section."""
    return f"<w:p><w:pPr>{section}</w:pPr></w:p>"


def row(*cells: str) -> str:
    made = (f"<w:tc><w:tcPr/><w:p>{cell}</w:p></w:tc>" for cell in cells)
    return f"<w:tr><w:trPr/>{''.join(made)}</w:tr>"


HARD = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'

# What a body holds → the printed page of each comment in it.
BODIES = {
    "no program counted": (["<w:p>[#satu]</w:p>"], []),
    "within a paragraph": (["<w:p>[#satu][|#dua]</w:p>", "<w:p>[#tiga]</w:p>"], ["1", "2", "2"]),
    "sections": (
        [
            "<w:p>[#sampul]</w:p>", close(end_section("1")),
            "<w:p>[|#prakata]</w:p><w:p>[|#daftar]</w:p>", close(end_section("1", "lowerRoman")),
            "<w:p>[|#bab]</w:p>", close(end_section("1")),
            "<w:p>[#tidur]</w:p><w:p>[|lagi]</w:p>", close(end_section()),
            "<w:p>[#akhir]</w:p>", end_section(),
        ],
        ["1", "i", "ii", "1", "2", "4"],
    ),
    "a section that Word noted no break for": (
        ["<w:p>[a]</w:p><w:p>[|b]</w:p>", close(end_section()), "<w:p>[#c]</w:p>", end_section()],
        ["3"],
    ),
    "an even page": (
        ["<w:p>[a]</w:p><w:p>[|b]</w:p>", close(end_section()),
         "<w:p>[|#c]</w:p>", end_section(kind="evenPage")],
        ["4"],
    ),
    "a section on the same page": (
        ["<w:p>[a]</w:p><w:p>[|b]</w:p>", close(end_section()),
         "<w:p>[#c]</w:p>", end_section(kind="continuous")],
        ["2"],
    ),
    "a break by hand counts once": (["<w:p>[a]</w:p>", HARD, "<w:p>[|#b]</w:p>"], ["2"]),
    "a break before the paragraph": (
        ["<w:p>[a|]</w:p><w:p><w:pPr><w:pageBreakBefore/></w:pPr>[|#b]</w:p>"], ["3"],
    ),
    "a row on two pages": (
        ["<w:tbl>", row("[#a][|#b]", "[#c]", "[#d][|#e]"), row("[#f]"), "</w:tbl>",
         "<w:p>[#g][|#h]</w:p>"],
        ["1", "2", "1", "1", "2", "2", "2", "3"],
    ),
    "a row on three pages": (
        ["<w:tbl>", row("[a][|b][|#c]", "[d][|#e]"), "</w:tbl>", "<w:p>[#f]</w:p>"],
        ["3", "2", "3"],
    ),
    "a row on the next page": (
        ["<w:tbl>", row("[a]", "[#b]"), row("[|#c]", "[#d]", "[|#e]"), row("[#f]"), "</w:tbl>"],
        ["1", "2", "2", "2", "2"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("blocks", "pages"), BODIES.values(), ids=list(BODIES))
def test_pages_are_counted_by_the_breaks_that_word_noted(
    draft: bytes, blocks: list[str], pages: list[str]
) -> None:
    body = write_body(*blocks)

    def change(xml: str) -> str:
        return f"{xml[: xml.index('<w:body>')]}<w:body>{body}</w:body></w:document>"

    data = docx_parts.change_part(draft, "word/document.xml", change)
    found = read_pages(open_package("kembali.docx", data))

    assert [found[number] for number, _ in zip(number_comments(), pages, strict=False)] == pages
    assert len(found) == len(pages)


def test_a_tracked_change_of_a_section_is_no_section() -> None:
    older = '<w:sectPrChange w:id="1"><w:sectPr><w:pgNumType w:start="9"/></w:sectPr>'
    now = '<w:sectPr><w:pgNumType w:fmt="lowerRoman" w:start="3"/>'
    body = f"<w:body><w:p/>{now}{older}</w:sectPrChange></w:sectPr></w:body>"

    assert list_sections(body.encode()) == [Section(0, "nextPage", 3, "lowerRoman")]
    assert list_sections(b"<w:body/>") == [Section(0, "nextPage", None, "decimal")]


def test_libreoffice_lays_a_comment_out_where_the_contents_say(
    committed: object, office: object
) -> None:
    loaded = load_plan(committed)  # type: ignore[arg-type]
    data = build_stage(loaded, BuildOrder(("book-a",), ("docx",), paginate=True)).outputs[0].data
    words = {"Bab?": "Kondisi Kota Contoh", "Isi?": "Isi buku ini", "Lain?": "Rencana"}
    package = open_package("kembali.docx", comment_on(data, words))
    found = lay_out(package)
    copy = read_copy(package)

    assert len(found) == 3
    assert read_pages(package) == {}
    for comment in copy.comments:
        title = copy.contents.find(copy.story, copy.story.comments[comment.number].start)
        page = found[comment.number]
        assert page.isdigit() == title.page.isdigit(), (comment.text, page, title)
        assert not page.isdigit() or int(page) >= int(title.page)
    assert "1" in found.values()


def test_without_comments_libreoffice_is_not_asked(
    draft: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOFFICE", "/tiada/soffice")

    assert lay_out(open_package("kembali.docx", draft)) == {}
