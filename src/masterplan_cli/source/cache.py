"""What a run may keep for the next: compiled templates, in the platform's cache folder.

Nothing is lost without it, and nothing in it is trusted to be whole: a file that cannot be read is
as good as none. Files appear whole or not at all, so that runs side by side do no harm.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.machinery import SourceFileLoader
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from types import CodeType
from typing import Any
from zlib import crc32

from masterplan_cli.diagnostics import UserError
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.packaged import find_packaged_templates, find_ready_code


def find_cache_folder() -> Path | None:
    """Return the folder for this user's cached files; None where the system names none.

    ``MASTERPLAN_CACHE`` names another; empty, it turns the cache off.
    """
    named = os.environ.get("MASTERPLAN_CACHE")
    if named is not None:
        return Path(named) if named else None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "masterplan" / "cache" if base else None
    home = os.environ.get("HOME")
    if sys.platform == "darwin":
        return Path(home) / "Library" / "Caches" / "masterplan" if home else None
    base = os.environ.get("XDG_CACHE_HOME") or (f"{home}/.cache" if home else None)
    return Path(base) / "masterplan" if base else None


_PRINTING = ("render", "document")


def fingerprint_package(*versions: str, folders: tuple[str, ...] = _PRINTING) -> str:
    """Return a hash that changes with Python, ``versions``, or any file in ``folders``."""
    digest = blake2b(MAGIC_NUMBER, digest_size=10)
    for version in versions:
        digest.update(version.encode())
    package = Path(__file__).resolve().parents[1]
    for folder in folders:
        with os.scandir(package / folder) as entries:
            files = [(one.name, one.stat()) for one in entries if one.is_file()]
        for name, state in sorted(files, key=lambda file: file[0]):
            digest.update(f"{name}:{state.st_size}:{state.st_mtime_ns}".encode())
    return digest.hexdigest()


@cache
def fingerprint_tool() -> str:
    """Return a hash that changes with Python, any file of this tool, or any installed package.

    Found once: what runs is what lay there then. Why by size and time of change: four hundred small
    files are looked at in 3 ms, read in 30. Packages are known by the names of their ``dist-info``
    folders, which hold their versions.
    """
    digest = blake2b(MAGIC_NUMBER, digest_size=16)
    digest.update(sys.version.encode())
    for root in (Path(__file__).resolve().parents[1], find_packaged_templates()):
        for name, size, changed in sorted(_list_states(str(root), "")):
            digest.update(f"{name}:{size}:{changed}\0".encode())
    digest.update("\0".join(list_packages()).encode())
    return digest.hexdigest()


def _list_states(folder: str, prefix: str) -> Iterator[tuple[str, int, int]]:
    """Yield name, size and time of change of every file below ``folder`` but for bytecode."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if entry.name != "__pycache__":
                    yield from _list_states(entry.path, f"{prefix}{entry.name}/")
            else:
                state = entry.stat()
                yield f"{prefix}{entry.name}", state.st_size, state.st_mtime_ns


def list_packages() -> list[str]:
    """Return the names of the ``dist-info`` folders of all that is installed."""
    found: list[str] = []
    for folder in sys.path:
        try:
            found += sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
        except OSError:
            continue
    return found


class CodeStore:
    """Code objects by key: those that packaging made ahead, and those of one file.

    The file is read where something is asked for that packaging did not make, and written back
    when something was added.
    """

    def __init__(self, path: Path | None = None, ready: Path | None = None) -> None:
        """Keep what is added in ``path``, or in memory only; ``ready`` is packaging's folder."""
        self._path = path
        self._ready = ready
        self._codes: dict[str, CodeType] | None = None if path else {}
        self._added = False

    def get(self, key: str) -> CodeType | None:
        """Return the code for ``key``, which is fit for a file's name, or None."""
        return self._find_ready(key) or self._list_kept().get(key)

    def _find_ready(self, key: str) -> CodeType | None:
        if self._ready is None:
            return None
        # As Python does for any module: from its bytecode where that is newer.
        try:
            return SourceFileLoader(key, str(self._ready / f"{key}.py")).get_code(key)
        except OSError:
            return None

    def _list_kept(self) -> dict[str, CodeType]:
        if self._codes is None:
            self._codes = read_results(self._path) if self._path else {}
        return self._codes

    def put(self, key: str, code: CodeType) -> None:
        """Keep ``code`` under ``key``."""
        self._list_kept()[key] = code
        self._added = True

    def save(self) -> None:
        """Write the store back; a folder that cannot be written is no fault of the build."""
        if self._path is None or not self._added:
            return
        self._added = not write_value(self._path, self._codes)


_CHECKSUM = 4
"""Bytes of it, before what it is of."""


def read_value(path: Path) -> Any:
    """Return what ``write_value`` wrote; None where the file is not as it was written."""
    try:
        whole = path.read_bytes()
        if crc32(whole[_CHECKSUM:]) != int.from_bytes(whole[:_CHECKSUM], "big"):
            return None
        return marshal.loads(whole[_CHECKSUM:])
    except (OSError, ValueError, EOFError, TypeError):
        return None


def write_value(path: Path, value: Any) -> bool:
    """Write a plain value, or code; say whether the system let us, which is no fault of the run.

    Why a checksum: code that one bit has changed runs all the same, and does something else.
    """
    try:
        data = marshal.dumps(value)
        write_whole(path, crc32(data).to_bytes(_CHECKSUM, "big"), data)
    except (OSError, UserError, ValueError):
        return False
    return True


_MOST = 16
"""Results that one file keeps; the oldest make room."""


def read_results(path: Path) -> dict[str, Any]:
    """Return results by key, made of plain values; none where the file cannot be read."""
    found = read_value(path)
    return found if isinstance(found, dict) else {}


def write_result(path: Path, key: str, value: object) -> None:
    """Keep ``value`` under ``key``; a folder that cannot be written is no fault of the run."""
    kept = read_results(path)
    kept.pop(key, None)
    write_value(path, dict([*kept.items(), (key, value)][-_MOST:]))


def open_code_store(folder: Path | None, *versions: str) -> CodeStore:
    """Return the store for this very tool; where there is no folder, nothing new is kept."""
    ready = find_ready_code()
    if folder is None:
        return CodeStore(ready=ready)
    return CodeStore(folder / f"templates-{fingerprint_package(*versions)}.marshal", ready)
