"""The folder of kept documents: what is read back, and what makes room."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from masterplan_cli.source.kept import KeptReader, KeptWriter, Place


def keep(path: Path, *pieces: bytes) -> None:
    writer = KeptWriter(path)
    writer.save([tuple(writer.add(piece)) for piece in pieces])


def age(path: Path, seconds: int) -> None:
    os.utime(path, (seconds, seconds))


def test_pieces_are_read_back_one_by_one(tmp_path: Path) -> None:
    keep(tmp_path / "a.parts", b"satu", b"", b"dua" * 1000)
    reader = KeptReader(tmp_path / "a.parts")
    assert [reader.read(Place(*one)) for one in reader.contents] == [b"satu", b"", b"dua" * 1000]
    reader.close()


def test_a_damaged_piece_is_none_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.parts"
    keep(path, b"satu", b"dua")
    path.write_bytes(b"SATU" + path.read_bytes()[4:])
    reader = KeptReader(path)
    assert [reader.read(Place(*one)) for one in reader.contents] == [None, b"dua"]
    reader.close()


@pytest.mark.parametrize("end", [0, 3, 19, 20, 30, -1])
def test_a_file_cut_short_is_as_good_as_none(tmp_path: Path, end: int) -> None:
    path = tmp_path / "a.parts"
    keep(path, b"satu", b"dua")
    path.write_bytes(path.read_bytes()[:end])
    assert KeptReader(path).contents is None


def test_too_many_bytes_make_room_from_the_oldest_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("masterplan_cli.source.kept._MOST_BYTES", 3000)
    for number in range(4):
        keep(tmp_path / f"{number}.parts", b"x" * 1000)
        age(tmp_path / f"{number}.parts", 100 + number)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2.parts", "3.parts"]
    # What has just been written stays, however large it is.
    keep(tmp_path / "4.parts", b"x" * 9000)
    assert [path.name for path in tmp_path.iterdir()] == ["4.parts"]


def test_too_many_files_make_room_from_the_oldest_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("masterplan_cli.source.kept._MOST", 2)
    for number in range(4):
        keep(tmp_path / f"{number}.parts", b"x")
        age(tmp_path / f"{number}.parts", 100 + number)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2.parts", "3.parts"]
