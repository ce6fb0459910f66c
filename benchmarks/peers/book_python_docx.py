"""Writes a book with python-docx as its documentation shows: headings, paragraphs, added rows."""

import json
import sys
from pathlib import Path

from docx import Document


def main() -> None:
    """Read blocks from the first path, write the book to the second."""
    blocks = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    document = Document()
    for block in blocks:
        if block[0] == "h":
            document.add_heading(block[2], block[1])
        elif block[0] == "p":
            document.add_paragraph(block[1])
        else:
            table = document.add_table(rows=0, cols=len(block[1][0]))
            for row in block[1]:
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
    document.save(sys.argv[2])


if __name__ == "__main__":
    main()
