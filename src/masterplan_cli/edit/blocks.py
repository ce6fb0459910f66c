"""Changes in lists and mappings that are written line by line.

In: a node and what is wanted of it. Out: splices.
"""

from __future__ import annotations

from typing import Any, cast

from masterplan_cli.edit.changes import Value
from masterplan_cli.edit.emitter import Emitter, Models, find_column
from masterplan_cli.edit.flow import rebuild_flow
from masterplan_cli.edit.order import find_place
from masterplan_cli.edit.scalars import write_inline, write_key
from masterplan_cli.edit.splices import (
    Slot,
    Splices,
    find_slot,
    refuse_by_hand,
    replace_value,
)
from masterplan_cli.edit.wanted import UNCHANGED, Wanted, list_inserts, refuse_nowhere
from masterplan_cli.source.nodes import Node
from masterplan_cli.source.tree import Path


class BlockEditor:
    """Walks a file's nodes along the places where something is wanted."""

    def __init__(self, splices: Splices, emitter: Emitter) -> None:
        """Keep where the splices go, and who writes values."""
        self.splices = splices
        self.emitter = emitter
        self.text = splices.text

    def change(self, node: Node, wanted: Wanted, path: Path, slot: Slot | None) -> None:
        """Add the splices for a place and all below it; ``slot`` is None for the root."""
        if not (wanted.is_whole or wanted.below or wanted.adds or wanted.inserts):
            return
        whole = self._find_whole(node, wanted)
        if whole is not UNCHANGED:
            if slot is None:
                raise refuse_by_hand(path, "seluruh isi berkas", "the whole content of the file")
            replace_value(self.splices, self.emitter, slot, cast(Value, whole), path)
        elif node.is_flow:
            flow = rebuild_flow(self.text, node, wanted, self.emitter, path)
            self.splices.put(node.start, node.end, flow)
        else:
            self._change_block(node, wanted, path)

    def _find_whole(self, node: Node, wanted: Wanted) -> Any:
        """Return the value that a node gets as a whole, because nothing of the old one is left."""
        if wanted.value is not UNCHANGED:
            return wanted.value
        gone = sum(item.removed for item in wanted.below.values())
        if gone < len(node.items):
            return UNCHANGED
        if node.kind == "mapping" or wanted.adds:
            return {add.key: add.value for add in wanted.adds}
        return [insert.value for insert in wanted.inserts]

    def _change_block(self, node: Node, wanted: Wanted, path: Path) -> None:
        if node.kind not in ("list", "mapping"):
            raise refuse_by_hand(
                path, "isinya milik tempat lain", "its content is of another place"
            )
        for step, below in wanted.below.items():
            item = node.find(step)
            if item is None:
                raise refuse_nowhere((*path, step))
            if below.key is not None:
                self.splices.put(item.key_start, item.key_end, self._write_key(item, below.key))
            if not below.removed:
                slot = find_slot(self.text, node, item)
                self.change(item, below, (*path, step), slot)
        self._remove(node, wanted, path)
        self._insert(node, wanted, path)

    def _write_key(self, item: Node, key: str) -> str:
        quote = self.text[item.key_start]
        return write_inline(key, quote) if quote in "\"'" else write_key(key)

    def _remove(self, node: Node, wanted: Wanted, path: Path) -> None:
        steps: list[str | int] = list(node.keys or range(len(node.items)))
        gone = [wanted.find(step).removed for step in steps]
        if not any(gone):
            return
        first = find_slot(self.text, node, node.items[0]).start
        kept = gone.index(False)
        if kept and self.text[self.splices.line_start(first) : first].strip():
            # The block starts behind a dash: its next entry takes the place there.
            following = find_slot(self.text, node, node.items[kept]).start
            if "#" in self.text[self.splices.line_end(node.items[kept - 1].end) : following]:
                raise refuse_by_hand(
                    path, "komentar di bawahnya akan hilang", "a comment below would be lost"
                )
            self.splices.put(first, following, "")
            gone[:kept] = [False] * kept
        for number, is_gone in enumerate(gone):
            if is_gone:
                self._remove_lines(find_slot(self.text, node, node.items[number]))

    def _remove_lines(self, slot: Slot) -> None:
        """Remove an entry's lines, and the blank ones behind it where others stand before it."""
        line = self.splices.line_start(slot.start)
        end = self.splices.line_end(max(slot.node.end, slot.prefix_end)) + 1
        blank_before = line == 0 or self.text[:line].endswith("\n\n")
        while blank_before and self.text.startswith("\n", end):
            end += 1
        self.splices.put(line, end, "")

    def _insert(self, node: Node, wanted: Wanted, path: Path) -> None:
        column = find_column(self.text, node.start)
        if node.kind == "mapping":
            for add in wanted.adds:
                prefix = f"{write_key(add.key)}:"
                entry = self.emitter.write_entry(prefix, add.value, column, Models())
                place = find_place(node.keys, add, path)
                self._put_entry(node, place, entry, column, apart=False)
            return
        models = Models(tuple(node.items))
        apart = len(node.items) > 1 and self._stand_apart(node)
        for number in range(len(node.items) + 1):
            for insert in list_inserts(wanted, number, len(node.items)):
                entry = self.emitter.write_entry("-", insert.value, column, models)
                self._put_entry(node, number, entry, column, apart=apart)

    def _stand_apart(self, node: Node) -> bool:
        """Say whether a blank line stands between the first two items."""
        second = find_slot(self.text, node, node.items[1]).start
        return "\n\n" in self.text[node.items[0].end : second]

    def _put_entry(self, node: Node, number: int, entry: str, column: int, *, apart: bool) -> None:
        """Insert an entry before the one of that number, or behind the last."""
        indent, blank = " " * column, "\n" if apart else ""
        if number == 0:
            first = find_slot(self.text, node, node.items[0]).start
            line = self.splices.line_start(first)
            if self.text[line:first].strip():
                self.splices.put(first, first, f"{entry}\n{blank}{indent}")
            else:
                self.splices.put(line, line, f"{indent}{entry}\n{blank}")
            return
        slot = find_slot(self.text, node, node.items[number - 1])
        place = self.splices.line_end(max(slot.node.end, slot.prefix_end)) + 1
        self.splices.put(place, place, f"{blank}{indent}{entry}\n")
