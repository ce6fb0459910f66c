"""Boxed notes: a quotation that opens with ``[!NOTE]`` or ``[!NOTE: Title]``.

In: the blocks of a quotation. Out: the callout, or the quotation as it is. A title may hold values:
it ends with the first bracket that stands in the template's own text.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final, Literal, cast

from masterplan_cli.document.nodes import (
    Block,
    Callout,
    Inline,
    Origin,
    Paragraph,
    Quote,
    Text,
)

_OPENING: Final = re.compile(r"\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)(?=\]|:\s*)(:\s*)?")


def make_quote(blocks: tuple[Block, ...], origin: Origin) -> Quote | Callout:
    """Return a callout where the quotation opens with a mark of one."""
    if blocks and isinstance(blocks[0], Paragraph) and blocks[0].children:
        paragraph = blocks[0]
        first = paragraph.children[0]
        match = _OPENING.match(first.text) if isinstance(first, Text) and not first.origin else None
        if match and isinstance(first, Text):
            rest = replace(first, text=first.text[match.end() :])
            split = _split_title((rest, *paragraph.children[1:]))
            if split is not None:
                title, children = split
                opening = (replace(paragraph, children=children),) if children else ()
                kind = cast(
                    Literal["note", "tip", "important", "warning", "caution"],
                    match.group(1).lower(),
                )
                return Callout(kind, (*opening, *blocks[1:]), origin, title)
    return Quote(blocks, origin)


def _split_title(
    children: tuple[Inline, ...],
) -> tuple[tuple[Inline, ...], tuple[Inline, ...]] | None:
    """Return what stands before and behind the bracket that ends the mark; None without one."""
    for place, node in enumerate(children):
        if isinstance(node, Text) and not node.origin and "]" in node.text:
            before, _, after = node.text.partition("]")
            head = (*children[:place], replace(node, text=before.rstrip()))
            tail = (replace(node, text=after.lstrip()), *children[place + 1 :])
            return _drop_empty(head), _drop_empty(tail)
    return None


def _drop_empty(children: tuple[Inline, ...]) -> tuple[Inline, ...]:
    return tuple(node for node in children if not (isinstance(node, Text) and not node.text))
