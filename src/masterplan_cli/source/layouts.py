"""Layouts that a run keeps for the next: on which page each bookmark of a Word file stands.

Why: LibreOffice takes half a minute for a big book, and a book that has not changed has the same
pages. A layout belongs to the file's very bytes and to the LibreOffice that made it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from masterplan_cli.diagnostics import UserError
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.office import identify_office
from masterplan_cli.source.room import make_room

_MOST = 100


class LayoutStore:
    """Pages of bookmarks by Word file, one small file each; the oldest go."""

    def __init__(self, folder: Path | None) -> None:
        """Keep layouts in ``folder``; None keeps nothing."""
        self._folder = None if folder is None else folder / "layouts"

    def get(self, data: bytes) -> dict[str, int] | None:
        """Return the page of each bookmark of the Word file ``data``, or None.

        Raises UserError where there is no LibreOffice.
        """
        path = self._find(data)
        if path is None:
            return None
        try:
            found = json.loads(path.read_bytes())
        except (OSError, ValueError):
            return None
        whole = isinstance(found, dict) and all(type(page) is int for page in found.values())
        return found if whole else None

    def put(self, data: bytes, pages: Mapping[str, int]) -> None:
        """Keep ``pages``; a folder that cannot be written is no fault of the build."""
        path = self._find(data)
        if path is None:
            return
        with suppress(OSError, UserError):
            write_whole(path, json.dumps(pages).encode())
            make_room(path.parent, ".json", _MOST)

    def _find(self, data: bytes) -> Path | None:
        if self._folder is None:
            return None
        digest = blake2b(data, digest_size=16, key=identify_office().encode()[:64])
        return self._folder / f"{digest.hexdigest()}.json"
