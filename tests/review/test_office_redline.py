"""Redlines in LibreOffice: a second reader, which accepts and rejects by its own means."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.review.package import open_package
from masterplan_cli.review.plain import Plain
from masterplan_cli.review.story import read_story
from masterplan_cli.writers.docx.redline import write_redline

from .conftest import build_draft

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
PILLAR = "pillars/mobility/pillar.yaml"


def read(data: bytes) -> list[str]:
    """Return the paragraphs that say anything; what is in lists of contents is computed."""
    return [
        line.words for line in Plain(read_story(open_package("x.docx", data))).lines if line.words
    ]


def change_plan(project: Path) -> None:
    """Change a text and a budget, move a programme before another, and add one."""
    path = project / PILLAR
    text = path.read_text(encoding="utf-8")
    text = text.replace("Jalan utama padat", "Jalan raya sangat padat")
    path.write_text(text.replace("  - jadwal yang tidak tentu.\n", ""), encoding="utf-8")
    path = project / PROGRAMS
    text = path.read_text(encoding="utf-8").replace("amount: 250500000", "amount: 350500000")
    place = text.index("  - id: mob-02")
    head, first, second = "programs:\n", text[len("programs:\n") : place], text[place:]
    added = re.sub("mob-02", "mob-03", second).replace("Halte teduh", "Halte sejuk")
    path.write_text(head + second + first + added, encoding="utf-8")


@pytest.mark.parametrize("verb", ["accept-all", "reject-all"])
def test_libreoffice_comes_to_the_same_books(
    committed: Path, draft: bytes, office_edit: Callable[..., bytes], verb: str
) -> None:
    change_plan(committed)
    newer = build_draft(committed)
    redline = write_redline(draft, newer, "2023-10-10")
    resolved = office_edit(redline, [(verb, "", "", "")])

    assert read(draft) != read(newer)
    assert b"<w:moveTo " in (open_package("x.docx", redline).read("word/document.xml") or b"")
    assert read(resolved) == read(newer if verb == "accept-all" else draft)
