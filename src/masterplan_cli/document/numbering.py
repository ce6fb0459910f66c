"""Numbers of headings and captions, computed once for every writer.

In: a ``Document``. Out: the same document with an anchor on every heading and caption, the label
of each anchor, and what references to nothing there are. Chapters are ``BAB I``, sections ``1.1``
to ``1.1.1.1``, annexes ``Lampiran A`` and ``A.1``. Captions restart in each chapter and bear its
arabic number or letter; before the first chapter they are ``Tabel 1``, ``Tabel 2``.

A plain heading neither counts nor ends the chapter before it. Sections below an annex take its
letter, whatever their own style. A level that was skipped counts as 0 (``1.0.1``), so do chapters
before the first (``0.1``): else a section there and one of the first chapter would share a number.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field, replace
from types import MappingProxyType
from typing import Final, Literal, assert_never

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.charts import Chart
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import (
    Block,
    Callout,
    Caption,
    CaptionKind,
    Contents,
    Cover,
    CrossReference,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    ItemList,
    Link,
    Origin,
    PageBreak,
    Paragraph,
    Quote,
    SectionChange,
    Strong,
    Table,
    Text,
)
from masterplan_cli.document.outline import find_references, walk_blocks, walk_inlines
from masterplan_cli.document.problems import Problem
from masterplan_cli.frozen import dataclass

DEEPEST_NUMBERED: Final = 4
DEEPEST_LISTED: Final = 3
_ROMAN: Final = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_WORDS: Final[Mapping[CaptionKind, str]] = MappingProxyType({"table": "Tabel", "figure": "Gambar"})
_LISTS: Final = MappingProxyType({"headings": "heading", "tables": "table", "figures": "figure"})
_NO_SLUG: Final = "bagian"


@dataclass(frozen=True, slots=True)
class Label:
    """What is printed before a title and in references to it.

    ``text`` is ``BAB I``, ``1.1``, ``Lampiran A``, ``Tabel 3.1``, or empty for plain headings,
    whose references print the ``title``; ``number`` is its arabic part; ``chapter`` the arabic
    number or letter it stands in. ``level`` is 1 for captions.
    """

    kind: Literal["heading", "table", "figure"]
    text: str
    number: str
    title: str
    level: int
    chapter: str


@dataclass(frozen=True, slots=True)
class Numbered:
    """A document ready for a writer; ``labels`` by anchor, in reading order."""

    document: Document
    labels: Mapping[str, Label]
    problems: tuple[Problem, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """One line of a generated list."""

    anchor: str
    label: Label


def format_roman(value: int) -> str:
    """Return a positive whole number in roman numerals."""
    parts = []
    for size, sign in _ROMAN:
        count, value = divmod(value, size)
        parts.append(sign * count)
    return "".join(parts)


def format_letter(value: int) -> str:
    """Return ``A`` for 1, ``Z`` for 26, ``AA`` for 27."""
    letters = ""
    while value:
        value, rest = divmod(value - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def make_slug(title: str) -> str:
    """Return ``title`` in small ASCII letters, digits and hyphens; it may be empty."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def number_document(document: Document) -> Numbered:
    """Return the document with anchors, the label of each, and what could not be honoured.

    Blocks that need no anchor are the very same objects; so is a document without any such.
    """
    counter = _Counter(document.blocks)
    blocks = counter.number_blocks(document.blocks)
    if blocks is not document.blocks:
        document = replace(document, blocks=blocks)
    problems = counter.problems
    labels = counter.finish_labels()
    for reference, origin in find_references(document.blocks):
        if reference.target not in labels:
            problems.append(_complain_target(reference.target, origin))
    return Numbered(document, labels, tuple(problems))


def list_outline(
    numbered: Numbered, kind: Literal["headings", "tables", "figures"]
) -> tuple[OutlineEntry, ...]:
    """Return the lines of a generated list: ``headings`` to level 3, ``tables`` or ``figures``."""
    wanted = _LISTS[kind]
    return tuple(
        OutlineEntry(anchor, label)
        for anchor, label in numbered.labels.items()
        if label.kind == wanted and label.level <= DEEPEST_LISTED
    )


