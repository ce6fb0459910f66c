"""The document model: what a book is, for every writer alike.

In: blocks made by ``render`` and the Markdown reader. Out: what writers match over. A node's
origin is a pointer into the workspace (``program/gov-01/name``) or a template's line
(``template/buku-1/01-pendahuluan.md.j2:12``); an empty one is inherited from its parent.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias, final

from masterplan_cli.document.charts import Chart
from masterplan_cli.document.kept import Span
from masterplan_cli.frozen import dataclass

Origin: TypeAlias = str
Align: TypeAlias = Literal["left", "center", "right"]
Orientation: TypeAlias = Literal["portrait", "landscape"]
RowKind: TypeAlias = Literal["header", "body", "group", "total"]
CaptionKind: TypeAlias = Literal["table", "figure"]


@final
@dataclass(frozen=True, slots=True)
class Text:
    """Plain text without markup or line break; ``value`` is the number or date it tells of."""

    text: str
    origin: Origin = ""
    value: int | Decimal | date | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Italic text."""

    children: tuple[Inline, ...]
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Strong:
    """Bold text."""

    children: tuple[Inline, ...]
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Verbatim text: codes, file names."""

    text: str
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink to an address outside the book."""

    url: str
    children: tuple[Inline, ...]
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard line break inside a paragraph or cell."""

    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class CrossReference:
    """The number of a heading or caption elsewhere in this book (``Tabel 3.1``, ``BAB II``)."""

    target: str
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page, written where it is called."""

    children: tuple[Inline, ...]
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """Visible mark of content that is still missing, naming who owes it."""

    text: str
    origin: Origin = ""


Inline: TypeAlias = (
    Text | Emphasis | Strong | Code | Link | LineBreak | CrossReference | Footnote | Placeholder
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (chapter) to 6; ``anchor`` is unique in the book once assembled.

    ``style`` says how it is numbered: ``numbered`` (BAB I, 1.1, 1.1.1), ``plain`` (forewords; no
    number) or ``annex`` (Lampiran A, A.1). A chapter starts a page, unless its heading ``runs_on``.
    """

    level: int
    children: tuple[Inline, ...]
    anchor: str = ""
    style: Literal["numbered", "plain", "annex"] = "numbered"
    origin: Origin = ""
    runs_on: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``style`` names a role that writers map to their own style."""

    children: tuple[Inline, ...]
    style: Literal["body", "note", "source", "centered", "signature"] = "body"
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A bulleted or numbered list; each item is a sequence of blocks (lists may nest)."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: tuple[Block, ...]
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed note, ``> [!NOTE: Title]`` in Markdown; without title it is called by its kind."""

    kind: Literal["note", "tip", "important", "warning", "caution"]
    blocks: tuple[Block, ...]
    origin: Origin = ""
    title: tuple[Inline, ...] = ()


@dataclass(frozen=True, slots=True)
class Caption:
    """Title of a table or figure; its number comes from ``numbering``."""

    kind: CaptionKind
    children: tuple[Inline, ...]
    anchor: str = ""
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its share of the width, the alignment of its body cells."""

    width: float = 1.0
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its lines are paragraphs of inlines; ``listed`` makes every line a list item."""

    lines: tuple[tuple[Inline, ...], ...]
    listed: Literal["", "bullet", "ordered"] = ""
    columns: int = 1
    rows: int = 1
    align: Align | None = None
    shaded: bool = False
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. Cells that a row span from above covers are left out, as in HTML.

    A lone text is a cell that says no more, as most do; ``rows.list_cells`` gives all alike.
    """

    cells: tuple[Cell | Text, ...]
    kind: RowKind = "body"
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; rows of kind ``header`` come first and repeat on each page.

    ``plain`` tables (a record's sheet of label and value) have no ruled header. ``name`` is what
    the profile calls the table; empty for one that stands in a template's Markdown.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Caption | None = None
    orientation: Orientation = "portrait"
    plain: bool = False
    origin: Origin = ""
    name: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: its bytes (PNG or JPEG), alternative text, width as a share of the text width.

    ``vector`` is the same picture as SVG, for programs that draw it; all others show ``data``.
    """

    data: bytes
    media_type: Literal["image/png", "image/jpeg"]
    alternative: str
    caption: Caption | None = None
    width: float = 1.0
    origin: Origin = ""
    vector: bytes = b""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Start a new page."""

    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class SectionChange:
    """From here on pages are of this orientation and numbered this way.

    ``restart`` starts the page count again at 1; ``numbering`` "none" prints no page number
    (the cover). ``even`` starts on an even page, the left one of a spread.
    """

    orientation: Orientation = "portrait"
    numbering: Literal["none", "roman", "arabic"] = "arabic"
    restart: bool = False
    even: bool = False
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A generated list: of headings, tables or figures."""

    kind: Literal["headings", "tables", "figures"]
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover page: the region's arms, then lines from top to bottom, each with its role."""

    lines: tuple[CoverLine, ...]
    origin: Origin = ""
    arms: Figure | None = None


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One line of the cover."""

    role: Literal["title", "subtitle", "region", "stage", "note", "imprint"]
    children: tuple[Inline, ...]
    origin: Origin = ""


Block: TypeAlias = (
    Heading
    | Paragraph
    | ItemList
    | Quote
    | Callout
    | Table
    | Figure
    | Chart
    | PageBreak
    | SectionChange
    | Contents
    | Cover
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a book says of itself: core properties, running heads, footer."""

    title: str
    region: str
    book: str
    stage: int
    stage_label: str
    build_id: str
    date: str
    draft: bool = True
    language: str = "id-ID"
    author: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """One book, whole: ready for ``numbering`` and the writers; ``spans`` do not overlap."""

    metadata: Metadata
    blocks: tuple[Block, ...] = ()
    spans: tuple[Span, ...] = ()
