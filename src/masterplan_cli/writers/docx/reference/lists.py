"""The numbering part of ``reference.docx``: headings, annexes, bullets, numbers.

Every level is tied to a paragraph style, so that applying a style is all one does in Word.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from masterplan_cli.writers.docx import styles

HEADINGS, ANNEXES, BULLETS, NUMBERS, CELL_BULLETS = range(1, 6)

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LEVELS: Final = 9
_STEP: Final = 425
# Left edge of a heading's text, behind its number, from level 2 on.
_HEADING_INDENTS: Final = (0, 709, 851, 992, 1134, 1276)
_BULLETS: Final = ("•", "\u2013", "▪")
_NUMBERS: Final = (
    ("decimal", "%{}."),
    ("lowerLetter", "%{}."),
    ("decimal", "%{})"),
    ("lowerLetter", "%{})"),
    ("decimal", "(%{})"),
    ("lowerLetter", "(%{})"),
    ("lowerRoman", "%{}."),
    ("lowerRoman", "%{})"),
    ("lowerRoman", "(%{})"),
)


def write_numbering() -> str:
    """Return ``w:numbering``: five lists and one instance of each, under the same number."""
    lists = (
        _write_list(HEADINGS, _list_headings("BAB %1", "upperRoman", "numbered")),
        _write_list(ANNEXES, _list_headings("Lampiran %1", "upperLetter", "annex")),
        _write_list(BULLETS, _list_bullets()),
        _write_list(NUMBERS, _list_numbers()),
        _write_list(CELL_BULLETS, [_write_cell_bullet()]),
    )
    instances = (
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        for number in range(1, len(lists) + 1)
    )
    return f'<w:numbering xmlns:w="{_W}">{"".join(lists)}{"".join(instances)}</w:numbering>'


def _write_list(number: int, levels: Iterable[str]) -> str:
    # nsid tells Word which lists are the same one when text is pasted: it must be fixed.
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="4D50{number:04X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
    )


def _write_level(
    level: int,
    kind: str,
    text: str,
    *,
    style: str = "",
    suffix: str = "tab",
    left: int = 0,
    hanging: int = 0,
    legal: bool = False,
    look: str = "",
) -> str:
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>'
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:isLgl/>" if legal else "")
        + f'<w:suff w:val="{suffix}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        + f'<w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>'
        + (f"<w:rPr>{look}</w:rPr>" if look else "")
        + "</w:lvl>"
    )


def _list_headings(first: str, kind: str, style: str) -> Iterable[str]:
    """Yield levels: the chapter's, then decimal ones; ``isLgl`` prints 1.1, not I.1."""
    yield _write_level(0, kind, first, style=styles.name_heading(style, 1), suffix="nothing")
    text = "%1"
    for level in range(1, _LEVELS):
        text += f".%{level + 1}"
        named = styles.name_heading(style, level + 1) if level < styles.DEEPEST_HEADING else ""
        indent = _HEADING_INDENTS[min(level, len(_HEADING_INDENTS) - 1)]
        yield _write_level(
            level,
            "decimal",
            text,
            style=named,
            left=indent,
            hanging=indent,
            legal=style == "numbered",
        )


def _list_bullets() -> Iterable[str]:
    for level in range(_LEVELS):
        named = styles.name_list(False, level) if level < styles.DEEPEST_LIST_STYLE else ""
        yield _write_level(
            level,
            "bullet",
            _BULLETS[level % len(_BULLETS)],
            style=named,
            left=_STEP * (level + 1),
            hanging=_STEP,
            look='<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:hint="default"/>',
        )


def _list_numbers() -> Iterable[str]:
    for level, (kind, text) in enumerate(_NUMBERS):
        named = styles.name_list(True, level) if level < styles.DEEPEST_LIST_STYLE else ""
        yield _write_level(
            level,
            kind,
            text.format(level + 1),
            style=named,
            left=_STEP * (level + 1),
            hanging=_STEP,
        )


def _write_cell_bullet() -> str:
    return _write_level(0, "bullet", "•", style=styles.CELL_BULLET, left=142, hanging=142)
