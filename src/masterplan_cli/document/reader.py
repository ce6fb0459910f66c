"""The Markdown reader: text with sentinels in, blocks out.

markdown-it-py parses the template's Markdown; this module turns its tokens into nodes and puts
the islands in their places. What has no place in a book (raw HTML, pictures by address) is text
or a problem, never silently lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import field, replace
from functools import cache
from typing import TYPE_CHECKING, Literal, cast

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.callouts import make_quote
from masterplan_cli.document.inlines import InlineReader, read_text
from masterplan_cli.document.islands import SENTINEL, Stand
from masterplan_cli.document.nodes import (
    Align,
    Block,
    Cell,
    Code,
    Column,
    Heading,
    Inline,
    ItemList,
    LineBreak,
    Origin,
    PageBreak,
    Paragraph,
    Row,
    Table,
    Text,
)
from masterplan_cli.document.pieces import Listing, Piece, cut_text
from masterplan_cli.document.problems import Problem
from masterplan_cli.frozen import dataclass

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ATTRIBUTES = re.compile(r"\s*\{:([^{}]*)\}\s*\Z")

Locate = Callable[[int], Origin]


@dataclass(frozen=True, slots=True)
class ReadResult:
    """Blocks, and what the reader could not honour."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = field(default=())


@cache
def build_parser() -> MarkdownIt:
    """Return the parser: CommonMark with tables and footnotes, without raw HTML.

    Loaded when a text asks for it: a book's own chapters hardly do.
    """
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    footnote_plugin(parser)
    return parser


def read_markdown(text: str, islands: Sequence[Stand], locate: Locate) -> ReadResult:
    """Return the blocks of ``text``.

    ``locate`` maps a line of ``text`` (from 0) to the origin of standing text on it.
    """
    reader = _BlockReader(islands, locate)
    blocks = [block for piece in cut_text(text) for block in reader.read_piece(piece)]
    return ReadResult(tuple(blocks), tuple(reader.problems))


