"""Styles of the body: text, captions, headings, lists, quotations and callouts."""

from __future__ import annotations

from typing import Final

from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.reference import lists
from masterplan_cli.writers.docx.reference.style import (
    BLUE,
    BOLD,
    CENTER,
    GREY,
    ITALIC,
    KEEP,
    RULE,
    SANS,
    WHOLE_WORDS,
    Style,
    color,
    size,
    space,
)


def list_text() -> tuple[Style, ...]:
    """Return styles of running text, captions, notes and running heads."""
    body = space(0, 120, 288)
    small = space(60, 120)
    return (
        Style("Normal", "Normal", "", paragraph="<w:widowControl/>"),
        Style("BodyText", "Body Text", paragraph=body + '<w:jc w:val="both"/>'),
        Style("Centered", "Rata Tengah", paragraph=body + CENTER),
        Style("Note", "Catatan", paragraph=small, run=ITALIC + size(20)),
        Style(
            "Source",
            "Sumber",
            paragraph=space(60, 180),
            run=SANS + color(GREY) + size(17),
        ),
        Style(
            "SignatureBlock",
            "Tanda Tangan",
            paragraph=f'{KEEP}{space(0, 0, 288)}<w:ind w:left="4536"/>',
        ),
        # Half a line apart from what is signed.
        Style(
            styles.SIGNATURE_START,
            "Tanda Tangan Pertama",
            "SignatureBlock",
            "SignatureBlock",
            '<w:spacing w:before="240"/>',
            hidden=True,
        ),
        Style(
            "Caption", "caption", following="BodyText", paragraph=_caption(240, 80), run=_CAPTION
        ),
        Style(
            "FigureCaption",
            "Judul Gambar",
            "Caption",
            "BodyText",
            '<w:keepNext w:val="0"/>' + space(80, 240),
        ),
        Style("Figure", "Gambar", paragraph="<w:keepNext/>" + space(120, 0) + CENTER),
        Style("Spacer", "Jarak", paragraph=space(0, 0), run=size(12)),
        Style(
            "FootnoteText",
            "footnote text",
            paragraph=f'{space(0, 20)}<w:jc w:val="both"/>',
            run=size(19),
        ),
        Style(
            "Header",
            "header",
            paragraph=_edge("bottom") + space(0, 0),
            run=SANS + color(GREY) + size(16),
        ),
        Style(
            "Footer",
            "footer",
            paragraph=_edge("top") + space(0, 0),
            run=SANS + size(18),
        ),
    )


_CAPTION: Final = SANS + BOLD + color(BLUE) + size(18)


def _caption(before: int, after: int) -> str:
    return KEEP + WHOLE_WORDS + space(before, after) + CENTER


def _edge(side: str) -> str:
    return f'<w:pBdr><w:{side} w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/></w:pBdr>'


def list_headings() -> tuple[Style, ...]:
    r"""Return numbered, plain and annex headings.

    Only the numbered ones are Word's ``heading 1``: a front heading that were one too would
    start the count of captions again (``SEQ … \s 1``).
    """
    sizes = (32, 26, 24, 22, 22, 22)
    made = []
    for level, half_points in enumerate(sizes, 1):
        first = level == 1
        layout = KEEP + ("<w:pageBreakBefore/>" if first else "")
        gap = space(0, 360, 276) if first else space(280 - 20 * level, 100)
        side = CENTER if first else ""
        look = SANS + (ITALIC if level > 4 else BOLD) + ("<w:caps/>" if first else "")
        look += color(BLUE) + size(half_points)
        outline = f'<w:outlineLvl w:val="{level - 1}"/>'
        for kind, name, number in (
            ("numbered", f"heading {level}", lists.HEADINGS),
            ("plain", f"Judul Tanpa Nomor {level}", 0),
            ("annex", f"Judul Lampiran {level}", lists.ANNEXES),
        ):
            listed = (
                f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{number}"/></w:numPr>'
                if number
                else ""
            )
            key = styles.name_heading(kind, level)
            layers = layout + listed + WHOLE_WORDS + gap + side + outline
            made.append(Style(key, name, "Normal", "BodyText", layers, look))
            if first:
                made.append(
                    Style(
                        styles.name_run_on(key),
                        f"{name[0].upper()}{name[1:]} (bersambung)",
                        key,
                        "BodyText",
                        '<w:pageBreakBefore w:val="0"/><w:spacing w:before="480"/>',
                        hidden=True,
                    )
                )
    return tuple(made)


def list_lists() -> tuple[Style, ...]:
    """Return styles of list items and of what goes on inside them."""
    made = []
    gap, side = space(0, 80, 276), '<w:jc w:val="both"/>'
    for depth in range(styles.DEEPEST_LIST_STYLE):
        number = f" {depth + 1}" if depth else ""
        for ordered, name, key in (
            (False, "Bullet", lists.BULLETS),
            (True, "Number", lists.NUMBERS),
        ):
            listed = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{key}"/></w:numPr>'
            made.append(
                Style(
                    styles.name_list(ordered, depth),
                    f"List {name}{number}",
                    paragraph=listed + gap + side,
                )
            )
        indent = f'<w:ind w:left="{425 * (depth + 1)}"/>'
        made.append(
            Style(
                styles.name_continuation(depth),
                f"List Continue{number}",
                paragraph=gap + indent + side,
            )
        )
    return tuple(made)


def list_frames() -> tuple[Style, ...]:
    """Return quotations and callouts: a bar on the left, callouts on a pale ground."""
    indent = f'<w:ind w:left="{styles.FRAME_INDENT}" w:right="{styles.FRAME_INDENT}"/>'
    made = [
        Style(
            "Quote",
            "Quote",
            paragraph=_bar("A6A6A6") + space(0, 120, 276) + indent + '<w:jc w:val="both"/>',
            run=ITALIC,
        )
    ]
    for kind, name, bar, ground in (
        ("note", "Catatan", "2F5496", "EEF3FA"),
        ("tip", "Kiat", "3B7D4F", "EFF6F0"),
        ("important", "Penting", "5B3F8C", "F3F0F8"),
        ("warning", "Peringatan", "9C6500", "FDF6E7"),
        ("caution", "Awas", "A61C1C", "FBEFEF"),
    ):
        key = styles.name_callout(kind)
        shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
        layers = "<w:keepLines/>" + _bar(bar) + shade + space(0, 100, 264) + indent
        made.append(Style(key, f"Kotak {name}", paragraph=layers, run=SANS + size(20)))
        made.append(
            Style(
                f"{key}Title",
                f"Judul Kotak {name}",
                key,
                key,
                "<w:keepNext/>" + space(160, 40),
                BOLD + color(bar),
            )
        )
    return tuple(made)


def _bar(color: str) -> str:
    return f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{color}"/></w:pBdr>'
