"""Drafts kept for the next command: by everything they depend on, and only whole."""

from __future__ import annotations

from pathlib import Path

from masterplan_cli.source.drafts import DraftStore


def test_a_draft_is_kept_for_its_own_parts_only(tmp_path: Path) -> None:
    DraftStore(tmp_path, ("ws", "abc", "2", "buku-1")).put(b"PK")

    assert DraftStore(tmp_path, ("ws", "abc", "2", "buku-1")).get() == b"PK"
    assert DraftStore(tmp_path, ("ws", "abc", "2", "buku-2")).get() is None
    assert DraftStore(None, ("ws",)).get() is None


def test_a_damaged_draft_is_none(tmp_path: Path) -> None:
    store = DraftStore(tmp_path, ("ws",))
    store.put(b"PK whole")
    (file,) = (tmp_path / "drafts").iterdir()
    file.write_bytes(file.read_bytes()[:-1])

    assert store.get() is None


def test_the_oldest_make_room(tmp_path: Path) -> None:
    for number in range(30):
        DraftStore(tmp_path, (str(number),)).put(b"x")

    assert len(list((tmp_path / "drafts").iterdir())) == 24
    assert DraftStore(tmp_path, ("29",)).get() == b"x"
