"""Comments with their answers, as writers put them beside the text that they speak of."""

from __future__ import annotations

from masterplan_cli.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """One balloon: who said it, when (``2026-11-25T10:00:00``, or empty), and its paragraphs."""

    author: str
    date: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment and its replies, at the bookmark ``anchor``, else at the first of ``origin``.

    ``done`` says that the team has settled it.
    """

    origin: str
    anchor: str
    comment: Note
    replies: tuple[Note, ...] = ()
    done: bool = False
