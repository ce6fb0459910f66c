"""Inlines to one line of Markdown, or to several where hard line breaks stand.

Fallbacks: emphasis inside emphasis of its kind is one; a link inside a link is its text; a link
whose address is not http, https or mailto is text with the address in brackets; a footnote inside
a link stands after it, and inside a footnote in round brackets; a reference to nothing is shown
as a placeholder; a footnote without text is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final, TypeAlias, assert_never

from masterplan_cli.document.nodes import (
    Code,
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Placeholder,
    Strong,
    Text,
)
from masterplan_cli.document.numbering import Label
from masterplan_cli.frozen import dataclass
from masterplan_cli.writers.markdown.emphasis import wrap_emphasis
from masterplan_cli.writers.markdown.escape import (
    BREAK,
    escape_text,
    escape_url,
    guard_line,
    is_plain,
    settle_dollars,
    shorten_fill_in,
    write_code,
)

_ADDRESS: Final = re.compile(r"(?:https?://|mailto:)\S", re.I)
_BLANK: Final = " \t" + BREAK
_MOST_CELLS: Final = 1 << 16


@dataclass(frozen=True, slots=True)
class _Place:
    """Where inlines stand: in a table's cell, and inside which other inlines."""

    celled: bool = False
    emphasis: bool = False
    strong: bool = False
    link: bool = False
    note: bool = False

    @property
    def nested(self) -> bool:
        """Whether any emphasis is open."""
        return self.emphasis or self.strong


_BODY: Final = _Place()
_CELL: Final = _Place(celled=True)


@dataclass(frozen=True, slots=True)
class _Emphasised:
    """Finished content whose delimiters depend on what comes next to it."""

    inner: str
    weight: int


_Part: TypeAlias = str | _Emphasised | Code


class _Cells(dict[str, str]):
    """What a cell of one text is written as, made once: cells say the same again and again."""

    def __missing__(self, text: str) -> str:
        if len(self) == _MOST_CELLS:
            self.clear()
        made = text if is_plain(text) else settle_dollars(escape_text(text).strip())
        self[text] = made
        return made


class InlineWriter:
    """Writes the inlines of one book, and gathers its footnotes in ``notes``."""

    def __init__(self, labels: Mapping[str, Label], fragments: Mapping[str, str]) -> None:
        """Take the labels and the link targets (without ``#``) of all anchors."""
        self._labels = labels
        self._fragments = fragments
        self.notes: list[str] = []
        self.cells = _Cells()

    def write_paragraph(self, children: Sequence[Inline], lead: str = "") -> str:
        """Return a paragraph; ``lead`` is Markdown before it on its first line."""
        text = self._join(children, _BODY, " ", " ").strip()
        lines = [line.strip(" \t") for line in text.split(BREAK)]
        if not lead:
            lines = [guard_line(line) for line in lines]
        else:
            lines = [f"{lead} {lines[0]}".rstrip(" "), *map(guard_line, lines[1:])]
        if len(lines) == 1:
            return settle_dollars(shorten_fill_in(lines[0]))
        return settle_dollars("\\\n".join(lines))

    def write_line(self, children: Sequence[Inline], *, celled: bool = False) -> str:
        """Return one line whatever is in it: a heading, or a line of a cell if ``celled``."""
        if len(children) == 1:
            node = children[0]
            if type(node) is Text:  # nearly every line
                return self.cells[node.text].strip()
        text = self._join(children, _CELL if celled else _BODY, " ", " ").strip()
        return settle_dollars(text.replace(BREAK, "<br>"))

    def link_anchor(self, anchor: str, text: str) -> str:
        """Return a link to a heading or caption, whole by itself."""
        return settle_dollars(self._write_reference(anchor, text))

    def write_notes(self) -> list[str]:
        """Return the definitions of all footnotes so far."""
        return [f"[^{number}]: {text}" for number, text in enumerate(self.notes, 1)]

    def _join(self, children: Iterable[Inline], place: _Place, before: str, after: str) -> str:
        """Return ``children`` between the characters ``before`` and ``after``."""
        children = tuple(children)
        texts = [node.text for node in children if type(node) is Text]
        if len(texts) == len(children):  # nearly every line
            return escape_text("".join(texts), linked=place.link)
        parts = [self._write_part(node, place) for node in self._simplify(children, place)]
        parts = [part for part in parts if part]
        out = ""
        for index, part in enumerate(parts):
            last = out[-1:] or before
            match part:
                case _Emphasised():
                    following = parts[index + 1] if index + 1 < len(parts) else after
                    out += _wrap(part, last, _peek(following), place)
                case Code():
                    out += write_code(part.text, spelled=_must_spell(part.text, last, place))
                case _:
                    out = _append(out, part)
        return out

    def _simplify(self, children: Iterable[Inline], place: _Place) -> Iterator[Inline]:
        """Yield the nodes with neighbouring text joined and what cannot nest taken apart.

        Why joined: ``1`` and ``. Judul`` are harmless apart.
        """
        run = ""
        for node in self._take_apart(children, place):
            if isinstance(node, Text):
                run += node.text
                continue
            if run:
                yield Text(run)
                run = ""
            yield node
        if run:
            yield Text(run)

    def _take_apart(self, children: Iterable[Inline], place: _Place) -> Iterator[Inline]:
        for node in children:
            match node:
                case Emphasis() if place.emphasis:
                    yield from self._take_apart(node.children, place)
                case Strong() if place.strong:
                    yield from self._take_apart(node.children, place)
                case Link():
                    yield from self._take_link_apart(node, place)
                case Footnote() if place.note:
                    yield Text(" (")
                    yield from self._take_apart(node.children, place)
                    yield Text(")")
                case CrossReference() if node.target not in self._labels:
                    yield Placeholder(node.target)
                case CrossReference() if place.link:
                    yield Text(self._name_target(node.target))
                case _:
                    yield node

    def _take_link_apart(self, link: Link, place: _Place) -> Iterator[Inline]:
        if place.link:
            yield from self._take_apart(link.children, place)
        elif not _ADDRESS.match(link.url) and not self._is_anchor(link.url):
            yield from self._take_apart(link.children, place)
            yield Text(f" ({link.url})" if link.url else "")
        elif place.note:
            yield link
        else:
            notes: list[Footnote] = []
            yield replace(link, children=tuple(_set_notes_aside(link.children, notes)))
            yield from notes

    def _is_anchor(self, url: str) -> bool:
        return url[:1] == "#" and url[1:] in self._labels

    def _name_target(self, target: str) -> str:
        label = self._labels[target]
        return label.text or label.title

    def _write_part(self, node: Inline, place: _Place) -> _Part:
        match node:
            case Text():
                return escape_text(node.text, linked=place.link)
            case Emphasis():
                inner = self._join(node.children, replace(place, emphasis=True), "*", "*")
                return _Emphasised(inner, 1) if inner else ""
            case Strong():
                inner = self._join(node.children, replace(place, strong=True), "*", "*")
                return _Emphasised(inner, 2) if inner else ""
            case Code():
                return node if node.text.strip() else escape_text(node.text)
            case Link():
                return self._write_link(node, place)
            case LineBreak():
                return BREAK
            case CrossReference():
                return self._write_reference(node.target, self._name_target(node.target))
            case Footnote():
                return self._write_note(node)
            case Placeholder():
                return _write_placeholder(node, place)
            case _:
                assert_never(node)

    def _write_link(self, link: Link, place: _Place) -> str:
        text = self._join(link.children, replace(place, link=True), "[", "]")
        target, shown = link.url, link.url
        if self._is_anchor(target):
            shown = self._name_target(target[1:])
            target = f"#{self._fragments[target[1:]]}"
        if not text.strip(_BLANK):
            text = escape_text(shown, linked=True)
        guard = "\\" if text[0] == "^" else ""
        return f"[{guard}{text}]({escape_url(target)})"

    def _write_reference(self, anchor: str, text: str) -> str:
        return f"[{escape_text(text, linked=True).strip(' ')}](#{self._fragments[anchor]})"

    def _write_note(self, note: Footnote) -> str:
        number = len(self.notes) + 1
        self.notes.append("")
        text = self._join(note.children, _Place(note=True), " ", " ").strip()
        if not text:
            self.notes.pop()
            return ""
        self.notes[number - 1] = settle_dollars(guard_line(text).replace(BREAK, "<br>"))
        return f"[^{number}]"


