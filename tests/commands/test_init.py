"""``masterplan init``: whole or not at all, and asking only where somebody can answer."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from masterplan_cli.commands import init
from masterplan_cli.commands.init import write_folder
from masterplan_cli.diagnostics import UserError

Run = Callable[..., Any]

GIVEN = (
    *("--name", "Contoh", "--type", "kota", "--province", "Provinsi Uji"),
    *("--horizon", "2025-2034"),
)


class Keyboard(io.StringIO):
    """A terminal on which somebody has typed ahead."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let stdin be no terminal unless a test says so."""
    monkeypatch.setattr("sys.stdin", io.StringIO())


def list_names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_writes_and_lists_every_file(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "baru" / "kota contoh"
    answer = run("init", target, *GIVEN)

    assert answer.code == 0, answer.err
    listed = answer.out.splitlines()
    assert len(listed) > 30
    assert sorted(listed) == sorted(path.as_posix() for path in target.rglob("*") if path.is_file())
    assert "Kota Contoh" in answer.err
    assert f'masterplan validate -C "{target}"' in answer.err
    assert "stage: 1\n" in (target / "masterplan.yaml").read_text(encoding="utf-8")


def test_result_validates_as_missing_and_builds(run: Run, tmp_path: Path) -> None:
    target = tmp_path / "ws"
    assert run("init", target, *GIVEN).code == 0

    validated = run("validate", "-C", target)
    assert validated.code == 1
    assert "error" not in validated.err
    built = run("build", "-C", target, "--stage", "1", "--format", "md")
    assert built.code == 0, built.err
    assert built.out


def test_stage_is_written(run: Run, tmp_path: Path) -> None:
    assert run("init", tmp_path / "ws", *GIVEN, "--stage", "3").code == 0
    assert "stage: 3\n" in (tmp_path / "ws" / "masterplan.yaml").read_text(encoding="utf-8")


def test_type_before_the_name_is_dropped(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "ws", *GIVEN, "--name", "Kota Contoh")

    assert "name: Contoh\n" in (tmp_path / "ws" / "masterplan.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("held", [(), (".git",)], ids=["empty", "new-repository"])
def test_empty_folder_is_filled(run: Run, tmp_path: Path, held: tuple[str, ...]) -> None:
    for name in held:
        (tmp_path / name).mkdir()
    answer = run("init", tmp_path, *GIVEN)

    assert answer.code == 0, answer.err
    assert set(os.listdir(tmp_path)) == {
        *("masterplan.yaml", "region", "pillars", ".gitignore", ".schema", ".vscode", *held)
    }


def test_full_folder_is_refused_untouched(run: Run, tmp_path: Path) -> None:
    (tmp_path / "catatan.txt").write_text("isi", encoding="utf-8")
    answer = run("init", tmp_path, *GIVEN)

    assert answer.code == 2
    assert "tidak kosong: catatan.txt" in answer.err
    assert "Saran: " in answer.err
    assert list_names(tmp_path) == ["catatan.txt"]


def test_file_in_place_of_the_folder_is_refused(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "berkas"
    path.write_text("isi", encoding="utf-8")

    assert run("init", path, *GIVEN).code == 2
    assert path.read_text(encoding="utf-8") == "isi"


@pytest.mark.parametrize("option", ["--name", "--type", "--province", "--horizon"])
def test_missing_option_without_a_terminal_is_named(run: Run, tmp_path: Path, option: str) -> None:
    place = GIVEN.index(option)
    answer = run("init", tmp_path / "ws", *GIVEN[:place], *GIVEN[place + 2 :])

    assert answer.code == 2
    assert answer.err.splitlines()[0] == f"galat: opsi belum diberikan: {option}"
    assert list_names(tmp_path) == []


def test_all_missing_options_are_named_at_once(run: Run, tmp_path: Path) -> None:
    answer = run("init", tmp_path / "ws", "--lang", "en")

    assert answer.code == 2
    assert "options are missing: --name, --type, --province, --horizon" in answer.err


@pytest.mark.parametrize(
    ("option", "value", "part"),
    [
        ("--type", "desa", "--type"),
        ("--horizon", "2034-2025", "--horizon"),
        ("--horizon", "nanti", "2025-2034"),
        ("--name", "  ", "--name"),
        ("--stage", "9", "tahap 9 tidak ada"),
        ("--profile", "kominfoo", "kominfo"),
        ("--profile", "../kominfo", "tidak ditemukan"),
    ],
)
def test_bad_value_writes_nothing(
    run: Run, tmp_path: Path, option: str, value: str, part: str
) -> None:
    answer = run("init", tmp_path / "ws", *GIVEN, option, value)

    assert answer.code == 2
    assert part in answer.err
    assert list_names(tmp_path) == []


def test_terminal_is_asked_for_what_is_not_given(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "\nContoh\ndesa\nkota\n2025-2034\n"
    monkeypatch.setattr("sys.stdin", Keyboard(typed))
    answer = run("init", tmp_path / "ws", "--province", "Uji")

    assert answer.code == 0, answer.err
    assert answer.err.count("Nama daerah") == 2, "an empty answer is asked for again"
    assert answer.err.count("Jenis daerah") == 2
    assert "bukan jenis daerah" in answer.err
    assert "Provinsi:" not in answer.err
    text = (tmp_path / "ws" / "masterplan.yaml").read_text(encoding="utf-8")
    assert "name: Contoh\n" in text
    assert "horizon: {start: 2025, end: 2034}" in text


def test_name_that_says_the_type_answers_for_it(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard("Kota Contoh\nProvinsi Uji\n2025-2034\n"))
    answer = run("init", tmp_path / "ws")

    assert answer.code == 0, answer.err
    assert "Jenis daerah" not in answer.err
    text = (tmp_path / "ws" / "masterplan.yaml").read_text(encoding="utf-8")
    assert "name: Contoh\n  type: kota\n  province: Uji\n" in text


def test_name_of_the_other_type_is_refused(run: Run, tmp_path: Path) -> None:
    answer = run("init", tmp_path / "ws", *GIVEN, "--name", "Kabupaten Contoh")

    assert answer.code == 2
    assert "tidak cocok dengan jenis kota" in answer.err
    assert list_names(tmp_path) == []


def test_end_of_input_writes_nothing(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard("Contoh\n"))
    answer = run("init", tmp_path / "ws")

    assert answer.code == 130
    assert list_names(tmp_path) == []


FILES = {"a.yaml": "a: 1\n", "region/b.yaml": "b: 2\n", "z/c/d.yaml": "c: 3\n"}


def test_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, data: bytes) -> None:
        if path.name == "d.yaml":
            raise UserError(init.Text("penuh", "full"))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    monkeypatch.setattr(init, "write_whole", fail)
    with pytest.raises(UserError):
        write_folder(tmp_path / "baru" / "ws", FILES)

    assert list_names(tmp_path) == []


def test_failed_move_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".git").mkdir()
    rename = os.rename

    def fail(old: Path, new: Path) -> None:
        if Path(new).name == "z":
            raise PermissionError(13, "denied", str(new))
        rename(old, new)

    monkeypatch.setattr(init.os, "rename", fail)
    with pytest.raises(PermissionError):
        write_folder(tmp_path, FILES)

    assert list_names(tmp_path) == [".git"]
