"""The committed ``reference.docx`` is what the script makes, and holds every style."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from masterplan_cli.writers.docx.reference import make_reference
from masterplan_cli.writers.docx.styles import KEEPING, TWINNED, name_kept

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COMMITTED = Path(__file__).parents[3] / "templates" / "kominfo" / "reference.docx"


def _read_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_committed_file_is_what_the_script_makes(reference: bytes) -> None:
    made = _read_parts(reference)
    assert len(made) > 8
    assert _read_parts(COMMITTED.read_bytes()) == made


def test_the_same_script_makes_the_same_bytes(reference: bytes) -> None:
    assert make_reference() == reference


def test_every_style_of_a_book_is_there(every_node_book: bytes, part: Any) -> None:
    sheet = part(every_node_book, "word/styles.xml")
    known = {item.get(W + "styleId") for item in sheet.iter(W + "style")}
    used = {
        item.get(W + "val")
        for name in (
            *("word/document.xml", "word/footnotes.xml", "word/header-portrait.xml"),
            *("word/footer-portrait.xml", "word/footer-empty.xml", "word/numbering.xml"),
        )
        for item in part(every_node_book, name).iter(W + "pStyle", W + "rStyle", W + "tblStyle")
    }
    assert len(used) > 50
    assert used <= known


def test_styles_refer_to_styles(part: Any, reference: bytes) -> None:
    sheet = part(reference, "word/styles.xml")
    styles = [item.get(W + "styleId") for item in sheet.iter(W + "style")]
    assert len(set(styles)) == len(styles)
    referred = {item.get(W + "val") for item in sheet.iter(W + "basedOn", W + "next")}
    assert referred <= set(styles)
    names = [item.get(W + "val") for item in sheet.iter(W + "name")]
    assert len(set(names)) == len(names)


def test_headings_are_numbered_by_one_list_in_arabic_below_chapters(
    part: Any, reference: bytes
) -> None:
    levels = list(next(part(reference, "word/numbering.xml").iter(W + "abstractNum")))[2:]
    texts = [level.find(W + "lvlText").get(W + "val") for level in levels]
    assert texts[:3] == ["BAB %1", "%1.%2", "%1.%2.%3"]
    assert levels[0].find(W + "numFmt").get(W + "val") == "upperRoman"
    assert levels[0].find(W + "isLgl") is None
    assert all(level.find(W + "isLgl") is not None for level in levels[1:])
    assert levels[1].find(W + "pStyle").get(W + "val") == "Heading2"


def test_a_kept_twin_differs_by_that_alone(part: Any, reference: bytes) -> None:
    sheet = {one.get(W + "styleId"): one for one in part(reference, "word/styles.xml")}
    for key in TWINNED:
        twin = sheet[name_kept(key)]
        assert twin.find(W + "basedOn").get(W + "val") == key
        assert [one.tag for one in twin.find(W + "pPr")] == [W + "keepNext"]
        assert twin.find(W + "rPr") is None
        assert twin.find(W + "semiHidden") is not None
    for key in KEEPING - {"SignatureStart"}:
        assert sheet[key].find(f"{W}pPr/{W}keepNext") is not None
    assert name_kept("ListBullet") == "ListBullet"
