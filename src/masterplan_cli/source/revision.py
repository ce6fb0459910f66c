"""Which commit a workspace stands at, and whether anything in it differs from that commit."""

from __future__ import annotations

import subprocess
from datetime import date
from hashlib import blake2b
from pathlib import Path

from masterplan_cli.frozen import dataclass
from masterplan_cli.source.disk import list_files, read_bytes

CONTENT = ("masterplan.yaml", "region", "pillars", "reviews", "templates")


@dataclass(frozen=True, slots=True)
class Revision:
    """What a build is made from.

    ``commit`` is empty outside git; ``content`` is the hash of the files where they differ from
    the commit (or there is none), else empty.
    """

    commit: str = ""
    content: str = ""
    day: date | None = None

    @property
    def dirty(self) -> bool:
        """Say whether the files are not exactly a commit's."""
        return bool(self.content)

    @property
    def label(self) -> str:
        """Return ``1a2b3c4d5e6f``, ``1a2b3c4d5e6f+9f8e7d6c`` or ``tanpa-git+9f8e7d6c``."""
        head = self.commit[:12] or "tanpa-git"
        return f"{head}+{self.content[:8]}" if self.content else head


def read_revision(project: Path) -> Revision:
    """Return the revision of ``project``; a machine without git counts as no commit."""
    described = _ask_git(project, "log", "-1", "--format=%H %cs", "HEAD")
    if described is None:
        return Revision(content=hash_content(project))
    commit, _, day = described.strip().partition(" ")
    changes = _ask_git(project, "status", "--porcelain", "--untracked-files=all", "--", *CONTENT)
    content = hash_content(project) if changes is None or changes.strip() else ""
    return Revision(commit, content, date.fromisoformat(day) if day else None)


def _ask_git(project: Path, *arguments: str) -> str | None:
    try:
        answer = subprocess.run(
            ["git", "-C", str(project), *arguments],
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except OSError:
        return None
    return answer.stdout if answer.returncode == 0 else None


def hash_content(project: Path) -> str:
    """Return a hash over the names and bytes of everything that a build reads."""
    digest = blake2b(digest_size=16)
    names = [name for name in ("masterplan.yaml",) if (project / name).is_file()]
    for folder in CONTENT[1:]:
        names.extend(list_files(project, f"{folder}/**/*"))
    for name in sorted(set(names)):
        data = read_bytes(project, name)
        digest.update(f"{name}\0{len(data)}\0".encode(errors="surrogateescape"))
        digest.update(data)
    return digest.hexdigest()
