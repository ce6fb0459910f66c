"""What a draft's own list of contents says of each heading: its number, chapter and page.

In: the package and its story. Out: titles by the position of their heading. Word numbers headings
by its lists, so that the number stands nowhere else in the file; a page stands there where the
draft was built with page numbers, or Word has counted them since.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from masterplan_cli.review.package import Package
from masterplan_cli.review.story import DOCUMENT, Story, W

_STYLE = re.compile(rb'<w:pStyle w:val="([^"<>]*)"')
_MOST = 2_000
_PAGE = re.compile(r"\d{1,4}|[ivxlc]{1,8}")


@dataclass(frozen=True, slots=True)
class Title:
    """A heading with its number, below its chapter's, and the page it stands on, as printed."""

    text: str
    page: str = ""


class Contents:
    """The titles of one file, by the bookmark that they lead to and by their words."""

    def __init__(self, entries: list[tuple[str, str, Title]]) -> None:
        """Take anchor, heading and title of each entry, in their order."""
        self._named = {anchor: title for anchor, _, title in entries}
        self._said: dict[str, Title | None] = {}
        for _, heading, title in entries:
            self._said[heading] = None if heading in self._said else title
        self._places: tuple[Story, dict[int, Title]] | None = None

    def find(self, story: Story, position: int) -> Title:
        """Return the title that ``position`` stands under; without an entry its bare words."""
        if self._places is None or self._places[0] is not story:
            self._places = story, self._place(story)
        number = bisect_right(story.headings, position, key=lambda pair: pair[0]) - 1
        if number < 0:
            return Title("")
        heading = story.headings[number][1]
        return self._places[1].get(number) or self._said.get(heading) or Title(heading)

    def _place(self, story: Story) -> dict[int, Title]:
        starts = [start for start, _ in story.headings]
        found: dict[int, Title] = {}
        for anchor, title in self._named.items():
            extent = story.bookmarks.get(anchor)
            number = -1 if extent is None else bisect_right(starts, extent.start) - 1
            if number >= 0:
                found.setdefault(number, title)
        return found


def read_contents(package: Package, levels: Mapping[str, int]) -> Contents:
    """Return what the list of contents says; nothing where there is none that can be read.

    ``levels`` are those of the styles of its entries, by their ids.
    """
    data = package.read(DOCUMENT) or b""
    opening, body = data.find(b"<w:document"), data.find(b"<w:body")
    parts: list[bytes] = []
    wanted = {style.encode() for style in levels}
    for match in _STYLE.finditer(data):
        if match[1] not in wanted:
            continue
        start, end = data.rfind(b"<w:p>", 0, match.start()), data.find(b"</w:p>", match.end())
        start = max(start, data.rfind(b"<w:p ", 0, match.start()))
        if 0 <= start < end and len(parts) < _MOST:
            parts.append(data[start : end + len(b"</w:p>")])
    if not parts or not 0 <= opening < body:
        return Contents([])
    cut = b"%s<w:body>%s</w:body></w:document>" % (data[opening:body], b"".join(parts))
    entries, chapter = [], ""
    for paragraph in package.parse_bytes(DOCUMENT, cut).iter(f"{W}p"):
        level, anchor, label, heading, page = _read_entry(paragraph, levels)
        said = f"{label} {heading}".strip()
        chapter = said if level == 1 else chapter
        text = f"{chapter} › {said}" if level > 1 and chapter else said
        entries.append((anchor, heading, Title(text, page)))
    return Contents(entries)


def _read_entry(paragraph: Any, levels: Mapping[str, int]) -> tuple[int, str, str, str, str]:
    """Return level, anchor, number, words and page of one entry: tabs stand between them."""
    style = paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
    link = paragraph.find(f"{W}hyperlink")
    anchor = "" if link is None else link.get(f"{W}anchor") or ""
    said = "".join(
        "\t" if one.tag == f"{W}tab" else one.text or ""
        for one in paragraph.iter(f"{W}t", f"{W}tab")
        if one.getparent().tag == f"{W}r"
    )
    parts = [" ".join(part.split()) for part in said.split("\t")]
    page = parts.pop() if len(parts) > 1 and _PAGE.fullmatch(parts[-1]) else ""
    parts = [part for part in parts if part]
    label = parts[0] if len(parts) > 1 else ""
    return levels.get(style, 1), anchor, label, parts[-1] if parts else "", page
