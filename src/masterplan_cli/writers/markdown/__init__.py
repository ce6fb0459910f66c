"""The Markdown writer: the document model to GitHub-flavoured Markdown.

In: a numbered document. Out: one UTF-8 file that reads well as text and on a code host. Modules by
noun: ``blocks``, ``covers``, ``tables`` and ``inlines`` match over nodes and document their
fallbacks; ``escape`` and ``emphasis`` keep text from becoming markup; ``anchors`` makes links work.

Fallback for the footer: the build id is a comment at the end of the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from masterplan_cli.writers.markdown.anchors import place_anchors
from masterplan_cli.writers.markdown.blocks import BlockWriter
from masterplan_cli.writers.markdown.inlines import InlineWriter

if TYPE_CHECKING:
    from masterplan_cli.document.numbering import Numbered
    from masterplan_cli.writers import WriterOptions

_BYTE_ORDER_MARK = "\ufeff"


def write_markdown(numbered: Numbered, options: WriterOptions) -> bytes:
    """Return the book as Markdown in UTF-8; ``options`` hold nothing that Markdown needs."""
    anchors = place_anchors(numbered)
    inlines = InlineWriter(numbered.labels, anchors.fragments)
    parts = BlockWriter(numbered, anchors, inlines).write(numbered.document.blocks)
    parts += inlines.write_notes()
    build = numbered.document.metadata.build_id.replace("-->", "--&gt;")
    parts.append(f"<!-- {build} -->\n")
    if parts[0].startswith(_BYTE_ORDER_MARK):
        parts[0] = parts[0].replace(_BYTE_ORDER_MARK, "&#65279;", 1)
    # Each for itself: many are plain ASCII, which joined to others would be copied wider. And let
    # go of at once: a large book stands in memory often enough.
    parts.reverse()
    return b"\n\n".join([parts.pop().encode() for _ in range(len(parts))])
