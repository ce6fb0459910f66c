"""What was built last, so that nothing is built twice: one record for each workspace and order.

In: everything that a build reads. Out: whether the files that it wrote still stand.

Why digests of whole files and no times: reading and hashing the largest workspace takes a few
hundredths of a second, and no clock, checkout or copy can deceive it. A record is never trusted
about what it names: the books on the disk are hashed too, so that runs side by side, a book that
was edited, or a file that broke only lead to building again.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from masterplan_cli.source.cache import fingerprint_tool, read_value, write_value
from masterplan_cli.source.revision import CONTENT, Revision
from masterplan_cli.source.room import make_room

FOLDER = "builds"
_SUFFIX = ".marshal"
_MOST = 8192
"""Orders of all workspaces, some kilobytes each."""


class Said(NamedTuple):
    """What a build said of one stage: its name, and what follows the count of files."""

    stage: str
    files: int
    rest: str


class BuildRecord(NamedTuple):
    """A build that went well.

    ``key`` is that of ``hash_inputs``; ``outputs`` are paths with the digests of their bytes;
    ``pictures`` are names below the workspace that templates asked for, with theirs, empty where
    there was no such file.
    """

    key: str
    outputs: tuple[tuple[str, str], ...]
    pictures: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]


def hash_bytes(data: bytes) -> str:
    """Return the digest of ``data``."""
    return blake2b(data, digest_size=16).hexdigest()


def hash_inputs(project: Path, revision: Revision, order: Iterable[str]) -> str:
    """Return a digest over the tool, the order, the revision and all files of the workspace.

    Raises OSError where a file cannot be read.
    """
    digest = blake2b(digest_size=16)
    for part in (fingerprint_tool(), revision.label, str(revision.day), *order):
        digest.update(f"{part}\0".encode())
    for name, path in _list_content(project):
        data = path.read_bytes()
        digest.update(f"{name}\0{len(data)}\0".encode(errors="surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


def _list_content(project: Path) -> Iterator[tuple[str, Path]]:
    """Yield name and path of every file in the folders of content, hidden and linked ones too."""
    for name in CONTENT:
        path = project / name
        if path.is_dir():
            yield from _walk(path, name, frozenset())
        elif path.is_file():
            yield name, path


def _walk(folder: Path, name: str, above: frozenset[Path]) -> Iterator[tuple[str, Path]]:
    """Yield the files below; ``above`` are the folders around, so that no link goes in circles."""
    real = folder.resolve()
    if real in above:
        return
    with os.scandir(folder) as entries:
        found = sorted((entry.name, entry.is_dir(), entry.is_file()) for entry in entries)
    for entry, is_folder, is_file in found:
        if is_folder:
            yield from _walk(folder / entry, f"{name}/{entry}", above | {real})
        elif is_file:
            yield f"{name}/{entry}", folder / entry


class BuildStore:
    """The record of one order in one workspace, kept in a file of the cache's folder."""

    def __init__(self, folder: Path, project: Path, order: tuple[str, ...]) -> None:
        """Look in ``folder``; ``order`` is what was asked for, in words."""
        self._project = project
        self._order = order
        name = hash_bytes("\0".join((str(project), *order)).encode(errors="surrogateescape"))
        self._path = folder / FOLDER / f"{name}{_SUFFIX}"

    def hash_inputs(self, revision: Revision) -> str:
        """Return the key of the inputs as they are now; empty where they cannot be read."""
        try:
            return hash_inputs(self._project, revision, self._order)
        except OSError:
            return ""

    def find(self, key: str) -> BuildRecord | None:
        """Return the record for ``key`` if all that it wrote still stands as it was written."""
        record = _read_record(self._path)
        if record is None or not key or record.key != key:
            return None
        found = (
            (_hash_file(Path(path)) == digest for path, digest in record.outputs),
            (_hash_file(self._project / name) == digest for name, digest in record.pictures),
        )
        return record if all(all(fits) for fits in found) else None

    def keep(
        self,
        key: str,
        outputs: Iterable[tuple[str, str]],
        pictures: Iterable[str],
        said: Iterable[Said],
    ) -> None:
        """Write down a build; a folder that cannot be written is no fault of it."""
        states = tuple((name, _hash_file(self._project / name)) for name in sorted(pictures))
        told = tuple((one.stage, one.files, one.rest) for one in said)
        write_value(self._path, (key, tuple(outputs), states, told))
        make_room(self._path.parent, _SUFFIX, _MOST)


def _hash_file(path: Path) -> str:
    """Return the digest of a file's bytes; empty where there is none that can be read."""
    try:
        return hash_bytes(path.read_bytes())
    except (OSError, ValueError):
        return ""


def _read_record(path: Path) -> BuildRecord | None:
    """Return a record; a file that is no record is as good as none."""
    try:
        key, outputs, pictures, said = read_value(path)
        return BuildRecord(
            str(key),
            tuple((str(file), str(digest)) for file, digest in outputs),
            tuple((str(name), str(digest)) for name, digest in pictures),
            tuple(Said(str(stage), int(files), str(rest)) for stage, files, rest in said),
        )
    except (ValueError, TypeError):
        return None


def list_kept(folder: Path) -> list[Path]:
    """Return every file that this tool keeps in its cache's folder, and what broken runs left."""
    values = (f"*{_SUFFIX}", f"{FOLDER}/*{_SUFFIX}", f"trees/*{_SUFFIX}")
    whole = (*values, "layouts/*.json", "drafts/*.bin", "kept/*.parts")
    begun = (f"{path.parent}/.{path.name}.*.tmp" for path in map(PurePosixPath, whole))
    return sorted(path for one in (*whole, *begun) for path in folder.glob(one) if path.is_file())
