"""Which build a returned file is: by the id that it carries, whatever it is called now.

In: the package. Out: commit, stage, book, profile and region as far as the file tells them.
The id stands in the core properties; where a program dropped it, in the footer or on the cover.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from masterplan_cli.review.package import Package
from masterplan_cli.review.story import Story, W

_CORE = "docProps/core.xml"
_ID = re.compile(
    r"(?P<revision>(?:[0-9a-f]{12}|tanpa-git)?(?:\+[0-9a-f]{8})?)"
    r"/t(?P<stage>\d{1,2})/(?P<book>[\w-]+)/(?P<profile>[\w-]+)(?:/(?P<subject>[\w-]+))?"
)

_HEADER = re.compile(r"word/header[^/]*\.xml")
_REGION = re.compile(r"(?:Kabupaten|Kota) [^\d/]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a file says of itself; empty or 0 where it says nothing."""

    revision: str = ""
    stage: int = 0
    book: str = ""
    profile: str = ""
    subject: str = ""
    region: str = ""
    final: bool = False
    saved_by: str = ""

    @property
    def known(self) -> bool:
        """Say whether the file carries the id of a build at all."""
        return bool(self.book)

    @property
    def document(self) -> str:
        """The book's id, with whom it is about where it exists once for each."""
        return f"{self.book}-{self.subject}" if self.subject else self.book

    @property
    def commit(self) -> str:
        """First digits of the commit, or nothing for a build outside git."""
        head = self.revision.partition("+")[0]
        return "" if head == "tanpa-git" else head

    @property
    def clean(self) -> bool:
        """Say whether the build was made from exactly a commit."""
        return bool(self.commit) and "+" not in self.revision


def read_identity(package: Package, read_story: Callable[[], Story]) -> Identity:
    """Return the identity of a file; ``read_story`` is called where its properties lack it."""
    core = package.parse(_CORE)
    said: dict[str, str] = {}
    if core is not None:
        said = {
            element.tag.rpartition("}")[2]: (element.text or "").strip()
            for element in core
            if isinstance(element.tag, str)
        }
    found = _ID.fullmatch(said.get("identifier", "")) or _find_printed(package, read_story)
    region = said.get("subject", "").partition(" · ")[0] or _find_region(package)
    final = said.get("contentStatus") == "Final"
    saved_by = said.get("lastModifiedBy", "")
    if found is None:
        return Identity(region=region, final=final, saved_by=saved_by)
    return Identity(
        revision=found["revision"],
        stage=int(found["stage"]),
        book=found["book"],
        profile=found["profile"],
        subject=found["subject"] or "",
        region=region,
        final=final,
        saved_by=saved_by,
    )


def _find_region(package: Package) -> str:
    """Return the region that a running head names: LibreOffice drops it from the properties."""
    for part in package.parts:
        root = package.parse(part) if _HEADER.fullmatch(part) else None
        for line in () if root is None else _list_lines(root):
            if _REGION.fullmatch(line):
                return line
    return ""


def _list_lines(root: Any) -> Iterator[str]:
    """Yield the texts of a part that tabs, breaks and paragraphs part."""
    for paragraph in root.iter(f"{W}p"):
        said = "".join(
            one.text or "" if one.tag == f"{W}t" else "\n"
            for one in paragraph.iter(f"{W}t", f"{W}tab", f"{W}br")
        )
        yield from (line.strip() for line in said.split("\n"))


def _find_printed(package: Package, read_story: Callable[[], Story]) -> re.Match[str] | None:
    """Return the id as a running head or the cover prints it."""
    for part in package.parts:
        if not re.fullmatch(r"word/(?:header|footer)[^/]*\.xml", part):
            continue
        root = package.parse(part)
        text = "" if root is None else "".join(root.itertext())
        for match in _ID.finditer(text):
            return match
    cover = read_story().text[:5000]
    return next((match for match in _ID.finditer(cover) if match["revision"]), None)
