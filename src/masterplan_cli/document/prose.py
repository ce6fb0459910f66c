"""Prose: Markdown that authors write in YAML, parsed apart from the template around it.

So a heading, a stray ``|`` or an unclosed ``*`` in a value stays inside its own field.
"""

from __future__ import annotations

import re
from dataclasses import field, replace

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.islands import Island
from masterplan_cli.document.nodes import (
    Block,
    Callout,
    Emphasis,
    Heading,
    Inline,
    ItemList,
    Link,
    Origin,
    PageBreak,
    Paragraph,
    Quote,
    Strong,
    Table,
    Text,
)
from masterplan_cli.document.problems import Problem
from masterplan_cli.document.rows import list_cells
from masterplan_cli.frozen import dataclass

_SIGNS = re.compile(r"[*_`\[\]<>&\\|#~\t]")
_OPENING = re.compile(r"\s*(?:[-+]|\d+[.)])\s|\s*(?:---|===|:)| {4}")
_OPENINGS = re.compile(f"^(?:{_OPENING.pattern})| {{2}}$", re.M)
_GAP = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Prose:
    """The blocks of one prose field, and what in it a book cannot show."""

    blocks: tuple[Block, ...]
    problems: tuple[Problem, ...] = field(default=())

    def as_island(self, name: str) -> Island:
        """Return the island: inline too where the prose is one paragraph."""
        if len(self.blocks) == 1 and isinstance(self.blocks[0], Paragraph):
            return Island(self.blocks[0].children, self.blocks, name)
        return Island(None, self.blocks, name)


def read_prose(text: str, origin: Origin) -> Prose:
    """Return the blocks of ``text``, every run of text bearing ``origin``."""
    if not _has_markup(text):
        parts = _GAP.split(text) if "\n" in text else (text,)
        levelled = (" ".join(part.split()) for part in parts)
        return Prose(
            tuple(Paragraph((Text(part, origin),), origin=origin) for part in levelled if part)
        )
    from masterplan_cli.document.reader import read_markdown

    result = read_markdown(text, (), lambda line: origin)
    problems = list(result.problems)
    blocks = tuple(_tame_block(block, origin, problems) for block in result.blocks)
    return Prose(blocks, tuple(problems))


def _has_markup(text: str) -> bool:
    """Say whether anything in ``text`` may be Markdown.

    One question after another: a pattern that asks all of them at each letter takes ten times as
    long, and most prose is one line.
    """
    if _SIGNS.search(text):
        return True
    if "\n" in text:
        return _OPENINGS.search(text) is not None
    return _OPENING.match(text) is not None or text.endswith("  ")


def _tame_block(block: Block, origin: Origin, problems: list[Problem]) -> Block:
    """Give every run its origin, and turn what would change the book's structure into text."""
    match block:
        case Heading():
            problems.append(
                Problem(
                    origin,
                    Message(
                        "judul tidak boleh ada di dalam uraian",
                        "a heading cannot stand inside prose",
                    ),
                    Message(
                        "Pakai **tebal**, atau beri tanda \\ di depan “#”.",
                        "Use **bold**, or put \\ before the '#'.",
                    ),
                )
            )
            return Paragraph((Strong(_mark(block.children, origin)),), origin=origin)
        case Paragraph():
            return replace(block, children=_mark(block.children, origin), origin=origin)
        case ItemList():
            items = tuple(
                tuple(_tame_block(part, origin, problems) for part in item) for item in block.items
            )
            return replace(block, items=items, origin=origin)
        case Quote() | Callout():
            parts = tuple(_tame_block(part, origin, problems) for part in block.blocks)
            tamed = replace(block, blocks=parts, origin=origin)
            if isinstance(tamed, Callout):
                return replace(tamed, title=_mark(tamed.title, origin))
            return tamed
        case Table():
            rows = tuple(
                replace(
                    row,
                    cells=tuple(
                        replace(
                            cell,
                            lines=tuple(_mark(line, origin) for line in cell.lines),
                            origin=origin,
                        )
                        for cell in list_cells(row)
                    ),
                )
                for row in block.rows
            )
            return replace(block, rows=rows, origin=origin)
        case PageBreak():
            return Paragraph((), origin=origin)
        case _:
            return block


def _mark(inlines: tuple[Inline, ...], origin: Origin) -> tuple[Inline, ...]:
    return tuple(
        replace(node, children=_mark(node.children, origin), origin=origin)
        if isinstance(node, Emphasis | Strong | Link)
        else replace(node, origin=origin)
        for node in inlines
    )
