from __future__ import annotations

from pathlib import Path

import pytest

from masterplan_cli.source.cache import (
    CodeStore,
    find_cache_folder,
    fingerprint_package,
    open_code_store,
)

CODE = compile("1 + 1", "uji", "eval")


def test_code_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "cache" / "a.marshal"
    store = CodeStore(path)
    assert store.get("x") is None
    store.put("x", CODE)
    store.save()
    assert CodeStore(path).get("x") == CODE


def test_nothing_added_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.marshal"
    CodeStore(path).save()
    assert not path.exists()


@pytest.mark.parametrize("data", [b"", b"sampah", b"\xe9\x01\x00\x00\x00", b"("])
def test_a_broken_file_is_as_good_as_none(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.marshal"
    path.write_bytes(data)
    assert CodeStore(path).get("x") is None


def test_no_code_is_taken_that_a_single_bit_has_changed(tmp_path: Path) -> None:
    path = tmp_path / "a.marshal"
    store = CodeStore(path)
    store.put("x", CODE)
    store.save()
    whole = path.read_bytes()
    for place in range(len(whole)):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert CodeStore(path).get("x") is None


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    blocker = tmp_path / "berkas"
    blocker.write_text("x")
    store = CodeStore(blocker / "a.marshal")
    store.put("x", CODE)
    store.save()
    assert store.get("x") == CODE


def test_in_memory_without_a_folder() -> None:
    store = open_code_store(None)
    store.put("x", CODE)
    store.save()
    assert store.get("x") == CODE


def test_the_file_changes_with_the_versions() -> None:
    assert fingerprint_package("1") == fingerprint_package("1")
    assert fingerprint_package("1") != fingerprint_package("2")


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MASTERPLAN_CACHE", str(tmp_path))
    assert find_cache_folder() == tmp_path
    monkeypatch.setenv("MASTERPLAN_CACHE", "")
    assert find_cache_folder() is None
    monkeypatch.delenv("MASTERPLAN_CACHE")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert find_cache_folder() == tmp_path / "masterplan"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/rumah")
    assert find_cache_folder() == Path("/rumah/.cache/masterplan")
    monkeypatch.setattr("sys.platform", "darwin")
    assert find_cache_folder() == Path("/rumah/Library/Caches/masterplan")
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert find_cache_folder() == tmp_path / "masterplan" / "cache"
