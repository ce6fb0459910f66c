"""The arms on the cover: the workspace's, else a plain shield, and findings where a file fails."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.render.arms import read_arms
from masterplan_cli.source.overlay import Layer, Overlay
from masterplan_cli.source.packaged import find_packaged_templates

TEMPLATES = Overlay((Layer(find_packaged_templates() / "kominfo", "templates/kominfo"),))
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
JPEG = b"\xff\xd8\xff\xc0\x00\x0b\x08\x00\x01\x00\x01\x01\x01\x11\x00\xff\xd9"


def _chunk(kind: bytes, data: bytes) -> bytes:
    body = kind + data
    return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)


@pytest.mark.parametrize(
    ("files", "alternative", "codes"),
    [
        ({}, "Perisai polos di tempat lambang Kota Uji", []),
        ({"png": PNG}, "Lambang Kota Uji", []),
        ({"jpg": JPEG}, "Lambang Kota Uji", []),
        ({"png": PNG, "svg": SVG}, "Lambang Kota Uji", []),
        ({"svg": SVG}, "Perisai polos di tempat lambang Kota Uji", ["arms-without-png"]),
        ({"png": PNG[:30]}, "Perisai polos di tempat lambang Kota Uji", ["arms-unreadable"]),
        ({"png": PNG, "svg": b"bukan"}, "Lambang Kota Uji", ["arms-unreadable"]),
    ],
)
def test_which_picture_and_which_findings(
    files: dict[str, bytes], alternative: str, codes: list[str]
) -> None:
    named = {f"region/arms.{suffix}": data for suffix, data in files.items()}
    arms, found = read_arms(named.get, TEMPLATES, "Kota Uji")
    assert arms is not None
    assert arms.alternative == alternative
    assert arms.vector == (SVG if files.get("svg") == SVG and "png" in files else b"")
    assert [one.code for one in found] == codes
    assert all(one.hint is not None for one in found)


def test_a_profile_without_a_shield_prints_none() -> None:
    assert read_arms({}.get, Overlay((Layer(Path("tiada"), "tiada"),)), "Kota Uji") == (None, ())


def test_both_pictures_are_in_the_book(small: Path) -> None:
    (small / "region" / "arms.png").write_bytes(PNG)
    (small / "region" / "arms.svg").write_bytes(SVG)
    made = build_stage(load_plan(small), BuildOrder(formats=("docx", "md")))
    assert made.diagnostics == ()
    with zipfile.ZipFile(BytesIO(made.outputs[0].data)) as archive:
        media = {archive.read(name) for name in archive.namelist() if "/media/" in name}
        assert "asvg:svgBlip" in archive.read("word/document.xml").decode()
    assert media == {PNG, SVG}
    assert made.outputs[1].data.decode().startswith("*Lambang Kota Contoh & Uji*\n")


def test_a_book_with_an_svg_is_valid(
    small: Path, validate: Callable[[bytes, str], list[str]]
) -> None:
    (small / "region" / "arms.png").write_bytes(PNG)
    (small / "region" / "arms.svg").write_bytes(SVG)
    made = build_stage(load_plan(small), BuildOrder(formats=("docx",)))
    for version in ("Office2016", "Microsoft365"):
        assert validate(made.outputs[0].data, version) == []
