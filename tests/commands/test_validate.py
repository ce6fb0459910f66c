"""``masterplan validate``: findings to stdout, an exit code for CI."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from masterplan_cli.commands.validate import read_template_text
from masterplan_cli.compiler import Loaded, load_plan

Run = Callable[..., Any]
Edit = Callable[[Path, str, str], None]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"


def test_sound_workspace_is_code_0(run: Run, small: Path) -> None:
    answer = run("validate", "-C", small)

    assert (answer.code, answer.out, answer.err) == (0, "Tahap Dua: tidak ada temuan.\n", "")


def test_error_is_code_1_with_place_line_and_hint(run: Run, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-bb")

    answer = run("validate", "-C", small)

    assert (answer.code, answer.err) == (1, "")
    assert answer.out.split("\n") == [
        PROGRAMS,
        "  38:12 galat[dangling-reference] OPD “dinas-bb” tidak ada",
        "     38 |     owner: dinas-bb",
        "        |            ^^^^^^^^",
        "      Saran: Mungkin maksudnya: dinas-b, dinas-a",
        "",
        "Tahap Dua: 1 galat, 0 peringatan.",
        "",
    ]


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are always Unicode there")
@pytest.mark.parametrize("place", ["region", "templates/mini/book-a"])
def test_a_name_that_is_no_utf_8_is_a_name_like_others(run: Run, small: Path, place: str) -> None:
    """As names are in an archive of Windows that was unpacked elsewhere."""
    (small / place / os.fsdecode(b"catatan-\xff.yaml")).write_text("a: 1\n", encoding="utf-8")
    listed = ("text", "json", "sarif", "gitlab", "github", "junit", "checkstyle", "concise")
    codes = {form: run("validate", "-C", small, "--format", form).code for form in listed}
    built = run("build", "-C", small).code
    assert (codes, built) == (dict.fromkeys(listed, place == "region"), place == "region")


def test_fault_of_an_own_template_is_shown_in_it(run: Run, small: Path, edit: Edit) -> None:
    chapter = "templates/mini/book-a/01-kondisi.md.j2"
    edit(small / chapter, "issue.sub_dimension", "issue.sub_dimention")

    whole = run("validate", "-C", small)
    part = run("validate", small / PROGRAMS)

    assert (whole.code, part.code) == (1, 0)
    assert whole.out.split("\n")[:4] == [
        chapter,
        "  13:30 galat[template-unknown-name] nama “sub_dimention” tidak dikenal di dalam templat",
        "     13 | - {{ issue.text }} ({{ issue.sub_dimention.name }})",
        "        |                              ^^^^^^^^^^^^^",
    ]


def test_warnings_alone_are_code_0(run: Run, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")

    early = run("validate", "-C", small, "--stage", "1")
    late = run("validate", "-C", small, "--stage", "2")

    assert early.code == 0
    assert "peringatan[program-without-owner]" in early.out
    assert early.out.endswith("Tahap Satu: 0 galat, 1 peringatan.\n")
    assert late.code == 1
    assert "galat[program-without-owner]" in late.out


@pytest.mark.parametrize("way", ["--lang", "environment"])
def test_findings_in_english(
    run: Run, small: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-bb")
    if way == "environment":
        monkeypatch.setenv("MASTERPLAN_LANG", "en")

    answer = run("validate", "-C", small, *(["--lang", "en"] if way == "--lang" else []))

    assert "error[dangling-reference] there is no agency 'dinas-bb'" in answer.out
    assert "Hint: Did you mean: dinas-b, dinas-a" in answer.out
    assert answer.out.endswith("Tahap Dua: 1 error, 0 warnings.\n")


def test_workspace_is_found_from_a_folder_below_it(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small / "pillars/mobility")

    assert run("validate").out == "Tahap Dua: tidak ada temuan.\n"


def test_manifest_that_cannot_be_read_still_gives_its_line(run: Run, small: Path) -> None:
    (small / "masterplan.yaml").write_text("region: [\n", encoding="utf-8")

    answer = run("validate", "-C", small)

    assert answer.code == 1
    assert answer.out.startswith("masterplan.yaml\n")
    assert answer.out.endswith("masterplan.yaml: 1 galat, 0 peringatan.\n")


@pytest.mark.parametrize("damage", ["region", "pillars"])
def test_workspace_without_a_folder_is_checked(run: Run, small: Path, damage: str) -> None:
    shutil.rmtree(small / damage)

    answer = run("validate", "-C", small)

    assert answer.code == 1
    assert answer.err == ""
    assert " galat, " in answer.out.split("\n")[-2]


def test_fault_in_the_profile_shows_its_line(run: Run, small: Path, edit: Edit) -> None:
    edit(small / "templates/mini/profile.yaml", "funds:", "fund:")

    answer = run("validate", "-C", small)

    assert answer.code == 1
    assert "templates/mini/profile.yaml\n  17:1 galat[unknown-key]" in answer.out
    assert "   17 | fund:" in answer.out


def test_pipe_gets_no_colours_and_utf8(small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-bb")

    answer = subprocess.run(
        [sys.executable, "-m", "masterplan_cli", "validate", "-C", str(small)],
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", "MASTERPLAN_LANG": "id"},
        check=False,
    )

    assert answer.returncode == 1
    assert "“dinas-bb”" in answer.stdout.decode("utf-8")
    assert b"\x1b" not in answer.stdout + answer.stderr


@pytest.mark.parametrize(
    ("settings", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_terminal_gets_colours_unless_forbidden(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], coloured: bool
) -> None:
    from io import StringIO

    from masterplan_cli.commands.console import wants_colour

    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    assert wants_colour(Terminal()) is coloured
    assert wants_colour(StringIO()) is False


def test_ketapang_is_sound_at_every_stage(run: Run, ketapang: Path) -> None:
    for stage in ("1", "2", "3", "4"):
        answer = run("validate", "-C", ketapang, "--stage", stage)
        assert answer.code == 0, answer.out


def test_lines_of_packaged_templates_can_be_shown(ketapang_copy: Path) -> None:
    shutil.rmtree(ketapang_copy / "templates")
    loaded = load_plan(ketapang_copy)
    packaged = "masterplan_cli/templates/kominfo"

    text = read_template_text(loaded, f"{packaged}/profile.yaml")

    assert text is not None
    assert "\nid: kominfo\n" in f"\n{text}"
    assert read_template_text(loaded, f"{packaged}/tidak-ada.yaml") is None
    assert read_template_text(loaded, "region/opd.yaml") is None
    assert (
        read_template_text(Loaded(ketapang_copy, None, None, ()), f"{packaged}/profile.yaml")
        is None
    )


def test_unknown_format_is_wrong_usage(run: Run, small: Path) -> None:
    answer = run("validate", "-C", small, "--format", "yaml")

    assert (answer.code, answer.out) == (2, "")
    assert "format “yaml” tidak ada" in answer.err
    assert "Pilih: text, checkstyle, concise, github" in answer.err


def test_machine_reads_errors_of_the_run(run: Run, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-bb")

    answer = run("validate", "-C", small, "--format", "sarif")

    log = json.loads(answer.out)["runs"][0]
    assert (answer.code, answer.err) == (1, "")
    assert [result["ruleId"] for result in log["results"]] == ["dangling-reference"]
    assert "diskominfo" in log["tool"]["driver"]["rules"][0]["help"]["text"]


@pytest.mark.parametrize(
    ("below", "shown"), [("", PROGRAMS), ("..", f"small/{PROGRAMS}"), ("pillars", PROGRAMS)]
)
def test_paths_start_at_the_current_folder_where_the_workspace_is_below(
    run: Run, small: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch, below: str, shown: str
) -> None:
    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-bb")
    monkeypatch.chdir(small / below)

    concise = run("validate", "-C", small, "--format", "concise").out
    text = run("validate", "-C", small).out

    assert concise.startswith(f"{shown}:38:12: error[")
    assert text.startswith(f"{shown}\n  38:12 galat[")
    assert "owner: dinas-bb" in text


def test_packaged_file_keeps_its_name_from_another_folder(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.parent)
    shutil.rmtree(small / "templates")

    answer = run("validate", "-C", small, "--format", "concise")

    assert answer.out.startswith("small/masterplan.yaml:")
    assert "error[unknown-profile]" in answer.out


def test_summary_names_what_is_switched_off(run: Run, small: Path, edit: Edit) -> None:
    edit(
        small / "masterplan.yaml",
        "coordinator: dinas-a\n",
        "coordinator: dinas-a\nrules: {program-without-owner: {severity: off, reason: Tunggu SK}}\n",
    )

    answer = run("validate", "-C", small)
    status = run("status", "-C", small)

    assert answer.out.endswith("Aturan program-without-owner dimatikan: Tunggu SK\n")
    assert "Aturan yang dimatikan, jadi tidak ikut dihitung: program-without-owner." in status.out
