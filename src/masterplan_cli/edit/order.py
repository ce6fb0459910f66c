"""Where a new key goes among those that a mapping has."""

from __future__ import annotations

from collections.abc import Sequence

from masterplan_cli.edit.changes import Add
from masterplan_cli.edit.wanted import refuse_nowhere
from masterplan_cli.source.tree import Path


def find_place(keys: Sequence[str], add: Add, path: Path) -> int:
    """Return the number of the key before which ``add`` goes, or how many there are.

    Raises EditError where the key that it should follow is not there.
    """
    if add.after is not None:
        if add.after not in keys:
            raise refuse_nowhere((*path, add.after))
        return keys.index(add.after) + 1
    if add.key not in add.order:
        return len(keys)
    before = set(add.order[: add.order.index(add.key)])
    places = [number + 1 for number, key in enumerate(keys) if key in before]
    return max(places, default=0)
