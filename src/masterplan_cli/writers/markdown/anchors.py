"""Where links inside a Markdown file lead: the code host's own heading anchors, or ours.

In: a numbered document. Out: the fragment of every heading and caption, and which of them need an
``<a id="…"></a>``: captions always, headings only where hosts would not make the same anchor
(GitHub keeps ``--``, GitLab does not; a footnote's number becomes part of it; doubles collide).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from masterplan_cli.document.nodes import Cover, Footnote, Heading, LineBreak
from masterplan_cli.document.numbering import Label, Numbered
from masterplan_cli.document.outline import walk_blocks, walk_inlines
from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.markdown.covers import read_cover_title

_NO_ID = "bagian"


class _Kept(dict[int, str | None]):
    """What an anchor keeps of a heading, by the code of each letter."""

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        kept = self[code] = char if char in "_- " or _is_word(char) else None
        return kept


_KEPT = _Kept()


@dataclass(frozen=True, slots=True)
class Anchors:
    """``fragments``: what stands after ``#`` in a link; ``ids``: those that need an element."""

    fragments: Mapping[str, str]
    ids: frozenset[str]

    def write_id(self, anchor: str) -> str:
        """Return the element that ``anchor`` needs in the text, or nothing."""
        return f'<a id="{self.fragments[anchor]}"></a>' if anchor in self.ids else ""


def slug_heading(text: str) -> str:
    """Return the anchor that code hosts make of a heading's visible text.

    Small letters, marks, digits, ``_`` and ``-`` stay; blanks become hyphens; the rest goes.
    """
    text = re.sub(r"[\t\r\n]+", " ", text).lower()
    return text.translate(_KEPT).strip(" ").replace(" ", "-")


def name_heading(label: Label) -> str:
    """Return a heading as it is printed: label and title."""
    return f"{label.text} {label.title}".strip()


def place_anchors(numbered: Numbered) -> Anchors:
    """Return where links to each heading and caption lead."""
    fragments: dict[str, str] = {}
    seen: dict[str, int] = {}
    taken: set[str] = set()
    for block, _ in walk_blocks(numbered.document.blocks):
        match block:
            case Cover():
                taken.add(_count_slug(slug_heading(read_cover_title(block)), seen))
            case Heading():
                name = name_heading(numbered.labels[block.anchor])
                slug = slug_heading(name)
                fragment = _count_slug(slug, seen)
                if fragment not in taken and _is_certain(name, slug) and _is_bare(block):
                    fragments[block.anchor] = fragment
                taken.add(fragment)
            case _:
                pass
    ids = frozenset(numbered.labels.keys() - fragments.keys())
    for anchor in numbered.labels:
        if anchor in ids:
            fragments[anchor] = _make_id(anchor, taken)
    return Anchors(fragments, ids)


def _count_slug(slug: str, seen: dict[str, int]) -> str:
    """Return the slug with the number that the host gives to its doubles."""
    count = seen.get(slug, 0)
    seen[slug] = count + 1
    return f"{slug}-{count}" if count else slug


def _is_word(char: str) -> bool:
    return unicodedata.category(char)[0] in "LM" or char.isdecimal()


def _is_certain(name: str, slug: str) -> bool:
    """Say whether all hosts make ``slug`` of ``name``."""
    if not slug or "--" in slug or slug[0] == "-" or slug[-1] == "-" or slug.isdecimal():
        return False
    return name.isascii() or all(
        char.isascii() or unicodedata.category(char)[0] in "LP" for char in name
    )


def _is_bare(heading: Heading) -> bool:
    """Say whether nothing in the heading is seen by the host but not in the title's text."""
    inlines = walk_inlines(heading.children)
    return not any(isinstance(node, Footnote | LineBreak) for node, _ in inlines)


def _make_id(anchor: str, taken: set[str]) -> str:
    """Return an id made of ``anchor`` that no heading and no other id has."""
    base = re.sub(r"[^A-Za-z0-9_-]+", "-", anchor).strip("-") or _NO_ID
    name, count = base, 1
    while name in taken:
        count += 1
        name = f"{base}-{count}"
    taken.add(name)
    return name
