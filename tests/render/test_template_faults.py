"""Slips in a workspace's own templates and tables: the finding names what to mend."""

from __future__ import annotations

from pathlib import Path

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.diagnostics import Diagnostic

CHAPTER = "templates/mini/book-a/09-baru.md.j2"


def build(project: Path) -> list[Diagnostic]:
    made = build_stage(load_plan(project), BuildOrder(books=("book-a",), formats=("md",)))
    return list(made.diagnostics)


def test_an_unknown_name_is_said_without_pythons_own(small: Path) -> None:
    (small / CHAPTER).write_text("# Baru\n\n{{ region.nama }}\n", encoding="utf-8")
    (found,) = build(small)
    assert (found.span.file, found.span.line) == (CHAPTER, 3)
    assert found.message.id == "nama tidak dikenal di dalam templat: 'nama'"


def test_a_template_in_another_encoding_says_how_to_save_it(small: Path) -> None:
    (small / CHAPTER).write_bytes("# Baru\n".encode("utf-16"))
    (found,) = build(small)
    assert found.message.id == "templat ini bukan UTF-8"
    assert found.hint is not None


def test_an_expression_that_is_none_names_the_table(small: Path) -> None:
    table = "columns:\n  - {heading: Nama, value: row.name |, width: 10}\n"
    (small / "templates/mini/tables/baru.yaml").write_text(table, encoding="utf-8")
    text = '# Baru\n\n{{ table("baru", programs, caption="Baru") }}\n'
    (small / CHAPTER).write_text(text, encoding="utf-8")
    (found,) = build(small)
    assert (found.span.file, found.span.line) == (CHAPTER, 3)
    assert found.message.id.startswith("tabel “baru”: ungkapan “row.name |” tidak dapat dibaca")
    assert found.hint is not None
    assert "tables/baru.yaml" in found.hint.id
