"""Front matter that depends on the rest: abbreviations in use, lists that would be empty.

In: the blocks of a whole document. Out: the same blocks, less the abbreviations that occur nowhere
in it, and less a list of tables or figures (with its heading) where there is none to name. A short
list runs on below the list before it, and the next list below it: with three entries it would fill
a page of its own. Where the page seems to end with its heading, it begins another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import (
    Block,
    Contents,
    Footnote,
    Heading,
    Inline,
    Row,
    Table,
    Text,
)
from masterplan_cli.document.outline import list_lines, walk_blocks, walk_inlines
from masterplan_cli.document.rows import list_cells
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.opd import Opd
from masterplan_cli.profile.records import Word
from masterplan_cli.render.room import Room, measure_caption, measure_heading
from masterplan_cli.schema.record import Record

ABBREVIATIONS = "profile/abbreviations"
"""Origin of the table of abbreviations, by which it is known."""

_CAPTIONS = {"tables": "table", "figures": "figure"}
_SHORT = 10
"""Entries of a list that shares its pages with its neighbours."""


def list_abbreviations(plan: Masterplan) -> tuple[Record, ...]:
    """Return what has a short name: the profile's own list, OPDs, and types of regulation.

    Sorted by short name; where two have the same, the first of these three counts, since a
    registry says more than the words do (``Kantor Badan Pusat Statistik setempat``).
    """
    found: dict[str, Record] = {}
    named: tuple[Opd | Word, ...] = (
        *plan.profile.abbreviations,
        *plan.workspace.opds,
        *plan.profile.regulation_types,
    )
    for record in named:
        if record.short_name and _abbreviates(record.short_name, record.name):
            found.setdefault(record.short_name, record)
    return tuple(found[short] for short in sorted(found, key=str.casefold))


def _abbreviates(short: str, name: str) -> bool:
    """Say whether ``short`` has to be explained.

    ``Bagian Hukum`` need not, since its words tell, nor ``Kec. Sandai``: everybody reads it so.
    """
    known = re.findall(r"\w+", name.casefold())
    return not all(
        word in known or (word.endswith(".") and any(one.startswith(word[:-1]) for one in known))
        for word in short.casefold().split()
    )


def trim_front(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return ``blocks`` without what the document has no use for."""
    if not any(_is_list(block) for block in blocks):
        return tuple(blocks)
    return tuple(_trim(blocks))


def _is_list(block: Block) -> bool:
    return isinstance(block, Contents) or _is_abbreviations(block)


def _is_abbreviations(block: Block) -> bool:
    return isinstance(block, Table) and block.origin == ABBREVIATIONS


def _trim(blocks: Sequence[Block]) -> Iterator[Block]:
    heights = _measure_entries(blocks)
    pending: list[Block] = []
    # How many entries the list directly before has; 0 where there is none.
    former, room = 0, Room()
    for block in blocks:
        if isinstance(block, Heading) and block.style == "plain":
            yield from pending
            former = 0 if pending else former
            pending = [block]
            continue
        match block:
            case Contents(kind="headings"):
                yield from (*pending, block)
                room = room.add_list(heights["heading"], runs_on=False)
                former = _SHORT + 1
            case Contents(kind=kind):
                entries = heights[_CAPTIONS[kind]]
                if entries:
                    runs_on = _runs_on(former, len(entries)) and room.holds_list
                    yield from (*_join(pending, runs_on), block)
                    room = room.add_list(entries, runs_on=runs_on)
                    former = len(entries)
            case Table() if _is_abbreviations(block):
                rows = _keep_used(block.rows, _read_words(blocks))
                if count := sum(row.kind == "body" for row in rows):
                    runs_on = _runs_on(former, count)
                    yield from (*_join(pending, runs_on), replace(block, rows=rows))
                    room = room.add_rows(count, runs_on=runs_on)
                    former = count
            case _:
                yield from (*pending, block)
                former = 0
        pending = []
    yield from pending


def _runs_on(former: int, count: int) -> bool:
    """Say whether a list of ``count`` entries shares the page of one of ``former`` entries."""
    return former > 0 and min(former, count) <= _SHORT


def _join(pending: Sequence[Block], runs_on: bool) -> Iterator[Block]:
    """Yield what heads a list."""
    for block in pending:
        yield replace(block, runs_on=runs_on) if isinstance(block, Heading) else block


def _measure_entries(blocks: Iterable[Block]) -> dict[str, list[float]]:
    """Return how high each entry of the lists is, by ``heading``, ``table`` and ``figure``."""
    found: dict[str, list[float]] = {"heading": [], "table": [], "figure": []}
    for block, _ in walk_blocks(blocks):
        if isinstance(block, Heading):
            if height := measure_heading(block):
                found["heading"].append(height)
        elif (caption := getattr(block, "caption", None)) is not None:
            found[caption.kind].append(measure_caption(caption))
    for head, block in pairwise(blocks):
        dropped = isinstance(block, Contents) and not found[_CAPTIONS.get(block.kind, "heading")]
        if dropped and isinstance(head, Heading) and (height := measure_heading(head)):
            found["heading"].remove(height)
    return found


def _read_words(blocks: Iterable[Block]) -> str:
    """Return all text of ``blocks`` but that of the abbreviations themselves.

    Each line once: of a large book's fifty thousand, seven of eight were there before.
    """
    said: set[str] = set()
    for block, _ in walk_blocks(blocks):
        if not _is_abbreviations(block):
            _read_block(block, said)
    return "\n".join(said)


def _read_block(block: Block, said: set[str]) -> None:
    if type(block) is not Table:
        for line, _ in list_lines(block):
            _read_line(line, said)
        return
    if block.caption is not None:
        _read_line(block.caption.children, said)
    add = said.add
    # Without asking for what lines inherit: a big table has a hundred thousand of them.
    for row in block.rows:
        for cell in row.cells:
            if type(cell) is Text:
                add(cell.text)
                continue
            for line in cell.lines:
                _read_line(line, said)


def _read_line(line: Sequence[Inline], said: set[str]) -> None:
    """Note what a line says, and what its notes say."""
    texts = [node.text for node in line if type(node) is Text]
    if len(texts) == len(line):
        said.add("".join(texts))
        return
    said.add(read_text(line))
    for node, _ in walk_inlines(line):
        if isinstance(node, Footnote):
            said.add(read_text(node.children))


def _keep_used(rows: Sequence[Row], words: str) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.kind != "body" or _occurs(_read_short(row), words))


def _read_short(row: Row) -> str:
    cells = list_cells(row)
    return read_text(cells[0].lines[0]) if cells and cells[0].lines else ""


def _occurs(short: str, words: str) -> bool:
    """Say whether ``short`` stands whole in ``words``: no letter, digit or hyphen joined to it.

    Why by hand: a pattern that looks behind tries every place of a text of half a million signs.
    """
    start = words.find(short)
    while start >= 0:
        end = start + len(short)
        before, after = words[start - 1 : start], words[end : end + 1]
        if before != "-" and not _joins(before) and not _joins(after):
            return True
        start = words.find(short, start + 1)
    return False


def _joins(sign: str) -> bool:
    return sign == "_" or sign.isalnum()
