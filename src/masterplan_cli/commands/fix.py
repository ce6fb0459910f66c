"""``masterplan validate --fix``: what findings themselves know how to mend, shown and written.

In: a workspace and the files asked for. Out: a diff, files written together, and what is left.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from masterplan_cli.commands.console import FINDINGS, OK, wants_colour
from masterplan_cli.compiler import Loaded, load_plan
from masterplan_cli.diagnostics import Diagnostic, Language, Text, UserError
from masterplan_cli.model.load import Memory
from masterplan_cli.source.disk import read_bytes
from masterplan_cli.source.trees import open_tree_store

if TYPE_CHECKING:
    from masterplan_cli.commands.selection import Selection
    from masterplan_cli.edit.changes import Change
    from masterplan_cli.edit.file import FileEdit

_MOST_ROUNDS = 5
"""A mended key may uncover what stands below it; beyond this, something goes in circles."""


def refuse_stdin() -> UserError:
    """Return the error for text from standard input: there is nowhere to write it."""
    return UserError(
        Text("masukan standar tidak dapat diperbaiki", "standard input cannot be mended"),
        Text("Sebutkan berkasnya tanpa “-”.", "Name the file, without '-'."),
    )


def mend_files(selection: Selection, stage: int | None) -> tuple[list[FileEdit], int, Loaded]:
    """Return the edits, how many findings they mend, and the workspace as it then reads.

    Nothing is written.
    """
    from masterplan_cli.edit.file import FileEdit

    mended: dict[str, bytes] = {}
    count = 0
    memory = Memory(open_tree_store(selection.root))
    loaded = load_plan(selection.root, stage, memory=memory)
    for number in range(_MOST_ROUNDS):
        found = selection.pick(loaded)
        wanted = _list_trims(loaded, selection) if number == 0 else {}
        for finding in found:
            if finding.is_mendable:
                wanted.setdefault(finding.span.file, []).append(_rewrite(finding))
        edited = 0
        for file, changes in sorted(wanted.items()):
            data = _read(selection.root, file, mended)
            after, made = _edit_what_can_be(file, data, changes) if data is not None else (None, 0)
            if after is not None:
                mended[file] = after
                edited += made
        if not edited:
            break
        count += edited
        loaded = load_plan(selection.root, stage, mended, memory=memory)
    edits = [FileEdit(file, read_bytes(selection.root, file), mended[file]) for file in mended]
    return sorted(edits, key=lambda edit: edit.path), count, loaded


def _rewrite(finding: Diagnostic) -> Change:
    from masterplan_cli.edit.changes import Rewrite

    return Rewrite(finding.span, finding.fix or "")


def _list_trims(loaded: Loaded, selection: Selection) -> dict[str, list[Change]]:
    """Return, for each readable file asked for, the lines that end with blanks."""
    from masterplan_cli.edit.trims import list_trims

    if loaded.plan is None:
        return {}
    trees = (file.tree for file in loaded.plan.workspace.files)
    return {
        tree.file: list(trims)
        for tree in trees
        if selection.holds(tree.file) and (trims := list_trims(tree.text))
    }


def _read(root: Path, file: str, mended: dict[str, bytes]) -> bytes | None:
    """Return the file as it is by now; None for those of the profile that come with the tool."""
    if file in mended:
        return mended[file]
    return read_bytes(root, file) if (root / file).is_file() else None


def _edit_what_can_be(file: str, data: bytes, changes: list[Change]) -> tuple[bytes | None, int]:
    """Return the bytes with all changes, or with those that can be made, and how many those are."""
    from masterplan_cli.edit.file import edit_file

    edit, _ = edit_file(file, data, changes)
    if edit is not None:
        return edit.after, len(changes)
    made: list[Change] = []
    after = None
    for change in changes:
        edit, _ = edit_file(file, data, [*made, change])
        if edit is not None:
            made.append(change)
            after = edit.after
    return after, len(made)


def show_edits(edits: Iterable[FileEdit], to_stdout: bool) -> None:
    """Print the diff; to stderr where stdout belongs to a report for programs."""
    from masterplan_cli.edit.differences import render_diff

    stream = sys.stdout if to_stdout else sys.stderr
    stream.write(render_diff(edits, colour=wants_colour(stream)))


def report_fixes(count: int, files: int, language: Language, *, written: bool) -> None:
    """Say on stderr how much was mended, or would be."""
    if not count:
        said = Text(
            "Tidak ada yang dapat diperbaiki otomatis.", "Nothing can be mended automatically."
        )
    elif written:
        said = Text(
            f"{count} perbaikan ditulis ke {files} berkas.",
            f"{count} fix{'' if count == 1 else 'es'} written to {files} "
            f"file{'' if files == 1 else 's'}.",
        )
    else:
        said = Text(
            f"{count} perbaikan untuk {files} berkas; tidak ada yang ditulis (--diff).",
            f"{count} fix{'' if count == 1 else 'es'} for {files} "
            f"file{'' if files == 1 else 's'}; nothing was written (--diff).",
        )
    sys.stderr.write(f"{said.speak(language)}\n")


def end_diff(count: int) -> int:
    """Return the exit code of ``--diff``: 1 where anything would be written."""
    return FINDINGS if count else OK
