"""Returned drafts, made by other programs than ours."""

from __future__ import annotations

import io
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from office_driving import find_driver

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan

TESTS = Path(__file__).parents[1]
SCRIPT = TESTS / "support" / "office_script.py"
FILTERS = {"docx": "MS Word 2007 XML", "odt": "writer8"}
Step = tuple[str, str, str, str]


def run_git(project: Path, *words: str) -> str:
    """Run git in a workspace with a fixed identity and clock; return what it says."""
    settings = [
        "-c",
        "user.name=Uji",
        "-c",
        "user.email=uji@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    return subprocess.run(
        ["git", "-C", str(project), *settings, *words],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={
            **os.environ,
            "GIT_AUTHOR_DATE": "2023-10-09T08:00:00Z",
            "GIT_COMMITTER_DATE": "2023-10-09T08:00:00Z",
        },
    ).stdout


@pytest.fixture
def committed(small: Path) -> Path:
    """The small workspace as a git repository with one commit."""
    run_git(small, "init", "-q")
    run_git(small, "add", "-A")
    run_git(small, "commit", "-q", "-m", "Draf pertama")
    return small


@pytest.fixture
def git() -> Callable[..., str]:
    """Return the function that runs git in a workspace."""
    return run_git


def build_draft(project: Path, book: str = "book-a", *, former: bool = False) -> bytes:
    """Return one book of a workspace as it would be sent."""
    from masterplan_cli.source.revision import read_revision

    revision = read_revision(project)
    order = BuildOrder(
        (book,),
        ("docx",),
        revision=revision.label,
        built_on=revision.day,
        former_names=former,
    )
    build = build_stage(load_plan(project), order)
    assert build.diagnostics == ()
    return build.outputs[0].data


@pytest.fixture
def draft(committed: Path) -> bytes:
    """The small workspace's first book, built from its commit."""
    return build_draft(committed)


def list_runs(document: Any) -> list[Any]:
    """Return every run of the body, in tables too."""
    from docx.text.run import Run

    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r"
    return [Run(element, document._body) for element in document.element.body.iter(tag)]


def comment_on(data: bytes, words: dict[str, str], author: str = "Tenaga ahli") -> bytes:
    """Return the Word file with a comment on the last run that holds each text."""
    document = docx.Document(io.BytesIO(data))
    for name, text in words.items():
        runs = [run for run in list_runs(document) if text in run.text]
        assert runs, f"{text!r} stands nowhere in the book"
        document.add_comment(runs[-1], text=name, author=author, initials="TA")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


@pytest.fixture
def office_edit(tmp_path: Path) -> Callable[..., bytes]:
    """Edit a Word file in LibreOffice through its API and save it, by way of ODT if asked."""
    driver = find_driver()

    def edit_once(data: bytes, steps: list[Step], suffix: str, target: str) -> bytes:
        folder = tmp_path / f"office-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        source, saved = folder / f"draf.{suffix}", folder / f"kembali.{target}"
        source.write_bytes(data)
        return driver.drive(SCRIPT, source, saved, FILTERS[target], steps)

    def edit(data: bytes, steps: list[Step], via: str = "") -> bytes:
        if not via:
            return edit_once(data, steps, "docx", "docx")
        return edit_once(edit_once(data, steps, "docx", via), [], via, "docx")

    return edit
