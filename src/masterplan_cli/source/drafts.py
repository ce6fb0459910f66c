"""Drafts that were built again to compare returned copies with, kept for the next command.

In: what such a file depends on. Out: its bytes, or those of what comparing needs of it. Why: a
round is read, listed and applied one after another, and each time the draft would be rendered anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from masterplan_cli.diagnostics import UserError
from masterplan_cli.source.cache import fingerprint_tool
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.room import make_room

_MOST = 24
_SEAL = 16


class DraftStore:
    """Drafts by key, each behind a digest of its bytes; the oldest go."""

    def __init__(self, folder: Path | None, parts: Iterable[str]) -> None:
        """Find the place of one draft: ``parts`` say which; None for ``folder`` keeps nothing."""
        self._path: Path | None = None
        if folder is not None:
            digest = blake2b(fingerprint_tool().encode(), digest_size=16)
            for part in parts:
                digest.update(f"{part}\0".encode(errors="surrogateescape"))
            self._path = folder / "drafts" / f"{digest.hexdigest()}.bin"

    def get(self) -> bytes | None:
        """Return the draft, None where it is not kept or not whole."""
        try:
            found = self._path.read_bytes() if self._path is not None else b""
        except OSError:
            return None
        seal, data = found[:_SEAL], found[_SEAL:]
        return data if data and _seal(data) == seal else None

    def put(self, data: bytes) -> None:
        """Keep the draft; a folder that cannot be written is no fault of the run."""
        if self._path is None:
            return
        with suppress(OSError, UserError):
            write_whole(self._path, _seal(data) + data)
            make_room(self._path.parent, ".bin", _MOST)


def _seal(data: bytes) -> bytes:
    return blake2b(data, digest_size=_SEAL).digest()
