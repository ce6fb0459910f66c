"""A whole value as YAML text that looks like its neighbours.

In: a value, the column it stands at, and the nodes it should resemble. Out: text.

Why a small emitter of our own: ruamel.yaml indents and wraps a whole document by one setting, and
a workspace's files have flow rows beside blocks; it is asked for scalars only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, cast

from masterplan_cli.edit.changes import Value
from masterplan_cli.edit.scalars import (
    Scalar,
    is_scalar,
    write_folded,
    write_inline,
    write_key,
    write_literal,
)
from masterplan_cli.source.nodes import Node

_NARROWEST, _WIDEST, _USUAL = 60, 120, 100
_LEAST_LINES = 3


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is written: its widest line of text, and how far lists are indented."""

    width: int = _USUAL
    list_offset: int = 2


def observe_manner(text: str, root: Node) -> Manner:
    """Return the manner of a file, ours where too little of it shows."""
    widths: list[int] = []
    offsets: list[int] = []
    pending = [root]
    while pending:
        node = pending.pop()
        pending += node.items
        if node.style == ">":
            lines = text[node.start : node.end].split("\n")[1:]
            widths += [len(line) for line, below in pairwise(lines) if below]
        if node.kind == "mapping" and not node.is_flow:
            offsets += [
                find_column(text, item.start) - find_column(text, node.start)
                for item in node.items
                if item.kind == "list" and item.style == "block" and item.items
            ]
    width = max(widths) if len(widths) >= _LEAST_LINES else _USUAL
    shallow = sum(offset == 0 for offset in offsets)
    return Manner(min(max(width, _NARROWEST), _WIDEST), 0 if shallow * 2 > len(offsets) else 2)


def find_column(text: str, offset: int) -> int:
    """Return how many characters stand before ``offset`` on its line."""
    return offset - (text.rfind("\n", 0, offset) + 1)


@dataclass(frozen=True, slots=True)
class Models:
    """The nodes that a new value should resemble: siblings' values of the same key."""

    nodes: tuple[Node, ...] = ()

    def below(self, key: str) -> Models:
        """Return the models of a key's value."""
        return Models(tuple(found for node in self.nodes if (found := node.find(key))))

    @property
    def items(self) -> Models:
        """The models of a list's items."""
        lists = (node.items for node in self.nodes if node.kind == "list")
        return Models(tuple(item for items in lists for item in items))

    def style_of(self, kind: str) -> str:
        """Return how most models of ``kind`` are written, empty lists aside; empty without any."""
        styles = Counter(
            node.style
            for node in self.nodes
            if node.kind == kind and (kind == "scalar" or node.items)
        )
        return styles.most_common(1)[0][0] if styles else ""


class Emitter:
    """Writes values in one file's manner."""

    def __init__(self, manner: Manner) -> None:
        """Keep the manner."""
        self.manner = manner

    def write_entry(
        self, prefix: str, value: Value, column: int, models: Models, note: str = ""
    ) -> str:
        """Return ``prefix`` (``key:`` or ``-``), which stands at ``column``, and ``value``.

        ``note`` is a comment that stays on the first line. No line break at the end.
        """
        if is_scalar(value):
            return self._write_scalar(prefix, cast(Scalar, value), column, models, note)
        flow = self._try_flow(value, models, column + len(prefix) + 1)
        if flow is not None:
            return f"{prefix} {flow}{note}"
        if prefix == "-" and not note:
            return f"- {self.write_block(value, column + 2, models)}"
        deeper = column + (2 if isinstance(value, Mapping) else self.manner.list_offset)
        if prefix == "-":
            deeper = column + 2
        return f"{prefix}{note}\n{' ' * deeper}{self.write_block(value, deeper, models)}"

    def write_block(self, value: Value, column: int, models: Models) -> str:
        """Return a list or mapping that is not empty, its first line without indentation."""
        gap = "\n" + " " * column
        if isinstance(value, Mapping):
            return gap.join(
                self.write_entry(f"{write_key(key)}:", item, column, models.below(key))
                for key, item in value.items()
            )
        items = cast(Sequence[Value], value)
        return gap.join(self.write_entry("-", item, column, models.items) for item in items)

    def write_flow(self, value: Value, models: Models) -> str:
        """Return ``value`` on one line, as it may stand in brackets."""
        if is_scalar(value):
            return write_inline(cast(Scalar, value), models.style_of("scalar"), in_flow=True)
        if isinstance(value, Mapping):
            pairs = (
                f"{write_key(key)}: {self.write_flow(item, models.below(key))}"
                for key, item in value.items()
            )
            return "{" + ", ".join(pairs) + "}"
        items = cast(Sequence[Value], value)
        return "[" + ", ".join(self.write_flow(item, models.items) for item in items) + "]"

    def _try_flow(self, value: Value, models: Models, column: int) -> str | None:
        """Return ``value`` in brackets where its models are, or where it is a short list."""
        if not value:
            return "{}" if isinstance(value, Mapping) else "[]"
        if _holds_breaks(value):
            return None
        kind = "mapping" if isinstance(value, Mapping) else "list"
        style = models.style_of(kind)
        simple = kind == "list" and all(map(is_scalar, cast(Sequence[Value], value)))
        if style == "block" or (not style and not simple):
            return None
        written = self.write_flow(value, models)
        return written if column + len(written) <= max(self.manner.width, _WIDEST) else None

    def _write_scalar(
        self, prefix: str, value: Scalar, column: int, models: Models, note: str
    ) -> str:
        style = models.style_of("scalar")
        if value is None and prefix != "-":
            return prefix + note
        if isinstance(value, str) and (block := self.choose_block(value, style, column, prefix)):
            header, lines = block
            indent = " " * (column + 2)
            body = "".join(f"\n{indent}{line}" if line else "\n" for line in lines)
            return f"{prefix} {header}{note}{body}"
        return f"{prefix} {write_inline(value, style)}{note}"

    def choose_block(
        self, value: str, style: str, column: int, prefix: str
    ) -> tuple[str, list[str]] | None:
        """Return header and lines where ``value`` is to be a block scalar, else None."""
        width = max(self.manner.width - column - 2, 20)
        if style == "|":
            return write_literal(value)
        fits = column + len(prefix) + 1 + len(value) <= self.manner.width
        if style != ">" and "\n" not in value and (fits or not re.search(r"\s", value)):
            return None
        return write_folded(value, width) or ("\n" in value and write_literal(value)) or None


def _holds_breaks(value: Any) -> bool:
    if isinstance(value, str):
        return "\n" in value
    if isinstance(value, Mapping):
        return any(map(_holds_breaks, value.values()))
    return isinstance(value, Sequence) and any(map(_holds_breaks, value))
