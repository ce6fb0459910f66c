"""From the hash in a bookmark's name back to the pointer that it stands for.

Hashes cannot be undone, so the pointers that a book may bear are hashed until those that are wanted
are found: each record, each of its fields, each key below, each line of each template, and last
what is absent, since a book prints a dash for it that one can comment on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from masterplan_cli.document.bookmarks import hash_origin, hash_origin_formerly
from masterplan_cli.schema.index import Index, SourceFile
from masterplan_cli.schema.pointers import list_absent_pointers, list_pointers


def resolve_anchors(
    wanted: Iterable[str],
    index: Index,
    files: Sequence[SourceFile],
    template_lines: Mapping[str, int],
    *,
    former: bool = False,
) -> dict[str, str]:
    """Return pointers by those of the ``wanted`` hashes that anything answers to.

    ``template_lines`` gives each template's number of lines; ``former`` hashes are those of names
    as drafts once had them.
    """
    missing, found = set(wanted), {}
    compute = hash_origin_formerly if former else hash_origin
    listed = chain(
        _list_template_pointers(template_lines),
        list_pointers(index, files),
        list_absent_pointers(files),
    )
    for pointer in listed:
        if not missing:
            break
        hashed = compute(pointer)
        if hashed in missing:
            missing.discard(hashed)
            found[hashed] = pointer
    return found


def _list_template_pointers(template_lines: Mapping[str, int]) -> Iterator[str]:
    for name, count in template_lines.items():
        for line in range(1, count + 1):
            yield f"template/{name}:{line}"
