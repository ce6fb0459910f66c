"""Two builds of one book as one Word file with tracked changes.

In: the bytes of the older and the newer build. Out: the newer file, in which what came is
``w:ins``, what went is ``w:del``, and rows that came or went are tracked rows; a record's row that
stands elsewhere now is moved text in both. Accepting all gives
the newer text, rejecting all the older one.

Fallbacks: the list of contents stays the newer one, since any program computes it anew; what went
comes as text alone, without pictures, links and bookmarks; looks are not compared.
"""

from __future__ import annotations

import io
import zipfile
from typing import Any, Final

from masterplan_cli.writers.docx.package import DOCUMENT, Package
from masterplan_cli.writers.docx.redline.blocks import BlockComparer
from masterplan_cli.writers.docx.redline.marks import Marker, W
from masterplan_cli.writers.docx.redline.notes import Notes

AUTHOR: Final = "masterplan"
_NOTES: Final = "word/footnotes.xml"


def write_redline(old: bytes, new: bytes, day: str) -> bytes:
    """Return ``new`` with the changes since ``old`` tracked; ``day`` is ``2023-10-09`` or empty.

    Both must be files that this package wrote.
    """
    before, after = (zipfile.ZipFile(io.BytesIO(data)) for data in (old, new))
    marker = Marker(AUTHOR, day)
    notes = Notes(_parse(before, _NOTES), _parse(after, _NOTES))
    root = _parse(after, DOCUMENT)
    comparer = BlockComparer(marker, notes)
    comparer.compare(_parse(before, DOCUMENT).find(f"{W}body"), root.find(f"{W}body"))
    changed = {DOCUMENT: _serialize(root), _NOTES: _serialize(notes.after)}
    package = Package()
    for name in after.namelist():
        package.add(name, changed.get(name) or after.read(name))
    return package.close()


def _parse(archive: zipfile.ZipFile, part: str) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(archive.read(part), parser)


def _serialize(root: Any) -> bytes:
    from lxml import etree

    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
