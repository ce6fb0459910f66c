"""Tracked changes of a returned Word file, joined as a reader sees them.

In: a story. Out: insertions, deletions, replacements and moves, each with its range of text.
Formatting is left aside: the look of a book belongs to the profile.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from masterplan_cli.review.story import NAMELESS, Extent, Mark, Piece, Story

Kind = Literal["insertion", "deletion", "replacement", "move"]


@dataclass(frozen=True, slots=True)
class Change:
    """One change: ``old`` left the text and ``new`` came in; a move came from ``origin``.

    ``extent`` covers both; ``spot`` is what it speaks of: the words that left, else the place.
    """

    kind: Kind
    author: str
    date: str
    old: str
    new: str
    extent: Extent
    spot: Extent
    origin: Extent | None = None


def read_changes(story: Story) -> list[Change]:
    """Return all changes in the order of the text."""
    joined = list(_join_replacements(_join_pieces(story.pieces)))
    return [change for change in _pair_moves(joined) if _says_something(story, change)]


def _says_something(story: Story, change: Change) -> bool:
    """Say whether a change shows: white space counts only where it parts or joins words."""
    if change.old.strip() or change.new.strip():
        return True
    if change.old and change.new:
        return "\n" in change.old + change.new
    before = story.text[: change.extent.start].rstrip(" \t\u00a0")[-1:]
    after = story.text[change.extent.end :].lstrip(" \t\u00a0")[:1]
    if "\n" not in change.old + change.new:
        before = story.text[: change.extent.start][-1:]
        after = story.text[change.extent.end :][:1]
    return bool(before.strip() and after.strip())


@dataclass(frozen=True, slots=True)
class _Group:
    """Pieces in a row that one author inserted, or deleted."""

    change: Change
    move: str


def _join_pieces(pieces: list[Piece]) -> Iterator[_Group]:
    run: list[Piece] = []
    for piece in pieces:
        if run and _name_group(piece) != _name_group(run[-1]):
            yield from _close_run(run)
            run = []
        run.append(piece)
    yield from _close_run(run)


def _name_group(piece: Piece) -> tuple[str, str, str] | None:
    """Return what pieces of one change share; None for text that nobody changed.

    Text that one reviewer inserted and another deleted is the second one's deletion.
    """
    mark = piece.deleted or piece.inserted
    if mark is None:
        return None
    return ("deletion" if piece.deleted else "insertion", mark.author, mark.move)


def _close_run(run: list[Piece]) -> Iterator[_Group]:
    if not run or _name_group(run[0]) is None:
        return
    mark: Mark | None = run[0].deleted or run[0].inserted
    assert mark is not None
    text = "".join(piece.text for piece in run)
    extent = Extent(run[0].start, run[-1].end)
    if run[0].deleted:
        change = Change("deletion", mark.author, mark.date, text, "", extent, extent)
    else:
        change = Change("insertion", mark.author, mark.date, "", text, extent, extent)
    yield _Group(change, mark.move)


def _join_replacements(groups: Iterator[_Group]) -> Iterator[_Group]:
    """Join a deletion and the insertion of the same author beside it, in either order."""
    waiting: _Group | None = None
    for group in groups:
        if waiting is None:
            waiting = group
            continue
        first, second = waiting.change, group.change
        if (
            first.extent.end == second.extent.start
            and first.author == second.author
            and {first.kind, second.kind} == {"insertion", "deletion"}
            and not (waiting.move or group.move)
        ):
            yield _Group(
                replace(
                    first,
                    kind="replacement",
                    old=first.old or second.old,
                    new=first.new or second.new,
                    extent=Extent(first.extent.start, second.extent.end),
                    spot=first.extent if first.old else second.extent,
                ),
                "",
            )
            waiting = None
        else:
            yield waiting
            waiting = group
    if waiting is not None:
        yield waiting


def _pair_moves(groups: list[_Group]) -> Iterator[Change]:
    """Make one move of the two ends that belong together; an end without the other stays as it is.

    Word gives both a name; LibreOffice gives none, and then their words must be the same.
    """
    sources: dict[tuple[str, str], list[Change]] = {}
    for group in groups:
        if group.move and group.change.kind == "deletion":
            sources.setdefault(_name_move(group), []).append(group.change)
    paired: dict[int, Change] = {}
    for group in groups:
        found = sources.get(_name_move(group)) if group.move else None
        if found and group.change.kind == "insertion":
            paired[id(group)] = found.pop(0)
    gone = {id(change) for change in paired.values()}
    for group in groups:
        source = paired.get(id(group))
        if source is not None:
            yield replace(group.change, kind="move", old=source.old, origin=source.extent)
        elif id(group.change) not in gone:
            yield group.change


def _name_move(group: _Group) -> tuple[str, str]:
    change = group.change
    words = "" if group.move != NAMELESS else " ".join((change.old or change.new).split())
    return group.move, words
