"""``masterplan validate FILE…`` and ``-``: some files' findings, the whole workspace read."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Edit = Callable[[Path, str, str], None]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
WATER = "pillars/water/pillar.yaml"


@pytest.fixture
def broken(small: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two files with one error each; the current folder is the workspace's."""
    edit(small / PROGRAMS, "owner: dinas-b", "owner: dinas-bb")
    edit(small / WATER, "illustrative: true", "ilustrative: true")
    monkeypatch.chdir(small)
    return small


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a text on standard input."""

    def put(text: str) -> None:
        monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(text.encode("utf-8"))))

    return put


def list_codes(text: str) -> list[str]:
    return [line.split("[")[1].split("]")[0] for line in text.splitlines()]


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        ([PROGRAMS], ["dangling-reference"]),
        ([WATER], ["unknown-key"]),
        ([WATER, PROGRAMS], ["dangling-reference", "unknown-key"]),
        (["pillars/water"], ["unknown-key"]),
        (["."], ["dangling-reference", "unknown-key"]),
        (["region/opd.yaml"], []),
    ],
)
def test_only_the_findings_of_the_files_are_shown(
    run: Run, broken: Path, names: list[str], codes: list[str]
) -> None:
    answer = run("validate", *names, "--format", "concise")

    assert list_codes(answer.out) == codes
    assert answer.code == (1 if codes else 0)


def test_path_below_the_project_is_said_from_here(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.parent)
    answer = run("validate", "-C", small.name, WATER)

    assert answer.code == 2
    assert answer.err.rstrip().endswith(f"tulis: {small.name}/{WATER}")


def test_references_into_other_files_hold(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)

    answer = run("validate", PROGRAMS)

    assert (answer.code, answer.out) == (0, "Tahap Dua, 1 berkas: tidak ada temuan.\n")


def test_workspace_is_found_around_the_file(
    run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(broken.parent)

    answer = run("validate", f"small/{WATER}", "--format", "concise")

    assert answer.out.startswith(f"small/{WATER}:3:1: error[unknown-key]")
    assert run("validate", broken / WATER).code == 1


def test_broken_manifest_is_never_a_clean_file(run: Run, broken: Path) -> None:
    (broken / "masterplan.yaml").write_text("region: [\n", encoding="utf-8")

    answer = run("validate", "region/opd.yaml", "--format", "concise")

    assert answer.code == 1
    assert answer.out.startswith("masterplan.yaml:")
    assert PROGRAMS not in answer.out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["tidak-ada.yaml"], "berkas “tidak-ada.yaml” tidak ada"),
        (["/"], "tidak ada masterplan.yaml"),
        (["-"], "masukan standar memerlukan"),
        (["-", WATER, "--stdin-filename", WATER], "masukan standar memerlukan"),
        ([WATER, "--stdin-filename", WATER], "masukan standar memerlukan"),
        (["-", "--stdin-filename", "README.md"], "“README.md” bukan berkas isi"),
        (["-", "--stdin-filename", "/etc/opd.yaml", "-C", "."], "berada di luar workspace"),
    ],
)
def test_wrong_usage(run: Run, broken: Path, words: list[str], said: str) -> None:
    answer = run("validate", *words)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err


def test_files_of_two_workspaces_are_refused(run: Run, broken: Path, kota: Path) -> None:
    answer = run("validate", WATER, kota / "masterplan.yaml")

    assert answer.code == 2
    assert "beberapa workspace" in answer.err


@pytest.fixture
def kota() -> Path:
    return Path(__file__).parents[1] / "workspaces" / "kota"


def test_standard_input_stands_for_the_file(
    run: Run, broken: Path, pipe: Callable[[str], None]
) -> None:
    text = (broken / PROGRAMS).read_text(encoding="utf-8")
    pipe(text.replace("dinas-bb", "dinas-b"))
    mended = run("validate", "-", "--stdin-filename", PROGRAMS)

    pipe(text.replace("dinas-bb", "dinas-z"))
    worse = run("validate", "-", "--stdin-filename", str(broken / PROGRAMS))

    assert (mended.code, mended.out) == (0, "Tahap Dua, 1 berkas: tidak ada temuan.\n")
    assert worse.code == 1
    assert "OPD “dinas-z” tidak ada" in worse.out
    assert "owner: dinas-z" in worse.out


def test_standard_input_may_be_a_file_that_is_not_there_yet(
    run: Run, small: Path, monkeypatch: pytest.MonkeyPatch, pipe: Callable[[str], None]
) -> None:
    monkeypatch.chdir(small)
    pipe("programs:\n  - {id: baru, nama: Baru}\n")

    answer = run(
        *("validate", "-", "--stdin-filename", "pillars/water/programs-baru.yaml"),
        *("--format", "concise"),
    )

    assert list_codes(answer.out) == ["unknown-key"]


def test_name_from_the_workspace_works_from_elsewhere(
    run: Run, broken: Path, monkeypatch: pytest.MonkeyPatch, pipe: Callable[[str], None]
) -> None:
    monkeypatch.chdir("/")
    pipe("areas: [\n")

    answer = run(
        *("validate", "-", "-C", broken, "--stdin-filename", "region/areas.yaml"),
        *("--format", "concise"),
    )

    assert answer.out.endswith("\n")
    assert "region/areas.yaml:" in answer.out
    assert list_codes(answer.out) == ["yaml-syntax"]
