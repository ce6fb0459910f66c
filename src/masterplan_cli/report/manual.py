"""The manual page of a finding's code: what it says, why it matters, bad, good, since when.

In: text in the form of a rule's docstring (a title, then headings with indented text below).
Out: the page by parts, as plain text, or as Markdown.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

HEADINGS = ("Apa", "Mengapa", "Buruk", "Baik", "Sejak")
_EXAMPLES = ("Buruk", "Baik")


@dataclass(frozen=True, slots=True)
class Manual:
    """One page: the code, one sentence, and the text below each heading."""

    code: str
    title: str
    parts: tuple[tuple[str, str], ...] = ()

    def find(self, heading: str) -> str:
        """Return the text below a heading; nothing where the page has none."""
        return dict(self.parts).get(heading, "")

    @property
    def summary(self) -> str:
        """What the code says, in one paragraph."""
        return " ".join(self.find("Apa").split())


def parse_manual(code: str, text: str) -> Manual:
    """Return the page that ``text`` is."""
    title, _, body = text.strip().partition("\n")
    parts: list[tuple[str, str]] = []
    heading, below = "", ""
    for line in body.splitlines():
        if line and not line[0].isspace():
            parts.append((heading, below))
            heading, below = line.strip(), ""
        else:
            below += f"{line}\n"
    parts.append((heading, below))
    kept = tuple((name, dedent(words).strip("\n")) for name, words in parts if name)
    return Manual(code, title.strip(), kept)


def read_pages() -> dict[str, Manual]:
    """Return the pages of the codes that are no rules, from ``pages.txt``: ``=== code``, a page."""
    text = (Path(__file__).parent / "pages.txt").read_text(encoding="utf-8")
    pages = {}
    for block in text.split("=== ")[1:]:
        code, _, page = block.partition("\n")
        pages[code] = parse_manual(code, page)
    return pages


def render_plain(manual: Manual) -> str:
    """Return the page for a terminal."""
    lines = [manual.code, "=" * len(manual.code), manual.title]
    for heading, words in manual.parts:
        lines += ["", heading, *(f"    {line}".rstrip() for line in words.split("\n"))]
    return "".join(f"{line}\n" for line in lines)


def render_markdown(manual: Manual) -> str:
    """Return the page as Markdown below a heading of the second level."""
    parts = [f"## {manual.code}", manual.title]
    for heading, words in manual.parts:
        shown = f"```yaml\n{words}\n```" if heading in _EXAMPLES else words
        parts.append(f"**{heading}**\n\n{shown}")
    return "\n\n".join(parts) + "\n"
