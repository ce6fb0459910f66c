"""Somebody's own ``reference.docx`` made whole: what it lacks comes from ours.

In: the bytes of a Word package, whoever wrote it. Out: a package that ``letterhead`` can read, and
the names of what was lacking. Styles are theirs where theirs has our identifier or our name:
LibreOffice and a translated Word keep names, but choose identifiers of their own. A list (of
headings, bullets, numbers) is theirs only if all styles that belong to it are tied to it.

Why text and no XML tree: Python's own tree would drop the prefixes that ``mc:Ignorable`` names, and
Word would call the part damaged.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Final

from masterplan_cli.diagnostics import Diagnostic, Severity, Span, Text
from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.docx import styles
from masterplan_cli.writers.docx.fitting import BEFORE_NUMBER, fit_styles, insert_property
from masterplan_cli.writers.docx.heads import read_heads
from masterplan_cli.writers.docx.letterhead import list_style_keys, read_letterhead, read_page
from masterplan_cli.writers.docx.levels import is_whole
from masterplan_cli.writers.docx.reference.lists import write_numbering
from masterplan_cli.writers.docx.reference.sheet import write_styles
from masterplan_cli.writers.docx.relationships import OFFICE, XML_DECLARATION

_NAMED: Final = 6
"""How many lacking styles a finding names."""
STYLES: Final = "word/styles.xml"
NUMBERING: Final = "word/numbering.xml"
_DOCUMENT: Final = "word/document.xml"
_LINKS: Final = "word/_rels/document.xml.rels"
_TYPES: Final = "[Content_Types].xml"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_STYLE: Final = re.compile(r"<w:style\b[^>]*>.*?</w:style>", re.DOTALL)
_NUMBER: Final = re.compile(r"<w:numPr>.*?</w:numPr>|<w:numPr/>", re.DOTALL)
_HEAD: Final = re.compile(r"word/(?:header|footer)\d*\.xml")
_SWAPPED: Final = re.compile(r"(<w:pStyle\b[^>]*/>)(<w:numFmt\b[^>]*/>)")


@dataclass(frozen=True, slots=True)
class Adoption:
    """A reference that can be used, and the names of styles and lists that it lacked.

    ``refused`` says that nothing of it could be read; ``data`` is None then.
    """

    data: bytes | None
    lacking: tuple[str, ...] = ()
    refused: bool = False


@dataclass(frozen=True, slots=True)
class _Style:
    key: str
    name: str
    kind: str
    xml: str


def adopt_reference(data: bytes) -> Adoption:
    """Return ``data`` made whole; the same bytes where nothing is lacking."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        if any(name not in files for name in (_TYPES, _DOCUMENT, _LINKS, STYLES)):
            return Adoption(None, refused=True)
        given = dict(files)
        lacking = list(_complete(files))
        if files != given:
            data = _pack(files)
        read_letterhead(data)
    except (zipfile.BadZipFile, ValueError, LookupError, StopIteration, RuntimeError, EOFError):
        return Adoption(None, refused=True)
    return Adoption(data, tuple(lacking))


def _complete(files: dict[str, bytes]) -> Iterator[str]:
    """Complete ``files`` in place; yield what was lacking."""
    sheet = files[STYLES].decode()
    theirs = {style.key: style for style in _list_styles(sheet)}
    if set(theirs) != list_style_keys(files[STYLES]):
        raise ValueError("styles written as nobody writes them: other prefixes, or quotes")
    ours = list(_list_styles(write_styles()))
    renamed = _match_names(ours, theirs)
    for old, new in renamed.items():
        sheet = _rename(sheet, old, new)
    known = {renamed.get(key, key) for key in theirs}
    absent = [style for style in ours if style.key not in known]
    if absent:
        sheet = sheet.replace("</w:styles>", "".join(_add(absent, sheet)) + "</w:styles>")
    named = [style.name for style in absent if not styles.is_derived(style.key)]
    yield from named
    if NUMBERING in files:
        # LibreOffice writes these two in an order that the schema forbids.
        numbering = _SWAPPED.sub(r"\2\1", files[NUMBERING].decode())
        for old, new in renamed.items():
            numbering = _rename(numbering, old, new)
        files[NUMBERING] = numbering.encode()
    for part in [name for name in files if _HEAD.fullmatch(name)]:
        for old, new in renamed.items():
            files[part] = _rename(files[part].decode(), old, new).encode()
    sheet, lists = _tie_lists(files, sheet, ours, {style.key for style in absent})
    # Where whole styles are ours, their lists go without saying.
    yield from (name for name in lists if not named)
    width = read_page(files[_DOCUMENT]).text_width
    sheet, unfit = fit_styles(sheet, {style.key: style.xml for style in ours}, width)
    if sheet != files[STYLES].decode():
        files[STYLES] = sheet.encode()
    yield from unfit
    yield from _name_page(files[_DOCUMENT].decode())
    if read_heads(files, _DOCUMENT).refused:
        yield "kop dengan objek tertanam"
    if renamed and not (named or lists or unfit):
        yield "nama pengenal gaya"


