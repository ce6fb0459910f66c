"""What a store of trees gives back is what the reader makes, whatever became of the store."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import pytest

from masterplan_cli.source import packing, trees
from masterplan_cli.source.builds import list_kept
from masterplan_cli.source.bundle import read_bundle
from masterplan_cli.source.reader import read_yaml
from masterplan_cli.source.scalars import Folded, Plain
from masterplan_cli.source.tree import Tree
from masterplan_cli.source.trees import (
    TreeStore,
    _fingerprint_reader,
    digest_bytes,
    open_tree_store,
)

ROOT = Path(__file__).parents[2]
FILES = sorted([*ROOT.glob("region/*.yaml"), *ROOT.glob("pillars/*/*.yaml")])
TEXT = b"a: 61.10\nb: '61.10'\nc: >\n  dua\n  baris\nd: [x, x, {e: }]\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "trees" / "daerah.marshal"


def refuse_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(file: str, data: bytes) -> Any:
        raise AssertionError(f"{file} was parsed again")

    monkeypatch.setattr(trees, "_parse", parse)


def fill(path: Path, **files: bytes) -> None:
    store = TreeStore(path)
    for name, data in files.items():
        store.read(name, data)
    store.save()


def show(tree: Tree | None) -> object:
    """Return all that a tree knows, kinds of text too."""
    assert tree is not None
    return describe(tree.data), tree.marks, tree.text, tree.file


def describe(value: object) -> object:
    if isinstance(value, dict):
        return [(key, describe(item)) for key, item in value.items()]
    if isinstance(value, list):
        return [describe(item) for item in value]
    return type(value), value


def test_every_file_of_a_region_comes_back_as_it_was_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = {file.relative_to(ROOT).as_posix(): file.read_bytes() for file in FILES}
    assert len(contents) > 20
    fill(path, **contents)
    wanted = {name: show(read_yaml(name, data)[0]) for name, data in contents.items()}
    refuse_parsing(monkeypatch)
    store = TreeStore(path)

    assert {name: show(store.read(name, data)[0]) for name, data in contents.items()} == wanted


def test_kinds_of_text_are_kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, a=TEXT)
    refuse_parsing(monkeypatch)

    tree, found = TreeStore(path).read("a", TEXT)

    assert tree is not None
    assert found == []
    assert [type(tree.data[key]) for key in "abc"] == [Plain, str, Folded]
    assert tree.span(("b",)).column == 4


def test_a_store_knows_what_it_has_just_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = TreeStore(path)
    store.read("a", TEXT)
    refuse_parsing(monkeypatch)

    assert store.read("a", TEXT)[0] is not None


def test_a_changed_file_is_read_anew(path: Path) -> None:
    fill(path, a=TEXT)
    store = TreeStore(path)

    tree, _ = store.read("a", b"a: 2\n")

    assert tree is not None
    assert tree.data == {"a": "2"}


def test_findings_are_found_again(path: Path) -> None:
    fill(path, a=b"a: 1\na: 2\n")

    _, found = TreeStore(path).read("a", b"a: 1\na: 2\n")

    assert [one.code for one in found] == ["duplicate-key"]


def test_what_is_not_read_any_more_leaves_the_store(path: Path) -> None:
    fill(path, a=TEXT, b=TEXT)
    fill(path, a=TEXT, c=TEXT)

    assert set(read_bundle(path, _fingerprint_reader())) == {"a", "c"}


def test_unsaved_text_does_not_push_out_what_the_disk_has(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, a=TEXT)
    before = path.read_bytes()
    store = TreeStore(path)
    tree, _ = store.read("a", b"a: 3\n", keep=False)
    store.save()

    assert tree is not None
    assert tree.data == {"a": "3"}
    assert path.read_bytes() == before


def test_nothing_is_written_where_nothing_was_added(path: Path) -> None:
    fill(path, a=TEXT)
    os.utime(path, (1, 1))
    fill(path, a=TEXT)

    assert path.stat().st_mtime == 1


@pytest.mark.parametrize(
    "harm",
    [
        lambda data: b"",
        lambda data: data[: len(data) // 2],
        lambda data: b"bukan bundel",
        lambda data: data.replace(b"baris", b"barat"),
    ],
)
def test_a_store_that_is_not_whole_is_none(path: Path, harm: Any) -> None:
    fill(path, a=TEXT)
    path.write_bytes(harm(path.read_bytes()))

    assert show(TreeStore(path).read("a", TEXT)[0]) == show(read_yaml("a", TEXT)[0])


def test_a_note_stays_with_the_bytes_that_it_is_about(path: Path) -> None:
    fill(path, a=TEXT, b=TEXT)
    store = TreeStore(path)
    store.read("a", TEXT)
    store.read("b", TEXT)
    store.note("a", digest_bytes(TEXT), "x", b"sudah dilihat")
    store.note("b", digest_bytes(b"b: 2"), "x", b"isi lain")
    store.save()
    later = TreeStore(path)
    later.read("a", TEXT)
    later.read("b", TEXT)

    assert later.read_note("a", digest_bytes(TEXT), "x") == b"sudah dilihat"
    assert later.read_note("a", digest_bytes(b"a: 2"), "x") == b""
    assert later.read_note("a", digest_bytes(TEXT), "y") == b""
    assert later.read_note("b", digest_bytes(TEXT), "x") == b""
    later.read("a", b"a: 2")
    assert later.read_note("a", digest_bytes(b"a: 2"), "x") == b""


def test_data_are_unpacked_once_and_only_when_asked_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(path, a=TEXT)
    unpacked: list[bytes] = []
    unpack = packing.unpack
    monkeypatch.setattr(packing, "unpack", lambda data: unpacked.append(data) or unpack(data))
    tree, _ = TreeStore(path).read("a", TEXT)
    assert tree is not None

    assert (tree.text[:1], len(unpacked)) == ("a", 0)
    assert tree.data["a"] == "61.10"
    assert tree.data is tree.data
    assert len(unpacked) == 1
    with pytest.raises(AttributeError):
        _ = tree.date  # type: ignore[attr-defined]


def test_another_tool_reads_anew(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(path, a=TEXT)
    monkeypatch.setattr(trees, "_fingerprint_reader", lambda: "alat lain")
    refuse_parsing(monkeypatch)

    with pytest.raises(AssertionError, match="a was parsed again"):
        TreeStore(path).read("a", TEXT)


class Bomb:
    """What a malicious file would ask for."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.system, ("exit 1",)


