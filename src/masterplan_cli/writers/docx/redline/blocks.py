"""The bodies of both builds: paragraphs, tables and rows brought together, and what is alone."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any, Final

from masterplan_cli.writers.docx.redline.marks import Marker, W
from masterplan_cli.writers.docx.redline.moves import LoneRows, name_record
from masterplan_cli.writers.docx.redline.notes import Notes
from masterplan_cli.writers.docx.redline.paragraphs import ParagraphComparer
from masterplan_cli.writers.docx.redline.tokens import read_text

_ALIKE: Final = 0.4
_REACH: Final = 12
_LONGEST: Final = 600
_CONTENTS: Final = ("TOC", "TableofFigures")

Pair = tuple[Any | None, Any | None]


class BlockComparer:
    """Turns the newer body into one with tracked changes against the older."""

    def __init__(self, marker: Marker, notes: Notes) -> None:
        """Bind the marks and the notes of both builds."""
        self._marker = marker
        self._notes = notes
        self._paragraphs = ParagraphComparer(marker, notes)
        self._rows = LoneRows(marker, notes, self._paragraphs)

    def compare(self, old: Any, new: Any) -> None:
        """Compare two bodies; ``new`` is changed where it stands."""
        self._compare_blocks(old, new)
        self._rows.mark()

    def _compare_blocks(self, old: Any, new: Any) -> None:
        before, after = _list_blocks(old), _list_blocks(new)
        last: Any = None
        for one, other in _align(before, after):
            if other is None:
                assert one is not None
                gone = self._delete_block(one)
                if last is None:
                    _put_first(new, gone)
                else:
                    last.addnext(gone)
                last = gone
                continue
            last = other
            if one is None:
                self._insert_block(other)
            elif other.tag == f"{W}tbl":
                self._compare_tables(one, other)
            elif not _is_contents(other) and self._differ(one, other):
                self._paragraphs.compare(one, other)

    def _differ(self, one: Any, other: Any) -> bool:
        """Say whether two elements read differently, their notes too."""
        if read_text(one) != read_text(other):
            return True
        references = [list(block.iter(f"{W}footnoteReference")) for block in (one, other)]
        if not references[0] and not references[1]:
            return False
        before, after = (
            [self._notes.read(mark.get(f"{W}id"), older=older) for mark in marks]
            for marks, older in zip(references, (True, False), strict=True)
        )
        return before != after

    def _insert_block(self, block: Any) -> None:
        if block.tag == f"{W}tbl":
            for row in block.findall(f"{W}tr"):
                self._rows.add_come(row)
        elif not _is_contents(block):
            self._marker.insert_paragraph(block)

    def _delete_block(self, block: Any) -> Any:
        gone = deepcopy(block)
        if block.tag == f"{W}tbl":
            rows = (one.findall(f"{W}tr") for one in (block, gone))
            for old, copy in zip(*rows, strict=True):
                self._rows.add_gone(old, copy)
        else:
            self._paragraphs.delete_whole(gone)
        return gone

    def _compare_tables(self, old: Any, new: Any) -> None:
        before, after = old.findall(f"{W}tr"), new.findall(f"{W}tr")
        last: Any = None
        for one, other in _align(before, after):
            if other is None:
                assert one is not None
                gone = deepcopy(one)
                self._rows.add_gone(one, gone)
                if last is None:
                    after[0].addprevious(gone)
                else:
                    last.addnext(gone)
                last = gone
                continue
            if one is None:
                self._rows.add_come(other)
            elif self._differ(one, other):
                last = self._compare_rows(one, other)
                continue
            last = other

    def _compare_rows(self, old: Any, new: Any) -> Any:
        """Compare cell by cell where both have the same cells; else one row goes, one comes."""
        before, after = old.findall(f"{W}tc"), new.findall(f"{W}tc")
        if len(before) == len(after):
            for one, other in zip(before, after, strict=True):
                if self._differ(one, other):
                    self._compare_cells(one, other)
            return new
        gone = deepcopy(old)
        self._rows.add_gone(old, gone)
        new.addprevious(gone)
        self._rows.add_come(new)
        return new

    def _compare_cells(self, old: Any, new: Any) -> None:
        """Compare paragraph by paragraph from the first; a cell must end as it stands.

        Why not as bodies: a cell's last paragraph cannot go, so what is left over goes before it.
        """
        before, after = old.findall(f"{W}p"), new.findall(f"{W}p")
        count = min(len(before), len(after))
        olds, news = [*before[: count - 1], before[-1]], [*after[: count - 1], after[-1]]
        for one, other in zip(olds, news, strict=True):
            if self._differ(one, other):
                self._paragraphs.compare(one, other)
        for extra in after[count - 1 : -1]:
            self._marker.insert_paragraph(extra)
        for extra in before[count - 1 : -1]:
            after[-1].addprevious(self._delete_block(extra))


def _list_blocks(body: Any) -> list[Any]:
    return [child for child in body if child.tag in (f"{W}p", f"{W}tbl")]


def _put_first(parent: Any, block: Any) -> None:
    properties = parent.find(f"{W}tcPr")
    parent.insert(0 if properties is None else 1, block)


def _is_contents(block: Any) -> bool:
    style = block.find(f"{W}pPr/{W}pStyle")
    return style is not None and (style.get(f"{W}val") or "").startswith(_CONTENTS)


def _sign(block: Any) -> str:
    """Return what tells a block from others: a table's head, any other's kind and words."""
    if block.tag == f"{W}tbl":
        row = block.find(f"{W}tr")
        return f"table {read_text(row) if row is not None else ''}"
    if _is_contents(block):
        return "contents"
    return f"{block.tag} {read_text(block)}"


def _align(before: list[Any], after: list[Any]) -> Iterator[Pair]:
    """Yield what belongs together, in order; what is alone comes with None."""
    signs = [_sign(one) for one in before], [_sign(one) for one in after]
    for tag, a, b, c, d in SequenceMatcher(None, *signs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(before[a:b], after[c:d], strict=True)
        else:
            yield from _pair_alike(before[a:b], after[c:d])


def _pair_alike(before: list[Any], after: list[Any]) -> Iterator[Pair]:
    """Pair blocks that are alike, near by and in order; those of the contents are never alone."""
    place = 0
    for other in after:
        found = next(
            (
                number
                for number in range(place, min(len(before), place + _REACH))
                if _is_alike(before[number], other)
            ),
            None,
        )
        if found is None:
            yield None, other
            continue
        yield from ((one, None) for one in before[place:found] if not _is_contents(one))
        yield before[found], other
        place = found + 1
    yield from ((one, None) for one in before[place:] if not _is_contents(one))


def _is_alike(one: Any, other: Any) -> bool:
    if one.tag != other.tag or _is_contents(one) or _is_contents(other):
        return False
    words, others = (read_text(block)[:_LONGEST].split() for block in (one, other))
    if not (words and others):
        return not words and not others
    if one.tag == f"{W}tr":
        records = name_record(one), name_record(other)
        if all(records) and (records[0] == records[1] or not records[0] & records[1]):
            return records[0] == records[1]
    return SequenceMatcher(None, words, others, autojunk=False).ratio() > _ALIKE
