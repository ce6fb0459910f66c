"""List instances: each numbered list counts anew, which Word says by an instance of its own.

Bullets need none: their styles carry the list. Levels count from 0 to 8, Word's deepest.
"""

from __future__ import annotations

from typing import Final

DEEPEST_LEVEL: Final = 8


class ListInstances:
    """Gives out ``w:numId`` of numbered lists; ``instances`` are the ``w:num`` of these."""

    def __init__(self, first: int, abstract: str, bullet: str) -> None:
        """Count from ``first``; instances are of the list ``abstract``; bullets use ``bullet``."""
        self._first = first
        self._abstract = abstract
        self._bullet = bullet
        self.instances: list[str] = []

    def open_list(self, ordered: bool, depth: int, start: int) -> str:
        """Return the ``w:numPr`` for items of a new list at ``depth``, numbered from ``start``."""
        level = min(depth, DEEPEST_LEVEL)
        if not ordered:
            return _point(self._bullet, level)
        number = self._first + len(self.instances)
        # Word refuses negative starts; 32767 is the last that it accepts.
        begin = min(max(start, 0), 32767)
        self.instances.append(
            f'<w:num w:numId="{number}"><w:abstractNumId w:val="{self._abstract}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{begin}"/></w:lvlOverride>'
            "</w:num>"
        )
        return _point(str(number), level)

    def write(self) -> str:
        """Return the ``w:num`` elements given out, to stand last in the numbering part."""
        return "".join(self.instances)


def _point(number: str, level: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