def _name_page(document: str) -> Iterator[str]:
    """Yield what a section of the main document does not say of its pages."""
    if "<w:pgSz" not in document:
        yield "ukuran halaman"
    if "<w:pgMar" not in document:
        yield "margin halaman"


def _list_styles(sheet: str) -> Iterator[_Style]:
    for match in _STYLE.finditer(sheet):
        xml = match[0]
        key, name = (
            re.search(r'w:styleId="([^"]*)"', xml),
            re.search(r'<w:name w:val="([^"]*)"', xml),
        )
        kind = re.search(r'w:type="([^"]*)"', xml)
        if key and name:
            yield _Style(key[1], name[1], kind[1] if kind else "paragraph", xml)


def _match_names(ours: list[_Style], theirs: Mapping[str, _Style]) -> dict[str, str]:
    """Return their identifier by ours, for styles that have our name alone."""
    by_name = {(style.kind, style.name.casefold()): style.key for style in theirs.values()}
    found = {}
    for style in ours:
        key = by_name.get((style.kind, style.name.casefold()))
        if style.key not in theirs and key is not None:
            found[key] = style.key
    return found


def _rename(text: str, old: str, new: str) -> str:
    """Return a part with one style's identifier changed wherever it stands."""
    element = r"(?:basedOn|next|link|pStyle|rStyle|tblStyle|styleLink|numStyleLink)"
    text = re.sub(rf'(<w:{element} w:val="){re.escape(old)}"', rf'\g<1>{new}"', text)
    return text.replace(f'w:styleId="{old}"', f'w:styleId="{new}"')


def _add(absent: list[_Style], sheet: str) -> Iterator[str]:
    for style in absent:
        taken = f'w:type="{style.kind}"' in sheet and re.search(
            rf'<w:style\b(?=[^>]*w:type="{style.kind}")(?=[^>]*w:default="1")', sheet
        )
        yield style.xml.replace(' w:default="1"', "") if taken else style.xml


_LIST_NAMES: Final = {
    "1": "penomoran judul",
    "2": "penomoran lampiran",
    "3": "daftar berbutir",
    "4": "daftar bernomor",
    "5": "butir di dalam tabel",
}


# Lists whose numbers are printed in contents and references too: theirs must print the same.
_PRINTED: Final = frozenset("12")


def _tie_lists(
    files: dict[str, bytes], sheet: str, ours: list[_Style], absent: set[str]
) -> tuple[str, list[str]]:
    """Return the sheet with our lists where theirs are not whole, and the names of these lists."""
    tied: dict[str, list[_Style]] = {}
    for style in ours:
        if (tie_to := re.search(r'<w:numId w:val="(\d+)"/>', style.xml)) is not None:
            tied.setdefault(tie_to[1], []).append(style)
    present = {style.key: style for style in _list_styles(sheet)}
    lists = [
        number
        for number, members in tied.items()
        if any(one.key in absent for one in members)
        or not is_whole(
            [present[one.key].xml for one in members],
            files.get(NUMBERING, b"").decode(),
            write_numbering() if number in _PRINTED else "",
            number,
        )
    ]
    if not lists:
        return sheet, []
    offset = _add_lists(files, lists)
    for number in lists:
        for style in tied[number]:
            deep = re.search(r'<w:ilvl w:val="(\d+)"/>', style.xml)
            tie = (
                f'<w:numPr><w:ilvl w:val="{deep[1] if deep else 0}"/>'
                f'<w:numId w:val="{offset + int(number)}"/></w:numPr>'
            )
            xml = present[style.key].xml
            sheet = sheet.replace(xml, _tie(xml, tie))
    return sheet, [_LIST_NAMES[number] for number in lists]


