from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from masterplan_cli.source.revision import hash_content, read_revision

GIT_ENV = {
    "GIT_AUTHOR_NAME": "Uji",
    "GIT_AUTHOR_EMAIL": "uji@contoh.id",
    "GIT_COMMITTER_NAME": "Uji",
    "GIT_COMMITTER_EMAIL": "uji@contoh.id",
    "GIT_AUTHOR_DATE": "2023-10-09T08:00:00+0700",
    "GIT_COMMITTER_DATE": "2023-10-09T08:00:00+0700",
    "GIT_CONFIG_GLOBAL": os.devnull,
}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **GIT_ENV},
    )


@pytest.fixture
def repository(small: Path) -> Path:
    git(small, "init", "-q")
    git(small, "add", "-A")
    git(small, "commit", "-q", "-m", "awal")
    return small


def test_a_clean_tree_is_its_commit(repository: Path) -> None:
    revision = read_revision(repository)
    assert len(revision.commit) == 40
    assert not revision.dirty
    assert revision.label == revision.commit[:12]
    assert revision.day == date(2023, 10, 9)


def test_a_change_is_named(repository: Path) -> None:
    (repository / "region" / "opd.yaml").write_text("opds: []\n")
    revision = read_revision(repository)
    assert revision.dirty
    assert revision.label == f"{revision.commit[:12]}+{revision.content[:8]}"


def test_a_new_file_is_a_change_and_a_built_one_is_not(repository: Path) -> None:
    (repository / "build").mkdir()
    (repository / "build" / "x.docx").write_bytes(b"x")
    assert not read_revision(repository).dirty
    (repository / "region" / "baru.yaml").write_text("a: 1\n")
    assert read_revision(repository).dirty


def test_without_git_the_content_speaks(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(small.parent))
    revision = read_revision(small)
    assert revision.commit == ""
    assert revision.label == f"tanpa-git+{hash_content(small)[:8]}"
    assert revision.day is None


def test_the_hash_follows_names_and_bytes(small: Path) -> None:
    before = hash_content(small)
    assert hash_content(small) == before
    path = small / "region" / "opd.yaml"
    path.rename(small / "region" / "opds.yaml")
    assert hash_content(small) != before


def test_no_git_program(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_revision(small).commit == ""
