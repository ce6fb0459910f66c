"""The Markdown writer: the document model to GitHub-flavoured Markdown.

In: a numbered document. Out: one UTF-8 file that reads well as text and on a code host. Modules by
noun: ``blocks``, ``covers``, ``tables`` and ``inlines`` match over nodes and document their
fallbacks; ``escape`` and ``emphasis`` keep text from becoming markup; ``anchors`` makes links work.

Fallback for the footer: the build id is a comment at the end of the file.
"""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from masterplan_cli.writers.markdown.anchors import place_anchors
from masterplan_cli.writers.markdown.blocks import BlockWriter
from masterplan_cli.writers.markdown.inlines import InlineWriter
from masterplan_cli.writers.markdown.spans import GAP, SpanWriter

if TYPE_CHECKING:
    from masterplan_cli.document.numbering import Numbered
    from masterplan_cli.writers import WriterOptions


def write_markdown(numbered: Numbered, options: WriterOptions) -> bytes:
    """Return the book as Markdown in UTF-8; of ``options`` it needs the shelf alone.

    Raises:
        StaleError: a hollow span has no part in the state met.
    """
    anchors = place_anchors(numbered)
    inlines = InlineWriter(numbered.labels, anchors.fragments)
    parts = [*SpanWriter(BlockWriter(numbered, anchors, inlines), options.shelf).write()]
    parts += map(str.encode, inlines.write_notes())
    build = numbered.document.metadata.build_id.replace("-->", "--&gt;")
    parts.append(f"<!-- {build} -->\n".encode())
    if parts[0].startswith(BOM_UTF8):
        parts[0] = parts[0].replace(BOM_UTF8, b"&#65279;", 1)
    return GAP.join(parts)
