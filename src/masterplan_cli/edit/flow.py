"""Changes inside brackets: ``[a, b]`` and ``{a: 1}``.

In: a flow list or mapping and what is wanted below it. Out: its new text, with every part that
stays, and what stands between the parts, as it was.
"""

from __future__ import annotations

from itertools import pairwise
from typing import cast

from masterplan_cli.edit.changes import Value
from masterplan_cli.edit.emitter import Emitter, Models
from masterplan_cli.edit.order import find_place
from masterplan_cli.edit.scalars import write_key
from masterplan_cli.edit.splices import refuse_by_hand
from masterplan_cli.edit.wanted import UNCHANGED, Wanted, list_inserts
from masterplan_cli.source.nodes import Node
from masterplan_cli.source.tree import Path


def rebuild_flow(text: str, node: Node, wanted: Wanted, emitter: Emitter, path: Path) -> str:
    """Return the text of a flow list or mapping, not empty, with the changes made."""
    if text[node.start] in "&!":
        raise refuse_by_hand(path, "nilai berjangkar (&)", "a value with an anchor (&)")
    if text[node.start] not in "[{":
        raise refuse_by_hand(path, "pasangan tanpa kurung kurawal", "a pair without braces")
    parts: list[tuple[int | None, str]] = []
    size = len(node.items)
    for number in range(size + 1):
        parts += [(None, new) for new in _write_new(node, wanted, number, emitter, path)]
        if number < size:
            item = node.items[number]
            step = node.keys[number] if node.kind == "mapping" else number
            below = wanted.find(step)
            if not below.removed:
                parts.append(
                    (number, _rebuild_item(text, node, item, below, emitter, (*path, step)))
                )
    return _join(text, node, parts, path)


def _write_new(node: Node, wanted: Wanted, number: int, emitter: Emitter, path: Path) -> list[str]:
    """Return what is new before the item of that number."""
    if node.kind == "list":
        models = Models(tuple(node.items))
        inserts = list_inserts(wanted, number, len(node.items))
        return [emitter.write_flow(insert.value, models) for insert in inserts]
    adds = [add for add in wanted.adds if find_place(node.keys, add, path) == number]
    return [f"{write_key(add.key)}: {emitter.write_flow(add.value, Models())}" for add in adds]


def _rebuild_item(
    text: str, node: Node, item: Node, below: Wanted, emitter: Emitter, path: Path
) -> str:
    """Return one item with its key, the changes below it made."""
    start = _entry_start(node, item)
    value_start = item.start
    if below.value is not UNCHANGED:
        value = emitter.write_flow(cast(Value, below.value), Models((item,)))
        if item.start == item.end:
            return f"{text[start : item.key_end]}: {value}" if start != item.start else value
    elif below.below or below.adds or below.inserts:
        if item.kind not in ("list", "mapping"):
            raise refuse_by_hand(path, "tidak ada isinya", "there is nothing inside")
        value = _rebuild_below(text, item, below, emitter, path)
    else:
        value = text[item.start : item.end]
    key = text[start:value_start]
    if below.key is not None:
        key = write_key(below.key) + text[item.key_end : value_start]
    return key + value


def _rebuild_below(text: str, item: Node, below: Wanted, emitter: Emitter, path: Path) -> str:
    if item.items:
        return rebuild_flow(text, item, below, emitter, path)
    if below.adds:
        return emitter.write_flow({add.key: add.value for add in below.adds}, Models())
    return emitter.write_flow([insert.value for insert in below.inserts], Models())


def _entry_start(node: Node, item: Node) -> int:
    return item.key_start if node.kind == "mapping" else item.start


def _join(text: str, node: Node, parts: list[tuple[int | None, str]], path: Path) -> str:
    """Return the parts in their brackets, with the commas and blanks that stood between them."""
    gaps = [text[one.end : _entry_start(node, other)] for one, other in pairwise(node.items)]
    usual = gaps[0] if gaps and "#" not in gaps[0] else ", "
    opening = text[node.start : _entry_start(node, node.items[0])]
    closing = text[node.items[-1].end : node.end]
    kept = {number for number, _ in parts if number is not None}
    lost = [gap for number, gap in enumerate(gaps) if not {number, number + 1} <= kept]
    if any("#" in gap for gap in lost):
        raise refuse_by_hand(path, "komentar di dalamnya akan hilang", "a comment would be lost")
    if not parts:
        return opening[0] + closing[-1]
    joined = parts[0][1]
    for (before, _), (number, part) in pairwise(parts):
        follows = before is not None and number == before + 1
        joined += (gaps[before] if follows and before is not None else usual) + part
    return opening + joined + closing
