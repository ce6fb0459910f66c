"""``reviews/bimtek-N/*.yaml``: what reviewers said of a draft, and what the team answers.

A comment is stored at its first import and kept as it was said; the team fills ``status`` and
``response``.
"""

from typing import ClassVar, Literal

from masterplan_cli.schema.fields import Note, Prose, Slug
from masterplan_cli.schema.record import Record

STATUSES = ("diterima", "diterima sebagian", "ditolak", "didiskusikan")


class ReviewComment(Record):
    """One comment: who said it of which place, and the answer.

    ``id`` is a hash of author, date, text and anchor; ``pointer`` names the value that it speaks
    of, ``anchor`` the bookmark of the draft; ``seen`` is what the reviewer saw; ``heading`` the
    section with its chapter, ``page`` the comment's own page as printed; where that could not be
    known, ``section_page`` is where its section begins; ``replies`` are other
    reviewers' answers, each with its author before a colon.
    """

    KIND: ClassVar[str] = "review-comment"

    id: Slug
    author: Note | None = None
    date: Note | None = None
    text: Note
    seen: Note | None = None
    heading: Note | None = None
    page: Note | None = None
    section_page: Note | None = None
    pointer: Note | None = None
    anchor: Note | None = None
    status: Literal["diterima", "diterima sebagian", "ditolak", "didiskusikan"] | None = None
    response: Prose | None = None
    replies: tuple[Note, ...] = ()


class ReviewFile(Record):
    """One document's comments of one stage; ``document`` is the book's id."""

    document: Slug
    comments: tuple[ReviewComment, ...] = ()
