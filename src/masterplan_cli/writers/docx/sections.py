"""Sections: page size, running heads, and how pages are numbered.

Header and footer exist once per orientation, since the tab stop that holds their right half
depends on the text's width; sections without page numbers (the cover) have empty ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, Literal

from masterplan_cli.document.nodes import Metadata, Orientation
from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.escape import wrap_text
from masterplan_cli.writers.docx.fields import write_field
from masterplan_cli.writers.docx.heads import Head, Heads
from masterplan_cli.writers.docx.relationships import OFFICE, XML_DECLARATION, Relationships
from masterplan_cli.writers.docx.typography import shorten
from masterplan_cli.writers.docx.watermark import write_watermark

HEADER_TYPE: Final = f"{OFFICE}/header"
FOOTER_TYPE: Final = f"{OFFICE}/footer"
NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_FORMATS: Final = {"none": "decimal", "roman": "lowerRoman", "arabic": "decimal"}
_ORIENTATIONS: Final[tuple[Orientation, ...]] = ("portrait", "landscape")
DRAFT: Final = "DRAF"
_TAB: Final = "<w:r><w:tab/></w:r>"
_BREAK: Final = "<w:r><w:br/></w:r>"
_NO_HEADS: Final = Heads()
# What one line of a running head holds on an upright page: 8 points of Arial, with room to spare.
_MOST_CHARACTERS: Final = 100


@dataclass(frozen=True, slots=True)
class Page:
    """A portrait page and its margins, in twentieths of a point."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int
    header: int
    footer: int

    @property
    def text_width(self) -> int:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """Height between the margins."""
        return self.height - self.top - self.bottom

    def turn(self, orientation: Orientation) -> Page:
        """Return the page in ``orientation``; the binding edge stays where the binding is.

        Why: turned anticlockwise into the hand, a landscape page has its binding on top.
        """
        if orientation == "portrait":
            return self
        return replace(
            self,
            width=self.height,
            height=self.width,
            top=self.left,
            right=self.top,
            bottom=self.right,
            left=self.bottom,
        )


@dataclass(frozen=True, slots=True)
class Section:
    """What pages are like from here on."""

    orientation: Orientation = "portrait"
    numbering: Literal["none", "roman", "arabic"] = "arabic"
    restart: bool = False
    even: bool = False


