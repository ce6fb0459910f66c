"""Folders laid over one another: a workspace's own file hides the packaged one of the same name.

In: roots, the first of them the workspace's. Out: bytes by relative path, and the path to show.
"""

from __future__ import annotations

from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from masterplan_cli.source.disk import list_files, read_bytes, walk_files


class Layer(NamedTuple):
    """One folder, and what its files are called in findings (``templates/kominfo``)."""

    root: Path
    label: str


class Digest(NamedTuple):
    """Hashes of files that are not hidden: of their names and bytes, and of where they lie."""

    content: str
    places: str


class Overlay(NamedTuple):
    """Layers, the winning one first."""

    layers: tuple[Layer, ...]

    def find(self, relative: str) -> Layer | None:
        """Return the first layer that holds ``relative``, or None."""
        for layer in self.layers:
            if (layer.root / relative).is_file():
                return layer
        return None

    def read(self, relative: str) -> bytes | None:
        """Return the file's bytes, or None where no layer holds it."""
        layer = self.find(relative)
        return read_bytes(layer.root, relative) if layer else None

    def label(self, relative: str) -> str:
        """Return the path to show to people for ``relative``."""
        layer = self.find(relative) or self.layers[0]
        return f"{layer.label}/{relative}"

    def hash_files(self, suffixes: tuple[str, ...]) -> Digest:
        """Return what decides what is seen of the files with these endings, and where."""
        found: dict[str, tuple[str, bytes]] = {}
        for layer in reversed(self.layers):
            found.update(
                (name, (layer.label, data)) for name, data in walk_files(layer.root, suffixes)
            )
        content, places = blake2b(digest_size=16), blake2b(digest_size=16)
        for name, (label, data) in sorted(found.items()):
            content.update(f"{name}:{len(data)}\0".encode(errors="surrogateescape"))
            content.update(data)
            places.update(f"{label}/{name}\0".encode(errors="surrogateescape"))
        return Digest(content.hexdigest(), places.hexdigest())

    def list(self, pattern: str) -> list[str]:
        """Return the relative paths that match ``pattern`` in any layer, sorted, each once."""
        found: set[str] = set()
        for layer in self.layers:
            if layer.root.is_dir():
                found.update(list_files(layer.root, pattern))
        return sorted(found)
