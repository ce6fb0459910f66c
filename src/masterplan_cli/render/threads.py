"""Stored comments with the team's answers, as threads for a writer (``--with-responses``)."""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.outline import list_lines, walk_blocks
from masterplan_cli.document.prose import read_prose
from masterplan_cli.document.threads import Note, Thread
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.review import ReviewComment

TEAM = "Tim Penyusun Masterplan"
SETTLED = ("diterima", "ditolak")


def list_threads(plan: Masterplan, document: str) -> tuple[Thread, ...]:
    """Return the comments on ``document``'s drafts of earlier stages that have an answer.

    Each has the answer as its last reply.
    """
    return tuple(
        _make_thread(comment)
        for review in plan.workspace.reviews
        if review.document == document and review.stage < plan.stage.number
        for comment in review.comments
        if comment.response or comment.status
    )


def _make_thread(comment: ReviewComment) -> Thread:
    replies = []
    for reply in comment.replies:
        author, _, text = reply.partition(": ")
        replies.append(Note(author, "", tuple(text.splitlines())))
    replies.append(Note(TEAM, "", tuple(_list_answer(comment))))
    said = Note(comment.author or "", comment.date or "", tuple(comment.text.splitlines()))
    done = comment.status in SETTLED
    return Thread(comment.pointer or "", comment.anchor or "", said, tuple(replies), done)


def _list_answer(comment: ReviewComment) -> Iterator[str]:
    if comment.status:
        yield f"Status: {comment.status}."
    for block, _ in walk_blocks(read_prose(comment.response or "", "").blocks):
        for inlines, _ in list_lines(block):
            yield read_text(inlines)
