"""Which styles of a returned file are headings, and which are entries of a list of contents.

In: the package. Out: the styles' ids. Translated Words and WPS give styles other ids ("Judul1",
"2"); the names of Word's own styles are English everywhere, and ours keep their names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from masterplan_cli.review.package import Package
from masterplan_cli.review.story import HEADING, W

_HEADING = re.compile(r"heading [1-9]|judul (?:tanpa nomor|lampiran) [1-9]", re.IGNORECASE)
_ENTRY = re.compile(r"(?:toc|contents) ([1-9])", re.IGNORECASE)
_ENTRY_ID = re.compile(r"(?:TOC|Contents)([1-9])")


@dataclass(frozen=True, slots=True)
class Styles:
    """Ids of headings; ids of entries with their levels."""

    headings: frozenset[str]
    entries: dict[str, int]


def read_styles(package: Package) -> Styles:
    """Return the styles; a file without any has those that its ids tell."""
    headings: set[str] = set()
    entries: dict[str, int] = {}
    root = package.parse("word/styles.xml")
    for style in () if root is None else root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        said = "" if name is None else name.get(f"{W}val") or ""
        known = style.get(f"{W}styleId") or ""
        if _HEADING.fullmatch(said) or HEADING in known.lower():
            headings.add(known)
        found = _ENTRY.fullmatch(said) or _ENTRY_ID.fullmatch(known)
        if found:
            entries[known] = int(found[1])
    return Styles(frozenset(headings), entries)
