"""Fixtures that every test folder shares."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ROOT = TESTS.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write golden files anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text wholly with a golden file; ``--update`` writes it."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.is_file(), f"{path} is missing: run pytest --update"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def ketapang() -> Path:
    """The repository's own workspace."""
    return ROOT


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small workspace, free to be broken."""
    target = tmp_path / "small"
    shutil.copytree(TESTS / "workspaces" / "small", target)
    return target


@pytest.fixture
def ketapang_copy(tmp_path: Path) -> Path:
    """A copy of Ketapang's workspace without git, free to be broken."""
    target = tmp_path / "ketapang"
    target.mkdir()
    shutil.copy(ROOT / "masterplan.yaml", target)
    for folder in ("region", "pillars", "templates"):
        shutil.copytree(ROOT / folder, target / folder)
    return target


def replace_text(path: Path, old: str, new: str) -> None:
    """Change one place of a file; fail where it is not there exactly once."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path}"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Return the function that changes one place of a file."""
    return replace_text


def find_tool(name: str, variable: str | None = None) -> str:
    """Return a system program that a test needs; skip without it, fail in CI."""
    found = (os.environ.get(variable) if variable else None) or shutil.which(name)
    if found is None:
        reason = f"{name} is not installed here"
        if os.environ.get("CI"):
            pytest.fail(f"{reason}: .ci/run must install it")
        pytest.skip(reason)
    return found


@pytest.fixture
def soffice() -> str:
    """LibreOffice's program."""
    return find_tool("soffice")


@pytest.fixture
def ooxml_validator() -> str:
    """The Open XML SDK validator's program."""
    return find_tool("ooxml-validator", "OOXML_VALIDATOR")
