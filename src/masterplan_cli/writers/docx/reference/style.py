"""One style, and the pieces of XML that styles are put together from.

Sizes are half points, distances twentieths of a point, as OOXML has them. Colours: one sober
dark blue for headings and rules, greys for the rest; everything reads in black and white.
"""

from __future__ import annotations

from typing import Final

from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.docx import styles

BLUE: Final = "1F3864"
GREY: Final = "595959"
RULE: Final = "8496B0"
HEADER_FILL: Final = "D9E2F3"

SERIF: Final = (
    '<w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman"'
    ' w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
)
SANS: Final = '<w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/>'
MONO: Final = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'
BOLD: Final = "<w:b/><w:bCs/>"
ITALIC: Final = "<w:i/><w:iCs/>"
KEEP: Final = "<w:keepNext/><w:keepLines/>"
WHOLE_WORDS: Final = "<w:suppressAutoHyphens/>"
CENTER: Final = '<w:jc w:val="center"/>'
RIGHT: Final = '<w:jc w:val="right"/>'


def space(before: int, after: int, line: int = 240) -> str:
    """Return space around a paragraph (1/20 pt) and between its lines (240 is single)."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def size(half_points: int) -> str:
    """Return a size of type."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def color(value: str) -> str:
    """Return a colour of type, hexadecimal RGB."""
    return f'<w:color w:val="{value}"/>'


@dataclass(frozen=True, slots=True)
class Style:
    """One paragraph or character style; ``paragraph`` and ``run`` are XML, in schema order."""

    key: str
    name: str
    based: str = "Normal"
    following: str = ""
    paragraph: str = ""
    run: str = ""
    kind: str = "paragraph"
    hidden: bool = False

    def write(self) -> str:
        """Return the ``w:style`` element."""
        attributes = f'w:type="{self.kind}" w:styleId="{self.key}"'
        if self.key in ("Normal", "DefaultParagraphFont"):
            attributes += ' w:default="1"'
        elif self.name[0].isupper() and self.name not in _BUILT_IN:
            attributes += ' w:customStyle="1"'
        return (
            f'<w:style {attributes}><w:name w:val="{self.name}"/>'
            + (f'<w:basedOn w:val="{self.based}"/>' if self.based else "")
            + (f'<w:next w:val="{self.following}"/>' if self.following else "")
            + ("<w:semiHidden/>" if self.hidden else "<w:qFormat/>")
            + (f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else "")
            + (f"<w:rPr>{self.run}</w:rPr>" if self.run else "")
            + "</w:style>"
        )


def make_kept(style: Style) -> Style:
    """Return the twin of ``style`` for paragraphs that stay on the page of the next one.

    Word does not list it: whoever writes on takes the style itself.
    """
    return Style(
        styles.name_kept(style.key),
        f"{style.name} (menyambung)",
        style.key,
        style.key,
        "<w:keepNext/>",
        hidden=True,
    )


# Names that Word knows and translates; all others are ours, in Indonesian.
_BUILT_IN: Final = frozenset(
    (
        "Normal",
        "Body Text",
        "Quote",
        "Strong",
        "Emphasis",
        "Hyperlink",
        "Default Paragraph Font",
        *(
            f"List {kind}{number}"
            for kind in ("Bullet", "Number", "Continue")
            for number in ("", " 2", " 3", " 4", " 5")
        ),
    )
)
