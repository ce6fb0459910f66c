"""The two states that are compared: commits or tags of the workspace, or its files as they are.

In: names as git knows them. Out: a plan for each, with what to call it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Text, UserError
from masterplan_cli.render.formats import format_date_long
from masterplan_cli.source.history import explain_unknown, find_commit, open_commit
from masterplan_cli.source.revision import Revision, read_revision
from masterplan_cli.source.shell import name_place

_STAGE_TAG = re.compile(r"bimtek-(\d+)\Z")
_CHOOSE = Text(
    "Sebutkan commit lain, yang isinya dapat dibaca.",
    "Name another commit, whose content can be read.",
)


@dataclass(frozen=True, slots=True)
class Side:
    """One state: the workspace, its revision, and what a reader calls it."""

    loaded: Loaded
    revision: Revision
    title: str
    day: str


@contextmanager
def open_side(
    project: Path, name: str | None, stage: int | None = None, *, checked: bool = False
) -> Iterator[Side]:
    """Give the state at a commit's ``name``, or the files as they are for None.

    Raises UserError where git knows no such commit or nothing can be read of it.
    """
    if name is None:
        loaded, revision = load_plan(project, stage, checked=checked), read_revision(project)
        day = format_date_long(revision.day) if revision.day and not revision.dirty else ""
        command = f"masterplan validate{name_place(project)}"
        hint = Text(f"Perbaiki dahulu; daftarnya: {command}", f"Mend it first; see: {command}")
        _need_plan(loaded, Text("isi sekarang", "the files as they are"), hint)
        yield Side(loaded, revision, "isi sekarang", day)
        return
    commit = find_commit(project, name)
    if commit is None:
        raise explain_unknown(project, name)
    with open_commit(project, commit) as folder:
        loaded = load_plan(folder, stage, checked=checked)
        revision = Revision(commit.hash, "", commit.day)
        title = name_state(name)
        _need_plan(loaded, Text(title, title), _CHOOSE)
        yield Side(loaded, revision, title, format_date_long(commit.day))


def name_state(name: str) -> str:
    """Return ``bimtek 2`` for the tag ``bimtek-2``, and any other name as it is."""
    match = _STAGE_TAG.match(name)
    return f"bimtek {match[1]}" if match else name


def _need_plan(loaded: Loaded, title: Text, hint: Text) -> None:
    """Raise UserError where nothing can be read of a state."""
    if loaded.plan is None:
        message = Text(f"{title.id} tidak dapat dibaca", f"{title.en} cannot be read")
        raise UserError(message, hint)
