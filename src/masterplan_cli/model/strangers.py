"""YAML files of a workspace that no part of the tool would read, and folders with a slip.

In: the workspace's folder. Out: findings; the files' content is not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from masterplan_cli.diagnostics import Diagnostic, Span, Text
from masterplan_cli.model.workspace import MANIFEST, REGION_FILES, REVIEWS
from masterplan_cli.schema.nearest import find_nearest, suggest_nearest
from masterplan_cli.source.disk import list_files

PROGRAMS = re.compile(r"programs-[a-z0-9-]+\.yaml\Z")


def list_strangers(project: Path) -> Iterator[Diagnostic]:
    """Yield a finding for each YAML file that no part of the tool would read."""
    known = [*REGION_FILES, MANIFEST]
    names = [
        name
        for folder in ("region", "pillars", "reviews")
        for name in list_files(project, f"{folder}/**/*")
    ]
    yield from _list_lone_folders(names)
    for name in names:
        leaf = name.rsplit("/", 1)[-1]
        if not name.endswith((".yaml", ".yml")) or name in known:
            continue
        parts = name.split("/")
        if parts[0] == "pillars" and len(parts) == 3:
            if leaf == "pillar.yaml" or PROGRAMS.match(leaf):
                continue
            hint = Text(
                "Di folder pilar hanya ada pillar.yaml dan programs-<opd>.yaml (huruf kecil).",
                "A pillar's folder holds pillar.yaml and programs-<opd>.yaml (small letters).",
            )
        elif parts[0] == "reviews":
            if REVIEWS.match(name):
                continue
            hint = Text(
                "Tanggapan terletak di reviews/bimtek-N/<dokumen>.yaml (huruf kecil).",
                "Responses lie at reviews/bimtek-N/<document>.yaml (small letters).",
            )
        else:
            hint = suggest_nearest(name, known) or Text(
                "Pindahkan atau ganti namanya; berkas ini tidak dibaca.",
                "Move or rename it; this file is not read.",
            )
        yield Diagnostic(
            "unknown-file",
            Text(f"berkas “{leaf}” tidak dikenal di sini", f"the file '{leaf}' is not known here"),
            Span(name),
            hint=hint,
        )


def _list_lone_folders(names: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a finding for each folder of programmes that is a misspelt pillar's."""
    held: dict[str, list[str]] = {}
    for name in names:
        parts = name.split("/")
        if parts[0] == "pillars" and len(parts) == 3:
            held.setdefault(parts[1], []).append(name)
    sound = {folder for folder in held if f"pillars/{folder}/pillar.yaml" in held[folder]}
    for folder in sorted(held.keys() - sound):
        meant = find_nearest(folder, sound, 1)
        if meant:
            yield Diagnostic(
                "unknown-file",
                Text(
                    f"folder “{folder}” tidak memuat pillar.yaml",
                    f"the folder '{folder}' holds no pillar.yaml",
                ),
                Span(held[folder][0]),
                hint=suggest_nearest(folder, meant),
            )
