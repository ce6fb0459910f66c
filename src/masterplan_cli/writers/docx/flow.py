"""The body on its way into the package: paragraphs, tables, and what lies between them.

Page breaks and section changes wait here until something follows them, so that two in a
row, or one at the end, yield no empty page.

Where a chapter begins a stretch begins, which may be put in as it was written before. What the
chapter may still change of those before it is their last piece: that stands apart.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final, NamedTuple

from masterplan_cli.document.nodes import Orientation, SectionChange
from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.body import Body, Stretch
from masterplan_cli.writers.docx.sections import Page, Section, SectionWriter

_CHUNK: Final = 1 << 17
_KEEPING: Final = styles.KEEPING | styles.TWINNED
_EMPTY: Final = f'<w:p><w:pPr><w:pStyle w:val="{styles.SPACER}"/></w:pPr></w:p>'.encode()
# Kept with what follows: between two tables whose rows hold together, LibreOffice 7.4 else loses
# the rows that a page break of the first one leaves for the next page.
_SPACER: Final = _EMPTY.replace(styles.SPACER.encode(), styles.name_kept(styles.SPACER).encode())
# Paragraphs that belong to the table above them, and keep close to it.
_FOLLOWERS: Final = (styles.SOURCE, styles.NOTE)


class FlowState(NamedTuple):
    """All that what comes next depends on."""

    section: Section
    pending: Section | None
    home: Orientation
    returns: bool
    begun: bool
    breaks: bool
    last: str
    signs: bool


class Written(NamedTuple):
    """What a stretch became, but for its last piece ``tail``, which may yet change.

    ``closing`` are the properties of the section that ended in the last piece before it.
    """

    stretch: Stretch
    closing: bytes
    tail: bytes
    state: FlowState


class Flow:
    """Collects encoded XML and hands it to the body in large pieces."""

    def __init__(self, sections: SectionWriter, body: Body) -> None:
        """Start on a portrait page with arabic numbers, until a section change says else."""
        self._sections = sections
        self._body = body
        self._mark = body.cut()
        self._held = self._closing = b""
        self._pieces: list[bytes] = []
        self._said: list[bytes] = []
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

    @property
    def state(self) -> FlowState:
        """All that what comes next depends on."""
        return FlowState(
            self._section,
            self._pending,
            self._home,
            self._returns,
            self._begun,
            self._breaks,
            self._last,
            self._signs,
        )

    def cut(self) -> None:
        """Begin a stretch."""
        if self._pieces:
            self._flush(1)
            self._held = self._pieces.pop()
            self._said.clear()
            self._size = 0
        self._closing = b""
        self._mark = self._body.cut()

    def end_stretch(self, *, kept: bool) -> Written | None:
        """End the stretch; return what it became where it is ``kept``."""
        if self._pieces:
            self._flush(1)
        written = None
        if kept:
            tail = self._pieces[0] if self._pieces else b""
            stretch = self._body.take_since(self._mark)
            written = Written(stretch, self._closing, tail, self.state)
        self.cut()
        return written

    def append(self, written: Written) -> None:
        """Put in a stretch as it was written before, in this very state."""
        self._close_held(written.closing)
        if written.tail:
            self._release()
            self._body.append(written.stretch)
            self._held = written.tail
        state = written.state
        self._section, self._pending, self._home = state.section, state.pending, state.home
        self._returns, self._begun, self._breaks = state.returns, state.begun, state.breaks
        self._last, self._signs = state.last, state.signs
        self.cut()

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
        opening = f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{page}{properties}</w:pPr>'
        self._push(f"{opening}{runs}</w:p>".encode())
        self._last = "paragraph"

    def end_field(self, runs: str) -> None:
        """Add the small paragraph that ends a field over several paragraphs.

        Why no section may end in it: LibreOffice reads the running heads while the field is
        open, and spoils those of the whole section.
        """
        self.add_paragraph(styles.SPACER, runs)
        self._last = "field"

    def add_table(self, pieces: Iterable[tuple[bytes, bytes]]) -> None:
        """Add a table in pieces with what they say, apart from a table directly before it."""
        self._signs = False
        self._settle()
        if self._breaks:
            self.add_paragraph(styles.SPACER, "")
        elif self._last == "table":
            self._push(_SPACER)
        for piece, said in pieces:
            self._push(piece, said)
            self._last = "table"

    def finish(self) -> None:
        """Add the last section's properties and hand everything over."""
        if not self._begun:
            self._settle()
        if self._last not in ("paragraph", "field"):
            self._push(_EMPTY)
        self._push(self._sections.write(self._section).encode())
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
        properties = f"{self._sections.write(self._section)}</w:pPr>".encode()
        if self._last == "paragraph" and self._pieces:
            self._pieces[-1] = self._pieces[-1].replace(b"</w:pPr>", properties, 1)
        elif self._last == "paragraph":
            self._closing = properties
            self._close_held(properties)
        else:
            self._push(_EMPTY.replace(b"</w:pPr>", properties))
        self._last = ""

    def _close_held(self, properties: bytes) -> None:
        if properties:
            self._held = self._held.replace(b"</w:pPr>", properties, 1)

    def _release(self) -> None:
        """Hand over what stood apart: nothing can change it any more."""
        if self._held:
            self._body.add_apart(self._held)
            self._held = b""
            self._mark = self._body.mark()

    def _push(self, piece: bytes, said: bytes | None = None) -> None:
        """Add a piece; ``said`` is shorter markup with the same text, where that is known."""
        self._pieces.append(piece)
        self._said.append(piece if said is None else said)
        self._size += len(piece)
        if self._size > _CHUNK:
            # The last piece stays: a section's properties may have to go into it.
            self._flush(1)

    def _flush(self, keep: int) -> None:
        self._release()
        cut = len(self._pieces) - keep
        if cut:
            self._body.add(self._pieces[:cut], self._said[:cut])
        self._pieces, self._said = self._pieces[cut:], self._said[cut:]
        self._size = sum(map(len, self._pieces))
