"""Our files as other programs read them: markdown-it, docx2python and pandoc."""

from __future__ import annotations

import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from docx_dump import W, read_part
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from reading import Grid, Item, Reading, squeeze

CALLOUTS = {
    "[!NOTE]": "Catatan",
    "[!TIP]": "Kiat",
    "[!IMPORTANT]": "Penting",
    "[!WARNING]": "Peringatan",
    "[!CAUTION]": "Awas",
}
# Word's lists number the headings: readers see their text alone.
_LABEL = re.compile(r"(BAB [IVXLC]+|Lampiran [A-Z]+|[A-Z](\.\d+)+|\d+(\.\d+)+) ")
_MARK = re.compile(r"(--|\d+[.)])\t")


def _split(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        if shown := squeeze(line):
            yield shown


# Markdown --------------------------------------------------------------------------------------


def read_markdown(text: str) -> Reading:
    """Read a Markdown book; a chart's table is left out, since Word has the chart itself."""
    parser = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    items: list[Item] = []
    notes: list[str] = []
    into: list[Any] = items
    tokens = parser.parse(text)
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "table_open":
            end = next(
                index for index in range(place, len(tokens)) if tokens[index].type == "table_close"
            )
            if not _follows_chart(items):
                items.append(Grid(tuple(_read_rows(tokens[place:end]))))
            place = end
        elif token.type == "footnote_block_open":
            into = notes
        elif token.type == "inline":
            heading = tokens[place - 1].type == "heading_open"
            into.extend(_read_block(token, heading=heading))
        place += 1
    return Reading(tuple(items), tuple(notes))


def _follows_chart(items: list[Item]) -> bool:
    last = items[-1] if items else ""
    return isinstance(last, str) and last.startswith("Gambar")


def _read_rows(tokens: list[Token]) -> Iterator[tuple[str, ...]]:
    cells: list[str] = []
    for token in tokens:
        if token.type == "tr_open":
            cells = []
        elif token.type == "inline":
            cells.append(_join_cell(_read_inline(token).split("\n")))
        elif token.type == "tr_close":
            yield tuple(cells)


def _read_block(token: Token, *, heading: bool) -> Iterator[str]:
    text = _read_inline(token)
    if heading:
        text = _LABEL.sub("", text, count=1)
    lines = text.split("\n")
    if lines[0] in CALLOUTS and _is_titled(token):
        # The line in bold below the mark is the note's own title.
        lines = lines[1:]
    for line in lines:
        yield from _split(CALLOUTS.get(line, line))


def _is_titled(token: Token) -> bool:
    kinds = [child.type for child in token.children or [] if child.type != "text" or child.content]
    return kinds == ["text", "softbreak", "strong_open", "text", "strong_close"]


def _read_inline(token: Token) -> str:
    """Return the text; a placeholder loses the brackets that mark it where no colour can."""
    parts: list[str] = []
    strong: list[int] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or child.content == "<br>":
            parts.append("\n")
        elif child.type == "strong_open":
            strong.append(len(parts))
        elif child.type == "strong_close":
            start = strong.pop()
            text = "".join(parts[start:])
            if text.startswith("[") and text.endswith("]"):
                parts[start:] = [text[1:-1]]
    return "".join(parts)


# Word ------------------------------------------------------------------------------------------


def read_docx2python(data: bytes) -> Reading:
    """Read a Word file with docx2python, which knows neither python-docx nor our writer."""
    from docx2python import docx2python

    with docx2python(io.BytesIO(data), duplicate_merged_cells=False) as book:
        body, notes = book.body, book.footnotes
    items: list[Item] = []
    for table in body:
        if len(table) == 1 and len(table[0]) == 1:
            for paragraph in table[0][0]:
                items += _split(_clean(paragraph))
        else:
            rows = tuple(tuple(_join_cell(map(_clean, cell)) for cell in row) for row in table)
            items.append(Grid(rows))
    found = [line for table in notes for row in table for cell in row for line in cell if line]
    return Reading(
        tuple(items),
        tuple(squeeze(re.sub(r"^footnote\d+\)\t", "", line)) for line in found),
    )


def _clean(text: str) -> str:
    """Return a paragraph without list marks and charts; a picture is its alternative text."""
    text = re.sub(r"----footnote\d+----", "", text)
    text = re.sub(r"----Image alt text---->(.*?)<----media/[^-]*----", r"\1", text)
    text = re.sub(r"----Image alt text---->.*?<", "", text)
    return _MARK.sub("", text, count=1)


def _join_cell(lines: Iterable[str]) -> str:
    shown = (squeeze(line) for line in lines)
    return "\n".join(line.removeprefix("•") for line in shown if line)


def read_pandoc(data: bytes) -> Reading:
    """Read a Word file with pandoc."""
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "buku.docx"
        path.write_bytes(data)
        tree = json.loads(pypandoc.convert_file(str(path), "json", format="docx"))
    reader = _Pandoc(_list_pictures(data), set(_list_descriptions(data)))
    items = tuple(reader.walk(tree["blocks"]))
    return Reading(items, tuple(reader.notes))


def _list_pictures(data: bytes) -> Iterator[str]:
    """Yield the alternative text of each picture, which pandoc does not read."""
    for drawing in read_part(data).iter("{*}inline"):
        if next(drawing.iter("{*}pic"), None) is not None:
            yield next(drawing.iter("{*}docPr")).get("descr")


def _list_descriptions(data: bytes) -> Iterator[str]:
    """Yield what screen readers say of each table; pandoc takes it for a caption if none stands."""
    for properties in read_part(data).iter(W + "tblPr"):
        said = (properties.find(W + name) for name in ("tblCaption", "tblDescription"))
        yield squeeze("".join(one.get(W + "val") for one in said if one is not None))


class _Pandoc:
    """Walks pandoc's tree.

    ``pictures`` are the alternative texts of its pictures, ``descriptions`` those of its tables.
    """

    def __init__(self, pictures: Iterator[str], descriptions: set[str]) -> None:
        self.notes: list[str] = []
        self._pictures = pictures
        self._descriptions = descriptions

    def walk(self, blocks: list[Any]) -> Iterator[Item]:
        for block in blocks:
            kind, content = block["t"], block.get("c")
            match kind:
                case "Para" | "Plain":
                    yield from _split(self.say(content))
                case "Header":
                    yield from _split(self.say(content[2]))
                case "BlockQuote":
                    yield from self.walk(content)
                case "Div":
                    yield from self.walk(content[1])
                case "BulletList":
                    for item in content:
                        yield from self.walk(item)
                case "OrderedList":
                    for item in content[1]:
                        yield from self.walk(item)
                case "Table":
                    caption = list(self.walk(content[1][1]))
                    if "".join(map(str, caption)) not in self._descriptions:
                        yield from caption
                    yield self.lay(content)
                case "Figure":
                    yield from self.walk(content[1][1])
                case _:
                    raise AssertionError(kind)

    def say(self, inlines: list[Any]) -> str:
        parts = []
        for inline in inlines:
            kind, content = inline["t"], inline.get("c")
            match kind:
                case "Str":
                    parts.append(content)
                case "Space":
                    parts.append(" ")
                case "SoftBreak" | "LineBreak":
                    parts.append("\n")
                case "Code":
                    parts.append(content[1])
                case "Link" | "Span" | "Quoted":
                    parts.append(self.say(content[1]))
                case "Note":
                    self.notes += [squeeze("".join(map(str, self.walk(content))))]
                case "Image":
                    parts.append(next(self._pictures))
                case _:
                    parts.append(self.say(content))
        return "".join(parts)

    def lay(self, table: list[Any]) -> Grid:
        """Return a table's cells on its columns; those that another covers are empty."""
        _, _, columns, head, bodies, foot = table
        groups = [head[1]]
        for body in bodies:
            groups += [body[2], body[3]]
        rows: list[tuple[str, ...]] = []
        for group in (*groups, foot[1]):
            covered: dict[int, int] = {}
            for row in group:
                rows.append(tuple(self._lay_row(row[1], len(columns), covered)))
        return Grid(tuple(rows))

    def _lay_row(self, cells: list[Any], width: int, covered: dict[int, int]) -> list[str]:
        texts: list[str] = []
        waiting = iter(cells)
        while len(texts) < width:
            place = len(texts)
            if covered.get(place, 0):
                covered[place] -= 1
                texts.append("")
                continue
            cell = next(waiting, None)
            if cell is None:
                texts.append("")
                continue
            _, _, down, across, blocks = cell
            for column in range(place, place + across):
                covered[column] = down - 1
            lines = [line for line in self.walk(blocks) if isinstance(line, str)]
            texts += [_join_cell(lines), *[""] * (across - 1)]
        return texts


Reader = Callable[[bytes], Reading]
READERS: dict[str, Reader] = {"docx2python": read_docx2python, "pandoc": read_pandoc}
