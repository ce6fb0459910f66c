"""Relationships of one part: which other parts and addresses it points at, under which id."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Final, TypeAlias

from masterplan_cli.writers.docx.escape import escape_attribute

OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006/relationships"
HYPERLINK_TYPE: Final = f"{OFFICE}/hyperlink"
IMAGE_TYPE: Final = f"{OFFICE}/image"
Relationship: TypeAlias = tuple[str, str, bool]
"""Type, target, and whether that is outside the package."""
XML_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Relationships:
    """Ids ``rId1`` … in the order of first use; the same target is given once."""

    def __init__(self) -> None:
        """Start empty."""
        self._ids: dict[Relationship, str] = {}

    def __len__(self) -> int:
        """Return how many there are: a part without any has no relationships part."""
        return len(self._ids)

    def list_since(self, count: int = 0) -> tuple[Relationship, ...]:
        """Return all that came after the first ``count``, in their order."""
        return tuple(islice(self._ids, count, None))

    def append(self, more: Iterable[Relationship]) -> None:
        """Add what ``list_since`` gave."""
        for kind, target, external in more:
            self.add(kind, target, external=external)

    def add(self, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of ``target``; ``kind`` is the relationship type's full URI."""
        key = (kind, target, external)
        return self._ids.setdefault(key, f"rId{len(self._ids) + 1}")

    def write(self) -> str:
        """Return the relationships part."""
        mode = ' TargetMode="External"'
        items = "".join(
            f'<Relationship Id="{name}" Type="{kind}" Target="{escape_attribute(target)}"'
            f"{mode if external else ''}/>"
            for (kind, target, external), name in self._ids.items()
        )
        return f'{XML_DECLARATION}<Relationships xmlns="{PACKAGE}">{items}</Relationships>'
