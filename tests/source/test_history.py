"""Why git does not give a commit."""

from __future__ import annotations

import subprocess
from pathlib import Path

from masterplan_cli.source.history import explain_unknown, find_commit


def test_a_folder_without_git_says_so(tmp_path: Path) -> None:
    assert find_commit(tmp_path, "HEAD") is None
    assert "bukan repositori git" in explain_unknown(tmp_path, "HEAD").message.id


def test_a_cut_history_says_how_to_fetch_it(tmp_path: Path) -> None:
    source, copy = tmp_path / "asal", tmp_path / "salinan"
    who = ("-c", "user.name=uji", "-c", "user.email=uji@example.org")
    git = ("git", "-C", str(source), *who)
    subprocess.run(["git", "init", "-q", str(source)], check=True)
    for message in ("satu", "dua"):
        subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", message], check=True)
    subprocess.run(["git", "clone", "-q", "--depth", "1", source.as_uri(), str(copy)], check=True)

    assert find_commit(copy, "HEAD~1") is None
    cut, whole = explain_unknown(copy, "HEAD~1").hint, explain_unknown(source, "x").hint
    assert cut is not None
    assert "--unshallow" in cut.id
    assert whole is not None
    assert "git log" in whole.id
