"""``masterplan diff``: two states of a workspace, in the plan's own terms."""

from __future__ import annotations

import io
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest

from .conftest import Run

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
Edit = Callable[[Path, str, str], None]


def git(project: Path, *words: str) -> None:
    identity = ("-c", "user.name=Uji", "-c", "user.email=uji@example.org")
    subprocess.run(["git", "-C", str(project), *identity, *words], check=True, capture_output=True)


@pytest.fixture
def tagged(small: Path) -> Path:
    """The small workspace with one commit, tagged as a stage's."""
    git(small, "init", "-q")
    git(small, "add", "-A")
    git(small, "-c", "commit.gpgsign=false", "commit", "-q", "-m", "Draf")
    git(small, "tag", "bimtek-2")
    return small


# An edit of a programme, and the change that must come of it: kind, field, old, new.
EDITS = [
    ("    name: Halte teduh", "    name: Halte sejuk", ("renamed", "Nama", "Halte teduh", "Halte sejuk")),
    ("amount: 200000000", "amount: 250000000", ("budget", "Pagu “2026, APBD”", "Rp200.000.000", "Rp250.000.000")),
    ("{2025: 10, 2026: 20,", "{2025: 10, 2026: 2.5,", ("target", "Indikator “Halte” › Target 2026", "20", "2,5")),
    ("owner: dinas-b", "owner: dinas-a", ("owner", "OPD penanggung jawab", 'Badan "Listrik" <Uji>', "Dishub")),
    ("Halte beratap dan berlampu.", "Halte beratap.", ("text", "Uraian", "Halte beratap dan berlampu.", "Halte beratap.")),
    ("    end: 2027\n", "    end: 2026\n", ("value", "Tahun selesai", "2027", "2026")),
]  # fmt: skip


def list_changes(run: Run, project: Path, *words: str) -> list[dict[str, Any]]:
    answer = run("diff", "bimtek-2", *words, "--format", "json", "-C", project)
    assert answer.code == 0
    found: list[dict[str, Any]] = json.loads(answer.out)["changes"]
    return found


@pytest.mark.parametrize(("old", "new", "expected"), EDITS, ids=lambda one: str(one)[:20])
def test_each_edit_is_one_change(
    run: Run, tagged: Path, edit: Edit, old: str, new: str, expected: tuple[str, ...]
) -> None:
    edit(tagged / PROGRAMS, old, new)
    (change,) = list_changes(run, tagged)

    assert (change["kind"], change["field"], change["old"], change["new"]) == expected
    assert change["subject"]["pointer"] == "program/mob-02"
    assert (change["pillar"], change["place"]["file"]) == ("mobility", PROGRAMS)


def test_nothing_changed_is_said(run: Run, tagged: Path) -> None:
    answer = run("diff", "bimtek-2", "-C", tagged)

    assert "Tidak ada perubahan." in answer.out
    assert list_changes(run, tagged) == []


def test_programmes_that_came_went_or_moved(run: Run, tagged: Path) -> None:
    path = tagged / PROGRAMS
    text = path.read_text(encoding="utf-8")
    first, second = re.split(r"(?m)^(?=  - id: mob-0)", text)[1:]
    path.write_text(f"programs:\n{second.replace('mob-02', 'mob-09')}", encoding="utf-8")
    moved = tagged / "pillars/energy/programs-baru.yaml"
    added = "  - {id: ene-01, name: Panel surya, owner: dinas-b}\n"
    moved.write_text(f"programs:\n{first}{added}", encoding="utf-8")
    found = {(one["kind"], one["subject"]["pointer"]): one for one in list_changes(run, tagged)}

    assert set(found) == {
        ("moved", "program/mob-01"),
        ("added", "program/ene-01"),
        ("reidentified", "program/mob-09"),
    }
    assert found["added", "program/ene-01"]["owner"] == "dinas-b"
    assert found["added", "program/ene-01"]["new"] == 'Badan "Listrik" <Uji>'
    assert found["reidentified", "program/mob-09"]["old"] == "mob-02"


def test_a_programme_that_is_gone_is_named_once(run: Run, tagged: Path) -> None:
    path = tagged / PROGRAMS
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("  - id: mob-02")], encoding="utf-8")
    (change,) = list_changes(run, tagged)
    answer = run("diff", "bimtek-2", "-C", tagged)

    assert (change["kind"], change["subject"]["name"], change["place"]) == (
        "dropped",
        "Halte teduh",
        None,
    )
    assert "2 → 1 program" in answer.out
    assert f"dihapus: {change['old']}" in answer.out
    assert re.search(r", 20\d\d–20\d\d, Rp", change["old"])


