"""Several files replaced together: all of them, or none.

In: paths below a root with the bytes that stand there and those that shall. Out: files.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.diagnostics import Text, UserError
from masterplan_cli.source.disk import open_temporary, read_bytes, refuse_write, resolve_below


@dataclass(frozen=True, slots=True)
class Replacement:
    """A file's path below the root, its bytes now (None where it must not exist), and then."""

    path: str
    before: bytes | None
    after: bytes


def write_together(root: Path, replacements: Sequence[Replacement]) -> None:
    """Replace all files; raises UserError, and changes none, where one cannot be or has changed.

    Everything is written beside its place first, so that what is left to fail are renames; where
    one does, those made before are taken back.
    """
    prepared: list[tuple[Replacement, Path, Path]] = []
    try:
        for item in replacements:
            _refuse_changed(root, item)
            # Beside the file that a link leads to: the link itself must stay.
            path = resolve_below(root, item.path)
            prepared.append((item, path, _write_beside(path, item.after)))
        for item in replacements:
            _refuse_changed(root, item)
        _replace_all(prepared)
    finally:
        for _, _, temporary in prepared:
            temporary.unlink(missing_ok=True)


def _refuse_changed(root: Path, item: Replacement) -> None:
    try:
        now: bytes | None = read_bytes(root, item.path)
    except FileNotFoundError:
        now = None
    if now != item.before:
        raise UserError(
            Text(
                f"“{item.path}” berubah sejak dibaca; tidak ada yang ditulis",
                f"'{item.path}' has changed since it was read; nothing was written",
            ),
            Text("Ulangi perintahnya.", "Run the command again."),
        )


def _write_beside(path: Path, data: bytes) -> Path:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = open_temporary(path)
    except OSError as error:
        raise refuse_write(path, error) from error
    try:
        temporary.write_bytes(data)
        if path.exists():
            temporary.chmod(path.stat().st_mode & 0o777)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise refuse_write(path, error) from error
    return temporary


def _replace_all(prepared: Sequence[tuple[Replacement, Path, Path]]) -> None:
    done: list[tuple[Replacement, Path]] = []
    for item, path, temporary in prepared:
        try:
            os.replace(temporary, path)
        except OSError as error:
            _take_back(done)
            raise refuse_write(path, error) from error
        done.append((item, path))


def _take_back(done: Sequence[tuple[Replacement, Path]]) -> None:
    for item, path in reversed(done):
        if item.before is None:
            path.unlink(missing_ok=True)
        else:
            os.replace(_write_beside(path, item.before), path)
