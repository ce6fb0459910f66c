"""A command that a hint names can be pasted where the hint was read, and works."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Edit = Callable[[Path, str, str], None]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
_COMMAND = re.compile(r"masterplan (validate .*)")


def read_command(said: str) -> list[str]:
    """Return the words of the one command in a text, as a shell reads them."""
    (command,) = _COMMAND.findall(said)
    return shlex.split(command)


@pytest.fixture
def slipped(small: Path, edit: Edit, tmp_path: Path) -> Path:
    """A workspace in a folder with a space and a sign, with one slip that can be mended."""
    edit(small / PROGRAMS, "owner: dinas-b", "pemilik: dinas-b")
    folder = tmp_path / "ruang kerja $1"
    shutil.move(small, folder)
    return folder


@pytest.mark.parametrize(
    ("here", "words"),
    [
        (".", ["validate", "-C", "ruang kerja $1"]),
        (".", ["validate", "-C", "ruang kerja $1", "--stage", "1"]),
        (".", ["validate", f"ruang kerja $1/{PROGRAMS}"]),
        (".", ["validate", "-C", "ruang kerja $1", "ruang kerja $1/pillars"]),
        ("ruang kerja $1", ["validate"]),
        ("ruang kerja $1/region", ["validate"]),
        ("ruang kerja $1/pillars", ["validate", "-C", "..", "mobility"]),
    ],
)
def test_fix_of_the_same_findings(
    run: Run, slipped: Path, monkeypatch: pytest.MonkeyPatch, here: str, words: list[str]
) -> None:
    monkeypatch.chdir(slipped.parent / here)

    command = read_command(run(*words).out)

    assert "1 perbaikan ditulis ke 1 berkas." in run(*command).err
    assert "owner: dinas-b" in (slipped / PROGRAMS).read_text(encoding="utf-8")
    assert ("--stage" in command) == ("--stage" in words)


@pytest.mark.parametrize("command", ["status", "build"])
def test_list_of_what_is_missing(
    run: Run, small: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    monkeypatch.chdir(small.parent)

    for _ in range(2):  # the second build finds its books as they are
        answer = run(command, "-C", small.name)
        said = read_command(answer.out if command == "status" else answer.err)

        assert said == ["validate", "--stage", "2", "-C", small.name]
        assert "program-without-owner" in run(*said).out


def test_command_needs_no_folder_inside_the_workspace(
    run: Run, small: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    monkeypatch.chdir(small / "region")

    assert read_command(run("status").out) == ["validate", "--stage", "2"]


def test_first_words_on_a_new_workspace(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "plan & kota"
    answers = ["--name", "Contoh", "--type", "kota", "--province", "Uji", "--horizon", "2025-2027"]

    command = read_command(run("init", name, *answers).err)

    assert command == ["validate", "-C", name]
    assert run(*command).code == 1
