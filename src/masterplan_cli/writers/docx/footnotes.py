"""The footnotes part: notes in the order of their calls, after Word's two separators."""

from __future__ import annotations

from typing import Final

from masterplan_cli.document.nodes import Footnote
from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.bookmarks import Bookmarks
from masterplan_cli.writers.docx.inlines import InlineWriter
from masterplan_cli.writers.docx.relationships import XML_DECLARATION
from masterplan_cli.writers.docx.sections import NAMESPACES

_MARK: Final = (
    f'<w:r><w:rPr><w:rStyle w:val="{styles.FOOTNOTE_REFERENCE}"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
)
_SEPARATORS: Final = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr>'
    f'<w:pStyle w:val="{styles.SPACER}"/></w:pPr><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
)


class FootnoteWriter:
    """Collects footnotes in ``notes`` while the body is written; ids count from 1."""

    def __init__(self, bookmarks: Bookmarks) -> None:
        """Take the package's bookmarks: their ids are unique over body and notes."""
        self._bookmarks = bookmarks
        self.notes: list[str] = []

    def add(self, footnote: Footnote, origin: str, inlines: InlineWriter) -> int:
        """Write ``footnote`` of ``origin`` with this part's ``inlines`` and return its id."""
        number = len(self.notes) + 1
        start, end = self._bookmarks.open_origin(origin)
        runs = inlines.write(footnote.children, origin)
        self.notes.append(
            f'<w:footnote w:id="{number}"><w:p><w:pPr>'
            f'<w:pStyle w:val="{styles.FOOTNOTE_TEXT}"/></w:pPr>'
            f"{_MARK}{start}{runs}{end}</w:p></w:footnote>"
        )
        return number

    def write(self) -> str:
        """Return the part."""
        return (
            f"{XML_DECLARATION}<w:footnotes {NAMESPACES}>{_SEPARATORS}"
            f"{''.join(self.notes)}</w:footnotes>"
        )
