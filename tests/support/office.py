"""LibreOffice for tests: each file is converted once in a run, whichever test asks for it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from filelock import FileLock

_SECONDS = 400


@dataclass(frozen=True)
class Office:
    """The program, a folder that all workers of a run share, and a profile of one worker."""

    program: str
    shared: Path
    own: Path

    def convert(self, data: bytes, form: str, suffix: str = "docx") -> bytes:
        """Return one file in another format: ``pdf``, ``odt`` or ``docx``."""
        return self.convert_all([data], form, suffix)[0]

    def convert_all(self, files: Iterable[bytes], form: str, suffix: str = "docx") -> list[bytes]:
        """Return the files in another format, those that are new in one run of the program."""
        wanted = {self._name(data, form, suffix): data for data in files}
        batch = blake2b("".join(wanted).encode(), digest_size=12).hexdigest()
        with FileLock(self.shared / f"{batch}.lock"):
            missing = {
                name: data for name, data in wanted.items() if not self._place(name, form).is_file()
            }
            if missing:
                self._run(missing, form, suffix)
        return [self._place(name, form).read_bytes() for name in wanted]

    def _name(self, data: bytes, form: str, suffix: str) -> str:
        return blake2b(data, digest_size=12, person=f"{suffix}-{form}".encode()).hexdigest()

    def _place(self, name: str, form: str) -> Path:
        return self.shared / f"{name}.{form}"

    def _run(self, files: dict[str, bytes], form: str, suffix: str) -> None:
        sources, results = self.own / "in", self.own / "out"
        sources.mkdir(parents=True, exist_ok=True)
        results.mkdir(exist_ok=True)
        paths = []
        for name, data in files.items():
            path = sources / f"{name}.{suffix}"
            path.write_bytes(data)
            paths.append(str(path))
        command = [
            *(self.program, f"-env:UserInstallation={(self.own / 'profile').as_uri()}"),
            *("--headless", "--convert-to", form, "--outdir", str(results)),
        ]
        for _ in range(2):  # it crashes now and then while it ends
            todo = [one for one in paths if not (results / f"{Path(one).stem}.{form}").is_file()]
            if todo:
                subprocess.run(
                    [*command, *todo], check=False, capture_output=True, timeout=_SECONDS
                )
        for name in files:
            (results / f"{name}.{form}").replace(self._place(name, form))
