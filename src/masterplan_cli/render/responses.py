"""What templates may ask of reviewers' comments and of the documents that they speak of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.review import ReviewComment
from masterplan_cli.profile.records import DocumentSpec
from masterplan_cli.schema.record import Record

Add = Callable[[type[Record], str, Callable[[Any], object]], None]


def add_reviews(add: Add, plan: Masterplan) -> None:
    """Let documents have the comments on their drafts of earlier stages, with the answers."""
    earlier = [one for one in plan.workspace.reviews if one.stage < plan.stage.number]
    stages = {comment.id: one.stage for one in earlier for comment in one.comments}

    def list_responses(spec: DocumentSpec) -> tuple[ReviewComment, ...]:
        return tuple(
            comment for one in earlier if one.document == spec.id for comment in one.comments
        )

    add(DocumentSpec, "responses", list_responses)
    add(ReviewComment, "stage", lambda item: stages.get(item.id))
    add(ReviewComment, "owner", lambda item: plan.find_responsible(item.pointer or ""))
    add(ReviewComment, "lines", lambda item: _split_lines("\n".join((item.text, *item.replies))))
    add(ReviewComment, "seen_lines", lambda item: _split_lines(item.seen or ""))


def _split_lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
