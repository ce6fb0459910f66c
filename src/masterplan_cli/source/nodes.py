"""A YAML text's nodes with their full extent and style, for those who write into it.

In: text that the reader understood. Out: a tree of ``Node``.

Why beside ``tree``: findings need the narrowest place of a value and pay for it on every run;
writing back needs where a list ends and how a scalar is quoted, and only then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from masterplan_cli.source.reader import choose_parser
from masterplan_cli.source.tree import Path

Kind = Literal["scalar", "mapping", "list", "alias"]

_BLANKS = " \t\n"


@dataclass(slots=True)
class Node:
    """One value: offsets into the text, the end exclusive and without trailing blanks.

    ``style`` is a scalar's quote or block sign, or empty; a list's or mapping's is ``flow`` or
    ``block``. A list item has its value's place for a key's. An anchor belongs to its value.
    """

    kind: Kind
    style: str
    start: int
    end: int
    key_start: int = 0
    key_end: int = 0
    keys: list[str] = field(default_factory=list)
    items: list[Node] = field(default_factory=list)

    @property
    def is_flow(self) -> bool:
        """Whether this is a list or mapping in brackets."""
        return self.style == "flow"

    def find(self, step: str | int) -> Node | None:
        """Return the value under a key or at an index, or None."""
        if isinstance(step, int):
            inside = self.kind == "list" and 0 <= step < len(self.items)
            return self.items[step] if inside else None
        return self.items[self.keys.index(step)] if step in self.keys else None

    def follow(self, path: Path) -> Node | None:
        """Return the value at the end of ``path``, or None."""
        node: Node | None = self
        for step in path:
            node = node.find(step) if node is not None else None
        return node


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end is still to come; ``key`` waits for its value."""

    node: Node
    key: tuple[str, int, int] | None = None


def read_nodes(text: str) -> Node:
    """Return the root's node; the first of keys that stand twice wins, as for the reader.

    Raises yaml.YAMLError for text that is no YAML, ValueError where it holds nothing.
    """
    parser = choose_parser(text)
    top = _Open(Node("list", "block", 0, len(text)))
    stack = [top]
    while True:
        event = parser.get_event()
        kind = type(event)
        if kind is StreamEndEvent:
            break
        if kind is ScalarEvent:
            _take_scalar(stack[-1], text, event)
        elif kind is AliasEvent:
            place = event.start_mark.index, event.end_mark.index
            _put(stack[-1], Node("alias", "", *place), None)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            style = "flow" if event.flow_style else "block"
            start = event.start_mark.index
            node = Node("mapping" if kind is MappingStartEvent else "list", style, start, start)
            _put(stack[-1], node, None)
            stack.append(_Open(node))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            node = stack.pop().node
            if node.is_flow:
                node.end = event.end_mark.index
            elif node.items:
                node.end = max(node.end, max(item.end for item in node.items))
    if not top.node.items:
        raise ValueError("no node in this text")
    return top.node.items[0]


def _take_scalar(frame: _Open, text: str, event: Any) -> None:
    start, end = event.start_mark.index, event.end_mark.index
    style = event.style or ""
    keeps = style in ("|", ">") and "+" in text[start : text.find("\n", start)].split("#")[0]
    while not keeps and end > start and text[end - 1] in _BLANKS:
        end -= 1
    if keeps and end > start and text[end - 1] == "\n":
        end -= 1
    _put(frame, Node("scalar", style, start, end), event.value)


def _put(frame: _Open, node: Node, value: str | None) -> None:
    """Put a node into the open collection: as its next key, its key's value, or its next item."""
    parent = frame.node
    if parent.kind == "list":
        node.key_start, node.key_end = node.start, node.end
        parent.items.append(node)
    elif frame.key is None:
        frame.key = (value if value is not None else "", node.start, node.end)
    else:
        key, node.key_start, node.key_end = frame.key
        frame.key = None
        parent.end = max(parent.end, node.key_end)
        if key not in parent.keys:
            parent.keys.append(key)
            parent.items.append(node)
