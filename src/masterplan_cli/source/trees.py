"""Trees of YAML files, kept from one run to the next: a file that has not changed is not parsed.

In: a file's bytes. Out: what the reader makes of them, and what others noted about it. One store
holds the files of one workspace.

Why: parsing is a third of ``validate``; taking a tree out of the store costs a thirtieth of that,
and PyYAML need not even be imported. Only the bytes decide, never times or names. Nothing kept is
trusted to be whole, nor to be harmless: it holds texts and lists, and no code.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from masterplan_cli.diagnostics import UserError
from masterplan_cli.source.bundle import Item, Part, read_bundle, write_bundle
from masterplan_cli.source.cache import find_cache_folder, fingerprint_package, list_packages
from masterplan_cli.source.encoding import decode_text
from masterplan_cli.source.room import make_room
from masterplan_cli.source.tree import Lines, Tree

if TYPE_CHECKING:
    from masterplan_cli.diagnostics import Diagnostic

FOLDER = "trees"
_SUFFIX = ".marshal"
_MOST, _MOST_BYTES = 2048, 1 << 30
"""Workspaces that are kept, and their bytes: all regions of the country take a third of them."""
_READING = (".", "source", "schema", "model", "profile")
"""Folders of this package that make trees and records."""
_DATA, _MARKS = "data", "marks"


class TreeStore:
    """Reads YAML files; with a path, takes from there what was read before."""

    def __init__(self, path: Path | None = None) -> None:
        """Look into ``path`` when the first file is read; without one, nothing is kept."""
        self._path = path
        self._tool = ""
        self._before: dict[str, Item] | None = None
        self._now: dict[str, Item] = {}
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
            if kept.stamp == digest:
                return _KeptTree(file, data, kept.parts), []
        tree, found = _parse(file, data)
        if keep and tree is not None and not found:
            # A file with findings is read anew each time: they are few, and need its text.
            self._now[file] = Item(digest, _pack_tree(tree))
            self._added = True
        return tree, found

    def find_packed(self, file: str, digest: bytes) -> Part | None:
        """Return the packed data of the file of these bytes; None where they are not kept."""
        kept = self._now.get(file)
        return kept.parts[_DATA] if kept is not None and kept.stamp == digest else None

    @property
    def keeps(self) -> bool:
        """Say whether there is a place to keep anything."""
        return self._path is not None

    def read_note(self, file: str, digest: bytes, name: str) -> Part:
        """Return what was noted of a file that was read, if its bytes are those of ``digest``."""
        kept = self._now.get(file)
        return kept.parts.get(name, b"") if kept is not None and kept.stamp == digest else b""

    def note(self, file: str, digest: bytes, name: str, note: bytes) -> None:
        """Keep a note with a file's tree, where there is one of these bytes."""
        kept = self._now.get(file)
        if kept is not None and kept.stamp == digest:
            self._now[file] = Item(digest, {**kept.parts, name: note})
            self._added = True

    def read_apart(self, name: str, stamp: str) -> Mapping[str, Part]:
        """Return what was kept under a name that is no file's, if with this stamp."""
        before = self._list_before(self._path) if self._path is not None else {}
        kept = self._now.get(name) or before.get(name)
        if kept is None or kept.stamp != stamp.encode():
            return {}
        self._now[name] = kept
        return kept.parts

    def make_drawer(self) -> dict[str, Part] | None:
        """Return a mapping for what may be kept apart; None where nothing is kept."""
        return {} if self.keeps else None

    def keep_apart(self, name: str, stamp: str, parts: Mapping[str, Part]) -> None:
        """Keep something that is not about one file."""
        self._now[name] = Item(stamp.encode(), parts)
        self._added = True

    def save(self) -> None:
        """Write down what was read, without what was not; where that fails nothing is lost."""
        if self._path is None or not self._added:
            return
        try:
            write_bundle(self._path, self._tool, self._now)
        except (OSError, UserError):
            return
        self._added = False
        make_room(self._path.parent, _SUFFIX, _MOST, _MOST_BYTES)

    def _list_before(self, path: Path) -> dict[str, Item]:
        if self._before is None:
            self._tool = _fingerprint_reader()
            self._before = read_bundle(path, self._tool)
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


def _pack_tree(tree: Tree) -> dict[str, Part]:
    from masterplan_cli.source.packing import pack

    return {_DATA: pack(tree.data), _MARKS: memoryview(array("I", tree.marks)).tobytes()}


class _KeptTree(Tree):
    """A tree whose text and data are made when somebody asks for them: few do."""

    __slots__ = ("_bytes", "_packed")

    def __init__(self, file: str, data: bytes, parts: Mapping[str, Part]) -> None:
        super().__init__(file, "", {}, memoryview(parts[_MARKS]).cast("I"))
        self._bytes = data
        self._packed = parts[_DATA]
        del self.text, self.data, self._lines

    def __getattr__(self, name: str) -> Any:
        """Return what has not been made yet."""
        if name == "text":
            self.text = decode_text(self.file, self._bytes)[0] or ""
        elif name == "data":
            from masterplan_cli.source.packing import unpack

            self.data = unpack(self._packed)
        elif name == "_lines":
            self._lines = Lines(self.file, self.text)
        else:
            raise AttributeError(name)
        return getattr(self, name)

    def mentions(self, word: str) -> bool:
        """Say whether the text holds ``word``."""
        return word.encode() in self._bytes


def _fingerprint_reader() -> str:
    """Return a hash that changes with Python, what makes records, or any installed package."""
    return fingerprint_package(*list_packages(), folders=_READING)
