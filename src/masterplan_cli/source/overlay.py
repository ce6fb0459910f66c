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

    def hash_files(self, suffixes: tuple[str, ...]) -> str:
        """Return a hash over names and bytes of all files with these endings, in any layer."""
        digest = blake2b(digest_size=16)
        for layer in self.layers:
            for name, data in walk_files(layer.root, suffixes):
                digest.update(f"{layer.label}/{name}:{len(data)}\0".encode())
                digest.update(data)
        return digest.hexdigest()

    def list(self, pattern: str) -> list[str]:
        """Return the relative paths that match ``pattern`` in any layer, sorted, each once."""
        found: set[str] = set()
        for layer in self.layers:
            if layer.root.is_dir():
                found.update(list_files(layer.root, pattern))
        return sorted(found)