def test_a_pillar_is_called_by_its_dimension(run: Run, tagged: Path, edit: Edit) -> None:
    edit(tagged / "pillars/mobility/pillar.yaml", "Jalan utama padat", "Jalan raya padat")
    (change,) = list_changes(run, tagged)

    assert change["subject"] == {
        "kind": "pillar",
        "pointer": "pillar/mobility",
        "name": "Mobilitas",
    }


def test_text_lists_by_opd_with_place_and_words(run: Run, tagged: Path, edit: Edit) -> None:
    edit(tagged / PROGRAMS, "Halte beratap dan berlampu.", "Halte beratap dan terang.")
    answer = run("diff", "bimtek-2", "--by", "opd", "-C", tagged)

    assert answer.out.startswith("Perubahan sejak bimtek 2 (")
    assert f"{PROGRAMS}:" in answer.out
    assert "Halte beratap dan [-berlampu-]{+terang+}." in answer.out
    assert "\n1 perubahan.\n" in answer.out


def test_the_memo_names_the_stage_and_shows_old_and_new(
    run: Run, tagged: Path, edit: Edit, validate: Callable[[bytes, str], list[str]]
) -> None:
    edit(tagged / PROGRAMS, "    name: Halte teduh", "    name: Halte sejuk")
    path = tagged / "nota.docx"
    answer = run("diff", "bimtek-2", "--docx", path, "-C", tagged)
    document = docx.Document(io.BytesIO(path.read_bytes()))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    assert answer.err.strip() == str(path)
    assert "Perubahan sejak bimtek 2" in {
        paragraph.text.strip() for paragraph in document.paragraphs
    }
    assert {"Halte teduh", "Halte sejuk"} <= set(cells)
    assert validate(path.read_bytes(), "Microsoft365") == []


def test_markdown_is_the_memo(run: Run, tagged: Path, edit: Edit) -> None:
    edit(tagged / PROGRAMS, "    name: Halte teduh", "    name: Halte sejuk")
    answer = run("diff", "bimtek-2", "HEAD", "--format", "md", "-C", tagged)

    assert answer.out.startswith("# Perubahan sejak bimtek 2 sampai HEAD")
    assert "Tidak ada perubahan." in answer.out
    assert "Halte **sejuk**" in run("diff", "bimtek-2", "--format", "md", "-C", tagged).out


def test_a_commit_that_is_not_there_is_wrong_usage(run: Run, tagged: Path) -> None:
    answer = run("diff", "bimtek-9", "-C", tagged)

    assert (answer.code, answer.out) == (2, "")
    assert "bimtek-9" in answer.err


def test_a_redline_tracks_what_changed_since(run: Run, tagged: Path, edit: Edit) -> None:
    edit(tagged / PROGRAMS, "    name: Halte teduh", "    name: Halte sejuk")
    out = tagged / "hasil"
    answer = run("build", "--redline", "bimtek-2", "--book", "book-a", "--out", out, "-C", tagged)
    (path,) = out.glob("*.docx")
    body = docx.Document(str(path)).element.xml

    assert answer.code == 0, answer.err
    assert answer.out.strip() == str(path)
    assert "perubahan-sejak" in path.name
    assert re.search(r"<w:ins [^>]*w:author=\"masterplan\"[^>]*>\s*<w:r>.*?sejuk", body, re.DOTALL)
    assert re.search(r"<w:delText[^>]*>teduh<", body)


def test_redlines_are_named_as_seen_from_here(
    run: Run, tagged: Path, edit: Edit, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(tagged / PROGRAMS, "    name: Halte teduh", "    name: Halte sejuk")
    monkeypatch.chdir(tagged)
    answer = run("build", "--redline", "bimtek-2", "--book", "book-a")
    assert Path(answer.out.strip()).parent == Path("build/bimtek-2")


def test_a_redline_needs_one_stage(run: Run, tagged: Path) -> None:
    answer = run("build", "--redline", "bimtek-2", "--stage", "all", "-C", tagged)

    assert answer.code == 2
    assert "--redline" in answer.err


def test_a_state_that_contradicts_itself_has_no_redline(run: Run, tagged: Path, edit: Edit) -> None:
    edit(tagged / PROGRAMS, "owner: dinas-b", "owner: dinas-x")
    answer = run("build", "--redline", "bimtek-2", "--book", "book-a", "-C", tagged)

    assert answer.code == 2
    assert "dinas-x" in answer.err
