"""Rows that came or went, and those that did both: a record's row that stands elsewhere now.

In: rows of both builds that are alone, as they are met. Out: tracked rows; where one record's row
went in one place and came in another, its words are tracked as moved (``w:moveFrom``, ``w:moveTo``)
and only what else differs as deleted or inserted. OOXML has no mark for a moved row itself: it is a
row that goes and one that comes, as Word writes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any, Final

from masterplan_cli.document.bookmarks import read_bookmark
from masterplan_cli.writers.docx.redline.marks import Marker, W, list_paragraphs, make_run
from masterplan_cli.writers.docx.redline.notes import Notes
from masterplan_cli.writers.docx.redline.paragraphs import ParagraphComparer, build_nodes
from masterplan_cli.writers.docx.redline.tokens import Token, read_tokens

_NOTE: Final = "\0note"

Key = frozenset[str]


def name_record(row: Any) -> Key:
    """Return the hashes that a row bears: the same for one record's row in both builds."""
    names = (mark.get(f"{W}name") or "" for mark in row.iter(f"{W}bookmarkStart"))
    return frozenset(hashed for name in names if (hashed := read_bookmark(name)) is not None)


class LoneRows:
    """Collects rows without a partner in their table, and marks them at the end."""

    def __init__(self, marker: Marker, notes: Notes, paragraphs: ParagraphComparer) -> None:
        """Share the marks and notes of the redline."""
        self._marker = marker
        self._notes = notes
        self._paragraphs = paragraphs
        self._gone: list[tuple[Any, Any]] = []
        self._come: list[Any] = []

    def add_gone(self, old: Any, copy: Any) -> None:
        """Take a row of the older build, and its copy that stands in the newer one."""
        self._gone.append((old, copy))

    def add_come(self, row: Any) -> None:
        """Take a row that only the newer build has."""
        self._come.append(row)

    def mark(self) -> None:
        """Track all rows, those of one record as moved."""
        moved = dict(self._pair())
        partners = set(moved.values())
        for number, (old, copy) in enumerate(self._gone):
            self._marker.mark_row(copy, "del")
            if number in moved:
                self._move(old, copy, self._come[moved[number]])
            else:
                for paragraph in list(list_paragraphs(copy)):
                    self._paragraphs.delete_whole(paragraph)
        for number, row in enumerate(self._come):
            self._marker.mark_row(row, "ins")
            if number not in partners:
                for paragraph in list_paragraphs(row):
                    self._marker.insert_paragraph(paragraph)

    def _pair(self) -> Iterator[tuple[int, int]]:
        """Yield the numbers of rows that are one record's, where there is but one in either."""
        gone = [_describe(old) for old, _ in self._gone]
        come = [_describe(row) for row in self._come]
        counts = Counter(gone), Counter(come)
        places = {key: number for number, key in enumerate(come)}
        for number, key in enumerate(gone):
            if key[0] and counts[0][key] == 1 and counts[1][key] == 1:
                yield number, places[key]

    def _move(self, old: Any, copy: Any, new: Any) -> None:
        cells = (row.findall(f"{W}tc") for row in (old, copy, new))
        for sources, targets, others in zip(*cells, strict=True):
            olds, copies, news = (list(list_paragraphs(one)) for one in (sources, targets, others))
            for one, gone, come in zip(olds, copies, news, strict=False):
                self._move_paragraph(one, gone, come)
            for gone in copies[len(news) :]:
                self._paragraphs.delete_whole(gone)
            for come in news[len(copies) :]:
                self._marker.insert_paragraph(come)

    def _move_paragraph(self, old: Any, gone: Any, come: Any) -> None:
        before = [one for one in read_tokens(old, self._notes, older=True) if one.sign]
        after = read_tokens(come, self._notes, older=False)
        signed = [number for number, one in enumerate(after) if one.sign]
        signs = [one.sign for one in before], [after[number].sign for number in signed]
        blocks = SequenceMatcher(None, *signs, autojunk=False).get_matching_blocks()
        left = {block.a + n for block in blocks for n in range(block.size)}
        right = {signed[block.b + n] for block in blocks for n in range(block.size)}
        left = {number for number in left if not before[number].sign.startswith(_NOTE)}
        right = {number for number in right if not after[number].sign.startswith(_NOTE)}
        if not left:
            self._paragraphs.delete_whole(gone)
            self._marker.insert_paragraph(come)
            return
        name = self._marker.name_move()
        content = list(self._write_old(before, left))
        self._fill(gone, self._marker.frame_move("moveFrom", name, content), "moveFrom")
        content = list(self._write_new(after, right))
        self._fill(come, self._marker.frame_move("moveTo", name, content), "moveTo")

    def _fill(self, paragraph: Any, content: list[Any], kind: str) -> None:
        for child in list(paragraph):
            if child.tag != f"{W}pPr":
                paragraph.remove(child)
        paragraph.extend(content)
        self._marker.mark_paragraph(paragraph, kind)

    def _write_old(self, tokens: list[Token], kept: set[int]) -> Iterator[Any]:
        for moved, group in _divide(tokens, kept):
            if not moved:
                yield from self._paragraphs.delete_tokens(group)
                continue
            for token in _join(group):
                run = make_run(token.text, token.properties)
                yield self._marker.wrap("moveFrom", [run])

    def _write_new(self, tokens: list[Token], kept: set[int]) -> Iterator[Any]:
        for moved, group in _divide(tokens, kept):
            kind = "moveTo" if moved else "ins"
            for node in build_nodes(group):
                if node.tag == f"{W}r":
                    yield self._marker.wrap(kind, [node])
                else:
                    if node.tag == f"{W}hyperlink":
                        self._marker.insert_content(node, kind)
                    yield node


def _describe(row: Any) -> tuple[Key, int]:
    return name_record(row), len(row.findall(f"{W}tc"))


def _divide(tokens: list[Token], kept: set[int]) -> Iterator[tuple[bool, list[Token]]]:
    """Yield tokens in rows of those that moved and those that did not; bookmarks go along."""
    group: list[Token] = []
    moved = False
    for number, token in enumerate(tokens):
        own = number in kept if token.sign else moved
        if group and own != moved:
            yield moved, group
            group = []
        moved = own
        group.append(token)
    if group:
        yield moved, group


def _join(tokens: list[Token]) -> Iterator[Token]:
    """Join words of one look, so that they become one run."""
    last: Token | None = None
    for token in tokens:
        if last is not None and last.properties is token.properties:
            last = Token("", last.text + token.text, last.properties)
            continue
        if last is not None:
            yield last
        last = token
    if last is not None:
        yield last
