"""What an inspection of templates found, kept for the next run: nothing but their bytes decides it.

The profiles that the package carries were found sound before it was published, and so they are
wherever they lie unchanged. This module imports no part of the renderer, since most runs need no
more than it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from masterplan_cli import __version__
from masterplan_cli.diagnostics import Diagnostic, pack_finding, unpack_finding
from masterplan_cli.render.inspection.strays import LIKELY
from masterplan_cli.source.cache import fingerprint_package, read_results, write_result
from masterplan_cli.source.overlay import Digest, Overlay
from masterplan_cli.source.packaged import read_pairs

SOUND = "sound-profiles.txt"
_FILE = "inspections.marshal"
_DECIDING = ("render", "render/inspection", "model", "profile", "schema", "checks", "checks/rules")
"""Folders of modules that decide what a template may name."""


def hash_templates(templates: Overlay) -> Digest:
    """Return what changes with any template, table, chart or sheet of a profile.

    Files that somebody may take for one count too: none of a packaged profile's has such a name.
    """
    return templates.hash_files((".yaml", *LIKELY))


def is_known_sound(digest: Digest) -> bool:
    """Say whether this is a packaged profile, every file of it, wherever it lies."""
    return digest.content in read_pairs(SOUND).values()


def name_state(digest: Digest) -> str:
    """Return a key that changes with any template, table or chart, and with this tool."""
    tool = fingerprint_package(__version__, folders=_DECIDING)
    return f"{tool}:{digest.content}:{digest.places}"


def recall_findings(folder: Path, state: str) -> list[Diagnostic] | None:
    """Return what was found in this state, or None where nobody looked yet."""
    kept = read_results(folder / _FILE).get(state)
    try:
        return None if kept is None else [unpack_finding(one) for one in kept]
    except (TypeError, ValueError):
        return None


def keep_findings(folder: Path, state: str, found: Sequence[Diagnostic]) -> None:
    """Keep what was found in this state."""
    write_result(folder / _FILE, state, [pack_finding(one) for one in found])
