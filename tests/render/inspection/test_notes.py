"""Findings in templates are weighed in ``masterplan.yaml`` and ignored by comments, with reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from masterplan_cli.checks.weights import TEMPLATE_CODES
from masterplan_cli.compiler import check_templates, load_plan
from masterplan_cli.report.manual import read_pages

CHAPTER = "templates/mini/book-a/01-kondisi.md.j2"
LOST = "{{ vision.statement|upper }}"
NOTE = "{# masterplan: ignore[template-lost-origin] judul sampul memang kapital #}"


def list_found(project: Path) -> list[str]:
    return [
        f"{one.span.line}: {one.severity.value}[{one.code}] {one.message.id}"
        for one in check_templates(load_plan(project))
    ]


def lose_origin(project: Path, before: str = "", behind: str = "") -> None:
    path = project / CHAPTER
    text = path.read_text(encoding="utf-8")
    old = "Visi: **{{ vision.statement }}**."
    assert text.count(old) == 1
    path.write_text(text.replace(old, f"{before}Visi: {LOST}{behind}"), encoding="utf-8")


def test_codes_have_pages_that_say_what_may_be_done() -> None:
    from masterplan_cli.checks.manuals import list_manuals

    manuals = list_manuals()
    assert read_pages().keys() >= TEMPLATE_CODES
    for code in TEMPLATE_CODES:
        assert f"{{# masterplan: ignore[{code}] alasan #}}" in manuals[code].find("Sifat")


@pytest.mark.parametrize(
    ("before", "behind"), [(f"{NOTE}\n", ""), (f"{NOTE}\n\n", ""), ("", f" {NOTE}"), (NOTE, "")]
)
def test_comment_above_or_beside_ignores(small: Path, before: str, behind: str) -> None:
    lose_origin(small, before, behind)

    assert list_found(small) == []


@pytest.mark.parametrize(
    ("note", "wanted"),
    [
        (
            "{#- masterplan: ignore[template-lost-origin] -#}",
            ["5: error[ignore-without-reason] temuan diabaikan tanpa alasan"],
        ),
        (
            "{# masterplan: ignore[template-lost-orign] sampul #}",
            [
                "5: error[ignore-unknown-code] kode “template-lost-orign” tidak ada",
                "5: warning[template-lost-origin] nilai di sini kehilangan asalnya: "
                "komentar di Word tidak sampai ke barisnya",
            ],
        ),
        (
            "{# masterplan: ignore[template-lost-origin, english-word] sampul #}",
            ["5: warning[ignore-unused] tidak ada temuan “english-word” di baris 5 yang perlu "
             "diabaikan"],
        ),
        (
            "{# masterplan: abaikan #}",
            [
                "5: error[ignore-malformed] komentar untuk masterplan ini tidak dapat dibaca",
                "5: warning[template-lost-origin] nilai di sini kehilangan asalnya: "
                "komentar di Word tidak sampai ke barisnya",
            ],
        ),
        (
            "{# masterplan: ignore[template-lost-origin, template] sampul #}",
            ["5: error[ignore-forbidden] “template” tidak dapat diabaikan"],
        ),
    ],
)  # fmt: skip
def test_comment_is_checked(small: Path, note: str, wanted: list[str]) -> None:
    lose_origin(small, behind=f" {note}")

    assert sorted(list_found(small)) == wanted


def test_comment_with_nothing_to_ignore(small: Path) -> None:
    path = small / CHAPTER
    path.write_text(f"{NOTE}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")

    (line,) = list_found(small)
    assert line.startswith("1: warning[ignore-unused] tidak ada temuan “template-lost-origin”")


def test_unused_table_is_ignored_at_the_top_of_its_file(small: Path) -> None:
    table = small / "templates/mini/tables/program.yaml"
    text = table.read_text(encoding="utf-8")
    (small / "templates/mini/tables/cadangan.yaml").write_text(text, encoding="utf-8")
    assert [line[:34] for line in list_found(small)] == ["1: warning[template-unused-table] "]

    (small / "templates/mini/tables/cadangan.yaml").write_text(
        f"# masterplan: ignore[template-unused-table] dipakai pada Tahap III\n{text}",
        encoding="utf-8",
    )

    assert list_found(small) == []


@pytest.mark.parametrize(
    ("setting", "wanted"),
    [
        ("error", ["5: error[template-lost-origin] "]),
        ("{severity: off, reason: judul kapital}", []),
    ],
)
def test_workspace_weighs_them(small: Path, setting: str, wanted: list[str]) -> None:
    lose_origin(small)
    manifest = small / "masterplan.yaml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(f"{text}rules:\n  template-lost-origin: {setting}\n", encoding="utf-8")

    assert load_plan(small).diagnostics == ()
    assert [line[:31] for line in list_found(small)] == wanted
