"""The page that each comment stands on, as LibreOffice lays the returned file out.

In: the package. Out: printed page numbers by the comments' own. A bookmark is put before the first
word of each comment, and of each section that counts anew; the file itself stays.

Why not always: it takes LibreOffice, and up to a minute for a big book.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator

from masterplan_cli.paging import find_pages
from masterplan_cli.review.package import Package
from masterplan_cli.review.pages import find_comments, find_words
from masterplan_cli.review.sections import Section, find_section, list_sections
from masterplan_cli.review.story import DOCUMENT
from masterplan_cli.source.cache import find_cache_folder

_PREFIX = "_mpk"
_FIRST_ID = 900_000_000
_OURS = re.compile(rb'<w:bookmark(?:Start [^<>]*w:name="_mp_[^"<>]*"[^<>]*/|End [^<>]*/)>')
_ID = re.compile(rb' w:id="([^"<>]*)"')


def lay_out(package: Package) -> dict[str, str]:
    """Return the printed page of each comment.

    Raises UserError where LibreOffice or the extra ``paginate`` is missing, or where it fails.
    """
    document = package.read(DOCUMENT) or b""
    comments = find_comments(document)
    if not comments:
        return {}
    sections = list_sections(document)
    places = {
        f"{_PREFIX}s{number}": find_words(document, one.start)
        for number, one in enumerate(sections)
        if number and one.first is not None
    }
    places |= {f"{_PREFIX}c{number}": place for number, place in enumerate(comments.values())}
    found = find_pages(
        _rewrite(package, _drop_ours(_put_bookmarks(document, places))),
        find_cache_folder(),
        _PREFIX,
    )
    restarts = list(_list_restarts(sections, found))
    printed = {}
    for number, (comment, place) in enumerate(comments.items()):
        page = found.get(f"{_PREFIX}c{number}")
        own = find_section(sections, place)
        if page is not None:
            base = bisect_right(restarts, own, key=lambda one: one[0]) - 1
            _, start, first = restarts[base]
            printed[comment] = sections[own].print_number(first + page - start)
    return printed


def _list_restarts(
    sections: list[Section], found: dict[str, int]
) -> Iterator[tuple[int, int, int]]:
    """Yield each section that counts anew: its number, its page in the layout, its first number."""
    yield 0, 1, sections[0].first or 1
    for number, section in enumerate(sections):
        page = found.get(f"{_PREFIX}s{number}")
        if page is not None and section.first is not None:
            yield number, page, section.first


def _put_bookmarks(document: bytes, places: dict[str, int]) -> bytes:
    """Return the document with an empty bookmark at each place, never within a run."""
    parts: list[bytes] = []
    last = 0
    for number, (place, name) in enumerate(sorted((at, name) for name, at in places.items())):
        run = max(document.rfind(sign, last, place) for sign in (b"<w:r>", b"<w:r "))
        inside = run >= 0 and document.find(b"</w:r>", run, place) < 0
        at = max(last, run if inside else place)
        mark = f'w:id="{_FIRST_ID + number}"'
        said = f'<w:bookmarkStart {mark} w:name="{name}"/><w:bookmarkEnd {mark}/>'
        parts += [document[last:at], said.encode()]
        last = at
    return b"".join((*parts, document[last:]))


def _drop_ours(document: bytes) -> bytes:
    """Return the document without the bookmarks of origins, which cost time and lead nowhere."""
    gone: set[bytes] = set()

    def drop(match: re.Match[bytes]) -> bytes:
        number = _ID.search(match[0])
        key = number[1] if number else b""
        if match[0].startswith(b"<w:bookmarkStart"):
            gone.add(key)
            return b""
        return b"" if key in gone else match[0]

    return _OURS.sub(drop, document)


def _rewrite(package: Package, document: bytes) -> bytes:
    """Return the Word file with another main part, and no part of it followed or run."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for part in package.parts:
            data = document if part == DOCUMENT else package.read(part)
            archive.writestr(zipfile.ZipInfo(part), data or b"")
    return sink.getvalue()
