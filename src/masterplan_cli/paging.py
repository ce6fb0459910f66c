"""Page numbers: LibreOffice lays a book out, and for lists of contents the writer writes it again.

In: a Word file, and its numbered book. Out: pages of bookmarks; the Word file with page numbers.
A layout is kept by the file's bytes, so that only a changed book is laid out again.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from masterplan_cli.diagnostics import Text, UserError

if TYPE_CHECKING:
    from masterplan_cli.document.numbering import Numbered
    from masterplan_cli.writers import WriterOptions


def paginate_book(
    numbered: Numbered, options: WriterOptions, data: bytes, cache: Path | None
) -> bytes:
    """Return the Word file with the page numbers of its own layout in the lists of contents.

    Raises UserError where LibreOffice or the extra is missing.
    """
    from masterplan_cli.writers import write
    from masterplan_cli.writers.docx.bookmarks import CONTENTS_PREFIX
    from masterplan_cli.writers.docx.pagination import label_pages

    pages = label_pages(numbered, find_pages(data, cache, CONTENTS_PREFIX))
    return write("docx", numbered, replace(options, pages=pages))


def find_pages(data: bytes, cache: Path | None, prefix: str) -> dict[str, int]:
    """Return the page, from 1, of each bookmark of a Word file whose name begins with ``prefix``.

    Raises UserError where LibreOffice or the extra is missing.
    """
    from masterplan_cli.source import office
    from masterplan_cli.source.layouts import LayoutStore
    from masterplan_cli.writers.docx.pagination import read_pages

    store = LayoutStore(cache)
    try:
        found = store.get(data)
        if found is None:
            found = read_pages(office.convert_to_pdf(data), prefix)
            store.put(data, found)
    except ImportError as error:
        raise UserError(
            Text("nomor halaman memerlukan pypdf", "page numbers need pypdf"),
            Text(
                'Pasang: pip install "masterplan-cli[paginate]"',
                'Install: pip install "masterplan-cli[paginate]"',
            ),
        ) from error
    return found
