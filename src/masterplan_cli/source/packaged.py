"""What the package carries: profiles, and lists of words and places, one entry a line.

A list's sources stand on its top.
"""

from __future__ import annotations

from pathlib import Path

READY = "ready"


def read_list(name: str) -> list[str]:
    """Return the lines of ``data/<name>`` but for comments (``#``) and empty ones."""
    text = (Path(__file__).resolve().parents[1] / "data" / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and line[0] != "#"]


def read_pairs(name: str) -> dict[str, str]:
    """Return the entries ``wrong = right`` of ``data/<name>``."""
    pairs = (line.partition(" = ") for line in read_list(name))
    return {wrong: right for wrong, _, right in pairs}


def find_packaged_templates() -> Path:
    """Return the folder of profiles that this installation carries."""
    package = Path(__file__).resolve().parents[1]
    inside = package / "templates"
    return inside if inside.is_dir() else package.parents[1] / "templates"


def find_ready_code() -> Path:
    """Return the folder of what packaging compiled ahead of those profiles; it may not exist."""
    package = Path(__file__).resolve().parents[1]
    inside = package / READY
    return inside if inside.is_dir() else package.parents[1] / f".{READY}"
