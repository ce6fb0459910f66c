"""Manual pages: read from docstrings and from the file of pages, printed plain and as Markdown."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from masterplan_cli.checks.manuals import list_manuals, render_all_pages
from masterplan_cli.checks.rule import list_rules
from masterplan_cli.report.manual import Manual, parse_manual, read_pages, render_markdown
from masterplan_cli.report.manual import render_plain as render_manual

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "masterplan_cli"
PAGE = """Judul.

Apa
    Satu
    dua.

    Tiga.

Buruk
    - a:
        b
"""


def test_page_is_taken_apart_at_its_headings() -> None:
    manual = parse_manual("kode", PAGE)

    assert manual == Manual(
        "kode", "Judul.", (("Apa", "Satu\ndua.\n\nTiga."), ("Buruk", "- a:\n    b"))
    )
    assert manual.summary == "Satu dua. Tiga."
    assert manual.find("Baik") == ""


def test_page_for_a_terminal() -> None:
    assert render_manual(parse_manual("kode", PAGE)) == "kode\n====\n" + PAGE


def test_page_in_markdown_shows_examples_as_code() -> None:
    assert render_markdown(parse_manual("kode", PAGE)) == (
        "## kode\n\nJudul.\n\n**Apa**\n\nSatu\ndua.\n\nTiga.\n\n"
        "**Buruk**\n\n```yaml\n- a:\n    b\n```\n"
    )


def list_calls() -> Iterator[tuple[str, ast.Call]]:
    """Yield every call by name and place; ``Text`` is the findings' only, not the document's."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {
            alias.asname or alias.name: alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "masterplan_cli.diagnostics"
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                function = node.func
                name = function.attr if isinstance(function, ast.Attribute) else ""
                name = function.id if isinstance(function, ast.Name) else name
                if name == "Text" and name not in names:
                    continue
                name = names.get(name, name)
                yield f"{name} {path.relative_to(SOURCE)}:{node.lineno}", node


def list_codes() -> set[str]:
    """Return every code that is written down where a finding is made."""
    codes = {"yaml-syntax", "wrong-value", "wrong-shape", "tab"}
    for name, call in list_calls():
        if name.split()[0] in {"Diagnostic", "_refuse", "report_cell"} and call.args:
            first = call.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                codes.add(first.value)
    return codes


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    codes = list_codes()

    assert len(codes) > 25
    assert set(read_pages()) == codes
    assert not set(read_pages()) & {rule.code for rule in list_rules()}


@pytest.mark.parametrize("manual", list_manuals().values(), ids=lambda manual: manual.code)
def test_page_says_what_why_bad_and_good(manual: Manual) -> None:
    assert manual.title.endswith(".")
    headings = [heading for heading, _ in manual.parts]
    assert headings[:4] == ["Apa", "Mengapa", "Buruk", "Baik"]
    assert "Sejak" in headings
    assert all(words.strip() for _, words in manual.parts)


def test_published_pages_are_current(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "temuan.md", render_all_pages())


def spell(node: ast.expr) -> str:
    """Return what a text surely says: its constant parts."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
        )
    return "?"


def test_every_text_is_in_both_languages() -> None:
    texts = [(name, call) for name, call in list_calls() if name.split()[0] == "Text"]
    assert len(texts) > 200

    faults = []
    for name, call in texts:
        if len(call.args) != 2 or call.keywords:
            faults.append(f"{name}: not two texts")
            continue
        indonesian, english = map(spell, call.args)
        is_said = [any(sign.isalpha() for sign in text) for text in (indonesian, english)]
        if indonesian.strip() and not english.strip():
            faults.append(f"{name}: no English for {indonesian!r}")
        elif is_said[0] and len(indonesian.split()) > 2 and indonesian == english:
            faults.append(f"{name}: not translated: {indonesian!r}")
    assert faults == []
