"""Front matter that depends on the rest: abbreviations in use, lists that would be empty.

In: the blocks of a document by chapter. Out: the same blocks, less the abbreviations that occur
nowhere in it, and less a list of tables or figures (with its heading) where there is none to name.
A short list runs on below the list before it, and the next list below it: with three entries it
would fill a page of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
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
    if not any(_is_list(block) for blocks in chapters.values() for block in blocks):
        return {name: tuple(blocks) for name, blocks in chapters.items()}
    trimmed: dict[str, list[Block]] = {name: [] for name in chapters}
    for name, block in _trim(chapters, mentions or Mentions(chapters)):
        trimmed[name].append(block)
    return {name: tuple(blocks) for name, blocks in trimmed.items()}


def _is_list(block: Block) -> bool:
    return isinstance(block, Contents) or is_abbreviations(block)


def _trim(
    chapters: Mapping[str, Sequence[Block]], mentions: Mentions
) -> Iterator[tuple[str, Block]]:
    """Yield what stays, each block with its chapter's name."""
    counts = Counter(_find_captions(block for blocks in chapters.values() for block in blocks))
    pending: list[_Placed] = []
    # How many entries the list directly before has; 0 where there is none.
    former = 0
    for place in ((name, block) for name, blocks in chapters.items() for block in blocks):
        name, block = place
        if isinstance(block, Heading) and block.style == "plain":
            yield from pending
            former = 0 if pending else former
            pending = [place]
            continue
        match block:
            case Contents(kind="headings"):
                yield from (*pending, place)
                former = _SHORT + 1
            case Contents(kind=kind):
                if count := counts[_CAPTIONS[kind]]:
                    yield from (*_join(pending, former, count), place)
                    former = count
            case Table() if is_abbreviations(block):
                rows = _keep_used(block.rows, mentions)
                if count := sum(row.kind == "body" for row in rows):
                    yield from _join(pending, former, count)
                    yield name, replace(block, rows=rows)
                    former = count
            case _:
                yield from (*pending, place)
                former = 0
        pending = []
    yield from pending


def _join(pending: Sequence[_Placed], former: int, count: int) -> Iterator[_Placed]:
    """Yield what heads a list of ``count`` entries, after one of ``former`` entries."""
    for name, block in pending:
        runs_on = former > 0 and min(former, count) <= _SHORT
        yield name, replace(block, runs_on=runs_on) if isinstance(block, Heading) else block


def _find_captions(blocks: Iterable[Block]) -> Iterator[str]:
    for block, _ in walk_blocks(blocks):
        if (caption := getattr(block, "caption", None)) is not None:
            yield caption.kind


def _keep_used(rows: Sequence[Row], mentions: Mentions) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.kind != "body" or mentions.find(_read_short(row)))


def _read_short(row: Row) -> str:
    cells = list_cells(row)
    return read_text(cells[0].lines[0]) if cells and cells[0].lines else ""
