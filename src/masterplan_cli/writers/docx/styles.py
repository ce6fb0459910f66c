"""Identifiers of the styles that the writer uses and ``reference.docx`` must hold.

Why identifiers apart from names: names are what people see in Word (Indonesian where Word
has none of its own); identifiers are what the code says.
"""

from __future__ import annotations

from typing import Final

BODY: Final = "BodyText"
NOTE: Final = "Note"
SOURCE: Final = "Source"
CENTERED: Final = "Centered"
SIGNATURE: Final = "SignatureBlock"
SIGNATURE_START: Final = "SignatureStart"
QUOTE: Final = "Quote"
FIGURE: Final = "Figure"
TABLE_CAPTION: Final = "Caption"
FIGURE_CAPTION: Final = "FigureCaption"
COVER_ARMS: Final = "CoverArms"
SPACER: Final = "Spacer"
FOOTNOTE_TEXT: Final = "FootnoteText"
HEADER: Final = "Header"
FOOTER: Final = "Footer"
TABLE_OF_FIGURES: Final = "TableofFigures"

STRONG: Final = "Strong"
EMPHASIS: Final = "Emphasis"
CODE: Final = "Code"
HYPERLINK: Final = "Hyperlink"
PLACEHOLDER: Final = "Placeholder"
FOOTNOTE_REFERENCE: Final = "FootnoteReference"
DRAFT_MARK: Final = "DraftMark"
BUILD_ID: Final = "BuildId"

TABLE: Final = "MasterplanTable"
PLAIN_TABLE: Final = "MasterplanSheet"
CELL: Final = "TableText"
CELL_CENTER: Final = "TableCenter"
CELL_NUMBER: Final = "TableNumber"
CELL_HEADER: Final = "TableHeader"
CELL_GROUP: Final = "TableGroup"
CELL_TOTAL: Final = "TableTotal"
CELL_TOTAL_CENTER: Final = "TableTotalCenter"
CELL_TOTAL_NUMBER: Final = "TableTotalNumber"
CELL_BULLET: Final = "TableBullet"
CELL_ORDERED: Final = "TableOrdered"

_KEPT: Final = "Kept"
_RUN_ON: Final = "RunOn"
# Styles that have a twin whose paragraphs stay on the page of the next one.
TWINNED: Final = frozenset(
    (
        *(BODY, NOTE, SOURCE, CENTERED, SPACER),
        *(CELL, CELL_CENTER, CELL_NUMBER, CELL_TOTAL, CELL_TOTAL_CENTER, CELL_TOTAL_NUMBER),
        *(CELL_BULLET, CELL_ORDERED),
        *("CalloutNote", "CalloutTip", "CalloutImportant", "CalloutWarning", "CalloutCaution"),
    )
)
# Styles whose paragraphs stay with the next one by themselves.
KEEPING: Final = frozenset((CELL_HEADER, CELL_GROUP, SIGNATURE, SIGNATURE_START))

# Left indent of quotations and callouts, in twentieths of a point: lists inside add to it.
FRAME_INDENT: Final = 284
DEEPEST_HEADING: Final = 6
DEEPEST_LIST_STYLE: Final = 5
DEEPEST_CONTENTS: Final = 3
# Where a title stands after its label in TOC1, in twips; see reference/furniture.py.
CONTENTS_LABEL_TAB: Final = 1644


def name_heading(style: str, level: int) -> str:
    """Return the heading style for ``numbered``, ``plain`` or ``annex``, level 1 to 6."""
    prefix = {"numbered": "Heading", "plain": "PlainHeading", "annex": "AnnexHeading"}[style]
    return f"{prefix}{min(level, DEEPEST_HEADING)}"


def name_run_on(style: str) -> str:
    """Return the style of a heading of level 1 that starts no page."""
    return f"{style}{_RUN_ON}"


def name_kept(style: str) -> str:
    """Return the style for a paragraph that stays on the page of the next; lists have none."""
    return f"{style}{_KEPT}" if style in TWINNED else style


def is_derived(style: str) -> bool:
    """Whether a style only varies another of ours, so that nobody need make it."""
    return style.endswith((_KEPT, _RUN_ON)) or style == SIGNATURE_START


def name_contents(level: int) -> str:
    """Return the style of an entry of the table of contents."""
    return f"TOC{min(level, DEEPEST_CONTENTS)}"


def name_list(ordered: bool, depth: int) -> str:
    """Return the style of a list item; ``depth`` counts from 0."""
    prefix = "ListNumber" if ordered else "ListBullet"
    return prefix + _name_depth(depth)


def name_continuation(depth: int) -> str:
    """Return the style of further paragraphs of a list item; ``depth`` counts from 0."""
    return "ListContinue" + _name_depth(depth)


def name_callout(kind: str) -> str:
    """Return the style of a callout's text; its heading's is this followed by ``Title``."""
    return f"Callout{kind.capitalize()}"


def name_cover(role: str) -> str:
    """Return the style of a line of the cover."""
    return f"Cover{role.capitalize()}"


def _name_depth(depth: int) -> str:
    # Word's own names have no 1: "List Bullet", "List Bullet 2".
    number = min(depth + 1, DEEPEST_LIST_STYLE)
    return "" if number == 1 else str(number)
