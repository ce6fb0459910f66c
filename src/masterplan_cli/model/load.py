"""Files of a workspace become a ``Workspace``, together with every finding of every file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from masterplan_cli.diagnostics import Diagnostic, Severity, Text
from masterplan_cli.model.manifest import Manifest
from masterplan_cli.model.pillar import Pillar
from masterplan_cli.model.program import ProgramsFile
from masterplan_cli.model.review import ReviewFile
from masterplan_cli.model.strangers import PROGRAMS, list_strangers
from masterplan_cli.model.workspace import (
    MANIFEST,
    REGION_FILES,
    REVIEWS,
    Workspace,
    assemble_workspace,
)
from masterplan_cli.schema.index import SourceFile
from masterplan_cli.schema.record import Record, list_kinds
from masterplan_cli.schema.survey import survey_records
from masterplan_cli.schema.validation import validate_tree
from masterplan_cli.source.disk import list_files, read_bytes
from masterplan_cli.source.tree import Tree
from masterplan_cli.source.trees import TreeStore, digest_bytes


class ReadFile(NamedTuple):
    """One file after reading: its record where there is one, its findings, ids it must hold.

    ``unknown_kinds`` are the kinds of its records where not even ids could be found.
    """

    name: str
    file: SourceFile | None
    diagnostics: tuple[Diagnostic, ...]
    harvested: frozenset[str] = frozenset()
    unknown_kinds: frozenset[str] = frozenset()


class LoadedManifest(NamedTuple):
    """``masterplan.yaml``, read before all else: it says which profile and which century."""

    manifest: Manifest
    file: SourceFile


Unsaved = Mapping[str, bytes]
"""Contents by file name that stand for what the disk has: an editor's, not yet saved."""
_NOTHING: Unsaved = {}
_NOTE = "records"


class Kept(NamedTuple):
    """A file as it was read last, with all that the reading depended on.

    Why a digest: the bytes of 3,600 programmes are 8 MB, and their text stands in the trees.
    """

    digest: bytes
    context: Mapping[str, Any]
    read: ReadFile


class Memory:
    """What spares reading anew: files by name within a process, trees between processes.

    Why within one: who reads a workspace again and again need not check again what has not
    changed. Trees and records are never changed, so that runs may share them.
    """

    def __init__(self, trees: TreeStore | None = None) -> None:
        """Remember nothing yet but what ``trees`` has kept."""
        self.files: dict[str, Kept] = {}
        self.trees = trees or TreeStore()

    @property
    def digests(self) -> dict[str, bytes]:
        """The digest of each file that was read."""
        return {name: kept.digest for name, kept in self.files.items()}


def is_content(name: str) -> bool:
    """Say whether ``name`` is a file that this module reads, whether or not it is there."""
    known = name == MANIFEST or name in REGION_FILES or REVIEWS.match(name) is not None
    return known or _read_pillar_name(name) is not None


def load_manifest(
    project: Path, unsaved: Unsaved = _NOTHING, memory: Memory | None = None
) -> tuple[LoadedManifest | None, list[Diagnostic]]:
    """Return the manifest, or the findings that keep it from being read."""
    source = _Source(project, unsaved, memory or Memory())
    read = source.read_file(MANIFEST, Manifest, {}, "")
    if read.file is None or not isinstance(read.file.record, Manifest):
        return None, list(read.diagnostics)
    return LoadedManifest(read.file.record, read.file), list(read.diagnostics)


def load_workspace(
    project: Path,
    loaded: LoadedManifest,
    unsaved: Unsaved = _NOTHING,
    memory: Memory | None = None,
) -> tuple[Workspace, frozenset[str], list[Diagnostic]]:
    """Return the workspace, the ids that refused content holds, and all findings."""
    reads = _read_contents(project, loaded.manifest, unsaved, memory)
    files = [loaded.file, *(read.file for read in reads if read.file is not None)]
    unreadable = frozenset(read.name for read in reads if read.file is None)
    unknown_kinds = frozenset().union(*(read.unknown_kinds for read in reads))
    found = [finding for read in reads for finding in read.diagnostics]
    found.extend(list_strangers(project))
    workspace = assemble_workspace(loaded.manifest, tuple(files), unreadable, unknown_kinds)
    harvested = frozenset().union(*(read.harvested for read in reads))
    return workspace, harvested, found


def find_content_faults(
    project: Path,
    manifest: Manifest | None = None,
    unsaved: Unsaved = _NOTHING,
    memory: Memory | None = None,
) -> list[Diagnostic]:
    """Return the findings of every file but ``masterplan.yaml``, which itself cannot be used.

    Why: a slip in the first file must not hide those in all the others until it is mended.
    """
    reads = _read_contents(project, manifest, unsaved, memory)
    return [*(found for read in reads for found in read.diagnostics), *list_strangers(project)]


