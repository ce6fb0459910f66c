"""The body on its way into the package: paragraphs, tables, and what lies between them.

Page breaks and section changes wait here until something follows them, so that two in a
row, or one at the end, yield no empty page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from masterplan_cli.document.nodes import Orientation, SectionChange
from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.sections import Page, Section, SectionWriter

_CHUNK: Final = 1 << 17
_KEEPING: Final = styles.KEEPING | styles.TWINNED
_EMPTY: Final = f'<w:p><w:pPr><w:pStyle w:val="{styles.SPACER}"/></w:pPr></w:p>'
# Kept with what follows: between two tables whose rows hold together, LibreOffice 7.4 else loses
# the rows that a page break of the first one leaves for the next page.
_SPACER: Final = _EMPTY.replace(styles.SPACER, styles.name_kept(styles.SPACER))
# Paragraphs that belong to the table above them, and keep close to it.
_FOLLOWERS: Final = (styles.SOURCE, styles.NOTE)


class Flow:
    """Collects the body's XML and hands it to ``sink`` in large pieces."""

    def __init__(self, sections: SectionWriter, sink: Callable[[Sequence[str]], None]) -> None:
        """Start on a portrait page with arabic numbers, until a section change says else."""
        self._sections = sections
        self._sink = sink
        self._pieces: list[str] = []
        self._size = 0
        self._section = Section()
        self._pending: Section | None = None
        self._home: Orientation = "portrait"
        self._returns = False
        self._begun = False
        self._breaks = False
        self._last = ""
        self._signs = False

    @property
    def page(self) -> Page:
        """The page that the next content stands on."""
        return self._sections.turn_page(self._pending or self._section)

    @property
    def home(self) -> Orientation:
        """How pages lie where no wide table turns them."""
        return self._home

    def change_section(self, change: SectionChange) -> None:
        """Let what follows stand in the section that ``change`` describes."""
        self._home = change.orientation
        self._want(Section(change.orientation, change.numbering, change.restart, change.even))
        self._returns = False

    def turn(self, orientation: Orientation) -> None:
        """Let what follows stand on pages of ``orientation``, until ``turn_back``."""
        former = self._pending or self._section
        if former.orientation != orientation:
            self._want(Section(orientation, former.numbering))

    def turn_back(self) -> None:
        """Turn as the last section change said, after a table and its sources and notes."""
        self.turn(self._home)
        self._returns = self._pending is not None

    def _want(self, section: Section) -> None:
        if self._pending is not None:
            restart = section.restart or self._pending.restart
            section = replace(section, restart=restart, even=section.even or self._pending.even)
        self._pending = section
        if self._begun and self._pending == replace(self._section, restart=False, even=False):
            self._pending = None

    def break_page(self) -> None:
        """Let what follows start a new page."""
        self._breaks = True

    def add_paragraph(
        self,
        style: str,
        runs: str,
        properties: str = "",
        *,
        breaks: bool = False,
        keeps: bool = False,
    ) -> None:
        """Add a paragraph; ``properties`` follow ``pageBreakBefore`` in the schema's order.

        ``breaks`` says that the style itself starts a new page, ``keeps`` that the paragraph stays
        on the page of the next. A signature stands a little apart from what is signed.
        """
        signs = style == styles.SIGNATURE
        follows = self._last == "table" and style in _FOLLOWERS
        if not (self._returns and style in _FOLLOWERS):
            self._settle()
        if self._last == "table" and not (follows or self._breaks or breaks):
            self._push(_SPACER)
        if signs and self._last and not self._signs:
            style = styles.SIGNATURE_START
        self._signs = signs
        page = "<w:keepNext/>" if keeps and style not in _KEEPING else ""
        style = styles.name_kept(style) if keeps else style
        page += "<w:pageBreakBefore/>" if self._breaks and not breaks else ""
        self._breaks = False
        self._push(f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{page}{properties}</w:pPr>{runs}</w:p>')
        self._last = "paragraph"

    def end_field(self, runs: str) -> None:
        """Add the small paragraph that ends a field over several paragraphs.

        Why no section may end in it: LibreOffice reads the running heads while the field is
        open, and spoils those of the whole section.
        """
        self.add_paragraph(styles.SPACER, runs)
        self._last = "field"

    def add_table(self, pieces: Iterable[str]) -> None:
        """Add a table, apart from one directly before it."""
        self._signs = False
        self._settle()
        if self._breaks:
            self.add_paragraph(styles.SPACER, "")
        elif self._last == "table":
            self._push(_SPACER)
        for piece in pieces:
            self._push(piece)
            self._last = "table"

    def finish(self) -> None:
        """Add the last section's properties and hand everything over."""
        if not self._begun:
            self._settle()
        if self._last not in ("paragraph", "field"):
            self._push(_EMPTY)
        self._pieces.append(self._sections.write(self._section))
        self._flush(0)

    def _settle(self) -> None:
        """Begin the section that is wanted, before content."""
        if self._pending is not None:
            if self._begun:
                self._end_section()
            self._section, self._pending = self._pending, None
            self._returns = False
            self._breaks = False
        if not self._begun:
            self._begun, self._breaks = True, False

    def _end_section(self) -> None:
        properties = f"{self._sections.write(self._section)}</w:pPr>"
        if self._last == "paragraph":
            self._pieces[-1] = self._pieces[-1].replace("</w:pPr>", properties, 1)
        else:
            self._push(_EMPTY.replace("</w:pPr>", properties))
        self._last = ""

    def _push(self, piece: str) -> None:
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size > _CHUNK:
            # The last piece stays: a section's properties may have to go into it.
            self._flush(1)

    def _flush(self, keep: int) -> None:
        cut = len(self._pieces) - keep
        self._sink(self._pieces[:cut])
        self._pieces = self._pieces[cut:]
        self._size = sum(map(len, self._pieces))
