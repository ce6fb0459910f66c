"""Page numbers for the lists of contents, from a layout of the same book.

In: a numbered document and the PDF of its Word file. Out: the printed page number of each heading
and caption: roman in the front matter, arabic from the first chapter.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from masterplan_cli.document.nodes import Heading
from masterplan_cli.document.numbering import format_roman
from masterplan_cli.writers.docx.bookmarks import CONTENTS_PREFIX, name_contents_target
from masterplan_cli.writers.docx.outline import collect_entries

if TYPE_CHECKING:
    from masterplan_cli.document.numbering import Numbered


def read_pages(pdf: bytes, prefix: str = CONTENTS_PREFIX) -> dict[str, int]:
    """Return the page, from 1, of each bookmark whose name begins with ``prefix``.

    Raises ImportError where the extra ``paginate`` is not installed.
    """
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    numbers = {
        page.indirect_reference.idnum: number
        for number, page in enumerate(reader.pages, 1)
        if page.indirect_reference is not None
    }
    found: dict[str, int] = {}
    for key, destination in reader.named_destinations.items():
        # LibreOffice writes the underscores of a bookmark's name as their code.
        name = str(key).removeprefix("/").replace("5F", "_")
        if not name.startswith(prefix):
            continue
        page = destination.raw_get("/Page") if "/Page" in destination else None
        number = numbers.get(getattr(page, "idnum", -1))
        if number is not None:
            found[name] = number
    return found


def label_pages(numbered: Numbered, pages: Mapping[str, int]) -> dict[str, str]:
    """Return the printed page number by anchor; what the layout does not know is left out."""
    physical: dict[str, int] = {}
    for entry in collect_entries(numbered.document.blocks):
        page = pages.get(name_contents_target(entry.anchor))
        if page is not None:
            physical[entry.anchor] = page
    if not physical:
        return {}
    front = min(physical.values())
    body = min(
        (
            physical[block.anchor]
            for block in numbered.document.blocks
            if isinstance(block, Heading)
            and block.level == 1
            and block.style != "plain"
            and block.anchor in physical
        ),
        default=None,
    )
    return {
        anchor: str(page - body + 1)
        if body is not None and page >= body
        else format_roman(page - front + 1).lower()
        for anchor, page in physical.items()
    }
