"""``masterplan status``: a table, JSON, memos; exit codes as everywhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Edit = Callable[[Path, str, str], None]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"


def test_complete_workspace_is_code_0(run: Run, small: Path) -> None:
    answer = run("status", "-C", small)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Kota Contoh & Uji, Tahap Dua\n\nPilar")
    assert answer.out.endswith("Semua yang diminta tahap ini sudah ada.\n")


def test_table_by_pillar_says_who_owes(run: Run, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")

    answer = run("status", "-C", small)

    assert answer.code == 1
    lines = [line.split() for line in answer.out.splitlines()]
    assert ["Mobilitas", "9", "8", "1", "0", "0", "88%", "Dishub", "(1)"] in lines
    assert ["Jumlah", "22", "21", "1", "0", "0", "95%"] in lines
    assert "Rinciannya: masterplan validate --stage 2" in answer.out


def test_table_by_opd_says_in_which_pillar(run: Run, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")

    answer = run("status", "-C", small, "--by", "opd")

    rows = [line for line in answer.out.splitlines() if line.startswith("Dishub ")]
    assert len(rows) == 1
    assert rows[0].endswith("Mobilitas (1)")


def test_table_in_english_with_deadline_and_what_comes_later(
    run: Run, small: Path, edit: Edit
) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    edit(
        small / "masterplan.yaml", "as_of: 2025-02-03}", "as_of: 2025-02-03, deadline: 2025-01-30}"
    )

    answer = run("status", "-C", small, "--stage", "1", "--lang", "en")

    assert answer.code == 0
    assert "Pillar" in answer.out
    assert "no pillar" in answer.out
    assert "Deadline: 2025-01-30." in answer.out
    assert "'Later': not asked for at this stage, but at a later one." in answer.out
    assert "All that this stage asks is there." in answer.out


def test_many_debtors_are_shortened(run: Run, ketapang_copy: Path) -> None:
    for path in ketapang_copy.glob("pillars/governance/programs-*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\n    term: ", "\n    trm: "), encoding="utf-8")

    answer = run("status", "-C", ketapang_copy)

    [row] = [line for line in answer.out.splitlines() if line.startswith("Smart Governance")]
    assert row.endswith(" lainnya")


def test_unreadable_file_is_named_as_not_counted(run: Run, small: Path) -> None:
    (small / PROGRAMS).write_text("programs: [\n", encoding="utf-8")

    answer = run("status", "-C", small)

    assert answer.code == 1
    assert f"Tidak terbaca, jadi isinya tidak ikut dihitung: {PROGRAMS}." in answer.out


def test_json_has_its_documented_shape(run: Run, small: Path, edit: Edit, ketapang: Path) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    edit(
        small / "masterplan.yaml", "as_of: 2025-05-20}", "as_of: 2025-05-20, deadline: 2025-05-12}"
    )
    (small / "region/vision.yaml").unlink()

    answer = run("status", "-C", small, "--format", "json", "--memo", small / "memo")

    shape = json.loads(answer.out)
    assert shape["version"] == 1
    assert shape["region"] == {"type": "kota", "name": "Contoh & Uji"}
    assert shape["stage"] == {"number": 2, "name": "Tahap Dua", "deadline": "2025-05-12"}
    mobility = shape["groups"][0]
    assert mobility["owes"] == [{"id": "dinas-a", "name": "Dishub", "count": 1}]
    [item] = mobility["items"]
    assert (item["kind"], item["code"], item["file"]) == (
        "missing",
        "program-without-owner",
        PROGRAMS,
    )
    [absent] = shape["groups"][-1]["items"]
    assert (absent["file"], absent["line"], absent["column"]) == ("region/vision.yaml", None, None)
    for key in ("required", "done", "missing", "wrong", "upcoming"):
        assert shape["total"][key] == sum(group[key] for group in shape["groups"])
    documented = (ketapang / "docs/status.md").read_text(encoding="utf-8")
    keys = {*shape, *shape["stage"], *mobility, *mobility["owes"][0], *item}
    assert [key for key in keys if f"`{key}`" not in documented] == []


def test_memos_are_written_and_listed_beside_the_table(
    run: Run, small: Path, edit: Edit, tmp_path: Path
) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "")
    folder = tmp_path / "memo"

    answer = run("status", "-C", small, "--memo", folder)

    written = {path.name for path in folder.iterdir()}
    assert written == {"memo-bimtek-2-dinas-a.docx", "memo-bimtek-2-dinas-a.md"}
    assert answer.err.endswith("2 berkas memo ditulis.\n")
    assert all(name in answer.err for name in written)


def test_complete_workspace_writes_no_memo(run: Run, small: Path, tmp_path: Path) -> None:
    answer = run("status", "-C", small, "--memo", tmp_path / "memo")

    assert answer.err == "Tidak ada yang perlu diminta: tanpa memo.\n"
    assert not (tmp_path / "memo").exists()


def test_workspace_without_a_plan_says_why(run: Run, small: Path) -> None:
    (small / "masterplan.yaml").write_text("region: [\n", encoding="utf-8")

    answer = run("status", "-C", small)

    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith("masterplan.yaml\n")


@pytest.mark.parametrize("words", [("--by", "tahun"), ("--format", "xml"), ("--stage", "9")])
def test_wrong_usage_is_code_2(run: Run, small: Path, words: tuple[str, ...]) -> None:
    answer = run("status", "-C", small, *words)

    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("galat: ")
