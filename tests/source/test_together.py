"""Files replaced together: all, or none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from masterplan_cli.diagnostics import UserError
from masterplan_cli.source.together import Replacement, write_together


def list_files(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in root.iterdir()}


def test_all_files_are_replaced_and_keep_their_mode(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "a").chmod(0o640)
    write_together(tmp_path, [Replacement("a", b"1", b"2"), Replacement("b", None, b"3")])
    assert list_files(tmp_path) == {"a": b"2", "b": b"3"}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"1")
    (tmp_path / "link").symlink_to("real")
    write_together(tmp_path, [Replacement("link", b"1", b"2")])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"2"


@pytest.mark.parametrize("before", [b"old", None])
def test_nothing_is_written_where_a_file_has_changed(tmp_path: Path, before: bytes | None) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"new")
    with pytest.raises(UserError, match="has changed"):
        write_together(tmp_path, [Replacement("a", b"1", b"2"), Replacement("b", before, b"3")])
    assert list_files(tmp_path) == {"a": b"1", "b": b"new"}


def test_renames_are_taken_back_where_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "c").write_bytes(b"1")
    replace = os.replace

    def fail_on_c(source: Path, target: Path) -> None:
        if target.name == "c":
            raise PermissionError(13, "in use")
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_on_c)
    items = [
        Replacement("a", b"1", b"2"),
        Replacement("b", None, b"2"),
        Replacement("c", b"1", b"2"),
    ]
    with pytest.raises(UserError, match="cannot be written"):
        write_together(tmp_path, items)
    assert list_files(tmp_path) == {"a": b"1", "c": b"1"}


def test_files_outside_the_root_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="outside"):
        write_together(tmp_path / "in", [Replacement("../a", None, b"2")])
    assert list_files(tmp_path) == {}
