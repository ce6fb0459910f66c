from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Diagnostic
from masterplan_cli.document.inlines import read_text
from masterplan_cli.document.nodes import (
    Block,
    Callout,
    Cell,
    CrossReference,
    Document,
    Emphasis,
    Footnote,
    Heading,
    Inline,
    ItemList,
    Link,
    Paragraph,
    Quote,
    Strong,
    Table,
)
from masterplan_cli.document.rows import list_cells
from masterplan_cli.render.book import BookOrder, Renderer


@dataclass(frozen=True)
class Rendered:
    """What a test template became: blocks without cover and section changes."""

    blocks: tuple[Block, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def dump(self) -> list[str]:
        return [line for block in self.blocks for line in dump_block(block)]


def dump_inlines(inlines: tuple[Inline, ...]) -> str:
    """Return inline nodes as ``text‹origin›``, one after another."""
    parts = []
    for node in inlines:
        match node:
            case Emphasis():
                parts.append(f"*{dump_inlines(node.children)}*")
            case Strong():
                parts.append(f"**{dump_inlines(node.children)}**")
            case Link():
                parts.append(f"[{dump_inlines(node.children)}]({node.url})")
            case Footnote():
                parts.append(f"^[{dump_inlines(node.children)}]")
            case CrossReference():
                parts.append(f"@{node.target}")
            case _:
                text = read_text((node,)) or type(node).__name__
                parts.append(f"{text}‹{node.origin}›" if node.origin else text)
    return "".join(parts)


def dump_cell(cell: Cell) -> str:
    return " / ".join(dump_inlines(line) for line in cell.lines)


def dump_block(block: Block, indent: str = "") -> list[str]:
    match block:
        case Heading():
            return [f"{indent}{'#' * block.level} {dump_inlines(block.children)}"]
        case Paragraph():
            return [f"{indent}{dump_inlines(block.children)}"]
        case ItemList():
            return [
                line
                for item in block.items
                for part in item
                for line in dump_block(part, f"{indent}- ")
            ]
        case Callout(title=title) if title:
            plain = replace(block, title=())
            return [f"{indent}> [{dump_inlines(title)}]", *dump_block(plain, indent)]
        case Quote() | Callout():
            return [line for part in block.blocks for line in dump_block(part, f"{indent}> ")]
        case Table():
            return [
                f"{indent}{row.kind}: " + " | ".join(dump_cell(cell) for cell in list_cells(row))
                for row in block.rows
            ]
        case _:
            return [f"{indent}{type(block).__name__}"]


Render = Callable[..., Rendered]


@pytest.fixture
def render(small: Path) -> Render:
    """Render one template text over the small workspace, with more files of the profile."""

    def run(text: str, **files: str) -> Rendered:
        folder = small / "templates" / "mini"
        (folder / "book-b" / "01-rencana.md.j2").write_text(text, encoding="utf-8")
        (folder / "book-b" / "02-lampiran.md.j2").write_text("", encoding="utf-8")
        for name, content in files.items():
            path = folder / name.replace("__", "/").replace("_yaml", ".yaml").replace("_j2", ".j2")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        loaded = load_plan(small)
        assert loaded.plan is not None
        assert loaded.profile is not None
        spec = next(one for one in loaded.plan.profile.documents if one.id == "book-b")
        renderer = Renderer(loaded.plan, loaded.profile.templates, lambda name: None)
        document, found, *_ = renderer.render_book(BookOrder(spec, True, "uji"))
        return Rendered(list_content(document), tuple(found))

    return run


def list_content(document: Document) -> tuple[Block, ...]:
    return tuple(
        block for block in document.blocks if type(block).__name__ not in {"Cover", "SectionChange"}
    )
