"""The disk: listings that never leave the root, files that appear whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from masterplan_cli.diagnostics import UserError
from masterplan_cli.source import disk


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "kerja"
    for name in (
        "masterplan.yaml",
        "pillars/a/programs-2.yaml",
        "pillars/a/programs-10.yaml",
        "pillars/b/programs-1.yaml",
        "pillars/b/Programs-3.yaml",
        "pillars/b/pillar.yaml",
        "pillars/.hidden/programs-9.yaml",
        ".git/programs-8.yaml",
        "templates/x/tables/t.yaml",
        "templates/top.yaml",
    ):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    return root


def test_list_is_sorted_and_sees_case(root: Path) -> None:
    assert disk.list_files(root, "pillars/*/programs-*.yaml") == [
        "pillars/a/programs-10.yaml",
        "pillars/a/programs-2.yaml",
        "pillars/b/programs-1.yaml",
    ]


def test_list_through_any_number_of_folders(root: Path) -> None:
    assert disk.list_files(root, "templates/**/*.yaml") == [
        "templates/top.yaml",
        "templates/x/tables/t.yaml",
    ]
    assert disk.list_files(root, "templates/**") == disk.list_files(root, "templates/**/*")
    assert len(disk.list_files(root, "**")) == 8


def test_list_of_one_file_and_of_none(root: Path) -> None:
    assert disk.list_files(root, "masterplan.yaml") == ["masterplan.yaml"]
    assert disk.list_files(root, "region/*.yaml") == []
    assert disk.list_files(root, "pillars/a") == []


@pytest.mark.parametrize("pattern", ["../*", "/etc/*", "a//b", "C:/x", ""])
def test_list_refuses_patterns_outside(root: Path, pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern"):
        disk.list_files(root, pattern)


def test_links_out_of_the_root_are_left_out(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "luar"
    outside.mkdir()
    (outside / "programs-7.yaml").write_bytes(b"x")
    try:
        (root / "pillars/c").symlink_to(outside, target_is_directory=True)
        (root / "pillars/a/programs-6.yaml").symlink_to(outside / "programs-7.yaml")
        (root / "pillars/a/programs-5.yaml").symlink_to(root / "masterplan.yaml")
        (root / "pillars/a/programs-4.yaml").symlink_to(root / "nowhere")
    except OSError:
        pytest.skip("this system makes no links")
    assert disk.list_files(root, "pillars/*/programs-*.yaml") == [
        "pillars/a/programs-10.yaml",
        "pillars/a/programs-2.yaml",
        "pillars/a/programs-5.yaml",
        "pillars/b/programs-1.yaml",
    ]
    with pytest.raises(UserError):
        disk.read_bytes(root, "pillars/c/programs-7.yaml")


def test_read(root: Path) -> None:
    assert disk.read_bytes(root, "masterplan.yaml") == b"masterplan.yaml"
    with pytest.raises(FileNotFoundError):
        disk.read_bytes(root, "nowhere.yaml")
    with pytest.raises(UserError) as caught:
        disk.read_bytes(root, "../x.yaml")
    assert "di luar" in caught.value.message.id
    with pytest.raises(UserError):
        disk.read_bytes(root, "pillars")


def test_find_project(root: Path, tmp_path: Path) -> None:
    assert disk.find_project(root / "pillars/a") == root.resolve()
    assert disk.find_project(root) == root.resolve()
    with pytest.raises(UserError) as caught:
        disk.find_project(tmp_path)
    assert caught.value.hint is not None
    assert "-C" in caught.value.hint.id
    assert "masterplan.yaml" in caught.value.message.en


def test_write_makes_folders_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "build/bimtek-4/buku.md"
    disk.write_whole(path, b"satu")
    disk.write_whole(path, b"dua")
    assert path.read_bytes() == b"dua"
    assert [entry.name for entry in path.parent.iterdir()] == ["buku.md"]


def test_write_keeps_clear_of_left_overs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getpid", lambda: 7)
    (tmp_path / ".x.md.7-0.tmp").write_bytes(b"old")
    disk.write_whole(tmp_path / "x.md", b"new")
    assert (tmp_path / "x.md").read_bytes() == b"new"
    assert (tmp_path / ".x.md.7-0.tmp").read_bytes() == b"old"


@pytest.mark.parametrize("error", [PermissionError("busy"), OSError("no space left")])
def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    path = tmp_path / "x.docx"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(UserError) as caught:
        disk.write_whole(path, b"new")
    assert caught.value.hint is not None
    assert ("Word" in caught.value.hint.id) == isinstance(error, PermissionError)
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.docx"]
