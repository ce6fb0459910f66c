"""A tree's data and marks as bytes, and back: texts, numbers, lists and mappings, and no code.

Why pickle and not marshal: it knows the reader's two kinds of text, and writes each text once.
Why a class of its own: it makes nothing else, whatever the bytes ask for.
"""

from __future__ import annotations

import io
import pickle
from typing import Any

from masterplan_cli.source.scalars import Folded, Plain

_KINDS = {kind.__name__: kind for kind in (Plain, Folded)}


class _Unpickler(pickle.Unpickler):
    def find_class(self, module_name: str, global_name: str) -> type[str]:
        """Return one of the reader's kinds of text; raises KeyError for all else."""
        return _KINDS[global_name]


def pack(value: object) -> bytes:
    """Return the bytes for a tree's data or marks."""
    return pickle.dumps(value, protocol=5)


def unpack(data: bytes | memoryview) -> Any:
    """Return what was packed."""
    return _Unpickler(io.BytesIO(data)).load()
