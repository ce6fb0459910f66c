"""A comment in Word, saved again by LibreOffice, finds its way back to the line it speaks of."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan, place_comments

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


def list_runs(document: Any) -> list[Any]:
    """Return every run of the body, in tables too."""
    from docx.text.run import Run

    tag = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}r"
    return [Run(element, document._body) for element in document.element.body.iter(tag)]


def comment_on(data: bytes, words: dict[str, str]) -> bytes:
    """Return the Word file with a comment on the last run that holds each text."""
    document = docx.Document(io.BytesIO(data))
    for name, text in words.items():
        runs = [run for run in list_runs(document) if text in run.text]
        assert runs, f"{text!r} stands nowhere in the book"
        document.add_comment(runs[-1], text=name, author="Tenaga ahli", initials="TA")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def check_places(data: bytes, project: Path) -> None:
    placed = place_comments(load_plan(project), data)
    found = {one.comment.text: (one, span) for one, span in placed}
    assert set(found) == set(PLACES)
    for name, (_, file, words) in PLACES.items():
        one, span = found[name]
        assert span is not None, f"{name}: unlocated"
        assert span.file == file, f"{name}: {span}, {one.pointers}"
        line = (project / span.file).read_text(encoding="utf-8").split("\n")[span.line - 1]
        assert words in line, f"{name}: {span.line}: {line}, {one.pointers}"


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
    ((_, span),) = place_comments(load_plan(small), commented)
    assert span is not None
    assert span.line == 6


def test_a_record_that_is_gone_leaves_the_comment_with_what_holds_it(
    built: bytes, small: Path, edit: Any
) -> None:
    commented = comment_on(built, {"list item": "Trayek A|B"})
    pillar = small / "pillars" / "mobility" / "pillar.yaml"
    edit(pillar, '  - {id: mob-i1, text: "Trayek A|B terputus", sub_dimension: bus}\n', "")
    edit(pillar, "        issues: [mob-i1]\n", "")
    ((one, span),) = place_comments(load_plan(small), commented)
    assert span is not None
    assert span.file == "templates/mini/book-a/01-kondisi.md.j2"
    assert all("mob-i1" not in pointer for pointer in one.pointers)
