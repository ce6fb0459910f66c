"""One paragraph of both builds, word by word."""

from __future__ import annotations

from copy import deepcopy
from difflib import SequenceMatcher
from typing import Any, Final

from masterplan_cli.writers.docx.redline.marks import Marker, W, make_run
from masterplan_cli.writers.docx.redline.notes import Notes
from masterplan_cli.writers.docx.redline.tokens import Token, read_tokens

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


class ParagraphComparer:
    """Compares paragraphs with one marker and the notes of both builds."""

    def __init__(self, marker: Marker, notes: Notes) -> None:
        """Bind both."""
        self._marker = marker
        self._notes = notes

    def compare(self, old: Any, new: Any) -> None:
        """Turn ``new`` into a paragraph with tracked changes against ``old``."""
        before = [token for token in read_tokens(old, self._notes, older=True) if token.sign]
        after = read_tokens(new, self._notes, older=False)
        words = [token for token in after if token.sign]
        places = [place for place, token in enumerate(after) if token.sign]
        result: list[Any] = []
        done = 0
        signs = [token.sign for token in before], [token.sign for token in words]
        for tag, a, b, c, d in SequenceMatcher(None, *signs, autojunk=False).get_opcodes():
            start = places[c] if c < len(places) else len(after)
            for token in after[done:start]:
                result.extend(token.nodes)
            end = places[d - 1] + 1 if d > c else start
            if tag == "equal":
                result.extend(build_nodes(after[start:end]))
            else:
                result.extend(self.delete_tokens(before[a:b]))
                result.extend(self._insert(after[start:end]))
            done = max(done, end)
        for token in after[done:]:
            result.extend(token.nodes)
        for child in list(new):
            if child.tag != f"{W}pPr":
                new.remove(child)
        new.extend(result)

    def delete_content(self, paragraph: Any) -> list[Any]:
        """Return all that a paragraph of the older build said, as deleted."""
        tokens = read_tokens(paragraph, self._notes, older=True)
        return self.delete_tokens([token for token in tokens if token.sign])

    def delete_whole(self, paragraph: Any) -> None:
        """Turn a paragraph of the older build into a deleted one, where it stands."""
        content = self.delete_content(paragraph)
        for child in list(paragraph):
            if child.tag != f"{W}pPr":
                paragraph.remove(child)
        for section in paragraph.findall(f"{W}pPr/{W}sectPr"):
            section.getparent().remove(section)
        paragraph.extend(content)
        self._marker.mark_paragraph(paragraph, "del")

    def delete_tokens(self, tokens: list[Token]) -> list[Any]:
        """Return what tokens of the older build said, as deleted."""
        found: list[Any] = []
        for group in _group(tokens):
            if group[0].sign.startswith("\0note"):
                found.append(self._delete_note(group[0]))
                continue
            text = "".join(token.text for token in group)
            if text:
                found.append(self._marker.delete_text(text, group[0].properties))
        return found

    def _delete_note(self, token: Token) -> Any:
        run = deepcopy(token.nodes[0])
        reference = run.find(f"{W}footnoteReference")
        reference.set(f"{W}id", self._notes.keep(reference.get(f"{W}id")))
        element = self._marker.make("del")
        element.append(run)
        return element

    def _insert(self, tokens: list[Token]) -> list[Any]:
        found: list[Any] = []
        for node in build_nodes(tokens):
            if node.tag == f"{W}r":
                found.append(self._marker.wrap("ins", [node]))
            else:
                if node.tag == f"{W}hyperlink":
                    self._marker.insert_content(node)
                found.append(node)
        return found


def _group(tokens: list[Token]) -> list[list[Token]]:
    """Return runs of tokens that can be one deletion: words of one look."""
    groups: list[list[Token]] = []
    for token in tokens:
        last = groups[-1][-1] if groups else None
        joins = last is not None and not last.nodes and not token.nodes
        if joins and last is not None and last.properties is token.properties:
            groups[-1].append(token)
        else:
            groups.append([token])
    return groups


def build_nodes(tokens: list[Token]) -> list[Any]:
    """Return the elements of tokens; words of one look become one run."""
    found: list[Any] = []
    for group in _group(tokens):
        if group[0].nodes:
            found.extend(group[0].nodes)
        else:
            found.append(make_run("".join(token.text for token in group), group[0].properties))
    return found
