"""Writes a book with docxtpl: one template of loops over blocks, rows and cells."""

import json
import sys
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate


def make_template(path: Path) -> None:
    """Write the template; who uses docxtpl draws it in Word once, so this is not timed."""
    document = Document()
    document.add_paragraph("{%p for block in blocks %}")
    for level in range(1, 7):
        document.add_paragraph("{%p if block[0] == 'h' and block[1] == " + str(level) + " %}")
        document.add_heading("{{ block[2] }}", level)
        document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if block[0] == 'p' %}")
    document.add_paragraph("{{ block[1] }}")
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p if block[0] == 't' %}")
    table = document.add_table(rows=3, cols=3)
    table.cell(0, 0).text = "{%tr for row in block[1] %}"
    table.cell(1, 0).text = "{%tc for cell in row %}"
    table.cell(1, 1).text = "{{ cell }}"
    table.cell(1, 2).text = "{%tc endfor %}"
    table.cell(2, 0).text = "{%tr endfor %}"
    document.add_paragraph("{%p endif %}")
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))


def main() -> None:
    """Read blocks from the first path, write the book to the second, by the template beside it."""
    template = Path(sys.argv[2]).with_name("template-docxtpl.docx")
    if sys.argv[1] == "--template":
        make_template(template)
        return
    blocks = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    document = DocxTemplate(template)
    document.render({"blocks": blocks}, autoescape=True)
    document.save(sys.argv[2])


if __name__ == "__main__":
    main()
