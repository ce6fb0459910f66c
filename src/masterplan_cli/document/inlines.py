"""Inline Markdown tokens become inline nodes, with islands in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from masterplan_cli.diagnostics import Text as Message
from masterplan_cli.document.islands import OPEN, SENTINEL, Stand
from masterplan_cli.document.nodes import (
    Code,
    CrossReference,
    Emphasis,
    Footnote,
    Inline,
    LineBreak,
    Link,
    Origin,
    Placeholder,
    Strong,
    Text,
)
from masterplan_cli.document.pieces import BOLD
from masterplan_cli.document.problems import Problem

if TYPE_CHECKING:
    from markdown_it.token import Token

_ENCODED_OPEN = "%EE%80%80"


class InlineReader:
    """Reads the children of inline tokens; ``origin`` is that of the block under way."""

    def __init__(self, islands: Sequence[Stand], problems: list[Problem]) -> None:
        """Share the problem list with the block reader."""
        self._islands = islands
        self._problems = problems
        self.origin: Origin = ""
        self.footnotes: dict[int, tuple[Inline, ...]] = {}

    def read(self, token: Token) -> tuple[Inline, ...]:
        """Return the inline nodes of one inline token."""
        children = iter(token.children or ())
        return _join_texts(self._read_until(children, ""))

    def place(self, content: str) -> tuple[Inline, ...]:
        """Return the inline nodes of plain text: only sentinels and ``**`` mean anything in it."""
        if BOLD not in content:
            return _join_texts([*self._place_islands(content)])
        found: list[Inline] = []
        for place, part in enumerate(content.split(BOLD)):
            inlines = self._place_islands(part)
            if place % 2:
                found.append(Strong(_join_texts([*inlines])))
            else:
                found.extend(inlines)
        return _join_texts(found)

    def refuse_sentinel(self, content: str) -> None:
        """Report a value inside a code span or an address, where it cannot be a node."""
        if OPEN in content or _ENCODED_OPEN in content:
            self._problems.append(
                Problem(
                    self.origin,
                    Message(
                        "nilai tidak boleh dicetak di dalam kode atau alamat tautan",
                        "a value cannot be printed inside code or a link's address",
                    ),
                    Message(
                        "Cetak nilainya sebagai teks biasa di luar tanda itu.",
                        "Print the value as plain text outside of it.",
                    ),
                )
            )

    def _read_until(self, tokens: Iterator[Token], closing: str) -> list[Inline]:
        found: list[Inline] = []
        for token in tokens:
            if token.type == closing:
                break
            found.extend(self._read_token(token, tokens))
        return found

    def _read_token(self, token: Token, tokens: Iterator[Token]) -> Iterable[Inline]:
        match token.type:
            case "text":
                return self._place_islands(token.content)
            case "softbreak":
                return (Text(" "),)
            case "hardbreak":
                return (LineBreak(),)
            case "em_open":
                return (Emphasis(_join_texts(self._read_until(tokens, "em_close"))),)
            case "strong_open":
                return (Strong(_join_texts(self._read_until(tokens, "strong_close"))),)
            case "code_inline":
                self.refuse_sentinel(token.content)
                return (Code(token.content),)
            case "link_open":
                return (self._read_link(token, tokens),)
            case "footnote_ref":
                return (Footnote(self.footnotes.get(token.meta["id"], ()), self.origin),)
            case "image":
                self._refuse_image()
                return self._place_islands(token.content)
            case _:
                return self._place_islands(token.content)

    def _read_link(self, token: Token, tokens: Iterator[Token]) -> Inline:
        address = str(token.attrs.get("href", ""))
        self.refuse_sentinel(address)
        children = _join_texts(self._read_until(tokens, "link_close"))
        if address.startswith("#"):
            return CrossReference(address[1:])
        return Link(address, children)

    def _place_islands(self, content: str) -> Iterable[Inline]:
        if OPEN not in content:
            return (Text(content),) if content else ()
        found: list[Inline] = []
        position = 0
        for match in SENTINEL.finditer(content):
            if match.start() > position:
                found.append(Text(content[position : match.start()]))
            found.extend(self._open_island(self._islands[int(match.group(1))]))
            position = match.end()
        if position < len(content):
            found.append(Text(content[position:]))
        return found

    def _open_island(self, island: Stand) -> tuple[Inline, ...]:
        if isinstance(island, tuple):
            return island
        if island.inlines is not None:
            return island.inlines
        self._problems.append(
            Problem(
                self.origin,
                Message(
                    f"“{island.name}” tidak dapat dicetak di tengah kalimat",
                    f"'{island.name}' cannot be printed inside a line",
                ),
                Message(
                    "Cetak pada paragraf tersendiri, atau pendekkan menjadi satu paragraf.",
                    "Print it in a paragraph of its own, or shorten it to one paragraph.",
                ),
            )
        )
        return ()

    def _refuse_image(self) -> None:
        self._problems.append(
            Problem(
                self.origin,
                Message(
                    "gambar tidak dapat disisipkan dengan cara ini",
                    "a picture cannot be placed this way",
                ),
                Message(
                    'Pakai {{ figure("…") }} di templat.', 'Use {{ figure("…") }} in a template.'
                ),
            )
        )


def _join_texts(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Join neighbouring runs of standing text: markdown-it splits them at every special sign."""
    joined: list[Inline] = []
    for node in inlines:
        last = joined[-1] if joined else None
        if (
            isinstance(node, Text)
            and isinstance(last, Text)
            and not node.origin
            and not last.origin
        ):
            joined[-1] = Text(last.text + node.text)
        else:
            joined.append(node)
    return tuple(joined)


def read_text(inlines: Iterable[Inline]) -> str:
    """Return the visible text of inline nodes; footnotes are left out, references too."""
    if type(inlines) is tuple and len(inlines) == 1 and type(inlines[0]) is Text:
        return inlines[0].text  # nearly every line of a table
    parts: list[str] = []
    for node in inlines:
        if type(node) is Text:  # nearly all, and a match takes its time
            parts.append(node.text)
            continue
        match node:
            case Code() | Placeholder():
                parts.append(node.text)
            case Emphasis() | Strong() | Link():
                parts.append(read_text(node.children))
            case LineBreak():
                parts.append(" ")
            case CrossReference() | Footnote():
                pass
    return "".join(parts)
