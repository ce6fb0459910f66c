"""``masterplan schema``: the JSON Schema of every kind of file, for editors."""

from __future__ import annotations

import sys
from pathlib import Path

from masterplan_cli.commands.console import OK, open_project
from masterplan_cli.diagnostics import Language, Span, Text, UserError
from masterplan_cli.profile.load import load_profile
from masterplan_cli.scaffold.editor import SCHEMA_FOLDER
from masterplan_cli.scaffold.json_schema import list_schemas
from masterplan_cli.source.disk import write_whole

_PACKAGED = "kominfo"


def run_schema(out: Path | None, project: Path | None, language: Language) -> int:
    """Write the schemas and list them on stdout.

    They suggest the ids of the workspace's profile; outside of a workspace, with ``out`` named,
    those of the packaged one. Raises UserError where there is neither.
    """
    root = _find_root(out, project)
    name = _PACKAGED if root is None else _read_profile_name(root)
    loaded, found = load_profile(root or Path(), name, Span("masterplan.yaml"))
    if loaded is None:
        raise UserError(found[0].message, found[0].hint)
    folder = out if out is not None else (root or Path()) / SCHEMA_FOLDER
    for kind, text in list_schemas(loaded.profile).items():
        path = folder / f"{kind}.json"
        write_whole(path, text.encode("utf-8"))
        sys.stdout.write(f"{_shorten(path)}\n")
    told = Text(
        "Editor melengkapi kunci dan menandai salah tulis menurut skema ini.",
        "Editors complete keys and mark slips by these schemas.",
    )
    sys.stderr.write(f"{told.speak(language)}\n")
    return OK


def _find_root(out: Path | None, project: Path | None) -> Path | None:
    """Return the workspace; None where there is none and none is needed."""
    try:
        return open_project(project)
    except UserError:
        if out is None or project is not None:
            raise
        return None


def _read_profile_name(root: Path) -> str:
    """Return the profile that the workspace names; the packaged one's where nobody can tell."""
    from masterplan_cli.model.load import load_manifest

    loaded, _ = load_manifest(root)
    return _PACKAGED if loaded is None else loaded.manifest.profile


def _shorten(path: Path) -> str:
    """Return ``path`` as seen from the current folder where it lies below it."""
    here, real = Path.cwd(), path.resolve()
    return (real.relative_to(here) if real.is_relative_to(here) else path).as_posix()
