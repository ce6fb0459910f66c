"""``validate --fix``: what is certain is mended, the rest reported, and nothing else touched."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

SMALL = Path(__file__).parents[1] / "workspaces" / "small"
PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"

Run = Callable[..., Any]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "small"))


def plant(folder: Path, *changes: tuple[str, str], file: str = PROGRAMS) -> str:
    """Replace the first of each, and return the file's text as it was."""
    path = folder / file
    before = path.read_bytes().decode()
    text = before
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())
    return before


SLIPS = [
    ("    owner: dinas-a\n", "    onwer: dinas-a\n"),
    ("    group: people\n", "    gruop: people\n"),
    ("unit: orang", "unit: Orang"),
    ("amount: 1250000000", "amount: 1.250.000.000"),
    ("amount: 250500000", 'amount: "250500000"'),
    ("value: 61.10", "value: 61.10 %"),
    ("menurut <catatan>", "menurut analisa <catatan>"),
]
"""Each is mended to what stood there, but for the last, whose right spelling is another word."""


CAPITALS = [
    ("status: rencana", "status: Rencana"),
    ("owner: dinas-a", "owner: DINAS-A"),
    ("id: mob-02", "id: MOB-02"),
    ("    group: people\n", "    Group: people\n"),
]


@pytest.mark.parametrize("slip", [*SLIPS[:-1], *CAPITALS], ids=lambda slip: slip[1].strip())
def test_certain_slips_are_mended_to_what_stood_there(
    run: Run, small: Path, slip: tuple[str, str]
) -> None:
    before = plant(small, slip)
    answer = run("validate", "--fix", "-C", small)
    assert (small / PROGRAMS).read_bytes().decode() == before
    assert "\n-" in answer.out
    assert "\n+" in answer.out
    assert "1 perbaikan ditulis ke 1 berkas." in answer.err


def test_all_are_mended_at_once_and_the_rest_is_reported(run: Run, small: Path) -> None:
    before = plant(small, *SLIPS, ("    status: rencana\n", "    status: entah   \n"))
    answer = run("validate", "--fix", "-C", small)
    wanted = before.replace("menurut <", "menurut analisis <")
    wanted = wanted.replace("    status: rencana\n", "    status: entah\n", 1)
    assert (small / PROGRAMS).read_bytes().decode() == wanted
    assert "8 perbaikan ditulis ke 1 berkas." in answer.err
    assert "“entah”" in answer.out
    assert answer.code == 1


def test_diff_shows_and_writes_nothing(run: Run, small: Path) -> None:
    plant(small, *SLIPS)
    now = (small / PROGRAMS).read_bytes()
    answer = run("validate", "--diff", "-C", small)
    assert (small / PROGRAMS).read_bytes() == now
    assert answer.code == 1
    assert answer.out.startswith(f"--- a/{PROGRAMS}\n+++ b/{PROGRAMS}\n")
    assert "\n-    onwer: dinas-a\n" in answer.out
    assert "\n+    owner: dinas-a\n" in answer.out
    assert "tidak ada yang ditulis" in answer.err


def test_clean_workspace_stays_as_it_is(run: Run, small: Path) -> None:
    files = {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}
    answer = run("validate", "--fix", "-C", small)
    assert {path: path.read_bytes() for path in small.rglob("*") if path.is_file()} == files
    assert "Tidak ada yang dapat diperbaiki otomatis." in answer.err
    assert run("validate", "--diff", "-C", small).code == 0


@pytest.mark.parametrize(
    "slip",
    [
        ("    owner: dinas-a\n", "    penanggung_jawab: dinas-a\n"),
        ("    end: 2025\n", "    end: 2025\n    strat: 2025\n"),
        ("amount: 1250000000", "amount: 1,250"),
        ("status: rencana", "status: direncana"),
    ],
    ids=lambda slip: slip[1].strip(),
)
def test_what_is_not_certain_is_left(run: Run, small: Path, slip: tuple[str, str]) -> None:
    plant(small, slip)
    now = (small / PROGRAMS).read_bytes()
    run("validate", "--fix", "-C", small)
    assert (small / PROGRAMS).read_bytes() == now


