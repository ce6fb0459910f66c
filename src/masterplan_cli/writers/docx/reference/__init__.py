"""Makes ``reference.docx``: the look of the books, as code that can be reviewed.

``python -m masterplan_cli.writers.docx.reference OUT`` writes the file. The package is the
one that python-docx starts from; styles, lists, settings and fonts are ours, from
``sheet`` and ``lists``. The same sources give the same bytes.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Final

from masterplan_cli.writers.docx.reference.lists import write_numbering
from masterplan_cli.writers.docx.reference.sheet import write_styles

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import Part

_NAMESPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_XML: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# Of the parts that python-docx starts from, a book needs these alone.
_KEPT: Final = ("styles", "numbering", "theme", "settings", "fontTable")
_EXPLANATION: Final = (
    "Berkas ini menyimpan rupa buku: gaya, penomoran, ukuran halaman, dan margin. "
    "Ubahlah gayanya di Word, bukan isinya: isi berkas ini tidak ikut dicetak."
)
# A4; 3 cm on the left where books are bound, 2.5 cm elsewhere.
_SECTION: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417"'
    ' w:bottom="1417" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)
_SETTINGS: Final = (
    '<w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:autoHyphenation/><w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="425"/>'
    "<w:doNotHyphenateCaps/>"
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
    ' w:val="15"/></w:compat><w:themeFontLang w:val="id-ID"/>'
    '<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>'
)
_FONTS: Final = (
    ("Times New Roman", "02020603050405020304", "roman", "variable"),
    ("Arial", "020B0604020202020204", "swiss", "variable"),
    ("Courier New", "02070309020205020404", "modern", "fixed"),
)


def make_reference() -> bytes:
    """Return the bytes of ``reference.docx``."""
    import docx

    document = docx.Document()
    _drop_parts(document)
    _fill_part(document, "styles", write_styles())
    _fill_part(document, "numbering", write_numbering())
    _fill_part(document, "settings", f"<w:settings {_NAMESPACE}>{_SETTINGS}</w:settings>")
    _fill_part(document, "fontTable", _write_fonts())
    _fill_body(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return _normalise(buffer.getvalue())


def _drop_parts(document: Document) -> None:
    """Drop pictures, previews and effects that the starting package brings along."""
    relationships = document.part.rels
    for key in [
        key for key, item in relationships.items() if item.reltype.rpartition("/")[2] not in _KEPT
    ]:
        del relationships[key]
    package = document.part.package.rels
    for key in [key for key, item in package.items() if item.reltype.endswith("/thumbnail")]:
        del package[key]


def _find_part(document: Document, kind: str) -> Part:
    parts: dict[str, Part] = {
        item.reltype.rpartition("/")[2]: item.target_part for item in document.part.rels.values()
    }
    return parts[kind]


def _fill_part(document: Document, kind: str, xml: str) -> None:
    from docx.opc.part import XmlPart
    from docx.oxml import parse_xml

    part = _find_part(document, kind)
    if isinstance(part, XmlPart):
        part._element = parse_xml(xml)
    else:
        part._blob = (_XML + xml).encode()


def _fill_body(document: Document) -> None:
    from docx.oxml import parse_xml

    body = document.element.body
    for child in list(body):
        body.remove(child)
    document.add_paragraph(_EXPLANATION)
    body.append(parse_xml(_SECTION.replace("<w:sectPr", f"<w:sectPr {_NAMESPACE}", 1)))
    properties = document.core_properties
    properties.title = "Rupa buku masterplan"
    properties.author = properties.comments = properties.last_modified_by = ""


def _write_fonts() -> str:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:panose1 w:val="{panose}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
        for name, panose, family, pitch in _FONTS
    )
    return f"<w:fonts {_NAMESPACE}>{fonts}</w:fonts>"


def _normalise(data: bytes) -> bytes:
    """Return the package with fixed times and an order of its own."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist()):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            target.writestr(info, source.read(name), compresslevel=6)
    return buffer.getvalue()
