"""Which chapter of a document says a short name, so that its list of abbreviations explains it.

In: the blocks of chapters, or that they are as they were. Out: whether a name occurs, and where.
One chapter is enough: it bears witness, and while it stands, no other need be read. So a document
of which most is kept can still tell what it says.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from types import MappingProxyType

from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.kept import StaleError
from masterplan_cli.document.nodes import Block, Footnote, Inline, Table, Text
from masterplan_cli.document.outline import list_lines, walk_blocks, walk_inlines

ABBREVIATIONS = "profile/abbreviations"
"""Origin of the table of abbreviations, by which it is known."""

_NONE: Mapping[str, str] = MappingProxyType({})


class Mentions:
    """Finds short names in the chapters of one document."""

    def __init__(
        self,
        chapters: Mapping[str, Sequence[Block]],
        kept: Container[str] = (),
        witnesses: Mapping[str, str] = _NONE,
    ) -> None:
        """Look into ``chapters`` but those that are ``kept`` from when ``witnesses`` were found.

        Witnesses are names of chapters by short name, empty where no chapter said it.
        """
        self._fresh = [name for name in chapters if name not in kept]
        self._chapters = chapters
        self._kept = kept
        self._before = witnesses
        self._words: dict[str, str] = {}
        self.witnesses: dict[str, str] = {}

    def find(self, short: str) -> bool:
        """Say whether any chapter says ``short``.

        Raises StaleError where only chapters could tell that are not at hand.
        """
        witness = self._find_witness(short)
        self.witnesses[short] = witness
        return bool(witness)

    def _find_witness(self, short: str) -> str:
        before = self._before.get(short)
        if before and before in self._chapters and before in self._kept:
            return before
        for name in self._fresh:
            if _occurs(short, self._read(name)):
                return name
        if before != "" and len(self._fresh) < len(self._chapters):
            raise StaleError
        return ""

    def _read(self, name: str) -> str:
        words = self._words.get(name)
        if words is None:
            words = self._words[name] = _read_words(self._chapters[name])
        return words


def is_abbreviations(block: Block) -> bool:
    """Say whether ``block`` is the table of abbreviations."""
    return isinstance(block, Table) and block.origin == ABBREVIATIONS


def _read_words(blocks: Iterable[Block]) -> str:
    """Return all text of ``blocks`` but that of the abbreviations themselves.

    Each line once: of a large book's fifty thousand, seven of eight were there before.
    """
    said: set[str] = set()
    for block, _ in walk_blocks(blocks):
        if not is_abbreviations(block):
            _read_block(block, said)
    return "\n".join(said)


def _read_block(block: Block, said: set[str]) -> None:
    if type(block) is not Table:
        for line, _ in list_lines(block):
            _read_line(line, said)
        return
    if block.caption is not None:
        _read_line(block.caption.children, said)
    add = said.add
    # Without asking for what lines inherit: a big table has a hundred thousand of them.
    for row in block.rows:
        for cell in row.cells:
            if type(cell) is Text:
                add(cell.text)
                continue
            for line in cell.lines:
                first = line[0] if len(line) == 1 else None
                if type(first) is Text:
                    add(first.text)
                else:
                    _read_line(line, said)


def _read_line(line: Sequence[Inline], said: set[str]) -> None:
    """Note what a line says, and what its notes say."""
    texts = [node.text for node in line if type(node) is Text]
    if len(texts) == len(line):
        said.add("".join(texts))
        return
    said.add(read_text(line))
    for node, _ in walk_inlines(line):
        if isinstance(node, Footnote):
            said.add(read_text(node.children))


def _occurs(short: str, words: str) -> bool:
    """Say whether ``short`` stands whole in ``words``: no letter, digit or hyphen joined to it.

    Why by hand: a pattern that looks behind tries every place of a text of half a million signs.
    """
    start = words.find(short)
    while start >= 0:
        end = start + len(short)
        before, after = words[start - 1 : start], words[end : end + 1]
        if before != "-" and not _joins(before) and not _joins(after):
            return True
        start = words.find(short, start + 1)
    return False


def _joins(sign: str) -> bool:
    return sign == "_" or sign.isalnum()
