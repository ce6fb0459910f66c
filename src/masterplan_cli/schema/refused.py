"""What was cut out of a file because it could not be read: the records in it still exist.

In: a file's data and the paths that were cut. Out: the ids inside, and the kinds that lost an id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from masterplan_cli.schema.record import Record, find_owner

Path = tuple[str | int, ...]


def harvest_cut(data: Any, refused: Iterable[Path]) -> Iterator[str]:
    """Yield every id inside what was cut out of ``data``."""
    for path in refused:
        pending = [_follow_path(data, path)]
        while pending:
            value = pending.pop()
            if isinstance(value, dict):
                if isinstance(value.get("id"), str):
                    yield value["id"]
                pending.extend(value.values())
            elif isinstance(value, list):
                pending.extend(value)


def _follow_path(data: Any, path: Path) -> Any:
    """Return what stands at ``path``, or the last thing on the way that exists."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            break
    return data


def list_nameless(model: type[Record], refused: Iterable[Path]) -> Iterator[str]:
    """Yield the kind of each record whose id is missing or was refused."""
    for path in refused:
        owner = find_owner(model, path)
        if path and owner.KIND and path[-1] in owner.KEY:
            yield owner.KIND