def test_a_store_makes_nothing_but_texts_and_lists() -> None:
    from masterplan_cli.source.packing import unpack

    with pytest.raises(KeyError):
        unpack(pickle.dumps(Bomb()))


def test_a_folder_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "trees").write_text("a file in its place")
    store = TreeStore(tmp_path / "trees" / "a.marshal")

    assert store.read("a", TEXT)[0] is not None
    store.save()


def test_each_workspace_has_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTERPLAN_CACHE", str(tmp_path / "cache"))
    for name in ("satu", "dua"):
        store = open_tree_store(tmp_path / name)
        store.read("a", TEXT)
        store.save()

    assert len(list((tmp_path / "cache" / "trees").iterdir())) == 2


def test_without_a_cache_nothing_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTERPLAN_CACHE", "")
    store = open_tree_store(tmp_path)
    store.read("a", TEXT)
    store.save()

    assert list(tmp_path.iterdir()) == []


def test_clean_knows_the_stores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTERPLAN_CACHE", str(tmp_path / "cache"))
    store = open_tree_store(tmp_path)
    store.read("a", TEXT)
    store.save()

    assert [path.parent.name for path in list_kept(tmp_path / "cache")] == ["trees"]


def test_trees_of_too_many_workspaces_make_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trees, "_MOST", 2)
    (tmp_path / "notes.txt").write_text("Tetap.", encoding="utf-8")
    for number in range(3):
        path = tmp_path / f"{number}.marshal"
        store = TreeStore(path)
        store.read("a.yaml", b"a: 1\n")
        store.save()
        os.utime(path, (number + 100, number + 100))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "1.marshal",
        "2.marshal",
        "notes.txt",
    ]
