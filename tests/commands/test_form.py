"""``masterplan form``: files, exit codes, complaints."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from filling import Filled

from masterplan_cli.report.findings import list_formats

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"

Run = Callable[..., Any]


def test_export_writes_a_form_for_each_opd(run: Run, small: Path, tmp_path: Path) -> None:
    answer = run("form", "export", "-C", small, "--out", tmp_path / "out")

    assert answer.code == 0
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["formulir-bimtek-2-dinas-a.xlsx", "formulir-bimtek-2-dinas-b.xlsx"]
    assert answer.err == "2 formulir ditulis.\n"
    assert len(answer.out.splitlines()) == 2


def test_export_of_one_stage_and_opd(run: Run, small: Path, tmp_path: Path) -> None:
    options = ("--opd", "dinas-b", "--stage", "1", "--out", tmp_path / "out")

    answer = run("form", "export", "-C", small, *options)

    assert answer.code == 0
    names = [path.name for path in (tmp_path / "out").iterdir()]
    assert names == ["formulir-bimtek-1-dinas-b.xlsx"]


def test_export_without_agencies_says_what_to_fill_in(run: Run, tmp_path: Path) -> None:
    given = ("--name", "Contoh", "--type", "kota", "--province", "Uji", "--horizon", "2025-2034")
    run("init", tmp_path / "ws", *given)

    answer = run("form", "export", "-C", tmp_path / "ws")

    assert answer.code == 0
    assert answer.err.startswith("0 formulir ditulis.\n")
    assert "region/opd.yaml" in answer.err


def test_unknown_opd_suggests_the_nearest(run: Run, small: Path) -> None:
    answer = run("form", "export", "-C", small, "--opd", "dinas-aa", "--lang", "en")

    assert answer.code == 2
    assert "Did you mean: dinas-a" in answer.err


def test_mistake_in_a_sheet_of_the_profile_is_named(run: Run, small: Path) -> None:
    folder = small / "templates" / "mini" / "forms"
    folder.mkdir()
    (folder / "01-program.yaml").write_text("title: Program\nintro: x\n", encoding="utf-8")

    answer = run("form", "export", "-C", small)

    assert answer.code == 2
    assert "templates/mini/forms/01-program.yaml:1" in answer.err


def test_validate_looks_at_the_sheets_of_the_profile(run: Run, small: Path) -> None:
    folder = small / "templates" / "mini" / "forms"
    folder.mkdir()
    (folder / "01-kegiatan.yaml").write_text(
        "title: Kegiatan\nintro: x\nrecords: program/activities\nowner: root\nparent: Program\n"
        "terms: {rencana: row}\nheadings: {keluaran: Keluaran}\nrequired: [name, outputs]\n",
        encoding="utf-8",
    )
    (folder / "02-lain.yaml").write_text(
        "title: Lain\nintro: x\nrecords: program/kegiatan\nowner: row\nblanks: 3\n",
        encoding="utf-8",
    )

    answer = run("validate", "-C", small, "--format", "concise", "--lang", "en")

    assert answer.code == 1
    found = [line for line in answer.out.splitlines() if "/forms/" in line]
    assert [line.removeprefix("templates/mini/forms/") for line in found] == [
        "01-kegiatan.yaml:6:9: error[form-sheet] there is no table 'rencana'",
        "01-kegiatan.yaml:7:12: error[form-sheet] there is no key 'keluaran'",
        "01-kegiatan.yaml:8:18: error[form-sheet] there is no key 'outputs'",
        "02-lain.yaml:3:10: error[form-sheet] there is no record 'kegiatan'",
        "02-lain.yaml:5:1: error[unknown-key] the key 'blanks' is not known",
    ]
    assert run("form", "export", "-C", small).code == 2


def _fill(path: Path, column: str, value: object) -> None:
    form = Filled(path.read_bytes())
    form.put("Program", "program/mob-01", **{column: value})
    path.write_bytes(form.save())


def test_import_shows_a_diff_and_writes_when_asked(run: Run, small: Path, tmp_path: Path) -> None:
    run("form", "export", "-C", small, "--opd", "dinas-a", "--out", tmp_path)
    path = tmp_path / "formulir-bimtek-2-dinas-a.xlsx"
    _fill(path, "location", "Pusat kota")

    shown = run("form", "import", path, "-C", small)

    assert shown.code == 0
    assert "-    location: Seluruh kota\n+    location: Pusat kota\n" in shown.out
    assert shown.err == "1 berkas akan berubah; tambahkan --write untuk menulisnya.\n"
    assert "Seluruh kota" in (small / PROGRAMS).read_text(encoding="utf-8")
    written = run("form", "import", path, "-C", small, "--write")
    assert written.err == "1 berkas ditulis.\n"
    assert "location: Pusat kota" in (small / PROGRAMS).read_text(encoding="utf-8")


@pytest.mark.parametrize("owner", ["dinas-a", "dinas-b"])
def test_write_refuses_what_breaks_content_that_the_form_does_not_change(
    run: Run, small: Path, tmp_path: Path, owner: str
) -> None:
    plans = "region/supporting-plans.yaml"
    (small / plans).write_text(
        "policies:\n  - {id: k-1, title: Perda angkutan, type: perda, year: 2025, "
        f"owner: {owner}, programs: [mob-01]}}\n",
        encoding="utf-8",
    )
    run("form", "export", "-C", small, "--opd", "dinas-a", "--out", tmp_path)
    path = tmp_path / "formulir-bimtek-2-dinas-a.xlsx"
    form = Filled(path.read_bytes())
    form.put("Program", "program/mob-01", **dict.fromkeys(form.columns("Program")))
    path.write_bytes(form.save())
    before = (small / PROGRAMS).read_bytes()

    answer = run("form", "import", path, "-C", small, "--delete", "--write")

    assert answer.code == 1
    assert (small / PROGRAMS).read_bytes() == before
    place = f"{plans}:2:"
    if owner == "dinas-a":
        cell = form.cell("Rencana kebijakan", "policy/k-1", "programs#1").coordinate
        place = f"{path.name}:Rencana kebijakan!{cell}"
    assert answer.err.startswith("Perubahan ini tidak ditulis, karena menimbulkan 1 galat")
    assert place in answer.err
    assert "galat[dangling-reference]" in answer.out
    shown = run("form", "import", path, "-C", small, "--delete")
    assert shown.err.startswith("Perubahan ini tidak akan ditulis, ")
    assert "-  - id: mob-01" in shown.out


@pytest.mark.parametrize("form", list_formats())
def test_findings_name_the_cell_in_every_format(
    run: Run, small: Path, tmp_path: Path, form: str
) -> None:
    run("form", "export", "-C", small, "--opd", "dinas-a", "--out", tmp_path)
    path = tmp_path / "formulir-bimtek-2-dinas-a.xlsx"
    _fill(path, "start", "dua ribu")

    answer = run("form", "import", path, "-C", small, "--format", form)

    assert answer.code == 1
    assert "Program!" in answer.out
    assert "formulir-bimtek-2-dinas-a.xlsx" in answer.out
    if form == "concise":
        assert re.match(
            r"formulir-bimtek-2-dinas-a\.xlsx:Program!J6: error\[form-value\] ", answer.out
        )


def test_import_of_no_form_and_of_nothing(run: Run, small: Path, tmp_path: Path) -> None:
    (tmp_path / "catatan.xlsx").write_bytes(b"bukan buku kerja")

    answer = run("form", "import", tmp_path / "catatan.xlsx", "-C", small)

    assert answer.code == 1
    assert "form-refused" in answer.out
    assert run("form", "import", tmp_path / "tiada.xlsx", "-C", small).code == 2
    both = run("form", "import", tmp_path / "catatan.xlsx", "-C", small, "--ours", "--theirs")
    assert both.code == 2


def test_conflicts_are_written_to_a_sheet(run: Run, small: Path, tmp_path: Path) -> None:
    run("form", "export", "-C", small, "--opd", "dinas-a", "--out", tmp_path)
    path = tmp_path / "formulir-bimtek-2-dinas-a.xlsx"
    _fill(path, "location", "Pusat kota")
    text = (small / PROGRAMS).read_text(encoding="utf-8")
    (small / PROGRAMS).write_text(text.replace("Seluruh kota", "Kota lama"), encoding="utf-8")

    answer = run("form", "import", path, "-C", small, "--conflicts", tmp_path / "b.xlsx")

    assert answer.code == 1
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames[0] == "Benturan"


@pytest.fixture
def usulan(tmp_path: Path) -> Path:
    """A sheet of an OPD's own."""
    book = openpyxl.Workbook()
    book.active.append(["Nama program", "Dimensi", "Catatan"])
    book.active.append(["Sepeda warga", "Mobilitas", "penting"])
    book.save(tmp_path / "usulan.xlsx")
    return tmp_path / "usulan.xlsx"


