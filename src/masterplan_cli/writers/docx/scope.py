"""Where a block stands: what the blocks around it decide about how it is written."""

from __future__ import annotations

from typing import Final

from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.docx import styles

LIST_INDENT: Final = 425
"""What each level of a list adds to the indent, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a block stands: the style of plain paragraphs, the depth of lists, the origin.

    ``framed`` inside quotations and callouts, whose own style all paragraphs keep, so that
    the frame holds together. ``kept`` on one page with what comes next; ``ends`` its page, since
    what follows starts another.
    """

    style: str = styles.BODY
    depth: int = 0
    origin: str = ""
    framed: bool = False
    kept: bool = False
    ends: bool = False

    @property
    def indent(self) -> str:
        """What a framed paragraph of a list item adds to its style's own indent."""
        if not (self.framed and self.depth):
            return ""
        return f'<w:ind w:left="{LIST_INDENT * self.depth + styles.FRAME_INDENT}"/>'


def enter_frame(scope: Scope, style: str, origin: str) -> Scope:
    """Return the scope inside a quotation or callout, which starts lists anew."""
    return Scope(style=style, origin=origin or scope.origin, framed=True)