def _set_notes_aside(children: Iterable[Inline], notes: list[Footnote]) -> Iterator[Inline]:
    for node in children:
        match node:
            case Footnote():
                notes.append(node)
            case Emphasis() | Strong() | Link():
                yield replace(node, children=tuple(_set_notes_aside(node.children, notes)))
            case _:
                yield node


def _write_placeholder(node: Placeholder, place: _Place) -> _Part:
    text = node.text.strip(_BLANK)
    inner = text[1:-1] if text[:1] == "[" and text[-1:] == "]" else text
    bracketed = f"[{escape_text(inner, linked=True)}]"
    if place.strong or place.link or not inner[:1].isalnum():
        # Next to "(" or after "!" the brackets would be a link.
        bracketed = f"\\[{bracketed[1:-1]}\\]"
    return bracketed if place.strong else _Emphasised(bracketed, 2)


def _peek(part: _Part) -> str:
    match part:
        case _Emphasised():
            return "*" if part.inner[0] not in _BLANK else part.inner[0]
        case Code():
            return "`"
        case _:
            return part[0]


def _must_spell(code: str, before: str, place: _Place) -> bool:
    """Say whether no span can be ``code`` here: two touch, or hosts see its ``|`` or ``]``."""
    return (
        before == "`"
        or (place.celled and "|" in code)
        or (place.link and ("[" in code or "]" in code))
    )


def _append(out: str, part: str) -> str:
    """Join two finished pieces that would be something else together."""
    if part[0] == "[" and out[-1:] in ("!", "^"):
        # An image, or on some hosts a footnote.
        return f"{out[:-1]}\\{out[-1]}{part}"
    if part[0] in "(:" and out[-1:] == "]" and out[-2:-1] != "\\":
        # After a footnote's mark: a link, or the footnote's text.
        return f"{out}\\{part}"
    return out + part


def _wrap(part: _Emphasised, before: str, after: str, place: _Place) -> str:
    """Return the part with delimiters; white space at its ends stays outside of them."""
    inner = part.inner.strip(_BLANK)
    if not inner:
        return part.inner
    start = part.inner.index(inner[0])
    head, tail = part.inner[:start], part.inner[start + len(inner) :]
    wrapped = wrap_emphasis(
        inner, part.weight, head[-1:] or before, tail[:1] or after, nested=place.nested
    )
    return f"{head}{wrapped}{tail}"
