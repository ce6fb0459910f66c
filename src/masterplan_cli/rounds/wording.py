"""A field's text with what reviewers changed in it: edits found in its source, merged, checked.

In: the text as YAML has it, and edits of what the draft printed of it. Out: the new text; or which
edits cannot be made, and why. Nothing is guessed: the result is printed again, and must read as
the reviewer left it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.outline import list_lines, walk_blocks
from masterplan_cli.document.prose import read_prose
from masterplan_cli.review.remark import Edit

_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")
_LINES = re.compile(r"\s*\n\s*")


@dataclass(frozen=True, slots=True)
class Splice:
    """Characters ``start`` to ``end`` of the source become ``text``; ``edit`` asks for it."""

    start: int
    end: int
    text: str
    edit: Edit


def find_splice(source: str, edit: Edit, *, prose: bool) -> Splice | None:
    """Return the change of ``source`` that makes it read as ``edit`` says; None where none does."""
    if not prose:
        return _find_in_line(source, edit)
    places = _map_places(source, edit.field)
    for start, end in _list_ranges(places, edit):
        for text in _list_writings(edit.new):
            splice = Splice(start, end, text, edit)
            if _reads_as(source, apply_splices(source, [splice]), edit):
                return splice
    return None


def apply_splices(source: str, splices: Sequence[Splice]) -> str:
    """Return ``source`` with all splices made; they must not overlap."""
    for splice in sorted(splices, key=lambda one: -one.start):
        source = source[: splice.start] + splice.text + source[splice.end :]
    return source


def find_conflicts(splices: Sequence[Splice]) -> set[int]:
    """Return the numbers of splices that touch the same characters and say different things."""
    found: set[int] = set()
    for number, one in enumerate(splices):
        for place, other in enumerate(splices[:number]):
            same = (one.start, one.end, one.text) == (other.start, other.end, other.text)
            apart = one.start > other.end or other.start > one.end
            beside = not apart and (one.start == other.end or other.start == one.end)
            # Two insertions at one point have no order; what merely borders is no quarrel.
            inserts = one.start == one.end and other.start == other.end
            if not (same or apart or (beside and not inserts and one.start != other.start)):
                found |= {number, place}
    return found


def _find_in_line(source: str, edit: Edit) -> Splice | None:
    """Return the splice in a text that is printed as it stands, but for its first letter's case."""
    printed = _level(edit.field)
    if printed[1:] != _level(source)[1:] or printed.lower() != _level(source).lower():
        return None
    start, end = edit.at, edit.at + len(edit.old)
    if start < 0 or end > len(source) or "\n" in edit.new.strip("\n"):
        return None
    if start == 0 and printed[:1] != source[:1]:
        return None
    return Splice(start, end, _clean(edit.new), edit)


def _clean(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\n", "")


def _level(text: str) -> str:
    """Return the text with hard spaces as plain ones: same length, same places."""
    return text.replace("\u00a0", " ").replace("\n", " ").replace("\t", " ")


def _map_places(source: str, printed: str) -> dict[int, int]:
    """Return the place in the source of each printed character that can be found there."""
    source, printed = _level(source), _level(printed)
    place = source.find(printed)
    if place >= 0 and source.find(printed, place + 1) < 0:
        return {number: place + number for number in range(len(printed))}
    matcher = SequenceMatcher(None, printed, source, autojunk=False)
    return {
        block.a + number: block.b + number
        for block in matcher.get_matching_blocks()
        if block.size > 1
        for number in range(block.size)
    }


def _list_ranges(places: dict[int, int], edit: Edit) -> Iterator[tuple[int, int]]:
    """Yield where the edit may stand in the source: the likeliest first."""
    start, end = edit.at, edit.at + len(edit.old)
    if edit.old:
        first, last = places.get(start), places.get(end - 1)
        if first is not None and last is not None and last - first == end - 1 - start:
            yield first, last + 1
        return
    before, after = places.get(start - 1), places.get(start)
    if before is not None:
        yield before + 1, before + 1
    if after is not None and (before is None or after != before + 1):
        yield after, after


def _list_writings(new: str) -> Iterator[str]:
    text = new.replace("\u00a0", " ")
    text = _LINES.sub("\n\n", text)
    yield text
    if _MARKUP.search(text):
        yield _MARKUP.sub(r"\\\1", text)


def list_printed(source: str) -> list[str]:
    """Return the paragraphs that a book prints of a prose field."""
    blocks = read_prose(source, "").blocks
    return [
        " ".join(read_text(inlines).split())
        for block, _ in walk_blocks(blocks)
        for inlines, _ in list_lines(block)
    ]


def _reads_as(before: str, after: str, edit: Edit) -> bool:
    """Say whether the change shows in the edited paragraph alone, and reads as it should."""
    wanted = edit.field[: edit.at] + edit.new + edit.field[edit.at + len(edit.old) :]
    lines = [line for line in (" ".join(one.split()) for one in wanted.split("\n")) if line]
    field = " ".join(edit.field.split())
    printed = list_printed(before)
    now = list_printed(after)
    return any(
        [*printed[:place], *lines, *printed[place + 1 :]] == now
        for place, line in enumerate(printed)
        if line == field
    )