class _BlockReader:
    """Walks the token list of each piece once, by position."""

    def __init__(self, islands: Sequence[Stand], locate: Locate) -> None:
        self._tokens: list[Token] = []
        self._islands = islands
        self._locate = locate
        self._start = 0
        self._position = 0
        self._origin: Origin = ""
        self.problems: list[Problem] = []
        self._inlines = InlineReader(islands, self.problems)

    def read_piece(self, piece: Piece | Listing) -> Sequence[Block]:
        self._start = piece.line
        if isinstance(piece, Listing):
            return (self._make_list(piece),)
        if piece.level is None:
            self._tokens = build_parser().parse(piece.text)
            self._read_footnotes()
            return self._read_until("")
        self._enter(0)
        if piece.level:
            return (self._make_heading(piece.level, piece.text, self._inlines.place(piece.text)),)
        blocks = self._make_paragraph(piece.text)
        return (make_quote(tuple(blocks), self._origin),) if piece.quoted else blocks

    def _make_list(self, listing: Listing) -> ItemList:
        items: list[tuple[Block, ...]] = []
        for line, text in listing.items:
            self._enter(line)
            items.append(tuple(self._make_paragraph(text)))
        start, origin = listing.start, self._locate(listing.line)
        return ItemList(tuple(items), start is not None, 1 if start is None else start, origin)

    def _make_paragraph(self, text: str) -> Sequence[Block]:
        return self._find_blocks(text) or (
            Paragraph(self._inlines.place(text), origin=self._origin),
        )

    def _enter(self, line: int) -> None:
        """Note that what follows begins on ``line`` of the piece under way."""
        self._origin = self._inlines.origin = self._locate(self._start + line)

    def _read_footnotes(self) -> None:
        """Read the notes first: references stand before them in the text."""
        names: list[int] = []
        for position, token in enumerate(self._tokens):
            if token.type == "footnote_open":
                names.append(token.meta["id"])
                self._position = position + 1
                blocks = self._read_until("footnote_close")
                self._inlines.footnotes[token.meta["id"]] = _flatten_blocks(blocks)
        if names:
            start = next(i for i, t in enumerate(self._tokens) if t.type == "footnote_block_open")
            self._tokens = self._tokens[:start]
        self._position = 0

    def _read_until(self, closing: str) -> tuple[Block, ...]:
        blocks: list[Block] = []
        while self._position < len(self._tokens):
            token = self._tokens[self._position]
            self._position += 1
            if token.type == closing:
                break
            if token.map:
                self._enter(token.map[0])
            blocks.extend(self._read_block(token))
        return tuple(blocks)

    def _read_block(self, token: Token) -> Sequence[Block]:
        origin = self._origin
        match token.type:
            case "paragraph_open":
                return self._read_paragraph()
            case "heading_open":
                return (self._read_heading(int(token.tag[1:])),)
            case "bullet_list_open" | "ordered_list_open":
                return (self._read_list(token),)
            case "blockquote_open":
                return (make_quote(self._read_until("blockquote_close"), origin),)
            case "table_open":
                return (self._read_table(),)
            case "fence" | "code_block":
                lines: list[Inline] = []
                for line in token.content.rstrip("\n").split("\n"):
                    lines += [LineBreak(), Code(line)] if lines else [Code(line)]
                self._inlines.refuse_sentinel(token.content)
                return (Paragraph(tuple(lines), origin=origin),)
            case "hr":
                return (PageBreak(origin),)
            case _:
                return ()

    def _take_inline(self) -> Token:
        """Return the inline token under way and step over it and its closing token."""
        token = self._tokens[self._position]
        self._position += 2
        return token

    def _read_paragraph(self) -> Sequence[Block]:
        token = self._take_inline()
        return self._find_blocks(token.content) or (
            Paragraph(self._inlines.read(token), origin=self._origin),
        )

    def _find_blocks(self, content: str) -> Sequence[Block]:
        """Return the blocks of the island that ``content`` is, none where it is anything else."""
        lone = SENTINEL.fullmatch(content.strip())
        island = self._islands[int(lone.group(1))] if lone else ()
        blocks = () if isinstance(island, tuple) else island.blocks
        return [_give_origin(block, self._origin) for block in blocks]

    def _read_heading(self, level: int) -> Heading:
        token = self._take_inline()
        return self._make_heading(level, token.content, self._inlines.read(token))

    def _make_heading(self, level: int, content: str, children: tuple[Inline, ...]) -> Heading:
        anchor, style = "", "numbered"
        # Asked of the template's own text first: a title may itself end like attributes.
        match = _ATTRIBUTES.search(content) and _ATTRIBUTES.search(read_text(children))
        if match:
            children = _cut_end(children, len(match.group(0)))
            for word in match.group(1).split():
                if word.startswith("#"):
                    anchor = word[1:]
                elif word in {".plain", ".annex"}:
                    style = word[1:]
                else:
                    self._complain_attribute(word)
        kind = cast(Literal["numbered", "plain", "annex"], style)
        return Heading(level, children, anchor, kind, self._origin)

    def _complain_attribute(self, word: str) -> None:
        self.problems.append(
            Problem(
                self._origin,
                Message(
                    f"atribut judul “{word}” tidak dikenal",
                    f"the heading attribute '{word}' is not known",
                ),
                Message("Yang dikenal: #jangkar, .plain, .annex", "Known: #anchor, .plain, .annex"),
            )
        )

    def _read_list(self, token: Token) -> ItemList:
        ordered = token.type == "ordered_list_open"
        closing = "ordered_list_close" if ordered else "bullet_list_close"
        origin = self._origin
        items: list[tuple[Block, ...]] = []
        while self._tokens[self._position].type != closing:
            self._position += 1
            items.append(self._read_until("list_item_close"))
        self._position += 1
        start = int(token.attrs.get("start", 1)) if ordered else 1
        return ItemList(tuple(items), ordered, start, origin)

    def _read_table(self) -> Table:
        origin = self._origin
        rows: list[Row] = []
        aligns: list[Align] = []
        cells: list[Cell] = []
        while True:
            token = self._tokens[self._position]
            self._position += 1
            if token.map:
                self._inlines.origin = self._locate(self._start + token.map[0])
            if token.type == "table_close":
                break
            if token.type in {"th_open", "td_open"}:
                if token.type == "th_open":
                    aligns.append(_read_align(token))
                inline = self._take_inline()
                cells.append(Cell((self._inlines.read(inline),), origin=self._inlines.origin))
            elif token.type == "tr_close":
                rows.append(Row(tuple(cells), "body" if rows else "header"))
                cells = []
        columns = tuple(Column(1.0, align) for align in aligns)
        return Table(columns, tuple(rows), origin=origin)


def _read_align(token: Token) -> Align:
    style = str(token.attrs.get("style", ""))
    if "center" in style:
        return "center"
    return "right" if "right" in style else "left"


def _give_origin(block: Block, origin: Origin) -> Block:
    """Return ``block`` with ``origin`` where it has none of its own."""
    return block if block.origin else replace(block, origin=origin)


def _cut_end(children: tuple[Inline, ...], length: int) -> tuple[Inline, ...]:
    """Drop the last ``length`` characters of text, however many nodes they span."""
    kept = list(children)
    while kept and length > 0:
        last = kept.pop()
        if isinstance(last, Text) and len(last.text) > length:
            kept.append(replace(last, text=last.text[:-length]))
            break
        length -= len(read_text((last,)))
    return tuple(kept)


def _flatten_blocks(blocks: tuple[Block, ...]) -> tuple[Inline, ...]:
    """Return the paragraphs of a note as one line, separated by breaks."""
    inlines: list[Inline] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            if inlines:
                inlines.append(LineBreak())
            inlines.extend(block.children)
    return tuple(inlines)
