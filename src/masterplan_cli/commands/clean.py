"""``masterplan clean``: throw away what earlier runs kept for later ones."""

from __future__ import annotations

import sys
from contextlib import suppress

from masterplan_cli.commands.console import OK
from masterplan_cli.diagnostics import Language, Text
from masterplan_cli.source.builds import list_kept
from masterplan_cli.source.cache import find_cache_folder


def run_clean(language: Language) -> int:
    """Delete the cache's files and say how many there were; books and content stay."""
    folder = find_cache_folder()
    count = size = 0
    for path in list_kept(folder) if folder else ():
        with suppress(FileNotFoundError):  # A run beside this one may have been quicker.
            size += path.stat().st_size
            path.unlink()
            count += 1
    kilobytes = -(-size // 1024)
    line = Text(
        f"{count} berkas simpanan dihapus ({kilobytes} KB).",
        f"{count} cached file{'' if count == 1 else 's'} deleted ({kilobytes} KB).",
    )
    sys.stderr.write(f"{line.speak(language)}\n")
    return OK
