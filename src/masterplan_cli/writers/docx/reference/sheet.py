"""The style sheet of ``reference.docx``, put together."""

from __future__ import annotations

from typing import Final

from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.reference.body import (
    list_frames,
    list_headings,
    list_lists,
    list_text,
)
from masterplan_cli.writers.docx.reference.cells import TABLE_STYLES, list_cells
from masterplan_cli.writers.docx.reference.furniture import (
    list_characters,
    list_contents,
    list_cover,
)
from masterplan_cli.writers.docx.reference.style import SERIF, make_kept

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def write_styles() -> str:
    """Return ``w:styles``."""
    paragraphs = (
        *list_text(),
        *list_headings(),
        *list_lists(),
        *list_frames(),
        *list_cells(),
        *list_contents(),
        *list_cover(),
        *list_characters(),
    )
    twins = [make_kept(style) for style in paragraphs if style.key in styles.TWINNED]
    return (
        f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>{SERIF}'
        '<w:sz w:val="24"/><w:szCs w:val="24"/>'
        '<w:lang w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        + "".join(style.write() for style in (*paragraphs, *twins))
        + TABLE_STYLES
        + "</w:styles>"
    )
