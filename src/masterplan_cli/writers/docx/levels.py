"""Whether a list of somebody's ``reference.docx`` can carry ours, level by level.

In: the styles of one of our lists as theirs have them, and both numbering parts as text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_TIE = re.compile(r'<w:numId\b[^>]*w:val="([^"]*)"')
_DEPTH = re.compile(r'<w:ilvl\b[^>]*w:val="([^"]*)"')
# What decides how a number reads; isLgl turns the chapter's roman number into an arabic one.
_READS = re.compile(r'<w:(numFmt|lvlText|isLgl)\b(?:[^>]*w:val="([^"]*)")?[^>]*/>')


def is_whole(members: Sequence[str], theirs: str, ours: str, number: str) -> bool:
    """Say whether all ``members`` are tied to lists of the numbering part ``theirs``.

    With ``ours``, our numbering part, it must be one list, whose levels read as those of our list
    ``number``: a number printed by their list and one computed here would be two.
    """
    ties = [_TIE.search(style) for style in members]
    lists = {"" if tie is None else tie[1] for tie in ties}
    if not all(_read_levels(theirs, tie) for tie in lists):
        return False
    if not ours:
        return True
    levels, wanted = _read_levels(theirs, min(lists)), _read_levels(ours, number)
    depths = [_DEPTH.search(style) for style in members]
    used = {"0" if depth is None else depth[1] for depth in depths}
    whole = len(lists) == 1 and len(used) == len(members)
    return whole and all(levels.get(depth) == wanted.get(depth) for depth in used)


def _read_levels(numbering: str, number: str) -> dict[str, frozenset[tuple[str, str]]]:
    """Return how each level of a list reads; empty where there is no such list."""
    instance = re.search(
        rf'<w:num\b[^>]*w:numId="{re.escape(number)}"[^>]*>.*?'
        r'<w:abstractNumId\b[^>]*w:val="([^"]*)"',
        numbering,
        re.DOTALL,
    )
    abstract = instance and re.search(
        rf'<w:abstractNum\b[^>]*w:abstractNumId="{re.escape(instance[1])}"[^>]*>.*?</w:abstractNum>',
        numbering,
        re.DOTALL,
    )
    if not abstract:
        return {}
    levels = re.finditer(r'<w:lvl\b[^>]*w:ilvl="(\d+)"[^>]*>(.*?)</w:lvl>', abstract[0], re.DOTALL)
    return {level[1]: frozenset(_READS.findall(level[2])) for level in levels}
