"""Any text that XML allows comes out of both formats as it went in; only white space may fold."""

from __future__ import annotations

import json
import re
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.diagnostics import Severity

NASTY = [
    "|", "a|b", "$5", "$x$ $y$", "@dinas", "#12", "# judul", "https://contoh.id/a_b?c=1&d=2#e",
    "<b>", "&amp;", "&", "1. satu", "- dua", "+ tiga", "> empat", "*", "**tebal**", "_miring_",
    "`kode`", "[x](y)", "![g](h)", "[^1]", "~~coret~~", "\\", "\\|", "---", "===", "```", ":::",
    "{{ x }}", "{% y %}", "{: .plain }", "{: #z }", "[!NOTE]", "Rp1.000", "'", '"', "é", "🙂", "‘’",
    "www.contoh.id", "orang@contoh.id", ":smile:", "1)", "0x1F", "no", "null", "~", "2023-10-09",
]  # fmt: skip

TEMPLATE = """
# {{ programs[0].name }}

Awal {{ programs[0].name }} akhir.

{{ programs[0].name }}

**{{ programs[0].name }}** dan *{{ programs[0].name }}*

- {{ programs[0].name }}

1. {{ programs[0].name }}

> {{ programs[0].name }}

{{ table("satu", programs[:1], caption=programs[0].name) }}

Catatan{{ footnote(programs[0].name) }}.
"""
TABLE = (
    "columns: [{heading: Nama, value: row.name, width: 1}, {heading: B, value: number, width: 1}]\n"
)
PLACES = 10

allowed = st.characters(
    exclude_categories=("Cs", "Cc", "Co", "Cn"), exclude_characters="\u2028\u2029\ufffe\uffff"
)
texts = st.one_of(
    st.text(allowed, min_size=1, max_size=20),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=4).map(" ".join),
    st.lists(st.sampled_from(NASTY), min_size=1, max_size=4).map("".join),
)


def fold(text: str) -> str:
    return " ".join(text.split())


def read_docx(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    parts = [document.element.body]
    parts += [
        part.element if hasattr(part, "element") else docx.oxml.parse_xml(part.blob)
        for part in document.part.package.iter_parts()
        if str(part.partname).endswith("footnotes.xml")
    ]
    lines = []
    for part in parts:
        for paragraph in part.iter(f"{tag}p"):
            runs = list(paragraph.iter(f"{tag}t", f"{tag}tab", f"{tag}br"))
            lines.append(
                "".join(node.text or "" if node.tag == f"{tag}t" else " " for node in runs)
            )
    return "\n".join(fold(line) for line in lines)


def read_markdown(data: bytes) -> str:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    footnote_plugin(parser)
    lines = []
    for token in parser.parse(data.decode()):
        if token.type == "inline":
            parts = []
            for child in token.children or ():
                if child.type in {"text", "code_inline"}:
                    parts.append(child.content)
                elif child.type in {"softbreak", "hardbreak"}:
                    parts.append(" ")
            lines.append(fold("".join(parts)))
    return "\n".join(lines)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import shutil

    target = tmp_path_factory.mktemp("values") / "small"
    shutil.copytree(Path(__file__).parents[1] / "workspaces" / "small", target)
    (target / "templates" / "mini" / "book-b" / "01-rencana.md.j2").write_text(TEMPLATE)
    (target / "templates" / "mini" / "book-b" / "02-lampiran.md.j2").write_text("")
    (target / "templates" / "mini" / "tables" / "satu.yaml").write_text(TABLE)
    return target


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts)
def test_any_text_survives_into_both_formats(project: Path, text: str) -> None:
    programs = project / "pillars" / "mobility" / "programs-dinas-a.yaml"
    content = programs.read_text(encoding="utf-8")
    quoted = json.dumps(text, ensure_ascii=False)
    changed = re.sub(r"(?m)^    name: .*$", lambda match: f"    name: {quoted}", content, count=1)
    programs.write_text(changed, encoding="utf-8")
    loaded = load_plan(project)
    if loaded.failed:
        assert not text.strip() or any(
            finding.severity is Severity.ERROR and finding.span.file.endswith("dinas-a.yaml")
            for finding in loaded.diagnostics
        )
        assert not fold(text) or text.strip() == ""
        return
    made = build_stage(loaded, BuildOrder(books=("book-b",)))
    assert made.diagnostics == ()
    expected = fold(text)
    for output in made.outputs:
        read = (
            read_docx(output.data) if output.name.endswith(".docx") else read_markdown(output.data)
        )
        assert read.count(expected) >= PLACES, (output.name, expected, read)
        assert f"Awal {expected} akhir." in read, (output.name, expected, read)
