"""Front matter that depends on the rest: abbreviations in use, lists that would be empty.

In: the blocks of a document by chapter. Out: the same blocks, less the abbreviations that occur
nowhere in it, and less a list of tables or figures (with its heading) where there is none to name.
A short list runs on below the list before it, and the next list below it: with three entries it
would fill a page of its own. Where the page seems to end with its heading, it begins another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeAlias

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import (
    Block,
    Contents,
    Heading,
    Row,
    Table,
)
from masterplan_cli.document.outline import walk_blocks
from masterplan_cli.document.rows import list_cells
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.opd import Opd
from masterplan_cli.profile.records import Word
from masterplan_cli.render.mentions import Mentions, is_abbreviations
from masterplan_cli.render.room import Room, measure_caption, measure_heading
from masterplan_cli.schema.record import Record

_CAPTIONS = {"tables": "table", "figures": "figure"}
_Placed: TypeAlias = tuple[str, Block]
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


def trim_front(
    chapters: Mapping[str, Sequence[Block]], mentions: Mentions | None = None
) -> dict[str, tuple[Block, ...]]:
    """Return the chapters of a document without what the document has no use for.

    ``mentions`` says which short names occur, where not all chapters are whole.
    """
    placed = [(name, block) for name, blocks in chapters.items() for block in blocks]
    if not any(_is_list(block) for _, block in placed):
        return {name: tuple(blocks) for name, blocks in chapters.items()}
    trimmed: dict[str, list[Block]] = {name: [] for name in chapters}
    for name, block in _trim(placed, mentions or Mentions(chapters)):
        trimmed[name].append(block)
    return {name: tuple(blocks) for name, blocks in trimmed.items()}


def _is_list(block: Block) -> bool:
    return isinstance(block, Contents) or is_abbreviations(block)


def _trim(placed: Sequence[_Placed], mentions: Mentions) -> Iterator[_Placed]:
    """Yield what stays, each block with its chapter's name."""
    heights = _measure_entries([block for _, block in placed])
    pending: list[_Placed] = []
    # How many entries the list directly before has; 0 where there is none.
    former, room = 0, Room()
    for place in placed:
        name, block = place
        if isinstance(block, Heading) and block.style == "plain":
            yield from pending
            former = 0 if pending else former
            pending = [place]
            continue
        match block:
            case Contents(kind="headings"):
                yield from (*pending, place)
                room = room.add_list(heights["heading"], runs_on=False)
                former = _SHORT + 1
            case Contents(kind=kind):
                entries = heights[_CAPTIONS[kind]]
                if entries:
                    runs_on = _runs_on(former, len(entries)) and room.holds_list
                    yield from (*_join(pending, runs_on), place)
                    room = room.add_list(entries, runs_on=runs_on)
                    former = len(entries)
            case Table() if is_abbreviations(block):
                rows = _keep_used(block.rows, mentions)
                if count := sum(row.kind == "body" for row in rows):
                    runs_on = _runs_on(former, count)
                    yield from (*_join(pending, runs_on), (name, replace(block, rows=rows)))
                    room = room.add_rows(count, runs_on=runs_on)
                    former = count
            case _:
                yield from (*pending, place)
                former = 0
        pending = []
    yield from pending


def _runs_on(former: int, count: int) -> bool:
    """Say whether a list of ``count`` entries shares the page of one of ``former`` entries."""
    return former > 0 and min(former, count) <= _SHORT


def _join(pending: Sequence[_Placed], runs_on: bool) -> Iterator[_Placed]:
    """Yield what heads a list."""
    for name, block in pending:
        yield name, replace(block, runs_on=runs_on) if isinstance(block, Heading) else block


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


def _keep_used(rows: Sequence[Row], mentions: Mentions) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.kind != "body" or mentions.find(_read_short(row)))


def _read_short(row: Row) -> str:
    cells = list_cells(row)
    return read_text(cells[0].lines[0]) if cells and cells[0].lines else ""
