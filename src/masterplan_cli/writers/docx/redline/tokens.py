"""A paragraph as a row of tokens: words with their look, and what cannot be taken apart.

In: a paragraph. Out: tokens. A field with its result, a link, a drawing and a note's reference are
one token each; bookmarks stand between tokens and are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from masterplan_cli.writers.docx.redline.marks import W
from masterplan_cli.writers.docx.redline.notes import Notes

_WORD: Final = re.compile(r"\s+|\w*\d(?:[.,]\d+)+|\w+|[^\w\s]")
"""A number is one word: nobody reads an amount of which three digits changed."""
_MARKS: Final = (f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}commentRangeStart")
_TEXTS: Final = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n"}


@dataclass(slots=True)
class Token:
    """``sign`` is what is compared, ``text`` what is read, ``nodes`` the elements as they stand.

    A word has no nodes: it is made anew with the look ``properties``.
    """

    sign: str
    text: str
    properties: Any = None
    nodes: list[Any] = field(default_factory=list)


def read_tokens(paragraph: Any, notes: Notes, *, older: bool) -> list[Token]:
    """Return the tokens of a paragraph; bookmarks come as tokens without sign."""
    found: list[Token] = []
    depth, field_nodes = 0, []  # type: tuple[int, list[Any]]
    for child in paragraph:
        if child.tag == f"{W}pPr":
            continue
        kinds = [mark.get(f"{W}fldCharType") for mark in child.iter(f"{W}fldChar")]
        if depth or "begin" in kinds:
            depth += kinds.count("begin") - kinds.count("end")
            field_nodes.append(child)
            if depth <= 0:
                found.append(_make_whole(field_nodes))
                depth, field_nodes = 0, []
            continue
        found.extend(_read_child(child, notes, older=older))
    if field_nodes:
        found.append(_make_whole(field_nodes))
    return found


def _read_child(child: Any, notes: Notes, *, older: bool) -> Iterator[Token]:
    if child.tag != f"{W}r":
        if child.tag in _MARKS or not read_text(child):
            yield Token("", "", nodes=[child])
        else:
            yield _make_whole([child])
        return
    reference = child.find(f"{W}footnoteReference")
    if reference is not None:
        said = notes.read(reference.get(f"{W}id"), older=older)
        yield Token(f"\0note {said}", "", nodes=[child])
        return
    texts = [one for one in child if one.tag == f"{W}t" or one.tag in _TEXTS]
    others = [one for one in child if one not in texts and one.tag != f"{W}rPr"]
    if others or not texts:
        yield Token("\0object", read_text(child), nodes=[child])
        return
    properties = child.find(f"{W}rPr")
    for word in _WORD.findall(read_text(child)):
        yield Token(word, word, properties)


def _make_whole(nodes: list[Any]) -> Token:
    text = "".join(map(read_text, nodes))
    return Token(f"\0whole {text}", text, nodes=list(nodes))


def read_text(element: Any) -> str:
    """Return what a reader sees of an element: words, tabs and breaks; a field's result alone."""
    parts, results = [], []  # type: tuple[list[str], list[bool]]
    for node in element.iter():
        if node.tag == f"{W}fldChar":
            kind = node.get(f"{W}fldCharType")
            if kind == "begin":
                results.append(False)
            elif kind == "separate" and results:
                results[-1] = True
            elif kind == "end" and results:
                results.pop()
        elif node.tag == f"{W}t":
            parts.append(node.text or "")
        elif node.tag in _TEXTS and node.getparent().tag == f"{W}r":
            parts.append(_TEXTS[node.tag])
    return "".join(parts)