def _tie(style: str, tie: str) -> str:
    """Return one style with ``tie`` as its ``w:numPr``."""
    return insert_property(_NUMBER.sub("", style), tie, BEFORE_NUMBER)


def _add_lists(files: dict[str, bytes], lists: list[str]) -> int:
    """Add our ``lists`` to their numbering part; return what their numbers grew by."""
    own = write_numbering()
    if NUMBERING not in files:
        _add_numbering_part(files)
    text = files[NUMBERING].decode().replace("<w:numbering/>", "<w:numbering></w:numbering>")
    used = re.findall(r'w:(?:abstractNumId|numId)(?: w:val)?="(\d+)"', text)
    offset = max(map(int, used), default=0)
    abstracts, instances = "", ""
    for number in lists:
        body = re.search(rf'<w:abstractNum w:abstractNumId="{number}">.*?</w:abstractNum>', own)
        if body is not None:
            fresh = offset + int(number)
            abstracts += body[0].replace(
                f'w:abstractNumId="{number}"', f'w:abstractNumId="{fresh}"', 1
            )
            instances += f'<w:num w:numId="{fresh}"><w:abstractNumId w:val="{fresh}"/></w:num>'
    first = re.search(r"<w:num\b|<w:numIdMacAtCleanup|</w:numbering>", text)
    last = re.search(r"<w:numIdMacAtCleanup|</w:numbering>", text)
    if first is None or last is None:
        raise ValueError("no w:numbering")
    text = (
        text[: first.start()]
        + abstracts
        + text[first.start() : last.start()]
        + instances
        + text[last.start() :]
    )
    files[NUMBERING] = text.encode()
    return offset


def _add_numbering_part(files: dict[str, bytes]) -> None:
    root = re.match(r"<w:numbering[^>]*>", write_numbering())
    files[NUMBERING] = f"{XML_DECLARATION}{root[0] if root else ''}</w:numbering>".encode()
    kind = f'<Override PartName="/{NUMBERING}" ContentType="{_WORD}.numbering+xml"/></Types>'
    link = (
        f'<Relationship Id="rIdMasterplanLists" Type="{OFFICE}/numbering"'
        ' Target="numbering.xml"/></Relationships>'
    )
    files[_TYPES] = files[_TYPES].replace(b"</Types>", kind.encode())
    files[_LINKS] = files[_LINKS].replace(b"</Relationships>", link.encode())


def _pack(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data)
    return buffer.getvalue()


def describe_adoption(adoption: Adoption, span: Span) -> Diagnostic:
    """Return the finding that says what a workspace's own reference lacked."""
    if adoption.refused:
        return Diagnostic(
            "reference-unreadable",
            Text(
                "berkas gaya ini bukan dokumen Word yang dapat dibaca; dipakai gaya bawaan",
                "this file of styles is no Word document that can be read; ours is used",
            ),
            span,
            Severity.WARNING,
            hint=Text(
                "Simpan ulang dari Word atau LibreOffice sebagai .docx.",
                "Save it again from Word or LibreOffice as .docx.",
            ),
        )
    names = ", ".join(adoption.lacking[:_NAMED])
    more = len(adoption.lacking) - _NAMED
    return Diagnostic(
        "reference-incomplete",
        Text(
            f"yang tidak ada di dalamnya diambil dari gaya bawaan: {names}"
            + (f", dan {more} lainnya" if more > 0 else ""),
            f"what it lacks comes from our own styles: {names}"
            + (f", and {more} more" if more > 0 else ""),
        ),
        span,
        Severity.WARNING,
        hint=Text(
            "Untuk menentukan rupanya sendiri, buat gaya dengan nama itu di berkas ini.",
            "To choose their look yourself, make styles of these names in this file.",
        ),
    )
