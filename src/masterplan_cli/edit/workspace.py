"""Changes in several files of a workspace, made in all of them or in none.

In: the root and changes by file. Out: edits; then files on the disk.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.edit.changes import Change
from masterplan_cli.edit.file import FileEdit, edit_file
from masterplan_cli.source.disk import read_bytes
from masterplan_cli.source.together import Replacement, write_together


def plan_edits(
    root: Path, changes: Mapping[str, Sequence[Change]]
) -> tuple[list[FileEdit], list[Diagnostic]]:
    """Return the edits of all files that really change, sorted, and why others cannot.

    Raises UserError where a file cannot be read, FileNotFoundError where there is none.
    """
    edits: list[FileEdit] = []
    findings: list[Diagnostic] = []
    for file in sorted(changes):
        edit, refused = edit_file(file, read_bytes(root, file), changes[file])
        findings += refused
        if edit is not None and edit.before != edit.after:
            edits.append(edit)
    return edits, findings


def write_edits(root: Path, edits: Sequence[FileEdit]) -> None:
    """Write all files, or none where one has changed since it was read or cannot be written.

    Raises UserError.
    """
    write_together(root, [Replacement(edit.path, edit.before, edit.after) for edit in edits])
