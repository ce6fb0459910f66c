"""Replacements in a text, and how one value of a block is replaced.

In: the text, a node, a value. Out: splices that touch nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from masterplan_cli.diagnostics import Text
from masterplan_cli.edit.changes import EditError, Value
from masterplan_cli.edit.emitter import Emitter, Models, find_column
from masterplan_cli.source.nodes import Node
from masterplan_cli.source.tree import Path


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """The characters from ``start`` to ``end`` become ``text``; insertions come first."""

    start: int
    end: int
    number: int
    text: str


class Splices:
    """The splices of one text, which ends with a line break."""

    def __init__(self, text: str) -> None:
        """Start without splices."""
        self.text = text
        self._splices: list[Splice] = []

    def put(self, start: int, end: int, text: str) -> None:
        """Add one splice."""
        self._splices.append(Splice(start, end, len(self._splices), text))

    def sort(self) -> list[Splice]:
        """Return all in order; raises EditError where two touch the same characters."""
        ordered = sorted(self._splices)
        for one, other in pairwise(ordered):
            if other.start < one.end:
                raise refuse_by_hand((), "perubahan berimpit", "changes overlap")
        return ordered

    def line_end(self, offset: int) -> int:
        """Return where the line with ``offset`` ends, before its line break."""
        return self.text.find("\n", offset)

    def line_start(self, offset: int) -> int:
        """Return where the line with ``offset`` starts."""
        return self.text.rfind("\n", 0, offset) + 1


@dataclass(frozen=True, slots=True)
class Slot:
    """Where a value of a block stands: ``start`` is its key or dash, ``prefix_end`` behind that."""

    node: Node
    start: int
    prefix_end: int


def find_slot(text: str, parent: Node, item: Node) -> Slot:
    """Return the slot of one value of a block."""
    if parent.kind == "mapping":
        return Slot(item, item.key_start, text.find(":", item.key_end) + 1)
    column = find_column(text, parent.start)
    line = text.rfind("\n", 0, item.start) + 1
    while line > parent.start:
        dash = line + column
        if text[dash : dash + 1] == "-" and not text[line:dash].strip():
            return Slot(item, dash, dash + 1)
        line = text.rfind("\n", 0, line - 1) + 1
    return Slot(item, parent.start, parent.start + 1)


def replace_value(splices: Splices, emitter: Emitter, slot: Slot, value: Value, path: Path) -> None:
    """Put ``value`` in the place of a block's value; comments on its line stay."""
    text, node = splices.text, slot.node
    prefix = text[slot.start : slot.prefix_end]
    column = find_column(text, slot.start)
    models = Models((node,))
    is_block = node.style in ("|", ">") or (node.style == "block" and bool(node.items))
    is_empty = node.kind == "scalar" and node.start == node.end
    written = emitter.write_entry(prefix, value, column, models)
    if not is_block and not is_empty and "\n" not in written:
        start = node.start if written != prefix else slot.prefix_end
        splices.put(start, node.end, written[len(prefix) :].lstrip(" "))
        return
    end = slot.prefix_end if is_empty else node.end
    note = _read_note(splices, slot, end, path).rstrip()
    written = emitter.write_entry(prefix, value, column, models, note)
    splices.put(slot.prefix_end, splices.line_end(end), written[len(prefix) :])


def _read_note(splices: Splices, slot: Slot, end: int, path: Path) -> str:
    """Return the comment on the line where a value starts, or behind it, with its blanks."""
    text, node = splices.text, slot.node
    if node.style in ("|", ">"):
        return text[node.start : splices.line_end(node.start)].lstrip("|>+-0123456789")
    if node.style == "block" and node.items:
        first = min(splices.line_end(slot.prefix_end), node.start)
        if "#" in text[first : node.start]:
            raise refuse_by_hand(
                path, "komentar di dalamnya akan hilang", "a comment inside would be lost"
            )
        return text[slot.prefix_end : first].rstrip(" ")
    return text[end : splices.line_end(end)]


def refuse_by_hand(path: Path, why: str, why_en: str) -> EditError:
    """Return the error for what only an editor can change without loss."""
    return EditError(
        path,
        Text(f"tidak dapat diubah otomatis: {why}", f"cannot be changed automatically: {why_en}"),
        Text("Ubah bagian itu di editor.", "Change that part in the editor."),
    )
