r"""What Word computes at F9, from a file alone: lists' numbers, SEQ, REF, PAGEREF and contents.

Independent of the writer and of ``document.numbering``: it reads styles, numbering and fields as the
standard says (ECMA-376 part 1, 17.9 and 17.16), for what our books use.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"))


def read_plain(text: str) -> str:
    """Return a text with single spaces, hard ones too."""
    return " ".join(text.replace("\u00a0", " ").split())


def _format_number(value: int, kind: str) -> str:
    if kind == "upperRoman":
        text = ""
        for size, letters in (*_ROMAN, (1, "I")):
            text, value = text + letters * (value // size), value % size
        return text
    if kind == "upperLetter":
        return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)
    assert kind == "decimal", kind
    return str(value)


@dataclass
class Field:
    """One field: the paragraph that it begins in, its code, its cached result."""

    paragraph: etree._Element
    code: str = ""
    result: str = ""
    separated: bool = False

    @property
    def words(self) -> list[str]:
        return self.code.split()


@dataclass
class _FieldReader:
    open: list[Field] = field(default_factory=list)
    done: list[Field] = field(default_factory=list)

    def read(self, run: etree._Element, paragraph: etree._Element) -> None:
        for item in run:
            kind = item.get(f"{W}fldCharType")
            if kind == "begin":
                self.open.append(Field(paragraph))
            elif kind == "separate":
                assert not self.open[-1].separated
                self.open[-1].separated = True
            elif kind == "end":
                assert self.open[-1].separated
                self.done.append(self.open.pop())
            elif item.tag == f"{W}instrText":
                assert not self.open[-1].separated
                self.open[-1].code += item.text
            elif item.tag == f"{W}t" and self.open:
                self.open[-1].result += item.text or ""


def read_fields(root: etree._Element) -> list[Field]:
    """Return all fields of a part, in the order in which they end; each one is whole."""
    reader = _FieldReader()
    for paragraph in root.iter(f"{W}p"):
        for run in paragraph.iter(f"{W}r"):
            reader.read(run, paragraph)
    assert not reader.open
    return reader.done


def find_style(paragraph: etree._Element) -> str:
    """Return the identifier of a paragraph's style."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else str(style.get(f"{W}val"))


def read_text(nodes: Iterator[etree._Element]) -> str:
    """Return the text of runs, without the codes of fields; tabs and breaks are spaces."""
    signs = {f"{W}tab": " ", f"{W}br": " "}
    return "".join(
        signs.get(item.tag, item.text or "" if item.tag == f"{W}t" else "") for item in nodes
    )


