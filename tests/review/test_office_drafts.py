"""Drafts that LibreOffice edited by its own API: comments, tracked and untracked changes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.edit.workspace import plan_edits, write_edits
from masterplan_cli.review.copies import read_copy
from masterplan_cli.review.package import open_package
from masterplan_cli.review.plain import Plain
from masterplan_cli.review.story import read_story
from masterplan_cli.rounds.applying import apply_remarks
from masterplan_cli.rounds.returned import PlacedRemark, Returned, read_returned
from masterplan_cli.source.revision import read_revision

from .conftest import build_draft

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
PILLAR = "pillars/mobility/pillar.yaml"
CONDITION = "templates/mini/book-a/01-kondisi.md.j2"
EXPERT = "Siti Ahli"


def read_all(project: Path, *files: bytes) -> Returned:
    named = [(f"salinan-{number}.docx", data) for number, data in enumerate(files, start=1)]
    return read_returned(load_plan(project), read_revision(project), named)


def describe(one: PlacedRemark) -> tuple[str, str, str, str, str]:
    place = f"{one.span.file}:{one.span.line}" if one.span else ""
    remark = one.remark
    return (
        remark.kind,
        place,
        remark.author if remark.kind != "untracked" else "",
        remark.old,
        remark.new or remark.text,
    )


# What reviewers do in LibreOffice → the remark that must come of it.
STEPS = [
    ("comment", "Trayek A|B terputus", "Sejak kapan?", EXPERT),
    ("track-insert", "Jalan utama padat", " merayap", EXPERT),
    ("track-delete", " yang tidak tentu", "", EXPERT),
    ("track-replace", "Angkutan umum", "Transportasi publik", EXPERT),
    ("retype", "Isi buku ini ilustrasi", "Isi buku ini contoh belaka", ""),
    ("insert", "Halte teduh", " dan terang", ""),
    ("retype", "Rp1,5\u00a0miliar", "Rp1,6\u00a0miliar", ""),
    ("paragraph", "Kondisi dimensi energy, satu paragraf.", "Perlu data PLN.", ""),
    ("delete", "Kondisi dimensi safety, satu paragraf.", "", ""),
    ("comment", "Kutipan biasa", "Dari mana?", EXPERT),
    ("resolve", "Dari mana?", "", ""),
    ("track-move", "Kondisi dimensi learning", "", EXPERT),
    ("move", "Kondisi dimensi water", "", ""),
    ("insert-row", "satu", "Baris baru", ""),
]
EXPECTED = [
    ("comment", f"{PILLAR}:12", EXPERT, "", "Sejak kapan?"),
    ("insertion", f"{PILLAR}:5", EXPERT, "", " merayap"),
    ("deletion", f"{PILLAR}:10", EXPERT, " yang tidak tentu", ""),
    (
        "replacement",
        "templates/mini/profile.yaml:6",
        EXPERT,
        "Angkutan umum",
        "Transportasi publik",
    ),
    ("untracked", f"{CONDITION}:17", "", "ilustrasi", "contoh belaka"),
    ("untracked", f"{PROGRAMS}:34", "", "", "dan terang"),
    ("untracked", f"{PROGRAMS}:24", "", "5", "6"),
    ("untracked", "pillars/energy/pillar.yaml:4", "", "", "Perlu data PLN."),
    ("untracked", "pillars/safety/pillar.yaml:4", "", "Kondisi dimensi safety, satu paragraf.", ""),
    ("comment", f"{CONDITION}:20", EXPERT, "", "Dari mana?"),
    (
        "move",
        "pillars/learning/pillar.yaml:4",
        EXPERT,
        "Kondisi dimensi learning, satu paragraf.",
        "Kondisi dimensi learning, satu paragraf.",
    ),
    (
        "untracked",
        "pillars/water/pillar.yaml:4",
        "",
        "Kondisi dimensi water, satu paragraf.",
        "Kondisi dimensi water, satu paragraf.",
    ),
    ("untracked", "templates/mini/book-a/02-rencana.md.j2:17", "", "", "Baris baru"),
]


@pytest.mark.parametrize("via", ["", "odt"])
def test_a_draft_that_nobody_changed_says_nothing(
    committed: Path, draft: bytes, office_edit: Callable[..., bytes], via: str
) -> None:
    returned = read_all(committed, office_edit(draft, [], via))

    assert [describe(one) for one in returned.remarks] == []
    assert returned.diagnostics == ()


@pytest.mark.parametrize("via", ["", "odt"])
def test_everything_that_a_reviewer_did_is_found_where_it_belongs(
    committed: Path, draft: bytes, office_edit: Callable[..., bytes], via: str
) -> None:
    returned = read_all(committed, office_edit(draft, STEPS, via))

    found = sorted(describe(one) for one in returned.remarks)
    assert [one for one in found if one not in EXPECTED] == []
    assert [one for one in EXPECTED if one not in found] == []
    assert returned.diagnostics == ()
    assert all(not one.changed for one in returned.remarks)


@pytest.mark.parametrize("via", ["", "odt"])
def test_what_a_reviewer_typed_in_libreoffice_becomes_yaml(
    committed: Path, draft: bytes, office_edit: Callable[..., bytes], via: str
) -> None:
    data = office_edit(draft, STEPS, via)
    loaded = load_plan(committed)
    returned = read_returned(loaded, read_revision(committed), [("kembali.docx", data)])
    application = apply_remarks(loaded, returned.remarks, untracked=True)
    edits, refused = plan_edits(committed, application.changes)
    write_edits(committed, edits)
    after = build_draft(committed)
    lines = {
        line.words
        for line in Plain(read_story(open_package("baru.docx", after))).lines
        if line.words
    }

    assert refused == []
    assert [edit.path for edit in edits] == [
        "pillars/energy/pillar.yaml",
        PILLAR,
        PROGRAMS,
        "pillars/safety/pillar.yaml",
    ]
    assert "Kondisi dimensi safety, satu paragraf." not in lines
    assert {
        "Jalan utama padat merayap pada pagi hari. Angka penting: 3 dari 5 warga memakai sepeda motor.",
        "jadwal.",
        "Halte teduh dan terang",
        "Kondisi dimensi energy, satu paragraf.",
        "Perlu data PLN.",
    } <= lines
    reasons = {
        (one.placed.remark.new.strip(), one.reason.en.partition(";")[0])
        for one in application.outcomes
        if one.reason is not None
    }
    assert reasons == {
        ("Transportasi publik", "this word is the profile's"),
        ("contoh belaka", "standing text of the template"),
        ("6", "computed or put together from what stands here"),
        ("Baris baru", "standing text of the template"),
        ("Kondisi dimensi learning, satu paragraf.", "moved text has to be moved by hand"),
        ("Kondisi dimensi water, satu paragraf.", "moved text has to be moved by hand"),
    }


def test_files_of_libreoffice_are_compared_with_the_draft(
    draft: bytes, office_edit: Callable[..., bytes]
) -> None:
    data = office_edit(draft, [("comment", "Trayek A|B terputus", "Ya?", EXPERT)])

    assert not read_copy(open_package("kembali.docx", data)).sealed