def test_sheet_of_an_opds_own_is_refused(run: Run, small: Path, usulan: Path) -> None:
    answer = run("form", "import", usulan, "-C", small)

    assert answer.code == 1
    assert "form-refused" in answer.out
    assert "--map" in answer.out


def test_map_is_shown_where_nobody_sits_at_a_terminal(run: Run, small: Path, usulan: Path) -> None:
    answer = run("form", "import", usulan, "-C", small, "--opd", "dinas-b", "--write")

    assert answer.code == 1
    assert "opd: dinas-b" in answer.out
    assert answer.err.startswith("Belum ada yang dibaca: simpan pasangan judul ini")
    assert "Sepeda warga" not in (small / PROGRAMS).read_text(encoding="utf-8")


def test_map_is_written_where_asked_and_read_the_next_time(
    run: Run, small: Path, usulan: Path
) -> None:
    peta = usulan.with_name("peta.yaml")
    words = ("form", "import", usulan, "-C", small, "--opd", "dinas-b", "--map", peta, "--write")

    first = run(*words)

    assert first.code == 1
    assert first.err.startswith(f"{peta} ditulis, belum ada yang dibaca: ")
    text = peta.read_text(encoding="utf-8")
    assert '"Catatan": "-"' in text
    assert "Sepeda warga" not in (small / PROGRAMS).read_text(encoding="utf-8")
    peta.write_text(text.replace('"Catatan": "-"', '"Catatan": "location"'), encoding="utf-8")
    second = run(*words)
    assert second.err == "1 berkas ditulis.\n"
    assert "location: penting" in (small / PROGRAMS).read_text(encoding="utf-8")