def _read_contents(
    project: Path, manifest: Manifest | None, unsaved: Unsaved, memory: Memory | None
) -> list[ReadFile]:
    context = {"century": manifest.horizon.start // 100 * 100} if manifest else {}
    source = _Source(project, unsaved, memory or Memory())
    return [
        source.read_file(name, model, context, folder)
        for name, model, folder in _list_contents(project, unsaved)
    ]


class _Source(NamedTuple):
    """Where a workspace's files come from: the disk, or what is not yet on it, or memory."""

    project: Path
    unsaved: Unsaved
    memory: Memory

    def read_file(
        self, name: str, model: type[Record], context: Mapping[str, Any], folder: str
    ) -> ReadFile:
        """Return the file as read before where nothing about it has changed, else read it."""
        saved = name not in self.unsaved
        data = read_bytes(self.project, name) if saved else self.unsaved[name]
        digest = digest_bytes(data)
        kept = self.memory.files.get(name)
        if kept is not None and kept.digest == digest and kept.context == context:
            return kept.read
        tree, found = self.memory.trees.read(name, data, keep=saved, digest=digest)
        read = self._recall(name, digest, tree, model, context, folder)
        if read is None:
            read = _validate_file(name, data, (tree, found), model, context, folder)
            self._keep(digest, read, context)
        self.memory.files[name] = Kept(digest, context, read)
        return read

    def _recall(
        self,
        name: str,
        digest: bytes,
        tree: Tree | None,
        model: type[Record],
        context: Mapping[str, Any],
        folder: str,
    ) -> ReadFile | None:
        """Return a file without findings whose records were checked in this context before."""
        note = self.memory.trees.read_note(name, digest, _NOTE)
        stamp = _stamp(context)
        if tree is None or note[: len(stamp)] != stamp:
            return None
        # Imported here, as below: without a store nobody needs pickle.
        from masterplan_cli.schema.packing import unpack_records

        try:
            record, survey = unpack_records(note[len(stamp) :], model)
        except KeyError:  # some value is of a kind that is not taken from bytes
            return None
        return ReadFile(name, SourceFile(tree, record, (), folder, survey), ())

    def _keep(self, digest: bytes, read: ReadFile, context: Mapping[str, Any]) -> None:
        if read.file is None or read.diagnostics or read.file.survey is None:
            return
        if self.memory.trees.keeps:
            from masterplan_cli.schema.packing import pack_records

            note = _stamp(context) + pack_records(read.file.record, read.file.survey)
            self.memory.trees.note(read.name, digest, _NOTE, note)


def _stamp(context: Mapping[str, Any]) -> bytes:
    """Return what stands before records that were read in this context."""
    return f"{sorted(context.items())}\n".encode()


def _list_contents(project: Path, unsaved: Unsaved) -> Iterator[tuple[str, type[Record], str]]:
    """Yield path, record class and pillar folder of every file that belongs to a workspace."""
    for name, model in REGION_FILES.items():
        if name in unsaved or (project / name).is_file():
            yield name, model, ""
    for name in sorted({*list_files(project, "pillars/*/*.yaml"), *unsaved}):
        known = _read_pillar_name(name)
        if known is not None:
            yield name, *known
    for name in sorted({*list_files(project, "reviews/*/*.yaml"), *unsaved}):
        if REVIEWS.match(name):
            yield name, ReviewFile, ""


def _read_pillar_name(name: str) -> tuple[type[Record], str] | None:
    """Return record class and folder of a pillar's file; None for every other name."""
    parts = name.split("/")
    if len(parts) != 3 or parts[0] != "pillars":
        return None
    if parts[2] == "pillar.yaml":
        return Pillar, parts[1]
    return (ProgramsFile, parts[1]) if PROGRAMS.match(parts[2]) else None


def _validate_file(
    name: str,
    data: bytes,
    parsed: tuple[Tree | None, list[Diagnostic]],
    model: type[Record],
    context: Mapping[str, Any],
    folder: str,
) -> ReadFile:
    tree, found = parsed
    if tree is None:
        return _give_up(name, model, tuple(found), data.decode("utf-8", errors="replace"))
    validated = validate_tree(tree, model, context)
    told = {one.span[:3] for one in found}
    diagnostics = (*found, *(one for one in validated.diagnostics if one.span[:3] not in told))
    if validated.record is None:
        return _give_up(name, model, diagnostics, tree.text)
    refused = validated.refused
    harvested: frozenset[str] = frozenset()
    if any(finding.severity is Severity.ERROR for finding in found):
        from masterplan_cli.source.reader import harvest_ids

        refused = (*refused, *_find_refused(tree, found))
        harvested = frozenset(harvest_ids(tree.text))
    wrong_folder = _check_folder(tree, validated.record, folder)
    if wrong_folder is not None:
        refused = ((), *refused)
        diagnostics = (*diagnostics, wrong_folder)
    survey = survey_records(validated.record)
    file = SourceFile(tree, validated.record, refused, folder, survey)
    return ReadFile(name, file, diagnostics, harvested)


def _give_up(name: str, model: type[Record], found: tuple[Diagnostic, ...], text: str) -> ReadFile:
    """Return what is known of a file without a record: the ids that its text seems to hold."""
    from masterplan_cli.source.reader import harvest_ids

    harvested = frozenset(harvest_ids(text))
    return ReadFile(name, None, found, harvested, frozenset() if harvested else list_kinds(model))


def _find_refused(tree: Tree, found: list[Diagnostic]) -> Iterator[tuple[str | int, ...]]:
    """Yield the path of each top-level record in which the reader itself found an error."""
    paths: list[tuple[str | int, ...]] = []
    for key, value in tree.data.items():
        if isinstance(value, list) and value:
            paths.extend((key, number) for number in range(len(value)))
        else:
            paths.append((key,))
    starts = [(tree.span(path).line, path) for path in paths]
    for finding in found:
        before = [path for line, path in starts if line <= finding.span.line]
        if before:
            yield before[-1]


def _check_folder(tree: Tree, record: Record, folder: str) -> Diagnostic | None:
    """Return a finding where a pillar's id is not its folder's name."""
    if not isinstance(record, Pillar) or record.id == folder:
        return None
    return Diagnostic(
        "wrong-folder",
        Text(
            f"id “{record.id}” tidak sama dengan nama foldernya, “{folder}”",
            f"the id '{record.id}' is not its folder's name, '{folder}'",
        ),
        tree.span(("id",)),
        hint=Text(
            f"Samakan: ganti id menjadi “{folder}” atau ganti nama foldernya.",
            f"Make them equal: the id '{folder}', or rename the folder.",
        ),
    )
