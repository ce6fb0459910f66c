"""Styles around the body: lists of contents, the cover, and characters."""

from __future__ import annotations

from masterplan_cli.writers.docx.reference.style import (
    BLUE,
    BOLD,
    CENTER,
    GREY,
    ITALIC,
    MONO,
    SANS,
    WHOLE_WORDS,
    Style,
    color,
    size,
    space,
)


def list_contents() -> tuple[Style, ...]:
    """Return styles of lists of contents; page numbers, once filled in, stand at 15.5 cm."""
    right = '<w:tab w:val="right" w:leader="dot" w:pos="8787"/>'
    made = []
    for level, (left, hanging, before, look) in enumerate(
        (
            (1644, 1644, 120, BOLD + size(22)),
            (1247, 680, 0, size(22)),
            (2098, 851, 0, size(22)),
        ),
        1,
    ):
        tabs = f'<w:tabs><w:tab w:val="left" w:pos="{left}"/>{right}</w:tabs>'
        indent = f'<w:ind w:left="{left}" w:hanging="{hanging}"/>'
        made.append(
            Style(
                f"TOC{level}",
                f"toc {level}",
                "Normal",
                "Normal",
                tabs + WHOLE_WORDS + space(before, 50) + indent,
                look,
            )
        )
    made.append(
        Style(
            "TableofFigures",
            "table of figures",
            "Normal",
            "Normal",
            f"<w:tabs>{right}</w:tabs>{WHOLE_WORDS}{space(0, 60)}"
            '<w:ind w:left="1134" w:hanging="1134"/>',
            size(22),
        )
    )
    return tuple(made)


def list_cover() -> tuple[Style, ...]:
    """Return styles of the cover's lines."""
    return (
        Style("CoverArms", "Sampul Lambang", "Normal", "", space(600, 360) + CENTER),
        Style(
            "CoverTitle",
            "Sampul Judul",
            "Normal",
            "",
            WHOLE_WORDS + space(1200, 240, 264) + "<w:contextualSpacing/>" + CENTER,
            SANS + BOLD + "<w:caps/>" + color(BLUE) + size(56),
        ),
        Style(
            "CoverSubtitle",
            "Sampul Anak Judul",
            "Normal",
            "",
            WHOLE_WORDS + space(120, 120, 264) + CENTER,
            SANS + color(BLUE) + size(36),
        ),
        Style(
            "CoverRegion",
            "Sampul Daerah",
            "Normal",
            "",
            WHOLE_WORDS + space(600, 120) + CENTER,
            SANS + BOLD + "<w:caps/>" + size(32),
        ),
        Style(
            "CoverStage",
            "Sampul Tahap",
            "Normal",
            "",
            WHOLE_WORDS + space(360, 60) + CENTER,
            SANS + color(GREY) + size(24),
        ),
        Style(
            "CoverNote",
            "Sampul Catatan",
            "Normal",
            "",
            WHOLE_WORDS + space(240, 60) + CENTER,
            SANS + ITALIC + color(GREY) + size(20),
        ),
        Style(
            "CoverImprint",
            "Sampul Penerbit",
            "Normal",
            "",
            WHOLE_WORDS + space(1800, 40) + "<w:contextualSpacing/>" + CENTER,
            SANS + BOLD + color(BLUE) + size(22),
        ),
    )


def list_characters() -> tuple[Style, ...]:
    """Return character styles."""
    font = "DefaultParagraphFont"
    # The schema allows no w:highlight in styles: shading looks the same, and prints.
    yellow = '<w:shd w:val="clear" w:color="auto" w:fill="FFF2A8"/>'
    return tuple(
        Style(key, name, based, "", "", run, "character")
        for key, name, based, run in (
            (font, "Default Paragraph Font", "", ""),
            ("Strong", "Strong", font, BOLD),
            ("Emphasis", "Emphasis", font, ITALIC),
            ("Code", "Kode", font, MONO + "<w:noProof/>" + size(20)),
            ("Hyperlink", "Hyperlink", font, color("1F4E9E") + '<w:u w:val="single"/>'),
            ("Placeholder", "Isian Kosong", font, color("7F0000") + yellow),
            ("FootnoteReference", "footnote reference", font, '<w:vertAlign w:val="superscript"/>'),
            ("DraftMark", "Tanda Draf", font, BOLD + color("A61C1C")),
            ("BuildId", "Tanda Terbitan", font, color(GREY) + size(15)),
        )
    )
