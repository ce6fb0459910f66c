"""Whether what a remark speaks of still reads as it did in the draft, and where it stands now."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import Any

from masterplan_cli.schema.index import Index
from masterplan_cli.source.overlay import Overlay

_TEMPLATE = "template/"


def has_changed(pointer: str, old: Index, new: Index) -> bool:
    """Say whether the content at ``pointer`` differs between two workspaces."""
    return bool(_read_value(pointer, old) != _read_value(pointer, new))


def _read_value(pointer: str, index: Index) -> Any:
    found = index.read_source(pointer)
    if found is None:
        return None
    tree, path = found
    value: Any = tree.data
    for step in path:
        value = value[step]
    return value


def move_template_line(pointer: str, old: Overlay, new: Overlay) -> str:
    """Return the pointer of today's line that a template's line of then became.

    Empty where the line is gone or reads otherwise now.
    """
    name, _, number = pointer[len(_TEMPLATE) :].rpartition(":")
    before, after = old.read(name), new.read(name)
    if after is None or before is None or not number.isdigit():
        return ""
    if before == after:
        return pointer
    olds, news = before.split(b"\n"), after.split(b"\n")
    line = int(number) - 1
    for block in SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks():
        if block.a <= line < block.a + block.size:
            return f"{_TEMPLATE}{name}:{block.b + line - block.a + 1}"
    return ""
