"""LibreOffice driven through its own API: started, told what to do, and ended with all it began."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


def _skip(message: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@dataclass(frozen=True)
class OfficeSession:
    """A LibreOffice that runs, and listens at a port."""

    python: str
    port: int

    def drive(
        self, script: Path, source: Path, steps: Sequence[Any], saved: Mapping[Path, str]
    ) -> None:
        """Let ``script`` take ``steps`` in ``source``; ``saved`` names the files and their filters."""
        targets = json.dumps([[str(path), form] for path, form in saved.items()])
        words = (script, self.port, source, json.dumps(steps), targets)
        done = subprocess.run(
            [self.python, *map(str, words)],
            capture_output=True,
            encoding="utf-8",
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stderr


@dataclass(frozen=True)
class OfficeDriver:
    """The two programs that it takes; ``find_driver`` skips where one is missing."""

    program: str
    python: str

    @contextlib.contextmanager
    def start(self, folder: Path) -> Iterator[OfficeSession]:
        """Run LibreOffice with a profile in ``folder``, and end all that it began."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = subprocess.Popen(
            [
                *(self.program, f"-env:UserInstallation={(folder / 'profile').as_uri()}"),
                *("--headless", "--norestore", "--nologo"),
                f"--accept=socket,host=127.0.0.1,port={port};urp;",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield OfficeSession(self.python, port)
        finally:
            # soffice starts others: all of its session end.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGKILL)
            server.wait(30)

    def drive(
        self, script: Path, source: Path, saved: Path, form: str, steps: Sequence[Any]
    ) -> bytes:
        """Let ``script`` take ``steps`` in ``source``; return what it saved by the filter ``form``.

        The profile is put beside ``source``.
        """
        with self.start(source.parent) as session:
            session.drive(script, source, steps, {saved: form})
        return saved.read_bytes()


def find_driver() -> OfficeDriver:
    """Return what drives LibreOffice here; skip where it is missing, fail in CI."""
    program = os.environ.get("SOFFICE") or shutil.which("soffice")
    python = os.environ.get("UNO_PYTHON", "/usr/bin/python3")
    if program is None:
        _skip("soffice is not here: set SOFFICE")
    if (
        not Path(python).exists()
        or subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode
    ):
        _skip("python3-uno is not here: set UNO_PYTHON")
    return OfficeDriver(str(program), python)
