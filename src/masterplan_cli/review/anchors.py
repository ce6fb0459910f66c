"""From the hash in a bookmark's name back to the pointer that it stands for.

Hashes cannot be undone, so every pointer that a book may bear is hashed once: each record, each of
its fields, each key below, and each line of each template.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from masterplan_cli.document.bookmarks import hash_origin
from masterplan_cli.schema.index import Index, SourceFile, list_pointers


def map_anchors(
    index: Index, files: Iterable[SourceFile], template_lines: Mapping[str, int]
) -> dict[str, str]:
    """Return pointers by hash; ``template_lines`` gives each template's number of lines."""
    anchors = {hash_origin(pointer): pointer for pointer in list_pointers(index, files)}
    anchors.update(
        (hash_origin(pointer), pointer) for pointer in _list_template_pointers(template_lines)
    )
    return anchors


def _list_template_pointers(template_lines: Mapping[str, int]) -> Iterator[str]:
    for name, count in template_lines.items():
        for line in range(1, count + 1):
            yield f"template/{name}:{line}"
