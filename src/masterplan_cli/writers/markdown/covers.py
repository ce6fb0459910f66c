"""The cover as a title block: its titles are one heading, the rest lines below or above it.

Fallback: a page has no place on it, so roles differ in weight alone; a rule ends the block.
The arms are the alternative text of their picture, in italics, as every picture is.
"""

from __future__ import annotations

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import (
    Cover,
    CoverLine,
    Emphasis,
    Inline,
    LineBreak,
    Strong,
    Text,
)
from masterplan_cli.writers.markdown.escape import guard_heading
from masterplan_cli.writers.markdown.inlines import InlineWriter

# Not "---": after "- " that would be part of the list's own mark.
_RULE = "___"


def read_cover_title(cover: Cover) -> str:
    """Return the visible text of the cover's heading."""
    return "".join(read_text(line.children) for line in cover.lines if line.role == "title")


def write_cover(cover: Cover, inlines: InlineWriter) -> list[str]:
    """Return the cover's blocks."""
    parts: list[str] = []
    titles = [line for line in cover.lines if line.role == "title"]
    for line in cover.lines:
        if line.role != "title":
            parts.append(inlines.write_paragraph(_weigh(line)))
        elif line is titles[0]:
            parts.append(_write_title(titles, inlines))
    if cover.arms is not None and cover.arms.alternative:
        parts.insert(0, inlines.write_paragraph((Emphasis((Text(cover.arms.alternative),)),)))
    parts = [part for part in parts if part]
    return [*parts, _RULE] if parts else []


def _write_title(titles: list[CoverLine], inlines: InlineWriter) -> str:
    children: list[Inline] = []
    for line in titles:
        children += [LineBreak(), *line.children] if children else line.children
    text = guard_heading(inlines.write_line(children))
    return f"# {text}" if text else ""


def _weigh(line: CoverLine) -> tuple[Inline, ...]:
    match line.role:
        case "region" | "stage" | "subtitle":
            return (Strong(line.children),)
        case "note":
            return (Emphasis(line.children),)
        case _:
            return line.children
