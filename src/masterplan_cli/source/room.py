"""Room in the cache's folders: what was written longest ago goes, what was written last stays."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

UNLIMITED: Final = 1 << 62


def make_room(folder: Path, suffix: str, most: int, most_bytes: int = UNLIMITED) -> None:
    """Keep at most so many files whose names end in ``suffix``, and so many bytes of them.

    A folder in which nothing can be deleted is no fault of the run.
    """
    try:
        with os.scandir(folder) as entries:
            states = [(one.stat(), one.path) for one in entries if one.name.endswith(suffix)]
        left = most_bytes
        found = sorted(((state.st_mtime_ns, state.st_size, path) for state, path in states))
        for place, (_, size, path) in enumerate(reversed(found)):
            left -= size
            if place and (place >= most or left < 0):
                os.unlink(path)
    except OSError:
        return
