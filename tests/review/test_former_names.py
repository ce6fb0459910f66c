"""Drafts sent when bookmarks were named otherwise say the same when they come back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx_parts
import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.document.bookmarks import is_former
from masterplan_cli.rounds.returned import Returned, read_returned
from masterplan_cli.source.revision import read_revision

from .conftest import build_draft, comment_on


def read(project: Path, *files: bytes, untracked: bool = True) -> Returned:
    named = [(f"salinan-{number}.docx", data) for number, data in enumerate(files, start=1)]
    return read_returned(load_plan(project), read_revision(project), named, untracked=untracked)


def list_places(returned: Returned) -> list[tuple[object, ...]]:
    return [
        (
            one.remark.kind,
            one.remark.text,
            one.remark.old,
            one.remark.new,
            one.remark.pointers,
            one.remark.confidence,
            one.span,
            one.pointer,
            one.changed,
        )
        for one in returned.remarks
    ]


def review(draft: bytes) -> dict[str, bytes]:
    """Return copies: with a comment alone, and with words changed without tracking too."""
    commented = comment_on(draft, {"Sejak kapan?": "Trayek A|B"})
    typed = docx_parts.change_body(commented, "Kutipan biasa.", "Kutipan luar biasa.")
    return {
        "sealed": commented,
        "typed": docx_parts.change_body(typed, "Trayek A|B terputus", "Trayek A|B putus"),
    }


@pytest.mark.parametrize("kind", ["sealed", "typed"])
@pytest.mark.parametrize("untracked", [True, False])
def test_a_former_draft_says_what_one_of_today_says(
    committed: Path, kind: str, untracked: bool
) -> None:
    former = review(build_draft(committed, former=True))[kind]
    today = review(build_draft(committed))[kind]
    returned = read(committed, former, untracked=untracked)

    assert returned.diagnostics == ()
    assert list_places(returned) == list_places(read(committed, today, untracked=untracked))
    assert len(returned.remarks) == (3 if kind == "typed" and untracked else 1)
    assert all(is_former(one.remark.anchor) for one in returned.remarks)


def test_a_former_draft_of_an_older_commit_is_compared_with_that_commit(
    committed: Path, git: Callable[..., str], edit: Callable[..., None]
) -> None:
    former, today = (
        review(build_draft(committed, former=former))["typed"] for former in (True, False)
    )
    edit(committed / "pillars/mobility/pillar.yaml", "Trayek A|B terputus", "Trayek C terputus")
    git(committed, "commit", "-q", "-a", "-m", "Trayek")
    returned = read(committed, former)

    assert list_places(returned) == list_places(read(committed, today))
    assert any(one.changed for one in returned.remarks)


def test_copies_of_one_draft_under_both_names_are_read_each_by_its_own(committed: Path) -> None:
    copies = [review(build_draft(committed, former=former))["typed"] for former in (True, False)]
    both = read(committed, *copies)

    assert both.diagnostics == ()
    assert len(both.remarks) == 6
    assert {one.remark.confidence for one in both.remarks} == {1.0}