@pytest.mark.parametrize(("answer", "written"), [("y", True), ("n", False), ("", False)])
def test_map_is_confirmed_at_a_terminal(
    small: Path, usulan: Path, answer: str, written: bool
) -> None:
    ours, theirs = pty.openpty()
    words = ("form", "import", usulan, "-C", small, "--opd", "dinas-b", "--write")
    command = [sys.executable, "-m", "masterplan_cli", *map(str, words)]
    with subprocess.Popen(
        command, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    ) as process:
        os.write(ours, f"{answer}\n".encode())
        _, said = process.communicate(timeout=60)
    os.close(ours)
    os.close(theirs)

    shown = said.splitlines()
    assert shown[0] == "usulan.xlsx:"
    assert shown[1].startswith("Lembar “Sheet” dibaca sebagai lembar Program, dengan judul kolom")
    assert shown[2:5] == [
        "  Nama program → Program",
        "  Dimensi      → Dimensi",
        "  Catatan      → (tidak dibaca)",
    ]
    assert "Baca berkas ini dengan pasangan judul di atas?" in said
    assert ("Sepeda warga" in (small / PROGRAMS).read_text(encoding="utf-8")) == written
    assert said.endswith("1 berkas ditulis.\n") == written
    assert ("Belum ada yang dibaca" in said) != written