class WordBook:
    """A book as Word sees it."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            self.document = etree.fromstring(archive.read("word/document.xml"))
            self._styles = {
                item.get(f"{W}styleId"): item
                for item in etree.fromstring(archive.read("word/styles.xml")).iter(f"{W}style")
            }
            self._lists = etree.fromstring(archive.read("word/numbering.xml"))
        self.paragraphs = list(self.document.iter(f"{W}p"))
        self.fields = read_fields(self.document)
        self.marks = {
            str(item.get(f"{W}name")): item for item in self.document.iter(f"{W}bookmarkStart")
        }
        self.labels = self._number_headings()

    def find_level(self, paragraph: etree._Element) -> int:
        """Return a heading's outline level from 1, 0 for other paragraphs."""
        said = self._find(find_style(paragraph), "outlineLvl")
        return 0 if said is None else int(said.get(f"{W}val", "")) + 1

    def is_chapter(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph is Word's own ``heading 1``, at which ``SEQ \\s 1`` starts anew."""
        style = self._styles.get(find_style(paragraph))
        name = None if style is None else style.find(f"{W}name")
        return name is not None and name.get(f"{W}val") == "heading 1"

    def _find(self, key: str, tag: str) -> etree._Element | None:
        while key in self._styles:
            found = self._styles[key].find(f"{W}pPr/{W}{tag}")
            if found is not None:
                return found
            base = self._styles[key].find(f"{W}basedOn")
            key = "" if base is None else base.get(f"{W}val", "")
        return None

    def _find_levels(self, number: str) -> tuple[str, dict[int, etree._Element]]:
        instance = self._lists.find(f"{W}num[@{W}numId='{number}']")
        key = instance.find(f"{W}abstractNumId").get(f"{W}val")
        abstract = self._lists.find(f"{W}abstractNum[@{W}abstractNumId='{key}']")
        return key, {int(item.get(f"{W}ilvl")): item for item in abstract.findall(f"{W}lvl")}

    def _number_headings(self) -> dict[etree._Element, str]:
        """Return the list number that Word prints before each heading."""
        counts: dict[str, dict[int, int]] = {}
        labels = {}
        for paragraph in self.paragraphs:
            if not self.find_level(paragraph):
                continue
            said = paragraph.find(f"{W}pPr/{W}numPr")
            said = self._find(find_style(paragraph), "numPr") if said is None else said
            if said is None:
                continue
            key, levels = self._find_levels(said.find(f"{W}numId").get(f"{W}val"))
            level = int(said.find(f"{W}ilvl").get(f"{W}val"))
            count = counts.setdefault(key, {})
            count[level] = count.get(level, 0) + 1
            for deeper in [one for one in count if one > level]:
                del count[deeper]
            labels[paragraph] = _write_label(levels, level, count)
        return labels

    def compute_sequences(self) -> Iterator[tuple[Field, str]]:
        """Yield each SEQ field with what Word computes for it."""
        counts: dict[str, int] = {}
        restart: set[str] = set()
        by_paragraph: dict[etree._Element, list[Field]] = {}
        for one in self.fields:
            if one.words[0] == "SEQ":
                by_paragraph.setdefault(one.paragraph, []).append(one)
        for paragraph in self.paragraphs:
            if self.is_chapter(paragraph):
                restart = set(counts)
            for one in by_paragraph.get(paragraph, ()):
                words, name = one.words, one.words[1]
                if r"\c" not in words:
                    if r"\s" in words and name in restart:
                        counts[name] = 0
                    counts[name] = counts.get(name, 0) + 1
                    restart.discard(name)
                if r"\r" in words:
                    counts[name] = int(words[words.index(r"\r") + 1])
                yield one, "" if r"\h" in words else str(counts[name])

    def compute_reference(self, one: Field) -> str:
        """Return what a REF field shows: the number of its target's paragraph, or its text."""
        start = self.marks[one.words[1]]
        if r"\n" in one.words:
            return self.labels[start.getparent()]
        return self.read_marked(start)

    def read_marked(self, start: etree._Element) -> str:
        """Return the text between a bookmark's start and its end, in one paragraph."""
        inside = []
        for sibling in start.itersiblings():
            if sibling.tag == f"{W}bookmarkEnd" and sibling.get(f"{W}id") == start.get(f"{W}id"):
                return read_text(iter(inside))
            inside.extend(sibling.iter())
        raise AssertionError(f"{start.get(f'{W}name')} does not end in its paragraph")

    def compute_contents(self, code: str) -> list[str]:
        """Return the entries of a TOC field, from the headings or captions of the book."""
        if r"\c" in code:
            name = code.split('"')[1]
            return [
                read_plain(read_text(paragraph.iter()))
                for paragraph in dict.fromkeys(
                    one.paragraph for one in self.fields if one.words[:2] == ["SEQ", name]
                )
            ]
        return [
            read_plain(f"{self.labels.get(paragraph, '')} {read_text(paragraph.iter())}")
            for paragraph in self.paragraphs
            if 1 <= self.find_level(paragraph) <= 3
        ]

    def read_contents(self) -> dict[str, list[tuple[str, str]]]:
        """Return by TOC code its entries as they stand: text without page, and bookmark."""
        found: dict[str, list[tuple[str, str]]] = {}
        for link in self.document.iter(f"{W}hyperlink"):
            style = find_style(link.getparent())
            if not style.startswith(("TOC", "TableofFigures")):
                continue
            runs = [run for run in link.iter(f"{W}r") if run.find(f"{W}instrText") is None]
            text = read_plain(read_text(item for run in runs for item in run))
            key = "headings" if style.startswith("TOC") else text.split()[0]
            found.setdefault(key, []).append((text, str(link.get(f"{W}anchor"))))
        return found


def _write_label(levels: dict[int, etree._Element], level: int, count: dict[int, int]) -> str:
    legal = levels[level].find(f"{W}isLgl") is not None
    text = str(levels[level].find(f"{W}lvlText").get(f"{W}val"))
    for one in range(level + 1):
        kind = "decimal" if legal else str(levels[one].find(f"{W}numFmt").get(f"{W}val"))
        start = int(levels[one].find(f"{W}start").get(f"{W}val"))
        value = count[one] + start - 1 if one in count else start
        text = text.replace(f"%{one + 1}", _format_number(value, kind))
    return text
