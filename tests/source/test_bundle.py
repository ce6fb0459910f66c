"""A bundle gives back what was written, or nothing: never half, never another maker's."""

from __future__ import annotations

import marshal
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from masterplan_cli.source.bundle import Item, read_bundle, write_bundle

ITEMS = {
    "satu": Item(b"1", {"data": b"isi", "marks": b""}),
    "dua": Item(b"", {}),
    "tiga": Item(b"3", {"data": bytes(range(256))}),
}
parts = st.dictionaries(st.text(max_size=4), st.binary(max_size=20), max_size=3)
items = st.dictionaries(st.text(max_size=8), st.builds(Item, st.binary(max_size=8), parts))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "bundle"


def show(found: dict[str, Item]) -> dict[str, tuple[bytes, dict[str, bytes]]]:
    return {
        name: (item.stamp, {part: bytes(data) for part, data in item.parts.items()})
        for name, item in found.items()
    }


@given(items)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_everything_comes_back(path: Path, held: dict[str, Item]) -> None:
    write_bundle(path, "alat", held)

    assert show(read_bundle(path, "alat")) == show(held)


def test_what_came_back_can_be_written_again(path: Path) -> None:
    write_bundle(path, "alat", ITEMS)
    before = path.read_bytes()
    write_bundle(path, "alat", read_bundle(path, "alat"))

    assert path.read_bytes() == before


def test_another_makers_is_none(path: Path) -> None:
    write_bundle(path, "alat", ITEMS)

    assert read_bundle(path, "alat lain") == {}


def test_no_file_is_none(path: Path) -> None:
    assert read_bundle(path, "alat") == {}


def test_no_slip_is_believed(path: Path) -> None:
    write_bundle(path, "alat", ITEMS)
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :])
        assert read_bundle(path, "alat") == {}
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert read_bundle(path, "alat") == {}


@pytest.mark.parametrize(
    "table", [[], ("alat",), ("alat", {}), ("alat", [1]), ("alat", [("satu", b"", [1])]), 7]
)
def test_what_is_whole_but_no_bundle_is_none(path: Path, table: object) -> None:
    content = marshal.dumps(table)
    content = len(content).to_bytes(4, "big") + content
    path.parent.mkdir()
    path.write_bytes(crc32(content).to_bytes(4, "big") + content)

    assert read_bundle(path, "alat") == {}
