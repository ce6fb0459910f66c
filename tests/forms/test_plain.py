"""Sheets of an OPD's own: headings in any order and wording, shown first, then read by a map."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl

from masterplan_cli.compiler import load_plan
from masterplan_cli.forms.arrivals import Arrival, PlainSheets, import_forms
from masterplan_cli.forms.merge.outcome import Choice, Outcome


def write_sheet(*sheets: tuple[str, list[list[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


USULAN = write_sheet(
    (
        "Usulan program",
        [
            ["USULAN TAHUN 2025"],
            [],
            [
                "No",
                "Tahun selesai",
                "Nama Program",
                "Dimensi",
                "LOKASI dalam kata",
                "Mitra / OPD",
                "Catatan",
            ],
            [1, "2026", "Sepeda warga", "Mobilitas", "Pusat kota", "PT Angkut", "-"],
            [2, 2025, "Halte teduh", "Mobilitas", "Semua halte", None, None],
        ],
    ),
    (
        "Anggaran",
        [
            ["Program", "Sumber Dana", "Pagu 2026", "Pagu 2025"],
            ["Sepeda warga", "APBD", "Rp 1,5 miliar", None],
            ["Halte teduh", "Hibah", None, 5_000_000],
        ],
    ),
)


def bring(root: Path, data: bytes, plain: PlainSheets) -> Outcome:
    arrivals = [Arrival("usulan.xlsx", data)]
    outcome = import_forms(load_plan(root, checked=False), arrivals, Choice(), plain)
    for edit in outcome.edits:
        (root / edit.path).write_bytes(edit.after)
    return outcome


def test_headings_are_matched_and_shown_before_anything_is_read(small: Path) -> None:
    outcome = bring(small, USULAN, PlainSheets("dinas-b"))

    assert outcome.edits == []
    lines = [line.partition("  #")[0].strip() for line in outcome.proposals[0].yaml.splitlines()]
    assert "opd: dinas-b" in lines
    assert lines[lines.index('- sheet: "Usulan program"') + 1] == "form: program"
    assert '"LOKASI dalam kata": "location"' in lines
    assert {'"Nama Program": "name"', '"Tahun selesai": "end"', '"Mitra / OPD": "partners"'} <= set(
        lines
    )
    assert {'"No": "-"', '"Catatan": "-"', "header: 3"} <= set(lines)
    assert lines[lines.index('- sheet: "Anggaran"') + 1] == "form: pagu"
    assert {'"Pagu 2025": "amount.2025"', '"Pagu 2026": "amount.2026"'} <= set(lines)


def test_map_fills_the_plan_and_finds_what_is_there(small: Path) -> None:
    proposal = bring(small, USULAN, PlainSheets("dinas-b")).proposals[0].yaml
    plain = PlainSheets(mapping=Arrival("peta.yaml", proposal.encode()))

    outcome = bring(small, USULAN, plain)

    plan = load_plan(small).plan
    assert plan is not None
    new = plan.index.find("program", "mob-03")
    assert new is not None
    record = new.model_dump(exclude_defaults=True)
    assert (record["name"], record["owner"], record["end"]) == ("Sepeda warga", "dinas-b", 2026)
    assert record["budget"] == ({"year": 2026, "amount": 1_500_000_000, "source": "apbd"},)
    known = plan.index.find("program", "mob-02")
    assert known is not None
    values = known.model_dump()
    assert values["location"] == "Semua halte"
    assert {(row["year"], row["source"]) for row in values["budget"]} >= {(2025, "hibah")}
    assert "form-value" in {finding.code for finding in outcome.findings}
    again = bring(small, USULAN, plain)
    assert again.edits == []


def test_map_that_names_what_is_not_there_is_told(small: Path) -> None:
    text = (
        "opd: dinas-b\nsheets:\n  - sheet: Usulan program\n    form: program\n    header: 3\n"
        "    columns: {Nama Program: name, Tidak ada: location, No: tempat}\n"
        "  - {sheet: Lain, form: pagu, header: 1}\n"
    )

    outcome = bring(small, USULAN, PlainSheets(mapping=Arrival("peta.yaml", text.encode())))

    found = [finding for finding in outcome.findings if finding.code == "form-map"]
    assert [finding.span.cell for finding in found] == [
        "Lain!A1",
        "Usulan program!A3",
        "Usulan program!A3",
    ]


def test_map_with_a_slip_is_told_by_line(small: Path) -> None:
    text = "opd: dinas-b\nsheets:\n  - {sheet: A, form: program, headr: 3}\n"

    outcome = bring(small, USULAN, PlainSheets(mapping=Arrival("peta.yaml", text.encode())))

    assert {(one.span.file, one.span.line) for one in outcome.findings} == {("peta.yaml", 3)}
    assert outcome.edits == []
