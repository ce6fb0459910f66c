"""The package: parts, content types, relationships and properties, zipped reproducibly.

Why the main document goes first and streams: it is nine tenths of a book, and at 3,600
programmes it would fill memory twice if it were joined before it is zipped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from masterplan_cli.document.nodes import Metadata
from masterplan_cli.document.seal import PROPERTY as SEAL_PROPERTY
from masterplan_cli.writers.docx.archive import Archive
from masterplan_cli.writers.docx.escape import encode_xml, escape_attribute, escape_text
from masterplan_cli.writers.docx.relationships import (
    OFFICE,
    PACKAGE,
    XML_DECLARATION,
    Relationships,
)

DOCUMENT: Final = "word/document.xml"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT_CONTENT: Final = f"{_WORD}.document.main+xml"
HEADER_CONTENT: Final = f"{_WORD}.header+xml"
FOOTER_CONTENT: Final = f"{_WORD}.footer+xml"
FOOTNOTES_CONTENT: Final = f"{_WORD}.footnotes+xml"
IMAGE_TYPES: Final = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_CORE_CONTENT: Final = "application/vnd.openxmlformats-package.core-properties+xml"
_APP_CONTENT: Final = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_RELATIONSHIPS_CONTENT: Final = "application/vnd.openxmlformats-package.relationships+xml"
_CORE_TYPE: Final = f"{PACKAGE}/metadata/core-properties"
# Not the relationship's type: in any other namespace no program reads the properties.
_CORE_NAMESPACE: Final = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_ISO_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d\Z")
_OLDEST_DATE: Final = "1980-01-01"


class Package(Archive):
    """A zip file whose parts may be text."""

    def add(self, name: str, data: bytes | str) -> None:
        """Add a whole part; text is encoded, and refused where XML forbids it."""
        super().add(name, encode_xml(data) if isinstance(data, str) else data)


def write_content_types(overrides: Mapping[str, str], defaults: Mapping[str, str]) -> str:
    """Return ``[Content_Types].xml``; ``defaults`` are media types by extension."""
    extensions = {"rels": _RELATIONSHIPS_CONTENT, "xml": "application/xml", **defaults}
    items = [
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in extensions.items()
    ]
    items += [
        f'<Override PartName="/{escape_attribute(name)}" ContentType="{kind}"/>'
        for name, kind in overrides.items()
    ]
    uri = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{XML_DECLARATION}<Types xmlns="{uri}">{"".join(items)}</Types>'


def add_properties(package: Package, metadata: Metadata) -> None:
    """Add the package's own relationships and what the book says of itself."""
    relationships = Relationships()
    relationships.add(f"{OFFICE}/officeDocument", DOCUMENT)
    relationships.add(_CORE_TYPE, "docProps/core.xml")
    relationships.add(f"{OFFICE}/extended-properties", "docProps/app.xml")
    relationships.add(f"{OFFICE}/custom-properties", _CUSTOM)
    package.add("_rels/.rels", relationships.write())
    package.add("docProps/core.xml", _write_core(metadata))
    package.add("docProps/app.xml", _APP)


def add_seal(package: Package, label: str) -> None:
    """Add the seal as a property of the document, where no page shows it.

    Why a custom property: it is the one place for it that LibreOffice keeps, by way of ODT too.
    """
    package.add(
        _CUSTOM,
        f'{XML_DECLARATION}<Properties xmlns="{OFFICE.replace("/relationships", "")}'
        '/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/'
        'docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2"'
        f' name="{SEAL_PROPERTY}"><vt:lpwstr>{label}</vt:lpwstr></property></Properties>',
    )


_CUSTOM: Final = "docProps/custom.xml"
PROPERTY_PARTS: Final = {
    "docProps/core.xml": _CORE_CONTENT,
    "docProps/app.xml": _APP_CONTENT,
    _CUSTOM: "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
_APP: Final = (
    f'{XML_DECLARATION}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/'
    '2006/extended-properties"><Application>masterplan</Application></Properties>'
)


def _write_core(metadata: Metadata) -> str:
    date = metadata.date if _ISO_DATE.match(metadata.date) else _OLDEST_DATE
    moment = f'xsi:type="dcterms:W3CDTF">{date}T00:00:00Z'
    keywords = ", ".join(
        dict.fromkeys(
            word for word in ("masterplan", "smart city", metadata.region, metadata.book) if word
        )
    )
    values = (
        ("dc:title", metadata.title),
        ("dc:subject", f"{metadata.region} · {metadata.stage_label}"),
        ("dc:creator", metadata.author),
        ("cp:keywords", keywords),
        ("dc:identifier", metadata.build_id),
        ("dc:language", metadata.language),
        ("cp:contentStatus", "Draf" if metadata.draft else "Final"),
    )
    items = "".join(f"<{name}>{escape_text(value)}</{name}>" for name, value in values)
    return (
        f'{XML_DECLARATION}<cp:coreProperties xmlns:cp="{_CORE_NAMESPACE}"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}'
        f"<dcterms:created {moment}</dcterms:created>"
        f"<dcterms:modified {moment}</dcterms:modified></cp:coreProperties>"
    )
