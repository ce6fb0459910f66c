"""Words of commands that a hint gives, as a shell takes them where this command was run."""

from __future__ import annotations

import os
import re
from pathlib import Path

from masterplan_cli.source.disk import MANIFEST


def name_place(root: Path) -> str:
    """Return `` -C FOLDER`` where a command needs it to find ``root`` from here, else nothing.

    Why: a command in a hint is pasted as it stands.
    """
    here = Path.cwd()
    if here.is_relative_to(root) and not _is_within_another(here, root):
        return ""
    folder = root.relative_to(here) if root.is_relative_to(here) else root
    return f" -C {quote_path(folder)}"


def _is_within_another(here: Path, root: Path) -> bool:
    """Say whether a workspace inside ``root`` is nearer to ``here``."""
    between = [here, *here.parents][: len(here.parts) - len(root.parts)]
    return any((folder / MANIFEST).is_file() for folder in between)


def quote_path(path: Path) -> str:
    """Return a path as a shell takes it for one word."""
    text = str(path)
    windows = os.name == "nt"
    if re.fullmatch(r"[\w./\\:+@%=~-]+", text) and (windows or "\\" not in text):
        return text
    if windows or re.fullmatch(r"[^\"$`\\!]+", text):
        return f'"{text}"'
    return "'" + text.replace("'", "'\\''") + "'"
