"""Foreign reference files: what is kept, what is refused."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from masterplan_cli.document.nodes import Document, Paragraph, Text
from masterplan_cli.writers import WriterOptions
from masterplan_cli.writers.docx import write_docx
from masterplan_cli.writers.docx.letterhead import read_letterhead


def _change(data: bytes, changes: dict[str, Callable[[str], str]]) -> bytes:
    """Return the package with some parts changed, new ones from an empty text."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        names = source.namelist()
        for name in dict.fromkeys([*names, *changes]):
            text = source.read(name).decode() if name in names else ""
            target.writestr(name, changes[name](text) if name in changes else text)
    return out.getvalue()


def test_the_page_comes_from_the_reference(reference: bytes) -> None:
    data = _change(
        reference, {"word/document.xml": lambda text: text.replace('w:left="1701"', 'w:left="999"')}
    )
    assert read_letterhead(data).page.left == 999


def test_lists_of_the_book_come_after_those_of_the_reference(reference: bytes) -> None:
    assert read_letterhead(reference).free_number == 6


def test_settings_lose_what_points_outside(reference: bytes) -> None:
    extra = '<w:updateFields w:val="true"/><w:footnotePr><w:footnote w:id="7"/></w:footnotePr>'
    data = _change(
        reference,
        {"word/settings.xml": lambda text: text.replace("<w:zoom", f"{extra}<w:zoom", 1)},
    )
    kept = next(part for part in read_letterhead(data).kept.values() if "settings" in part.name)
    assert b"updateFields" not in kept.data
    assert b"footnote" not in kept.data
    assert b"themeFontLang" in kept.data


def test_settings_stand_in_the_order_of_the_schema(reference: bytes) -> None:
    """LibreOffice writes the zone of hyphenation behind what the schema has behind it."""

    def swap(text: str) -> str:
        zone = '<w:hyphenationZone w:val="425"/>'
        text = text.replace(zone, "").replace(
            "<w:doNotHyphenateCaps/>", f"<w:doNotHyphenateCaps/>{zone}"
        )
        return text.replace("<w:zoom", "<w:evenAndOddHeaders/><w:zoom")

    data = _change(reference, {"word/settings.xml": swap})
    theirs, ours = (
        next(part for part in read_letterhead(one).kept.values() if "settings" in part.name)
        for one in (data, reference)
    )
    assert theirs == ours
    assert b"hyphenationZone" in ours.data


def test_lengths_may_be_fractions_or_bear_a_unit(reference: bytes) -> None:
    """Google Docs writes fractions of a twentieth of a point."""

    def write(text: str) -> str:
        text = text.replace('w:left="1701"', 'w:left="1700.7874015748032"')
        return text.replace('w:right="1417"', 'w:right="2.5cm"')

    page = read_letterhead(_change(reference, {"word/document.xml": write})).page
    assert (page.left, page.right) == (1701, 1417)


def test_tab_stops_of_the_styles_of_running_heads_do_not_catch_their_right_half(
    reference: bytes, metadata: Any
) -> None:
    """Word's own style of headers has a stop in the middle and one at the right."""
    stops = '<w:tab w:val="center" w:pos="4680"/><w:tab w:val="right" w:pos="9360"/>'

    def add(text: str) -> str:
        base = '<w:style w:type="paragraph" w:styleId="Both"><w:name w:val="Both"/><w:pPr><w:tabs>'
        base += f"{stops}</w:tabs></w:pPr></w:style>"
        text = re.sub('(styleId="Header".*?w:basedOn w:val=)"Normal"', r'\1"Both"', text)
        return text.replace("</w:styles>", f"{base}</w:styles>")

    data = _change(reference, {"word/styles.xml": add})
    assert read_letterhead(data).stops == ((4680, 9360), ())
    from masterplan_cli.document.numbering import number_document

    numbered = number_document(Document(metadata, (Paragraph((Text("a"),)),)))
    book = write_docx(numbered, WriterOptions(reference=data))  # type: ignore[arg-type]
    with zipfile.ZipFile(BytesIO(book)) as archive:
        head = archive.read("word/header-portrait.xml").decode()
        foot = archive.read("word/footer-portrait.xml").decode()
    assert re.findall(r'w:val="(\w+)" w:pos="(\d+)"', head) == [
        ("clear", "4680"),
        ("clear", "9360"),
        ("right", "8788"),
    ]
    assert "clear" not in foot


def test_parts_that_kept_parts_point_at_come_along(reference: bytes, metadata: Any) -> None:
    link = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://x/font" Target="fonts/a.odttf"/></Relationships>'
    )
    data = _change(
        reference,
        {
            "word/_rels/fontTable.xml.rels": lambda _: link,
            "word/fonts/a.odttf": lambda _: "font",
            "word/media/logo.png": lambda _: "dropped",
            "[Content_Types].xml": lambda text: text.replace(
                "<Override", '<Default Extension="odttf" ContentType="x/font"/><Override', 1
            ),
        },
    )
    from masterplan_cli.document.numbering import number_document

    numbered = number_document(Document(metadata, (Paragraph((Text("a"),)),)))
    book = write_docx(numbered, WriterOptions(reference=data))  # type: ignore[arg-type]
    with zipfile.ZipFile(BytesIO(book)) as archive:
        assert archive.read("word/fonts/a.odttf") == b"font"
        assert "word/_rels/fontTable.xml.rels" in archive.namelist()
        assert "word/media/logo.png" not in archive.namelist()
        assert b'PartName="/word/fonts/a.odttf" ContentType="x/font"' in archive.read(
            "[Content_Types].xml"
        )


@pytest.mark.parametrize("data", [b"", b"no zip"])
def test_what_is_no_package_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"reference\.docx cannot be used"):
        read_letterhead(data)


def test_a_reference_without_list_styles_is_refused(reference: bytes) -> None:
    data = _change(
        reference, {"word/styles.xml": lambda text: text.replace('"ListNumber"', '"Other"')}
    )
    with pytest.raises(ValueError, match="ListNumber"):
        read_letterhead(data)
