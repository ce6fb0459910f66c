"""Trees of YAML files, kept from one run to the next: a file that has not changed is not parsed.

In: a file's bytes. Out: what the reader makes of them, and what others noted about it. One store
holds the files of one workspace.

Why: parsing is a third of ``validate``; taking a tree out of the store costs a thirtieth of that,
and PyYAML need not even be imported. Only the bytes decide, never times or names. Nothing kept is
trusted to be whole, nor to be harmless: it holds texts and lists, and no code.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from zlib import crc32

from masterplan_cli.diagnostics import UserError
from masterplan_cli.source.cache import find_cache_folder, fingerprint_package, list_packages
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.encoding import decode_text
from masterplan_cli.source.tree import Marks, Tree

if TYPE_CHECKING:
    from masterplan_cli.diagnostics import Diagnostic

FOLDER = "trees"
_SUFFIX = ".marshal"
_READING = (".", "source", "schema", "model")
"""Folders of this package that make trees and records."""
_SUM = 4
"""Bytes of the checksum that a store begins with."""


class Kept(NamedTuple):
    """A file's tree: a digest of its bytes, data and marks packed, and notes by name.

    Notes are what else was found out about the file.
    """

    digest: bytes
    data: bytes
    marks: bytes
    notes: Mapping[str, bytes] = {}


class TreeStore:
    """Reads YAML files; with a path, takes from there what was read before."""

    def __init__(self, path: Path | None = None) -> None:
        """Look into ``path`` when the first file is read; without one, nothing is kept."""
        self._path = path
        self._tool = ""
        self._before: dict[str, Kept] | None = None
        self._now: dict[str, Kept] = {}
        self._added = False

    def read(
        self, file: str, data: bytes, *, keep: bool = True, digest: bytes = b""
    ) -> tuple[Tree | None, list[Diagnostic]]:
        """Return what ``read_yaml`` does; without ``keep``, for text that will soon be another.

        ``digest`` is that of ``data``, for who knows it already.
        """
        if self._path is None:
            return _parse(file, data)
        digest = digest or digest_bytes(data)
        before = self._list_before(self._path)
        kept = self._now.get(file) or before.get(file)
        if kept is not None:
            self._now[file] = kept
            if kept.digest == digest:
                text, found = decode_text(file, data)
                if text is not None and not found:
                    return _unpack_tree(file, text, kept), []
        tree, found = _parse(file, data)
        if keep and tree is not None and not found:
            # A file with findings is read anew each time: they are few, and need its text.
            self._now[file] = _pack_tree(digest, tree)
            self._added = True
        return tree, found

    @property
    def keeps(self) -> bool:
        """Say whether there is a place to keep anything."""
        return self._path is not None

    def read_note(self, file: str, digest: bytes, name: str) -> bytes:
        """Return what was noted of a file that was read, if its bytes are those of ``digest``."""
        kept = self._now.get(file)
        return kept.notes.get(name, b"") if kept is not None and kept.digest == digest else b""

    def note(self, file: str, digest: bytes, name: str, note: bytes) -> None:
        """Keep a note with a file's tree, where there is one of these bytes."""
        kept = self._now.get(file)
        if kept is not None and kept.digest == digest:
            self._now[file] = kept._replace(notes={**kept.notes, name: note})
            self._added = True

    def save(self) -> None:
        """Write down what was read, without what was not; where that fails nothing is lost."""
        if self._path is None or not self._added:
            return
        kept = {name: tuple(one) for name, one in self._now.items()}
        content = marshal.dumps((self._tool, kept))
        try:
            write_whole(self._path, _sum_up(content) + content)
        except (OSError, UserError, ValueError):
            return
        self._added = False

    def _list_before(self, path: Path) -> dict[str, Kept]:
        if self._before is None:
            self._tool = _fingerprint_reader()
            self._before = _load_kept(path, self._tool)
        return self._before


def digest_bytes(data: bytes) -> bytes:
    """Return what stands for a file's bytes: others have another digest."""
    return blake2b(data, digest_size=16).digest()


def open_tree_store(project: Path) -> TreeStore:
    """Return the store of one workspace in the cache's folder, or one that keeps nothing."""
    folder = find_cache_folder()
    if folder is None:
        return TreeStore()
    name = blake2b(str(project.resolve()).encode(errors="surrogateescape"), digest_size=16)
    return TreeStore(folder / FOLDER / f"{name.hexdigest()}{_SUFFIX}")


def _parse(file: str, data: bytes) -> tuple[Tree | None, list[Diagnostic]]:
    # Imported here: importing PyYAML takes longer than reading all that is kept of a region.
    from masterplan_cli.source.reader import read_yaml

    return read_yaml(file, data)


def _pack_tree(digest: bytes, tree: Tree) -> Kept:
    from masterplan_cli.source.packing import pack

    return Kept(digest, pack(tree.data), memoryview(array("I", tree.marks)).tobytes())


def _unpack_tree(file: str, text: str, kept: Kept) -> Tree:
    return _KeptTree(file, text, kept.data, memoryview(kept.marks).cast("I"))


class _KeptTree(Tree):
    """A tree whose data are unpacked when somebody asks for them: few do, records have them too."""

    __slots__ = ("_packed",)

    def __init__(self, file: str, text: str, packed: bytes, marks: Marks) -> None:
        super().__init__(file, text, {}, marks)
        self._packed = packed
        del self.data

    def __getattr__(self, name: str) -> Any:
        """Unpack the data; asked only for what is not there."""
        if name != "data":
            raise AttributeError(name)
        from masterplan_cli.source.packing import unpack

        self.data = unpack(self._packed)
        return self.data


def _fingerprint_reader() -> str:
    """Return a hash that changes with Python, what makes records, or any installed package."""
    return fingerprint_package(*list_packages(), folders=_READING)


def _load_kept(path: Path, tool: str) -> dict[str, Kept]:
    """Return what another run of the same tool kept; nothing where that is not whole."""
    try:
        whole = path.read_bytes()
        content = memoryview(whole)[_SUM:]
        if _sum_up(content) != whole[:_SUM]:
            return {}
        found_tool, found = marshal.loads(content)
        return {name: Kept(*one) for name, one in found.items()} if found_tool == tool else {}
    except (OSError, ValueError, EOFError, TypeError, AttributeError):
        return {}


def _sum_up(content: bytes | memoryview) -> bytes:
    """Return the checksum of what a store holds: a slip in it could ask for all the memory."""
    return crc32(content).to_bytes(_SUM, "big")
