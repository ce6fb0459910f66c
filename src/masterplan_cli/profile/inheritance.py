"""A profile that extends another: its keys replace the other's, one by one and whole."""

from __future__ import annotations

from masterplan_cli.diagnostics import Span
from masterplan_cli.source.tree import Path, Tree


class LaidTree(Tree):
    """One file's tree over another's: every place is that of the file which holds its key."""

    __slots__ = ("_base", "_upper")

    def __init__(self, upper: Tree, base: Tree) -> None:
        """Lay ``upper`` over ``base`` by the keys at their roots."""
        super().__init__(upper.file, upper.text, {**base.data, **upper.data}, upper.marks)
        self._upper = upper
        self._base = base

    def _choose(self, path: Path) -> Tree:
        inherited = path and path[0] in self._base.data and path[0] not in self._upper.data
        return self._base if inherited else self._upper

    def span(self, path: Path) -> Span:
        """Return the place of a value in the file that it comes from."""
        return self._choose(path).span(path)

    def key_span(self, path: Path) -> Span:
        """Return the place of the key that a value stands under, in the file it comes from."""
        return self._choose(path).key_span(path)

    def part_span(self, path: Path, part: tuple[int, int]) -> Span:
        """Return the place of a part of a scalar, in the file that it comes from."""
        return self._choose(path).part_span(path, part)

    def source_of(self, path: Path) -> str:
        """Return a scalar as the file that it comes from has it."""
        return self._choose(path).source_of(path)

    def line_of_prose(self, path: Path, line: int) -> int:
        """Return the line of a text's own line, in the file that the text comes from."""
        return self._choose(path).line_of_prose(path, line)
