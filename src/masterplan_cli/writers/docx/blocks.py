"""Blocks to the body: one ``match`` over the document model.

Every paragraph carries one bookmark of the nearest origin: its own, else that of what holds
it (list, quotation, row), since nothing but paragraphs can carry one. A chapter heading is
two lines by a line break after Word's own number: no separator of a Word list is one.

Fallbacks: a heading inside a list or quotation is an ordinary heading; an item that does not
begin with a paragraph begins with an empty one, which holds its mark.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field, replace
from typing import TYPE_CHECKING, Final, assert_never

from masterplan_cli.document.charts import Chart
from masterplan_cli.document.nodes import (
    Block,
    Callout,
    Caption,
    Contents,
    Cover,
    Figure,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    Quote,
    SectionChange,
    Table,
    Text,
)
from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.docx import fields, styles
from masterplan_cli.writers.docx.bookmarks import (
    Bookmarks,
    name_contents_target,
    name_reference_target,
)
from masterplan_cli.writers.docx.escape import wrap_text
from masterplan_cli.writers.docx.flow import Flow
from masterplan_cli.writers.docx.inlines import InlineWriter
from masterplan_cli.writers.docx.keeping import ends_page, is_kept
from masterplan_cli.writers.docx.numbering import ListInstances
from masterplan_cli.writers.docx.outline import Entry
from masterplan_cli.writers.docx.scope import LIST_INDENT, Scope, enter_frame
from masterplan_cli.writers.docx.sections import Page
from masterplan_cli.writers.docx.tables import TableWriter
from masterplan_cli.writers.docx.turning import find_turned
from masterplan_cli.writers.docx.typography import bind_groups

if TYPE_CHECKING:
    from masterplan_cli.document.numbering import Label

CALLOUT_TITLES: Final = {
    "note": "Catatan",
    "tip": "Kiat",
    "important": "Penting",
    "warning": "Peringatan",
    "caution": "Awas",
}
EMPTY_CONTENTS: Final = {
    "headings": "Belum ada judul.",
    "tables": "Belum ada tabel.",
    "figures": "Belum ada gambar.",
}
_BREAK: Final = "<w:r><w:br/></w:r>"
_PARAGRAPHS: Final = {
    "note": styles.NOTE,
    "source": styles.SOURCE,
    "centered": styles.CENTERED,
    "signature": styles.SIGNATURE,
}


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes blocks into ``flow``; ``add_drawing`` packs what a figure shows.

    It puts the picture or chart into the package and gives the run that shows it.
    """

    flow: Flow
    labels: Mapping[str, Label]
    entries: tuple[Entry, ...]
    inlines: InlineWriter
    tables: TableWriter
    bookmarks: Bookmarks
    lists: ListInstances
    sequences: fields.Sequences
    add_drawing: Callable[[Figure | Chart, Page], str]
    pages: Mapping[str, str] = field(default_factory=dict)

    def write(self, blocks: Sequence[Block], scope: Scope | None = None) -> None:
        """Write ``blocks`` one after the other."""
        self.write_some(blocks, range(len(blocks)), find_turned(blocks), scope or Scope())

    def write_some(
        self, blocks: Sequence[Block], places: range, turned: frozenset[int], where: Scope
    ) -> None:
        """Write those of the ``blocks`` at these ``places``; ``turned`` is of all of them."""
        for place in places:
            block = blocks[place]
            if place in turned:
                self.flow.turn("landscape")
            elif place - 1 in turned:
                self.flow.turn_back()
            kept = where.kept or is_kept(blocks, place)
            lying = turned if self.flow.home == "portrait" else range(len(blocks))
            ends = isinstance(block, Table) and ends_page(blocks, place, lying)
            changed = kept != where.kept or ends
            self._write_block(block, replace(where, kept=kept, ends=ends) if changed else where)

    def _write_block(self, block: Block, scope: Scope) -> None:
        match block:
            case Heading():
                self._write_heading(block, scope)
            case Paragraph():
                self._write_paragraph(block, scope)
            case ItemList():
                self._write_list(block, scope)
            case Quote():
                self.write(block.blocks, enter_frame(scope, styles.QUOTE, block.origin))
            case Callout():
                self._write_callout(block, scope)
            case Table():
                self._write_table(block, scope)
            case Figure() | Chart():
                self._write_figure(block, scope)
            case PageBreak():
                self.flow.break_page()
            case SectionChange():
                self.flow.change_section(block)
            case Contents():
                self._write_contents(block, scope)
            case Cover():
                self._write_cover(block, scope)
            case _:
                assert_never(block)

    def _mark(self, runs: str, origin: str) -> str:
        return self.bookmarks.mark(origin, runs)

    def _mark_name(self, runs: str, name: str) -> str:
        start, end = self.bookmarks.open_name(name)
        return f"{start}{runs}{end}"

    def _write_heading(self, heading: Heading, scope: Scope) -> None:
        origin = heading.origin or scope.origin
        runs = self._mark(self.inlines.write(heading.children, origin), origin)
        before = ""
        if heading.level == 1 and heading.style != "plain":
            before = _BREAK
            if heading.style == "numbered":
                label = self.labels.get(heading.anchor)
                before = self.sequences.write_chapter(label.chapter if label else "") + _BREAK
        if heading.anchor:
            runs = self._mark_name(runs, name_reference_target(heading.anchor))
            runs = self._mark_name(runs, name_contents_target(heading.anchor))
        style = styles.name_heading(heading.style, heading.level)
        if heading.runs_on and heading.level == 1:
            style = styles.name_run_on(style)
        self.flow.add_paragraph(style, before + runs, breaks=heading.level == 1)

    def _write_paragraph(self, paragraph: Paragraph, scope: Scope, number: str = "") -> None:
        origin = paragraph.origin or scope.origin
        runs = self._mark(self.inlines.write(paragraph.children, origin), origin)
        style = _PARAGRAPHS.get(paragraph.style, scope.style)
        plain = style == scope.style
        properties = number or (scope.indent if plain else "")
        self.flow.add_paragraph(style, runs, properties, keeps=scope.kept)

    def _write_list(self, items: ItemList, scope: Scope) -> None:
        depth = scope.depth
        number = self.lists.open_list(items.ordered, depth, items.start)
        inside = replace(scope, depth=depth + 1, origin=items.origin or scope.origin)
        head = inside
        if scope.framed:
            left = LIST_INDENT * (depth + 1) + styles.FRAME_INDENT
            number += f'<w:ind w:left="{left}" w:hanging="{LIST_INDENT}"/>'
        else:
            head = replace(inside, style=styles.name_list(items.ordered, depth))
            inside = replace(inside, style=styles.name_continuation(depth))
            if not items.ordered and depth < styles.DEEPEST_LIST_STYLE:
                number = ""
        for item in items.items:
            first = item[0] if item else None
            if isinstance(first, Paragraph) and first.style == "body":
                self._write_paragraph(first, head, number)
                self.write(item[1:], inside)
            else:
                self.flow.add_paragraph(head.style, "", number)
                self.write(item, inside)

    def _write_callout(self, callout: Callout, scope: Scope) -> None:
        style = styles.name_callout(callout.kind)
        inside = enter_frame(scope, style, callout.origin)
        title = self.inlines.write(
            callout.title or (Text(CALLOUT_TITLES[callout.kind]),), inside.origin
        )
        self.flow.add_paragraph(f"{style}Title", self._mark(title, inside.origin))
        # The writer of a note wants it read whole; a long one may break before its last paragraph.
        self.write(callout.blocks[:-1], replace(inside, kept=True))
        self.write(callout.blocks[-1:], inside)

    def _write_table(self, table: Table, scope: Scope) -> None:
        origin = table.origin or scope.origin
        landscape = table.orientation == "landscape"
        if landscape:
            self.flow.turn("landscape")
        title = ""
        if table.caption is not None:
            self._write_caption(table.caption, origin, styles.TABLE_CAPTION)
            label = self.labels.get(table.caption.anchor)
            title = f"{label.text} {label.title}" if label else ""
        width = self.flow.page.text_width
        rows = self.tables.write(
            table, width, title, scope.origin, kept=scope.kept, ends=scope.ends
        )
        self.flow.add_table(rows)
        if landscape:
            self.flow.turn_back()

    def _write_figure(self, figure: Figure | Chart, scope: Scope) -> None:
        origin = figure.origin or scope.origin
        runs = self._mark(self.add_drawing(figure, self.flow.page), origin)
        if figure.caption is None:
            self.flow.add_paragraph(styles.CENTERED, runs)
            return
        # This style keeps the drawing on the page of its caption.
        self.flow.add_paragraph(styles.FIGURE, runs)
        self._write_caption(figure.caption, origin, styles.FIGURE_CAPTION)

    def _write_caption(self, caption: Caption, parent: str, style: str) -> None:
        origin = caption.origin or parent
        start, end = self.bookmarks.open_origin(origin)
        label = self.labels.get(caption.anchor)
        runs = self.inlines.write(caption.children, origin)
        if label is not None and label.text:
            number = self.sequences.write_caption(
                caption.kind, label.text, label.number, label.chapter
            )
            number = self._mark_name(number, name_reference_target(caption.anchor))
            runs = f"{number}<w:r>{wrap_text(' ')}</w:r>{runs}"
        runs = f"{start}{runs}{end}"
        if caption.anchor:
            runs = self._mark_name(runs, name_contents_target(caption.anchor))
        self.flow.add_paragraph(style, runs)

    def _write_contents(self, contents: Contents, scope: Scope) -> None:
        """Write the field with its entries; it ends in a paragraph of its own, as Word's do."""
        headings = contents.kind == "headings"
        field = fields.HEADINGS_FIELD
        if not headings:
            field = fields.list_captions(contents.kind.removesuffix("s"))
        opening = fields.open_field(field)
        for entry in self.entries:
            if entry.kind != contents.kind or entry.level > styles.DEEPEST_CONTENTS:
                continue
            style = styles.name_contents(entry.level) if headings else styles.TABLE_OF_FIGURES
            origin = entry.origin or contents.origin or scope.origin
            runs = self._mark(self._write_entry(entry.anchor, headings), origin)
            self.flow.add_paragraph(style, opening + runs, self._clear_tab(entry))
            opening = ""
        if opening:
            style = styles.name_contents(1) if headings else styles.TABLE_OF_FIGURES
            runs = f"<w:r>{wrap_text(EMPTY_CONTENTS[contents.kind])}</w:r>"
            self.flow.add_paragraph(style, opening + runs)
        self.flow.end_field(fields.END_FIELD)

    def _clear_tab(self, entry: Entry) -> str:
        """Return what lets the page number of a title without a label reach the right margin."""
        label = self.labels.get(entry.anchor)
        if label is None or label.text or entry.anchor not in self.pages:
            return ""
        # A hanging indent is a tab stop too: it has to go along with the stop itself.
        return (
            f'<w:tabs><w:tab w:val="clear" w:pos="{styles.CONTENTS_LABEL_TAB}"/></w:tabs>'
            '<w:ind w:left="0" w:firstLine="0"/>'
        )

    def _write_entry(self, anchor: str, heading: bool) -> str:
        label = self.labels.get(anchor)
        if label is None:
            return ""
        gap = "<w:r><w:tab/></w:r>" if heading else f"<w:r>{wrap_text(' ')}</w:r>"
        number = f"<w:r>{wrap_text(label.text)}</w:r>{gap}" if label.text else ""
        title = f"<w:r>{wrap_text(bind_groups(label.title))}</w:r>" if label.title else ""
        target = name_contents_target(anchor)
        page = self.pages.get(anchor, "")
        if page:
            page = "<w:r><w:tab/></w:r>" + fields.write_field(rf"PAGEREF {target} \h", page)
        return f'<w:hyperlink w:anchor="{target}" w:history="1">{number}{title}{page}</w:hyperlink>'

    def _write_cover(self, cover: Cover, scope: Scope) -> None:
        parent = cover.origin or scope.origin
        if cover.arms is not None:
            drawing = self.add_drawing(cover.arms, self.flow.page)
            self.flow.add_paragraph(styles.COVER_ARMS, self._mark(drawing, parent))
        for line in cover.lines:
            origin = line.origin or parent
            runs = self._mark(self.inlines.write(line.children, origin), origin)
            self.flow.add_paragraph(styles.name_cover(line.role), runs)
        self.flow.break_page()
