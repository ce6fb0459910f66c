"""Other programs read our Word files, and find the text and tables of the Markdown books.

What Markdown cannot say is left out on both sides, as the writers document it: numbers of
headings (Word's own list), marks of lists, charts (their data is tested with the chart), spans
(a covered cell is empty), several rows of headings (one in Markdown).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from docx_parts import change_part
from readers import READERS, read_docx2python, read_markdown
from reading import Grid, differ
from shelf import Shelf

DOCUMENT = "word/document.xml"
SHELVES = [("ketapang", 4), ("ketapang", 1), ("kota", 4), ("small", 2)]
# pandoc takes minutes for a book of two hundred pages.
SLOW = ("buku-2-masterplan-kabupaten-ketapang",)


def pair(shelf: Shelf, workspace: str, stage: int) -> dict[str, tuple[str, bytes]]:
    """Return each document of a stage, one of a kind, as Markdown and as Word file."""
    outputs = shelf.build(workspace, stage).outputs
    files = {one.name: one.data for one in outputs}
    kinds: dict[str, str] = {}
    for name in files:
        if name.endswith(".docx"):
            kinds.setdefault(name.split(f"-bimtek-{stage}")[0], name.removesuffix(".docx"))
    return {name: (files[f"{name}.md"].decode(), files[f"{name}.docx"]) for name in kinds.values()}


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(("workspace", "stage"), SHELVES)
def test_text_and_tables_are_those_of_the_markdown_book(
    workspace: str, stage: int, reader: str, shelf: Shelf
) -> None:
    if reader == "pandoc":
        pytest.importorskip("pypandoc", reason="install the extra dev: pypandoc_binary")
    found: dict[str, list[str]] = {}
    tables = lines = 0
    for name, (markdown, word) in pair(shelf, workspace, stage).items():
        if reader == "pandoc" and name.startswith(SLOW):
            continue
        ours = read_markdown(markdown)
        tables += sum(isinstance(item, Grid) for item in ours.items)
        lines += len(ours.items)
        if complaints := list(differ(ours, READERS[reader](word))):
            found[name] = complaints
    assert found == {}
    assert tables > 2
    assert lines > 50


Change = Callable[[str], str]


def replace_first(pattern: str, new: str) -> Change:
    def change(text: str) -> str:
        changed, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
        assert count == 1, pattern
        return changed

    return change


CELL = r"(<w:tc>(?:(?!</w:tc>).)*<w:t[^>]*>)PT Uji"
# What is done to the Word file alone → what must be said of it.
FAULTS = {
    "a word is changed": (replace_first("Jalan utama", "Jalan besar"), "Jalanutama"),
    "a paragraph is lost": (
        replace_first(r"<w:p>(?:(?!</w:p>).)*Kondisi dimensi safety.*?</w:p>", ""),
        "safety",
    ),
    "a cell is changed": (replace_first(CELL, r"\1PT Coba"), "PTUji"),
    "a row is lost": (replace_first(r"<w:tr>(?:(?!</w:tr>).)*Halte teduh.*?</w:tr>", ""), "table"),
    "a heading of a table is changed": (
        replace_first(r'(TableHeader"/>(?:(?!</w:p>).)*<w:t[^>]*>)Mitra', r"\1Kawan"),
        "headings",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_difference_is_seen(fault: str, shelf: Shelf) -> None:
    outputs = shelf.build("small", 2, "book-a").outputs
    word, markdown = (one.data for one in outputs)
    change, said = FAULTS[fault]
    ours = read_markdown(markdown.decode())

    assert list(differ(ours, read_docx2python(word))) == []
    complaints = list(differ(ours, read_docx2python(change_part(word, DOCUMENT, change))))
    assert said in complaints[0]


def test_a_lost_footnote_is_seen(shelf: Shelf) -> None:
    word, markdown = (one.data for one in shelf.build("small", 2, "book-a").outputs)
    changed = change_part(word, "word/footnotes.xml", replace_first("Statistik", "Angka"))
    complaints = list(differ(read_markdown(markdown.decode()), read_docx2python(changed)))
    assert "footnotes" in complaints[0]