class _Counter:
    """Counts through one document, in reading order."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.problems: list[Problem] = []
        self._labels: dict[str, Label] = {}
        self._referring: dict[str, tuple[Inline, ...]] = {}
        self._given = _collect_given(blocks)
        self._next: dict[str, int] = {}
        self._levels = [0] * (DEEPEST_NUMBERED + 1)
        self._chapters = 0
        self._annexes = 0
        self._chapter = ""
        self._captions: dict[CaptionKind, int] = {"table": 0, "figure": 0}

    def number_blocks(self, blocks: tuple[Block, ...], origin: Origin = "") -> tuple[Block, ...]:
        """Return the blocks with anchors; the same object where nothing changed."""
        made = tuple([self._number_block(block, block.origin or origin) for block in blocks])
        same = all(one is other for one, other in zip(made, blocks, strict=True))
        return blocks if same else made

    def finish_labels(self) -> Mapping[str, Label]:
        """Return the labels; titles that refer to other labels now have their text in them."""
        labels = dict(self._labels)
        for anchor, children in self._referring.items():
            labels[anchor] = replace(labels[anchor], title=_read_title(children, self._labels))
        return MappingProxyType(labels)

    def _number_block(self, block: Block, origin: Origin) -> Block:
        match block:
            case Heading():
                return self._number_heading(block, origin)
            case Table() | Figure() | Chart():
                if block.caption is None:
                    return block
                caption = self._number_caption(block.caption, block.caption.origin or origin)
                return block if caption is block.caption else replace(block, caption=caption)
            case ItemList():
                items = tuple([self.number_blocks(item, origin) for item in block.items])
                same = all(one is other for one, other in zip(items, block.items, strict=True))
                return block if same else replace(block, items=items)
            case Quote() | Callout():
                inner = self.number_blocks(block.blocks, origin)
                return block if inner is block.blocks else replace(block, blocks=inner)
            case Paragraph() | PageBreak() | SectionChange() | Contents() | Cover():
                return block
            case _:
                assert_never(block)

    def _number_heading(self, heading: Heading, origin: Origin) -> Heading:
        title = read_text(heading.children)
        text, number = self._count_heading(heading)
        anchor = self._take_anchor(heading.anchor, title, origin)
        label = Label("heading", text, number, title, heading.level, self._chapter)
        self._add_label(anchor, label, heading.children)
        return heading if anchor == heading.anchor else replace(heading, anchor=anchor)

    def _count_heading(self, heading: Heading) -> tuple[str, str]:
        """Return label and number, and move the counters on."""
        level = heading.level
        if heading.style == "plain" or level > DEEPEST_NUMBERED:
            return "", ""
        if level == 1:
            return self._open_chapter(heading)
        self._levels[level] += 1
        self._levels[level + 1 :] = [0] * (DEEPEST_NUMBERED - level)
        number = ".".join((self._chapter or "0", *map(str, self._levels[2 : level + 1])))
        return number, number

    def _open_chapter(self, heading: Heading) -> tuple[str, str]:
        self._levels = [0] * (DEEPEST_NUMBERED + 1)
        self._captions = {"table": 0, "figure": 0}
        if heading.style == "annex":
            self._annexes += 1
            self._chapter = format_letter(self._annexes)
            return f"Lampiran {self._chapter}", self._chapter
        self._chapters += 1
        self._chapter = str(self._chapters)
        return f"BAB {format_roman(self._chapters)}", self._chapter

    def _number_caption(self, caption: Caption, origin: Origin) -> Caption:
        kind = caption.kind
        self._captions[kind] += 1
        count = str(self._captions[kind])
        number = f"{self._chapter}.{count}" if self._chapter else count
        text = f"{_WORDS[kind]} {number}"
        anchor = self._take_anchor(caption.anchor, text, origin)
        label = Label(kind, text, number, read_text(caption.children), 1, self._chapter)
        self._add_label(anchor, label, caption.children)
        return caption if anchor == caption.anchor else replace(caption, anchor=anchor)

    def _add_label(self, anchor: str, label: Label, children: tuple[Inline, ...]) -> None:
        self._labels[anchor] = label
        if any(isinstance(node, CrossReference) for node, _ in walk_inlines(children)):
            self._referring[anchor] = children

    def _take_anchor(self, given: str, title: str, origin: Origin) -> str:
        if given and given not in self._labels:
            return given
        if given:
            self.problems.append(_complain_double(given, origin))
        base = make_slug(given or title) or _NO_SLUG
        count = self._next.get(base, 0)
        while True:
            anchor = f"{base}-{count}" if count else base
            count += 1
            if anchor not in self._labels and anchor not in self._given:
                self._next[base] = count
                return anchor


def _collect_given(blocks: tuple[Block, ...]) -> frozenset[str]:
    """Return the anchors that authors chose, which no generated one may take."""
    given = set()
    for block, _ in walk_blocks(blocks):
        match block:
            case Heading():
                given.add(block.anchor)
            case (
                Table(caption=Caption() as caption)
                | Figure(caption=Caption() as caption)
                | Chart(caption=Caption() as caption)
            ):
                given.add(caption.anchor)
            case _:
                pass
    return frozenset(given)


def _read_title(children: tuple[Inline, ...], labels: Mapping[str, Label]) -> str:
    """Return the plain text of a title in which references print their target's label."""
    shown: list[Inline] = []
    for node in children:
        match node:
            case CrossReference():
                label = labels.get(node.target)
                shown.append(Text((label.text or label.title) if label else ""))
            case Emphasis() | Strong() | Link():
                shown.append(Text(_read_title(node.children, labels)))
            case _:
                shown.append(node)
    return read_text(shown)


def _complain_target(target: str, origin: Origin) -> Problem:
    return Problem(
        origin,
        Message(
            f"rujukan ke “{target}” tidak menemukan judul, tabel, atau gambar",
            f"the reference to '{target}' finds no heading, table or figure",
        ),
        Message("Periksa jangkarnya ({: #…} atau id=…).", "Check the anchor ({: #…} or id=…)."),
    )


def _complain_double(anchor: str, origin: Origin) -> Problem:
    return Problem(
        origin,
        Message(f"jangkar “{anchor}” dipakai dua kali", f"the anchor '{anchor}' is used twice"),
        Message("Beri jangkar lain.", "Choose another anchor."),
    )
