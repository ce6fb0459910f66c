"""Some characters of one key or scalar replaced, as a finding's fix asks.

In: spans with their new text. Out: splices, and the changes of data that they must amount to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from masterplan_cli.edit.changes import Rename, Rewrite, Set, Structural
from masterplan_cli.edit.matching import Printed
from masterplan_cli.edit.splices import Splices, refuse_by_hand
from masterplan_cli.source.nodes import Node
from masterplan_cli.source.parts import list_printed
from masterplan_cli.source.tree import Lines, Path, Tree

_QUOTES = frozenset({"'", '"'})


def plan_rewrites(
    tree: Tree, root: Node, splices: Splices, rewrites: Sequence[Rewrite]
) -> list[Structural]:
    """Put the splices, and return what changes by them: keys' names, and scalars' characters."""
    lines = Lines(tree.file, splices.text)
    expected: list[Structural] = []
    parts: dict[Path, list[tuple[int, int, str]]] = {}
    for rewrite in rewrites:
        start = _find_offset(lines, rewrite.span.line, rewrite.span.column)
        end = _find_offset(lines, rewrite.span.end_line, rewrite.span.end_column)
        path, node = _find_node(root, start, end)
        splices.put(start, end, rewrite.text)
        if node.key_start <= start and end <= node.key_end and node.key_end <= node.start:
            if (start, end) != (node.key_start, node.key_end):
                raise refuse_by_hand(path, "hanya sebagian kunci", "only a part of a key")
            expected.append(Rename(path, rewrite.text))
        else:
            parts.setdefault(path, []).append((start, end, rewrite.text))
    for path, changes in parts.items():
        expected.append(_expect_printed(tree, root, splices.text, path, changes))
    return expected


def _find_offset(lines: Lines, line: int, column: int) -> int:
    if not 1 <= line <= len(lines.starts):
        raise refuse_by_hand((), f"tidak ada baris {line}", f"there is no line {line}")
    return lines.starts[line - 1] + column - 1


def _find_node(root: Node, start: int, end: int) -> tuple[Path, Node]:
    """Return the scalar or key that holds the characters; raises EditError where none does."""
    for path, node in _walk(root, (), start):
        in_value = node.kind == "scalar" and node.start <= start and end <= node.end
        if in_value or (path and node.key_start <= start and end <= node.key_end):
            return path, node
    raise refuse_by_hand((), "bukan bagian dari satu nilai", "it is no part of one value")


def _walk(node: Node, path: Path, offset: int) -> Iterator[tuple[Path, Node]]:
    """Yield the nodes on the way to the one that holds ``offset``: files may have many thousand."""
    if path:
        yield path, node
    steps: Sequence[Any] = node.keys or range(len(node.items))
    for step, item in zip(steps, node.items, strict=True):
        if item.key_start <= offset <= max(item.end, item.key_end):
            yield from _walk(item, (*path, step), offset)


def _expect_printed(
    tree: Tree, root: Node, text: str, path: Path, changes: list[tuple[int, int, str]]
) -> Structural:
    """Return the change that a scalar's new printed characters are."""
    node = root.follow(path)
    old: Any = tree.data
    for step in path:
        old = old[step]
    if node is None or not isinstance(old, str):
        raise refuse_by_hand(path, "nilainya kosong", "the value is empty")
    places = list_printed(text, node.start, node.end)
    printed = list("".join(old.split()))
    if len(places) != len(printed):
        raise refuse_by_hand(path, "teksnya memakai kode karakter", "the text has escapes")
    for start, end, new in sorted(changes, reverse=True):
        within = [number for number, place in enumerate(places) if start <= place[0] < end]
        if not within:
            raise refuse_by_hand(path, "tidak ada karakter di situ", "there are no characters")
        if (start, end) == (node.start, node.end) and new[:1] in _QUOTES and new[-1:] == new[:1]:
            new = new[1:-1]
        printed[within[0] : within[-1] + 1] = "".join(new.split())
    return Set(path, Printed("".join(printed)))
