"""A whole new list or mapping as the few changes that make it from the old one.

In: ``Set`` of a list or mapping. Out: changes of items and keys, so that the lines and comments of
what stays are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from masterplan_cli.edit.changes import Add, Change, Insert, Remove, Set, Value
from masterplan_cli.edit.matching import matches, write_text
from masterplan_cli.source.nodes import Node
from masterplan_cli.source.tree import Path


def split_change(change: Change, data: Any, root: Node) -> Iterator[Change]:
    """Yield ``change``, or the smaller changes that amount to it; none where it is so already."""
    if not isinstance(change, Set):
        yield change
        return
    node = root.follow(change.path)
    old = data
    for step in change.path:
        try:
            old = old[step]
        except (KeyError, IndexError, TypeError):
            yield change
            return
    if node is None:
        yield change
    else:
        yield from _split(change.path, old, change.value, node)


def _split(path: Path, old: Any, new: Value, node: Node) -> Iterator[Change]:
    if matches(old, new):
        return
    is_block = node.kind in ("list", "mapping") and bool(node.items)
    if is_block and isinstance(old, dict) and isinstance(new, Mapping) and new:
        yield from _split_mapping(path, old, new, node)
    elif is_block and isinstance(old, list) and _is_list(new) and new:
        yield from _split_list(path, old, cast(Sequence[Value], new), node)
    else:
        yield Set(path, new)


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _split_mapping(
    path: Path, old: dict[str, Any], new: Mapping[str, Value], node: Node
) -> Iterator[Change]:
    for key, value in old.items():
        below = node.find(key)
        if key not in new:
            yield Remove((*path, key))
        elif below is not None:
            yield from _split((*path, key), value, new[key], below)
    order = tuple(new)
    for key in order:
        if key not in old:
            yield Add(path, key, new[key], order=order)


def _split_list(path: Path, old: list[Any], new: Sequence[Value], node: Node) -> Iterator[Change]:
    from difflib import SequenceMatcher

    names = [_name(item) for item in old], [_name(item) for item in new]
    for tag, start, end, new_start, new_end in SequenceMatcher(None, *names, False).get_opcodes():
        paired = end - start if end - start == new_end - new_start else 0
        if tag == "equal" or paired:
            for number in range(end - start):
                index = start + number
                item = new[new_start + number]
                yield from _split((*path, index), old[index], item, node.items[index])
            continue
        for index in range(start, end):
            yield Remove((*path, index))
        for item in new[new_start:new_end]:
            yield Insert(path, item, start)


def _name(item: Any) -> str:
    """Return what an item is known by: a record's id, else all its content."""
    if isinstance(item, Mapping) and isinstance(item.get("id"), str):
        return f"id:{item['id']}"
    return write_text(item)
