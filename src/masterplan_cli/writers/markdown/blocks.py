"""Blocks to Markdown: one ``match`` over the document model.

Each block is a string without blank lines around it; containers indent or prefix what they hold.

Fallbacks: page breaks and section changes leave nothing; how a paragraph is set (centred,
signature, source) is lost; a figure is its alternative text in italics, since hosts show no
picture that is inside the file; a chart is the table of its data; captions are paragraphs, above
tables (a chart's too) and below figures; a callout inside a list or quote is a quote on most hosts;
items without content leave an empty one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, assert_never

from masterplan_cli.document.charts import Chart
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import (
    Block,
    Callout,
    Caption,
    Contents,
    Cover,
    Emphasis,
    Figure,
    Heading,
    ItemList,
    PageBreak,
    Paragraph,
    Quote,
    SectionChange,
    Strong,
    Table,
    Text,
)
from masterplan_cli.document.numbering import Numbered, OutlineEntry, list_outline
from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.markdown.anchors import Anchors, name_heading
from masterplan_cli.writers.markdown.charts import tabulate_chart
from masterplan_cli.writers.markdown.covers import write_cover
from masterplan_cli.writers.markdown.escape import guard_heading
from masterplan_cli.writers.markdown.inlines import InlineWriter
from masterplan_cli.writers.markdown.tables import write_table

EMPTY_CONTENTS: Final[Mapping[str, str]] = {
    "headings": "Belum ada judul.",
    "tables": "Belum ada tabel.",
    "figures": "Belum ada gambar.",
}
NO_ALTERNATIVE: Final = "Gambar tanpa teks alternatif."
# Two lists of one kind in a row are one list, unless their marks differ.
_MARKS: Final = {False: ("-", "*"), True: (".", ")")}
_HIGHEST_NUMBER: Final = 999_999_999


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Writes the blocks of one book."""

    numbered: Numbered
    anchors: Anchors
    inlines: InlineWriter

    def write(self, blocks: Sequence[Block], outer_mark: str = "") -> list[str]:
        """Return the blocks one by one, those that leave nothing left out.

        ``outer_mark`` is the mark of the list whose item begins with the first of them.
        """
        return self.write_on(blocks, outer_mark)[0]

    def write_on(self, blocks: Sequence[Block], last_mark: str) -> tuple[list[str], str]:
        """Return the blocks behind a list with ``last_mark``, and the mark that the last one has.

        The mark is empty where the block before is no list.
        """
        parts: list[str] = []
        for block in blocks:
            if isinstance(block, ItemList):
                first, second = _MARKS[block.ordered]
                mark = second if last_mark == first else first
                made = _list_made(self._write_list(block, mark))
            else:
                made = self._write_block(block)
                mark = "-" if isinstance(block, Contents) else ""
            if made:
                last_mark = mark
                parts += made
        return parts, last_mark

    def _write_block(self, block: Block) -> list[str]:
        match block:
            case Heading():
                written = self._write_heading(block)
            case Paragraph():
                written = self.inlines.write_paragraph(block.children)
            case ItemList():
                written = self._write_list(block, _MARKS[block.ordered][0])
            case Quote():
                written = _prefix("\n\n".join(self.write(block.blocks)))
            case Callout():
                written = self._write_callout(block)
            case Table():
                caption = self._write_caption(block.caption)
                return [*caption, *_list_made(write_table(block, self.inlines))]
            case Figure():
                return [self._write_figure(block), *self._write_caption(block.caption)]
            case Chart():
                data = _list_made(write_table(tabulate_chart(block), self.inlines))
                return [*self._write_caption(block.caption), *data]
            case PageBreak() | SectionChange():
                return []
            case Contents():
                written = self._write_contents(block)
            case Cover():
                return write_cover(block, self.inlines)
            case _:
                assert_never(block)
        return _list_made(written)

    def _write_heading(self, heading: Heading) -> str:
        label = self.numbered.labels[heading.anchor]
        title = self.inlines.write_line(heading.children)
        words = (self.anchors.write_id(heading.anchor) + label.text, title)
        text = guard_heading(" ".join(word for word in words if word))
        return f"{'#' * min(heading.level, 6)} {text}".rstrip(" ")

    def _write_caption(self, caption: Caption | None) -> list[str]:
        """Return the caption as a paragraph: hosts have no other place for it."""
        if caption is None:
            return []
        label = self.numbered.labels[caption.anchor]
        lead = f"{self.anchors.write_id(caption.anchor)}**{label.text}**"
        return [self.inlines.write_paragraph(caption.children, lead)]

    def _write_figure(self, figure: Figure) -> str:
        text = figure.alternative.strip() or NO_ALTERNATIVE
        return self.inlines.write_paragraph((Emphasis((Text(text),)),))

    def _write_callout(self, callout: Callout) -> str:
        parts = self.write(callout.blocks)
        if not parts:
            return ""
        if callout.title:
            # Hosts title a note by its kind alone.
            title = self.inlines.write_paragraph((Strong(callout.title),))
            return _prefix("\n\n".join([f"[!{callout.kind.upper()}]\n{title}", *parts]))
        first = callout.blocks[0]
        # A list below the mark would be swallowed by its line.
        gap = "\n" if isinstance(first, Paragraph) and read_text(first.children).strip() else "\n\n"
        return _prefix(f"[!{callout.kind.upper()}]{gap}" + "\n\n".join(parts))

    def _write_list(self, items: ItemList, mark: str) -> str:
        """Return the list, or nothing where no item holds anything."""
        written = [self.write(item, mark) for item in items.items]
        if not any(written):
            return ""
        tight = all(map(_is_tight, items.items, written))
        gap = "\n" if tight else "\n\n"
        start = max(0, min(items.start, _HIGHEST_NUMBER - len(written)))
        lines = []
        for number, parts in enumerate(written, start):
            head = f"{number}{mark}" if items.ordered else mark
            lines.append(f"{head} {_indent(gap.join(parts), len(head) + 1)}".rstrip(" "))
        return gap.join(lines)

    def _write_contents(self, contents: Contents) -> str:
        entries = list_outline(self.numbered, contents.kind)
        if not entries:
            return self.inlines.write_paragraph((Emphasis((Text(EMPTY_CONTENTS[contents.kind]),)),))
        return "\n".join(self._write_entries(entries))

    def _write_entries(self, entries: Sequence[OutlineEntry]) -> list[str]:
        lines = []
        open_levels: list[int] = []
        for entry in entries:
            while open_levels and open_levels[-1] >= entry.label.level:
                open_levels.pop()
            link = self.inlines.link_anchor(entry.anchor, name_heading(entry.label))
            lines.append(f"{'  ' * len(open_levels)}- {link}")
            open_levels.append(entry.label.level)
        return lines


def _list_made(written: str) -> list[str]:
    return [written] if written else []


def _is_tight(item: Sequence[Block], parts: Sequence[str]) -> bool:
    """Say whether an item needs no blank lines: a line of text, and at most a list below it."""
    if len(parts) < 2:
        return True
    if len(parts) > 2 or len(item) != 2 or not isinstance(item[0], Paragraph):
        return False
    inner = item[1]
    # Only such a list may follow a paragraph's line directly.
    return (
        isinstance(inner, ItemList)
        and (not inner.ordered or inner.start == 1)
        and len(parts[1].split("\n", 1)[0].split(" ", 1)) == 2
    )


def _indent(text: str, width: int) -> str:
    """Indent all lines but the first and the blank ones."""
    return text.replace("\n", "\n" + " " * width).replace("\n" + " " * width + "\n", "\n\n")


def _prefix(text: str) -> str:
    """Return the lines as a quotation, or nothing."""
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n")) if text else ""