class SectionWriter:
    """Writes ``w:sectPr`` and the running heads that they point at."""

    def __init__(
        self,
        page: Page,
        metadata: Metadata,
        relationships: Relationships,
        stops: tuple[tuple[int, ...], tuple[int, ...]] = ((), ()),
        heads: Heads = _NO_HEADS,
    ) -> None:
        """Take the page, what running heads say, and where their parts are registered.

        ``stops`` are tab stops that the styles of heads and feet have of their own; ``heads`` are
        printed above the book's own.
        """
        self._page = page
        self._stops = stops
        self._heads = heads
        self._metadata = metadata
        self._ids = {
            kind: (
                relationships.add(HEADER_TYPE, f"header-{kind}.xml"),
                relationships.add(FOOTER_TYPE, f"footer-{kind}.xml"),
            )
            for kind in ("empty", *_ORIENTATIONS)
        }

    def turn_page(self, section: Section) -> Page:
        """Return the page of ``section``, turned as it lies."""
        return self._page.turn(section.orientation)

    def write(self, section: Section) -> str:
        """Return the properties of ``section``."""
        page = self.turn_page(section)
        header, footer = self._ids["empty" if section.numbering == "none" else section.orientation]
        turned = ' w:orient="landscape"' if section.orientation == "landscape" else ""
        start = ' w:start="1"' if section.restart else ""
        first = "evenPage" if section.even else "nextPage"
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>'
            f'<w:footerReference w:type="default" r:id="{footer}"/><w:type w:val="{first}"/>'
            f'<w:pgSz w:w="{page.width}" w:h="{page.height}"{turned}/>'
            f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}"'
            f' w:left="{page.left}" w:header="{page.header}" w:footer="{page.footer}"'
            ' w:gutter="0"/>'
            f'<w:pgNumType w:fmt="{_FORMATS[section.numbering]}"{start}/></w:sectPr>'
        )

    def write_running_heads(self) -> dict[str, str]:
        """Return the header and footer parts by name."""
        heads = {
            "word/header-empty.xml": _write_head("hdr", styles.SPACER, 0, "", ()),
            "word/footer-empty.xml": _write_head("ftr", styles.SPACER, 0, "", ()),
        }
        header, footer = self._write_header(), self._write_footer()
        if self._metadata.draft:
            header = write_watermark(DRAFT) + header
        above, below = self._heads.above, self._heads.below
        for orientation in _ORIENTATIONS:
            width = self._page.turn(orientation).text_width
            heads[f"word/header-{orientation}.xml"] = _write_head(
                "hdr", styles.HEADER, width, header, self._stops[0], above
            )
            heads[f"word/footer-{orientation}.xml"] = _write_head(
                "ftr", styles.FOOTER, width, footer, self._stops[1], below
            )
        return heads

    def write_links(self) -> dict[str, str]:
        """Return the relationships parts of the headers and footers by name."""
        return {
            f"word/_rels/{kind}-{orientation}.xml.rels": head.links
            for kind, head in (("header", self._heads.above), ("footer", self._heads.below))
            for orientation in _ORIENTATIONS
            if head is not None and head.links
        }

    def _write_header(self) -> str:
        """Return two lines: title and stage, region and (of a draft) the build.

        A title that would wrap is cut: it pushed the page's text down, and tore the line apart.
        """
        metadata = self._metadata
        draft = _write_run(DRAFT, styles.DRAFT_MARK) + _write_run(" · ") if metadata.draft else ""
        room = _MOST_CHARACTERS - len(metadata.stage_label) - (len(DRAFT) + 3 if draft else 0)
        region = "" if metadata.region in metadata.title else metadata.region
        build = _write_run(metadata.build_id, styles.BUILD_ID) if metadata.draft else ""
        second = f"{_write_run(region)}{_TAB if build else ''}{build}"
        return (
            f"{_write_run(shorten(metadata.title, room))}{_TAB}{draft}"
            f"{_write_run(metadata.stage_label)}{_BREAK if second else ''}{second}"
        )

    def _write_footer(self) -> str:
        """Return the page's number, and the build where the header does not name it."""
        draft = self._metadata.draft
        build = "" if draft else _write_run(self._metadata.build_id, styles.BUILD_ID)
        below = self._heads.below
        if below is not None and below.numbered:
            return build
        return f"{build}{_TAB}{write_field('PAGE', '1')}"


def _write_run(text: str, style: str = "") -> str:
    look = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{look}{wrap_text(text)}</w:r>" if text else ""


def _write_head(
    root: str, style: str, width: int, runs: str, stops: Iterable[int], first: Head | None = None
) -> str:
    """Return a header or footer part; ``width`` is where its right half ends, 0 for none.

    ``stops`` are those of the style: a tab would end at the first of them, in mid-page. ``first``
    stands above.
    """
    tabs = "".join(f'<w:tab w:val="clear" w:pos="{stop}"/>' for stop in stops if stop != width)
    tabs = f'<w:tabs>{tabs}<w:tab w:val="right" w:pos="{width}"/></w:tabs>' if width else ""
    own = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tabs}</w:pPr>{runs}</w:p>'
    if first is None:
        return f"{XML_DECLARATION}<w:{root} {NAMESPACES}>{own}</w:{root}>"
    own = own if runs else ""
    # A letterhead fills the upper margin: without a gap the text would begin right below it.
    gap = f'<w:p><w:pPr><w:pStyle w:val="{styles.SPACER}"/></w:pPr></w:p>' if root == "hdr" else ""
    return f"{XML_DECLARATION}{first.opening}{first.body}{own}{gap}</w:{root}>"
