"""Reads ``profile.yaml`` from the workspace's own templates, else from the packaged ones."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from masterplan_cli.diagnostics import Diagnostic, Severity, Span, Text
from masterplan_cli.profile.inheritance import LaidTree
from masterplan_cli.profile.records import Profile
from masterplan_cli.profile.wording import Wording, fit_wording
from masterplan_cli.schema.index import SourceFile
from masterplan_cli.schema.nearest import suggest_nearest
from masterplan_cli.schema.validation import Validated, validate_tree
from masterplan_cli.source.disk import list_files, list_folders
from masterplan_cli.source.overlay import Layer, Overlay
from masterplan_cli.source.packaged import find_packaged_templates
from masterplan_cli.source.tree import Tree
from masterplan_cli.source.trees import TreeStore, digest_bytes

FILE = "profile.yaml"
_NOTE = "record"


class LoadedProfile(NamedTuple):
    """The profile's records, its file for positions, and its folder with all templates."""

    profile: Profile
    file: SourceFile
    templates: Overlay

    @property
    def has_own_templates(self) -> bool:
        """Say whether any folder of the profile lies in the workspace itself."""
        return any(
            layer.label.startswith("templates/") and layer.root.is_dir()
            for layer in self.templates.layers
        )


def lay_templates(project: Path, name: str) -> Overlay:
    """Return the profile's folder: the workspace's over the packaged one.

    The folders of a profile that this one extends are not among them yet.
    """
    packaged = find_packaged_templates()
    layers = [Layer(project / "templates" / name, f"templates/{name}")]
    if (project / "templates").resolve() != packaged.resolve():
        layers.append(Layer(packaged / name, f"masterplan_cli/templates/{name}"))
    return Overlay(tuple(layers))


def load_profile(
    project: Path,
    name: str,
    named_at: Span,
    words: Wording | None = None,
    trees: TreeStore | None = None,
) -> tuple[LoadedProfile | None, list[Diagnostic]]:
    """Return the profile ``name``, or findings; ``named_at`` is where the workspace names it.

    ``words`` are the region's, which stand for ``{region.type}`` and the like; ``trees`` spares
    reading what has not changed.
    """
    trees = trees or TreeStore()
    tree, templates, found = _read_chain(project, name, named_at, (), trees)
    if tree is None:
        return None, found
    validated = _validate(tree, digest_bytes(templates.read(FILE) or b""), trees)
    found = [*found, *validated.diagnostics]
    if validated.record is None:
        return None, found
    profile = fit_wording(validated.record, words or {})
    file = SourceFile(tree, profile, validated.refused)
    return LoadedProfile(profile, file, templates), found


def _validate(tree: Tree, digest: bytes, trees: TreeStore) -> Validated[Profile]:
    """Return the records of a profile, those kept where its file is as it was.

    To build the schema of so many records takes a thirtieth of a small build. A profile that
    extends another is checked each time: it depends on two files.
    """
    alone = trees.keeps and not isinstance(tree, LaidTree)
    note = trees.read_note(tree.file, digest, _NOTE) if alone else b""
    if note:
        from masterplan_cli.schema.packing import unpack_record

        try:
            return Validated(unpack_record(note, Profile))
        except KeyError:  # some value is of a kind that is not taken from bytes
            pass
    validated = validate_tree(tree, Profile, {})
    if alone and validated.record is not None and not validated.diagnostics:
        from masterplan_cli.schema.packing import pack_record

        trees.note(tree.file, digest, _NOTE, pack_record(validated.record))
    return validated


def list_strange_folders(project: Path, templates: Overlay) -> list[Diagnostic]:
    """Return a finding for each folder in ``templates/`` that is neither this profile nor another.

    Why: a slip in a folder's name, and all that lies in it is not read.
    """
    used = {layer.label for layer in templates.layers}
    found = []
    for name in list_folders(project / "templates"):
        label = f"templates/{name}"
        if label in used or (project / label / FILE).is_file():
            continue
        files = list_files(project, f"{label}/**/*")
        if not files:
            continue
        nearest = suggest_nearest(name, [one.rpartition("/")[2] for one in used])
        found.append(
            Diagnostic(
                "template-ignored",
                Text(f"folder “{label}” bukan profil", f"the folder '{label}' is no profile"),
                Span(files[0]),
                Severity.WARNING,
                hint=nearest
                or Text(
                    f"Pindahkan foldernya, atau beri {FILE}.",
                    f"Move the folder, or give it a {FILE}.",
                ),
            )
        )
    return found


def _read_chain(
    project: Path, name: str, named_at: Span, above: tuple[str, ...], trees: TreeStore
) -> tuple[Tree | None, Overlay, list[Diagnostic]]:
    """Return the profile's tree and folders laid over those of the profile that it extends.

    ``above`` are the profiles that led here.
    """
    templates = lay_templates(project, name)
    data = templates.read(FILE)
    if data is None:
        return None, templates, [_describe_missing(project, name, named_at)]
    tree, found = trees.read(templates.label(FILE), data)
    extended = tree.data.get("extends") if tree is not None else None
    if tree is None or not isinstance(extended, str):
        return tree, templates, found
    at = tree.span(("extends",))
    if extended in (*above, name):
        return None, templates, [*found, _describe_cycle(extended, at)]
    base, folders, below = _read_chain(project, extended, at, (*above, name), trees)
    laid = None if base is None else LaidTree(tree, base)
    return laid, Overlay((*templates.layers, *folders.layers)), [*found, *below]


def _describe_cycle(name: str, at: Span) -> Diagnostic:
    return Diagnostic(
        "profile-cycle",
        Text(
            f"profil “{name}” pada akhirnya meneruskan dirinya sendiri",
            f"the profile '{name}' extends itself in the end",
        ),
        at,
        hint=Text("Hapus salah satu kunci “extends”.", "Delete one of the keys 'extends'."),
    )


def _describe_missing(project: Path, name: str, named_at: Span) -> Diagnostic:
    known = [
        folder.name
        for root in (project / "templates", find_packaged_templates())
        if root.is_dir()
        for folder in root.iterdir()
        if (folder / FILE).is_file()
    ]
    listed = ", ".join(sorted(set(known)))
    return Diagnostic(
        "unknown-profile",
        Text(f"profil “{name}” tidak ditemukan", f"the profile '{name}' was not found"),
        named_at,
        hint=suggest_nearest(name, known)
        or Text(f"Profil yang ada: {listed}", f"Profiles at hand: {listed}"),
    )
