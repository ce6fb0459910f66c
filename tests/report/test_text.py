"""Findings as people read them: place, line with caret, related places, hint, summary."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.diagnostics import Diagnostic, Language, Related, Severity, Span, Text
from masterplan_cli.report.formats.text import render_summary, render_text

GOLDEN = Path(__file__).parent / "golden"
MESSAGE = Text("pesan", "message")

Edit = Callable[[Path, str, str], None]
Golden = Callable[[Path, str], None]


def show(source: str | None, span: Span, **more: object) -> list[str]:
    finding = Diagnostic("kode", MESSAGE, span, **more)  # type: ignore[arg-type]
    head, *lines, empty, end = render_text([finding], lambda file, line: source).split("\n")
    assert (head, empty, end) == (span.file, "", "")
    return [line.removeprefix("  ") for line in lines]


@pytest.mark.parametrize("language", ["id", "en"])
def test_golden_report(small: Path, edit: Edit, golden: Golden, language: Language) -> None:
    programs = small / "pillars/mobility/programs-dinas-a.yaml"
    edit(programs, "owner: dinas-b", "owner: dinas-bb")
    edit(programs, "2026: 20, 2027: 30", "2026: 30, 2027: 20")
    edit(programs, "amount: 1250000000", "amount: 1.250.000.000")
    edit(small / "region/opd.yaml", "id: mitra-a", "id: dinas-a")
    edit(small / "pillars/water/pillar.yaml", "illustrative: true", "ilustrative: true")
    (small / "region/facts.yaml").write_text("facts:\n\t- id: a\n", encoding="utf-8")
    found = load_plan(small, 1).diagnostics

    def read_line(file: str, line: int) -> str:
        return (small / file).read_text(encoding="utf-8").split("\n")[line - 1]

    text = render_text(found, read_line, language=language)
    summary = render_summary(found, "Tahap Satu", language)
    golden(GOLDEN / f"findings.{language}.txt", f"{text}{summary}\n")


def test_caret_stands_below_the_span() -> None:
    assert show("    owner: dinas-x", Span("a.yaml", 7, 12, 7, 19)) == [
        "7:12 galat[kode] pesan",
        "    7 |     owner: dinas-x",
        "      |            ^^^^^^^",
    ]


def test_tab_before_the_span_stays_a_tab_below_it() -> None:
    lines = show("\tx:\ty", Span("a.yaml", 1, 5, 1, 6))

    assert lines[1] == "    1 | \tx:\ty"
    assert lines[2] == "      | \t  \t^"


def test_span_over_several_lines_is_marked_to_the_end_of_its_first() -> None:
    assert show("abc: |", Span("a.yaml", 1, 6, 4, 3))[2] == "      |      ^"
    assert show("abc: def", Span("a.yaml", 1, 1, 2, 1))[2] == "      | ^^^^^^^^"


@pytest.mark.parametrize(
    ("span", "carets"),
    [
        (Span("a.yaml", 1, 2, 1, 2), " ^"),
        (Span("a.yaml", 1, 4, 1, 9), "   ^"),
        (Span("a.yaml", 1, 1, 1, 99), "^^^"),
    ],
)
def test_at_least_one_caret_and_none_far_beyond_the_line(span: Span, carets: str) -> None:
    assert show("abc", span)[2] == f"      | {carets}"


@pytest.mark.parametrize("source", [None, "", "   "])
def test_line_with_nothing_on_it_is_not_shown(source: str | None) -> None:
    assert show(source, Span("a.yaml", 3, 1)) == ["3:1 galat[kode] pesan"]


@pytest.mark.parametrize("start", [1, 50, 95, 200, 390, 395])
def test_long_line_is_cut_around_the_caret(start: int) -> None:
    source = "".join(chr(ord("a") + number % 26) for number in range(400))

    lines = show(source, Span("a.yaml", 1, start, 1, start + 5))

    snippet, carets = lines[1].removeprefix("    1 | "), lines[2].removeprefix("      | ")
    assert len(snippet) <= 102
    assert carets.strip() == "^" * 5
    at = len(carets) - 5
    assert snippet[at : at + 5] == source[start - 1 : start + 4]
    assert snippet.strip("…") in source
    assert snippet.startswith("…") == (not source.startswith(snippet.strip("…")))
    assert snippet.endswith("…") == (not source.endswith(snippet.strip("…")))


def test_related_places_and_hint_follow() -> None:
    related = (
        Related(Span("b.yaml", 2, 3), Text("di sini", "here")),
        Related(Span("c.yaml", 4, 5), Text("di sana", "there")),
    )

    assert show(None, Span("a.yaml"), related=related, hint=Text("begini", "so"))[1:] == [
        "    b.yaml:2:3: di sini",
        "    c.yaml:4:5: di sana",
        "    Saran: begini",
    ]


def test_colours_mark_place_severity_and_caret() -> None:
    error = Diagnostic("galat", MESSAGE, Span("a.yaml", 1, 1, 1, 2))
    warning = Diagnostic("awas", MESSAGE, Span("a.yaml", 1, 1, 1, 2), Severity.WARNING)

    text = render_text([error, warning], lambda file, line: "x", colour=True)

    assert text.split("\n") == [
        "\x1b[1ma.yaml\x1b[0m",
        "  \x1b[1m1:1\x1b[0m \x1b[1;31mgalat[galat]\x1b[0m pesan",
        "      1 | x",
        "        | \x1b[1;31m^\x1b[0m",
        "  \x1b[1m1:1\x1b[0m \x1b[1;33mperingatan[awas]\x1b[0m pesan",
        "      1 | x",
        "        | \x1b[1;33m^\x1b[0m",
        "",
        "",
    ]


def test_findings_stand_below_their_file() -> None:
    found = [Diagnostic("kode", MESSAGE, Span(file, 1)) for file in ("a.yaml", "a.yaml", "b.yaml")]

    assert render_text(found, lambda file, line: None, language="en") == (
        "a.yaml\n  1:1 error[kode] message\n  1:1 error[kode] message\n\n"
        "b.yaml\n  1:1 error[kode] message\n\n"
    )


def test_without_colour_there_is_no_escape() -> None:
    finding = Diagnostic("kode", MESSAGE, Span("a.yaml"), hint=MESSAGE)

    assert "\x1b" not in render_text([finding], lambda file, line: "x")


def test_nothing_found_prints_nothing() -> None:
    assert render_text([], lambda file, line: "x") == ""


@pytest.mark.parametrize(
    ("errors", "warnings", "indonesian", "english"),
    [
        (0, 0, "Tahap I: tidak ada temuan.", "Tahap I: no findings."),
        (1, 0, "Tahap I: 1 galat, 0 peringatan.", "Tahap I: 1 error, 0 warnings."),
        (2, 1, "Tahap I: 2 galat, 1 peringatan.", "Tahap I: 2 errors, 1 warning."),
    ],
)
def test_summary_counts(errors: int, warnings: int, indonesian: str, english: str) -> None:
    found = [Diagnostic("x", MESSAGE, Span("a"))] * errors
    found += [Diagnostic("x", MESSAGE, Span("a"), Severity.WARNING)] * warnings

    assert render_summary(found, "Tahap I") == indonesian
    assert render_summary(found, "Tahap I", "en") == english
