"""A workspace as it stood at a commit: read from git, laid into a folder that goes away again.

In: the workspace and a commit's name (hash, tag, branch). Out: the commit, and its files.
Why not ``git worktree`` or a checkout: nothing in the region's own folder may be touched.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from masterplan_cli.diagnostics import Text, UserError
from masterplan_cli.source.revision import CONTENT

_FILE_MODES = (b"100644", b"100755", b"100664")


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit: its full hash, its day, and what it is called (the name it was asked by)."""

    hash: str
    day: date
    name: str


def find_commit(project: Path, name: str) -> Commit | None:
    """Return the commit that ``name`` stands for, None where git knows none (or is not there)."""
    found = _ask(
        project, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"
    )
    if not found:
        return None
    full = found.decode().strip()
    day = _ask(project, "log", "-1", "--format=%cs", full)
    return Commit(full, date.fromisoformat(day.decode().strip()), name) if day else None


def explain_unknown(project: Path, name: str) -> UserError:
    """Return why ``find_commit`` gave none: no git, no repository, cut history, or no such name."""
    found = _ask(project, "rev-parse", "--is-shallow-repository")
    if found is None:
        return UserError(
            Text(
                f"“{name}” dicari dalam git, tetapi folder ini bukan repositori git, atau git "
                f"tidak terpasang",
                f"'{name}' is looked up in git, but this folder is no git repository, or git is "
                f"not installed",
            ),
            Text("Pasang git, lalu: git init", "Install git, then: git init"),
        )
    if found.strip() == b"true":
        hint = Text(
            "Riwayat di sini terpotong; ambil semuanya: git fetch --unshallow --tags (di CI: "
            "fetch-depth: 0).",
            "The history is cut off here; fetch it all: git fetch --unshallow --tags (in CI: "
            "fetch-depth: 0).",
        )
    else:
        hint = Text("Lihat: git tag, git log --oneline.", "See: git tag, git log --oneline.")
    return UserError(
        Text(f"commit atau tag “{name}” tidak ada", f"there is no commit or tag '{name}'"), hint
    )


@contextmanager
def open_commit(project: Path, commit: Commit) -> Iterator[Path]:
    """Give a folder with the workspace's files of ``commit``; it is removed at the end."""
    import tempfile

    with tempfile.TemporaryDirectory(prefix="masterplan-", ignore_cleanup_errors=True) as name:
        folder = Path(name).resolve()
        for relative, data in _read_files(project, commit.hash):
            path = folder / relative
            if path.resolve().is_relative_to(folder):
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
        yield folder


def _read_files(project: Path, commit: str) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of the commit's files, as git keeps them: no filters, no links."""
    listed = _ask(project, "ls-tree", "-r", "-z", commit, "--", *CONTENT) or b""
    files = []
    for entry in listed.split(b"\0"):
        described, _, path = entry.partition(b"\t")
        parts = described.split()
        if len(parts) == 3 and parts[0] in _FILE_MODES:
            files.append((path.decode("utf-8", errors="surrogateescape"), parts[2]))
    asked = b"".join(b"%s\n" % blob for _, blob in files)
    answer = _ask(project, "cat-file", "--batch", given=asked) or b""
    place = 0
    for name, _ in files:
        line_end = answer.find(b"\n", place)
        if line_end < 0:
            return
        size = int(answer[place:line_end].rsplit(b" ", 1)[-1])
        yield name, answer[line_end + 1 : line_end + 1 + size]
        place = line_end + size + 2


def _ask(project: Path, *arguments: str, given: bytes | None = None) -> bytes | None:
    try:
        answer = subprocess.run(
            ["git", "-C", str(project), *arguments],
            input=given if given is not None else b"",
            capture_output=True,
            check=False,
        )
    except OSError:
        return None
    return answer.stdout if answer.returncode == 0 else None
