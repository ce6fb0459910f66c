"""Runs the command line as a shell would, without a new process for each test."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from masterplan_cli.cli import app
from masterplan_cli.commands.console import run_app


@dataclass(frozen=True)
class Answer:
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Answer]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Return the function that runs ``masterplan`` with words as arguments."""
    monkeypatch.delenv("MASTERPLAN_LANG", raising=False)

    def run_words(*words: str | Path) -> Answer:
        monkeypatch.setattr("sys.argv", ["masterplan", *map(str, words)])
        capsys.readouterr()
        code = run_app(app)
        written = capsys.readouterr()
        return Answer(code, written.out, written.err)

    yield run_words
    gc.enable()
