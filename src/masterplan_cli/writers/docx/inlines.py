"""Inlines to runs, with a bookmark around each sequence of one origin.

Fallbacks: a link inside a link, and a link whose address is not http, https or mailto,
is written as text (the latter with its address in brackets); a footnote inside a footnote
is written in brackets, since Word allows no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeGuard, assert_never

from masterplan_cli.document.nodes import (
    Code,
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Placeholder,
    Strong,
    Text,
)
from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.addresses import clean_address
from masterplan_cli.writers.docx.bookmarks import (
    Bookmarks,
    join_texts,
    name_contents_target,
    name_reference_target,
)
from masterplan_cli.writers.docx.escape import wrap_text
from masterplan_cli.writers.docx.fields import write_field
from masterplan_cli.writers.docx.relationships import HYPERLINK_TYPE, Relationships
from masterplan_cli.writers.docx.typography import bind_groups

if TYPE_CHECKING:
    from masterplan_cli.document.numbering import Label

# A run's look is a sum of these; the character style is that of the highest.
EMPHASIS_LOOK: Final = 1
STRONG_LOOK: Final = 2
LINK_LOOK: Final = 4
CODE_LOOK: Final = 8
PLACEHOLDER_LOOK: Final = 16

_MOST_RUNS: Final = 1 << 16
_TEXTS: Final[set[type]] = {Text}


def _describe_look(look: int) -> str:
    """Return the run properties of ``look``.

    Why toggles at all: a run has one character style, so the rest of a mixture
    (bold inside italic) must be said directly.
    """
    ranked = (
        (PLACEHOLDER_LOOK, styles.PLACEHOLDER, ""),
        (CODE_LOOK, styles.CODE, ""),
        (LINK_LOOK, styles.HYPERLINK, ""),
        (STRONG_LOOK, styles.STRONG, "<w:b/><w:bCs/>"),
        (EMPHASIS_LOOK, styles.EMPHASIS, "<w:i/><w:iCs/>"),
    )
    present = [(style, toggle) for bit, style, toggle in ranked if look & bit]
    if not present:
        return ""
    toggles = "".join(toggle for _, toggle in present[1:])
    return f'<w:rPr><w:rStyle w:val="{present[0][0]}"/>{toggles}</w:rPr>'


_PROPERTIES: Final = tuple(_describe_look(look) for look in range(32))
_NOTE_MARK: Final = f'<w:rPr><w:rStyle w:val="{styles.FOOTNOTE_REFERENCE}"/></w:rPr>'


class _Runs(dict[str, bytes]):
    """Encoded runs without a look by their text, made once: cells say the same again and again."""

    def __missing__(self, text: str) -> bytes:
        if len(self) == _MOST_RUNS:
            self.clear()
        made = f"<w:r>{wrap_text(bind_groups(text))}</w:r>" if text else ""
        run = self[text] = made.encode()
        return run


def all_texts(nodes: Sequence[object]) -> TypeGuard[Sequence[Text]]:
    """Say whether ``nodes`` are some, and texts alone."""
    return {*map(type, nodes)} == _TEXTS


class InlineWriter:
    """Writes the inlines of one part (the body, or the footnotes)."""

    def __init__(
        self,
        labels: Mapping[str, Label],
        bookmarks: Bookmarks,
        relationships: Relationships,
        add_footnote: Callable[[Footnote, str], int] | None,
    ) -> None:
        """Take what the part needs; ``add_footnote`` gives a note's id, None inside footnotes."""
        self.runs = _Runs()
        self._labels = labels
        self._bookmarks = bookmarks
        self._relationships = relationships
        self._add_footnote = add_footnote

    def write(self, children: Sequence[Inline], parent: str, look: int = 0) -> str:
        """Return runs for ``children``, bookmarked where their origin is not ``parent``."""
        if not look and all_texts(children):  # nearly all
            groups = join_texts(children, self.runs, parent)
            return self._bookmarks.mark_groups(groups, parent).decode()
        parts = []
        mark, runs = self._bookmarks.mark, self.runs
        start, count = 0, len(children)
        while start < count:
            child = children[start]
            origin = child.origin or parent
            end = start + 1
            while end < count and (children[end].origin or parent) == origin:
                end += 1
            if end > start + 1 or look or type(child) is not Text:
                parts.append(self._write_group(children[start:end], origin, parent, look))
            elif origin == parent:
                parts.append(runs[child.text].decode())
            else:
                parts.append(mark(origin, runs[child.text].decode()))
            start = end
        return "".join(parts)

    def write_text(self, text: str, look: int = 0) -> str:
        """Return one run, or nothing for an empty text."""
        return f"<w:r>{_PROPERTIES[look]}{wrap_text(text)}</w:r>" if text else ""

    def _write_group(self, children: Iterable[Inline], origin: str, parent: str, look: int) -> str:
        if origin == parent:
            return "".join([self._write_inline(child, origin, look) for child in children])
        opened, closed = self._bookmarks.open_origin(origin)
        inside = "".join([self._write_inline(child, origin, look) for child in children])
        return f"{opened}{inside}{closed}"

    def _write_inline(self, inline: Inline, origin: str, look: int) -> str:
        match inline:
            case Text():
                if not look:
                    return self.runs[inline.text].decode()
                return self.write_text(bind_groups(inline.text), look)
            case Emphasis():
                return self.write(inline.children, origin, look | EMPHASIS_LOOK)
            case Strong():
                return self.write(inline.children, origin, look | STRONG_LOOK)
            case Code():
                return self.write_text(inline.text, look | CODE_LOOK)
            case Placeholder():
                return self.write_text(inline.text, look | PLACEHOLDER_LOOK)
            case LineBreak():
                return "<w:r><w:br/></w:r>"
            case Link():
                return self._write_link(inline, origin, look)
            case CrossReference():
                return self._write_reference(inline, look)
            case Footnote():
                return self._write_footnote(inline, origin, look)
            case _:
                assert_never(inline)

    def _write_link(self, link: Link, origin: str, look: int) -> str:
        if look & LINK_LOOK:
            return self.write(link.children, origin, look)
        if link.url[:1] == "#" and link.url[1:] in self._labels:
            target = f'w:anchor="{name_contents_target(link.url[1:])}"'
        elif address := clean_address(link.url):
            key = self._relationships.add(HYPERLINK_TYPE, address, external=True)
            target = f'r:id="{key}"'
        else:
            shown = self.write(link.children, origin, look)
            return shown + self.write_text(f" ({link.url})" if link.url else "", look)
        shown = self.write(link.children, origin, look | LINK_LOOK)
        return f'<w:hyperlink {target} w:history="1">{shown}</w:hyperlink>'

    def _write_reference(self, reference: CrossReference, look: int) -> str:
        label = self._labels.get(reference.target)
        if label is None:
            # Numbering reports it; a draft still shows where a target is missing.
            return self.write_text(f"[{reference.target}]", look | PLACEHOLDER_LOOK)
        name = name_reference_target(reference.target)
        # \n is the paragraph's own number as it prints; captions and headings without a
        # number have their wording in the bookmark itself.
        numbered = bool(label.text) and label.kind not in ("table", "figure")
        instruction = rf"REF {name} \n \h" if numbered else rf"REF {name} \h"
        return write_field(instruction, label.text or label.title, _PROPERTIES[look])

    def _write_footnote(self, footnote: Footnote, origin: str, look: int) -> str:
        if self._add_footnote is None:
            inside = self.write(footnote.children, origin, look)
            return f"{self.write_text(' (', look)}{inside}{self.write_text(')', look)}"
        key = self._add_footnote(footnote, origin)
        return f'<w:r>{_NOTE_MARK}<w:footnoteReference w:id="{key}"/></w:r>'
