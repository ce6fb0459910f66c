"""A comment in Word, saved again by LibreOffice, finds its way back to the line it speaks of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.rounds.returned import PlacedRemark, read_returned
from masterplan_cli.source.revision import Revision

from .conftest import comment_on

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
PILLAR = "pillars/mobility/pillar.yaml"

# word commented on → where the comment must land, and the text that stands there
PLACES = {
    "prose": ("Jalan utama padat", PILLAR, "Jalan utama padat pada pagi hari."),
    "later line of prose": ("trayek yang putus", PILLAR, "- trayek yang putus;"),
    "list item": ("Trayek A|B", PILLAR, 'text: "Trayek A|B terputus"'),
    "table cell": ("PT Uji | Coba", "region/opd.yaml", "id: mitra-a"),
    "value in a table cell": ("Rp600.000.000,00", PROGRAMS, "amount: 100000000"),
    "computed value": ("Rp1,5\u00a0miliar", PROGRAMS, "amount: 1250000000"),
    "value that lost its mark": ("3001000000", PROGRAMS, "id: mob-01"),
    "heading": ("Mobilitas", "templates/mini/profile.yaml", "name: Mobilitas"),
    "standing text": (
        "Kutipan biasa",
        "templates/mini/book-a/01-kondisi.md.j2",
        "> Kutipan biasa.",
    ),
    "fact": ("102.345", "region/facts.yaml", "value: 102345"),
    "cover": ("Kota Contoh & Uji", "masterplan.yaml", "name: Contoh & Uji"),
}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    project = Path(__file__).parents[1] / "workspaces" / "small"
    build = build_stage(load_plan(project), BuildOrder(("book-a",), ("docx",)))
    assert build.diagnostics == ()
    return build.outputs[0].data


def place(data: bytes, project: Path) -> tuple[PlacedRemark, ...]:
    return read_returned(load_plan(project), Revision(), [("draf.docx", data)]).remarks


def check_places(data: bytes, project: Path) -> None:
    found = {one.remark.text: one for one in place(data, project) if one.remark.kind == "comment"}
    assert set(found) == set(PLACES)
    for name, (_, file, words) in PLACES.items():
        one = found[name]
        span = one.span
        assert span is not None, f"{name}: unlocated"
        assert span.file == file, f"{name}: {span}, {one.remark.pointers}"
        line = (project / span.file).read_text(encoding="utf-8").split("\n")[span.line - 1]
        assert words in line, f"{name}: {span.line}: {line}, {one.remark.pointers}"


def test_a_comment_leads_back_to_its_line(built: bytes, small: Path) -> None:
    check_places(comment_on(built, {name: place[0] for name, place in PLACES.items()}), small)


@pytest.mark.parametrize("steps", [("docx",), ("odt", "docx")])
def test_also_after_libreoffice_saved_the_file(
    built: bytes, small: Path, office: Any, tmp_path: Path, steps: tuple[str, ...]
) -> None:
    path = tmp_path / "draf.docx"
    path.write_bytes(comment_on(built, {name: place[0] for name, place in PLACES.items()}))
    for step in steps:
        path = office(path, step)
    check_places(path.read_bytes(), small)


def test_the_line_is_todays(built: bytes, small: Path, edit: Any) -> None:
    commented = comment_on(built, {"table cell": "PT Uji | Coba"})
    edit(small / "region" / "opd.yaml", "opds:\n", "opds:\n  # baris baru\n  # dan satu lagi\n")
    (one,) = place(commented, small)
    assert one.span is not None
    assert one.span.line == 6


def test_a_record_that_is_gone_leaves_the_comment_with_what_holds_it(
    built: bytes, small: Path, edit: Any
) -> None:
    commented = comment_on(built, {"list item": "Trayek A|B"})
    pillar = small / "pillars" / "mobility" / "pillar.yaml"
    edit(pillar, '  - {id: mob-i1, text: "Trayek A|B terputus", sub_dimension: bus}\n', "")
    edit(pillar, "        issues: [mob-i1]\n", "")
    (one,) = place(commented, small)
    assert one.span is not None
    assert one.span.file == "templates/mini/book-a/01-kondisi.md.j2"
    assert all("mob-i1" not in pointer for pointer in one.remark.pointers)
