"""The benchmark's own tools: runs measured, books compared, results written. Nothing is timed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.books import digest_blocks, read_blocks, write_markdown
from benchmarks.cases import compare_book, edit_program
from benchmarks.measure import Case, Result, Run, measure
from benchmarks.peers.installation import HERE, Installed, Peer, install
from benchmarks.report import Section, render_results
from benchmarks.workspace import Size, write_workspace

from masterplan_cli.compiler import load_plan

BLOCKS = [
    ["h", 1, "Bab | satu"],
    ["p", "Rp1.000 & <lain> *tanpa* tebal"],
    ["t", [["Kolom", "Nilai"], ["a\nb", "12,5"], ["c", ""]]],
]


def write(name: str, folder: Path, text: str, **options: object) -> Case:
    return Case(name, (sys.executable, "-c", text), folder, **options)  # type: ignore[arg-type]


def test_cases_run_in_turn_and_the_first_round_is_not_counted(tmp_path: Path) -> None:
    note = "open('urutan', 'a').write({!r})"
    cases = [write(name, tmp_path, note.format(name)) for name in "ab"]
    results = measure(cases, 2)
    assert (tmp_path / "urutan").read_text() == "ababab"
    assert [len(results[name].runs) for name in "ab"] == [2, 2]
    assert all(run.cpu > 0 and run.wall > 0 and run.peak > 1 for run in results["a"].runs)


def test_a_case_that_fails_is_left_out_with_its_reason(tmp_path: Path) -> None:
    cases = [
        write("rusak", tmp_path, "print('tidak bisa'); raise SystemExit(4)"),
        write("boleh", tmp_path, "raise SystemExit(1)", codes=frozenset({1})),
        Case("tiada", ("/tidak/ada",), tmp_path),
    ]
    results = measure(cases, 1, warm=False)
    assert results["rusak"].reason == "rusak: code 4: tidak bisa"
    assert results["rusak"].runs == ()
    assert len(results["boleh"].runs) == 1
    assert "No such file" in results["tiada"].reason


def test_medians() -> None:
    result = Result((Run(3, 30, 300), Run(1, 10, 100), Run(2, 20, 200)))
    assert (result.cpu(), result.wall(), result.peak()) == (2, 20, 200)


def test_a_book_of_another_tool_reads_back_the_same(tmp_path: Path) -> None:
    source, book = tmp_path / "book.json", tmp_path / "book.docx"
    source.write_text(json.dumps(BLOCKS), encoding="utf-8")
    script = HERE / "book_python_docx.py"
    subprocess.run([sys.executable, script, source, book], check=True)
    assert digest_blocks(read_blocks(book)) == digest_blocks(BLOCKS)
    assert read_blocks(book)[:2] == BLOCKS[:2]
    assert compare_book(BLOCKS, book) == ""
    shorter = [*BLOCKS[:2], ["t", BLOCKS[2][1][:2]]]
    assert compare_book(shorter, book) == "+1 of 50 characters, +0 of 1 tables, +1 of 2 rows"


def test_digests_see_text_and_tables_but_no_white_space() -> None:
    spaced = [*BLOCKS[:1], ["p", "Rp1.000 &  <lain> *tanpa*\ntebal"], BLOCKS[2]]
    assert digest_blocks(spaced) == digest_blocks(BLOCKS)
    assert digest_blocks(BLOCKS[:2]) != digest_blocks(BLOCKS)


def test_markdown_for_others_keeps_every_character_as_text() -> None:
    text = write_markdown(BLOCKS)
    assert text.startswith("# Bab \\| satu\n")
    assert "\\*tanpa\\*" in text
    assert "| a<br>b | 12,5 |" in text


def test_a_tool_that_cannot_be_installed_says_why(tmp_path: Path) -> None:
    found = install(Peer("tiada", "./tidak-ada-paket-ini"), tmp_path)
    assert found.version == ""
    assert found.reason


def test_results_name_machine_ratio_and_what_is_left_out() -> None:
    results = {
        "ours": Result((Run(2, 2, 50),)),
        "theirs": Result((Run(5, 6, 80),)),
        "none": Result(reason="a | b"),
    }
    section = Section("Books", results, {"theirs": "same"}, "ours")
    tools = [
        Installed(Peer("x", "x"), Path("x"), "1.2"),
        Installed(Peer("y", "y"), Path("y"), reason="gone"),
    ]
    page = render_results([section], tools, ["A machine."])
    assert "| theirs | 1 | 5.00 | 6.00 | 80 | 2.5× | same |" in page
    assert "| none | 0 | left out: a \\| b |" in page
    assert "| x | 1.2 |" in page
    assert "| y | left out: gone |" in page
    assert page.splitlines()[2] == "A machine."


def test_the_edit_between_runs_changes_one_programme_and_stays_sound(tmp_path: Path) -> None:
    write_workspace(tmp_path, Size(36))
    before = load_plan(tmp_path).plan
    for _ in range(2):
        edit_program(tmp_path)
    after = load_plan(tmp_path)
    assert before is not None
    assert after.plan is not None
    assert not after.wrong
    changed = [
        one.description
        for one, other in zip(after.plan.workspace.programs, before.workspace.programs, strict=True)
        if one != other
    ]
    assert len(changed) == 1
    assert "suntingan 2." in (changed[0] or "")
