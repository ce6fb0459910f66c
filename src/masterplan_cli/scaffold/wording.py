"""Texts with gaps become files: placeholders are filled, comments wrapped, values quoted.

In: a text with ``$name`` in it and a word for each name. Out: YAML.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from textwrap import wrap

_GAP = re.compile(r"\$([a-z_]+)")
_SAFE = re.compile(r"[A-Za-z][A-Za-z ]*[A-Za-z]\Z")
_READ_OTHERWISE = frozenset({"true", "false", "null", "yes", "no", "on", "off"})
_REMARK = re.compile(r"# \S")
_EMPTY_EXAMPLE = re.compile(r"^# Contoh:\n(?!# )", re.MULTILINE)
_WIDTH = 100


def quote_scalar(text: str) -> str:
    """Return ``text`` as a YAML scalar that is read as that text and nothing else."""
    if _SAFE.match(text) and text.lower() not in _READ_OTHERWISE:
        return text
    return json.dumps(text, ensure_ascii=False)


def write_comment(text: str, indent: str = "") -> str:
    """Return ``text`` as comment lines, wrapped."""
    lines = wrap(" ".join(text.split()), _WIDTH - 2 - len(indent), break_on_hyphens=False)
    return "".join(f"{indent}# {line}\n" for line in lines)


def fill_gaps(text: str, words: Mapping[str, str]) -> str:
    """Return ``text`` with each ``$name`` replaced, and comments that grew too long wrapped.

    A line with a name that has no word is left out: a profile need not have every word list. So is
    the heading of an example of which no line is left.
    """
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        if all(name in words for name in _GAP.findall(line)):
            filled = _GAP.sub(lambda match: words[match[1]], line)
            grown = len(filled) > _WIDTH and filled.count("\n") == 1 and _REMARK.match(filled)
            lines.append(write_comment(filled[2:]) if grown else filled)
    return _EMPTY_EXAMPLE.sub("", "".join(lines))