ROOT = Path(__file__).parents[2]
CLASSES = {
    "masterplan.yaml": [("\ncohort:", "\nchohort:"), ("\nstage: 4", "\nstage: 4  ")],
    "region/facts.yaml": [("    label:", "    lable:"), ("unit: km²", "unit: KM²")],
    "region/sources.yaml": [("    title:", "    titel:"), ("    publisher:", "    publsher:")],
    "region/opd.yaml": [("    short_name:", "    short-name:"), ("  - id: ", "  - ID: ")],
    "region/areas.yaml": [("name:", "naem:")],
    "region/plans.yaml": [("    vision:", "    vison:"), ("type: rpjmd", "type: RPJMD")],
    "region/regulations.yaml": [("    number:", "    numbr:"), ("type: uu", "type: UU")],
    "region/vision.yaml": [("\nmissions:", "\nmisions:")],
    "region/readiness.yaml": [("condition:", "conditon:"), ("rating: ", "ratting: ")],
    "region/governance.yaml": [("\nbimtek:", "\nbimtekk:")],
    "region/supporting-plans.yaml": [("unit: km\n", "unit: KM\n"), ("    cost:", "    Cost:")],
    "pillars/governance/pillar.yaml": [("\nissues:", "\nisues:"), ("\nlead: ", "\nLead: ")],
    "pillars/governance/programs-diskominfo.yaml": [
        ('code: "2.16.03"\n', 'code: "2-16-03"\n'),
        ("unit: persen", "unit: Persen"),
        ("illustrative: true", "ilustrative: true"),
    ],
}
"""Slips of each certain class, in every kind of file of Ketapang's own workspace."""


def test_every_kind_of_file_is_mended(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "ketapang"
    folder.mkdir()
    shutil.copy2(ROOT / "masterplan.yaml", folder)
    for name in ("region", "pillars"):
        shutil.copytree(ROOT / name, folder / name)
    before = {file: plant(folder, *slips, file=file) for file, slips in CLASSES.items()}

    answer = run("validate", "--fix", "-C", folder)

    assert {file: (folder / file).read_bytes().decode() for file in CLASSES} == before
    assert answer.code == 0, answer.out


def test_a_broken_file_keeps_others_from_nothing(run: Run, small: Path) -> None:
    plant(small, ("    owner: dinas-a\n", "    onwer: dinas-a\n"))
    (small / "region" / "opd.yaml").write_text("opd: [\n", encoding="utf-8")
    run("validate", "--fix", "-C", small)
    assert "    owner: dinas-a\n" in (small / PROGRAMS).read_text(encoding="utf-8")
    assert (small / "region" / "opd.yaml").read_text(encoding="utf-8") == "opd: [\n"


def test_only_named_files_are_mended(run: Run, small: Path) -> None:
    plant(small, ("unit: orang", "unit: Orang"))
    run("validate", "--fix", "-C", small, small / "masterplan.yaml")
    assert "unit: Orang" in (small / PROGRAMS).read_text(encoding="utf-8")
    run("validate", "--fix", "-C", small, small / PROGRAMS)
    assert "unit: orang" in (small / PROGRAMS).read_text(encoding="utf-8")


def test_report_for_programs_stays_whole(run: Run, small: Path) -> None:
    import json

    plant(small, ("unit: orang", "unit: Orang"))
    answer = run("validate", "--fix", "--format", "json", "-C", small)
    assert json.loads(answer.out)["version"] == 1
    assert "+" in answer.err


def test_windows_file_keeps_its_line_ends(run: Run, small: Path) -> None:
    path = small / PROGRAMS
    before = path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before.replace(b"owner: dinas-a", b"onwer: dinas-a", 1))
    run("validate", "--fix", "-C", small)
    assert path.read_bytes() == before


def test_standard_input_cannot_be_mended(run: Run, small: Path) -> None:
    answer = run("validate", "--fix", "-C", small, "-", "--stdin-filename", small / PROGRAMS)
    assert answer.code == 2
    assert "masukan standar tidak dapat diperbaiki" in answer.err


def test_a_note_keeps_its_finding_from_being_mended(run: Run, small: Path) -> None:
    note = "  # masterplan: ignore[nonstandard-spelling] nama resmi"
    plant(small, ("    location: Seluruh kota\n", f"    location: Balai analisa{note}\n"))
    now = (small / PROGRAMS).read_bytes()
    run("validate", "--fix", "-C", small)
    assert (small / PROGRAMS).read_bytes() == now


def test_a_number_that_a_comma_cuts_is_not_mended_by_half(run: Run, small: Path) -> None:
    plant(small, ("amount: 1250000000", "amount: Rp 1,5 miliar"))
    now = (small / PROGRAMS).read_bytes()
    answer = run("validate", "--fix", "-C", small)
    assert (small / PROGRAMS).read_bytes() == now
    assert "Tulis: 1500000000" in answer.out
    assert answer.out.count("galat[") == 1
