"""Forms that leave: what they hold, that programs open them, that bytes depend on input only."""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.forms.columns import EXAMPLE
from masterplan_cli.forms.form import open_form
from masterplan_cli.forms.marks import read_identity
from masterplan_cli.forms.rows import Sheet
from masterplan_cli.schema.record import describe_fields

Edit = Callable[[Path, str, str], None]
Make = Callable[..., bytes]
Book = Callable[..., openpyxl.Workbook]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"


def _sheets(root: Path) -> dict[str, Sheet]:
    loaded = load_plan(root)
    assert loaded.plan is not None
    assert loaded.profile is not None
    return {sheet.id: sheet for sheet in open_form(loaded.plan, loaded.profile.templates).sheets}


def _find_column(sheet: Any, name: str) -> int:
    return next(cell.column for cell in sheet[4] if cell.value == name)


def _find_last_printed(sheet: Any) -> int:
    area = str(sheet.print_area).partition("!")[2]
    return int(openpyxl.utils.range_boundaries(area)[2])


def test_same_input_gives_same_bytes(make: Make, ketapang: Path) -> None:
    assert make(ketapang, "rsud") == make(ketapang, "rsud")


def test_every_field_of_every_record_has_a_column(ketapang: Path) -> None:
    """A new field of the model stands in the next form, or a sheet says why not."""
    for sheet in _sheets(ketapang).values():
        paths = {column.path[0] for column in sheet.columns if column.path}
        below = {
            name
            for name, shape in describe_fields(sheet.model).items()
            if shape.record is not None and (shape.container or name == "quick_win")
        }
        across = {sheet.spec.across.by} if sheet.spec.across else set()
        known = {"id", EXAMPLE, *sheet.spec.leave_out, *below, *across}
        assert set(describe_fields(sheet.model)) - known == paths - known, sheet.id
        assert paths, sheet.id


def test_headings_are_the_books_terms(ketapang: Path) -> None:
    sheets = _sheets(ketapang)
    headings = {column.id: column.heading for column in sheets["program"].columns}

    assert headings["term"] == "Jangka"
    assert headings["partners"] == "Mitra"
    assert {c.id: c.heading for c in sheets["kegiatan"].columns}["end"] == "Tahun selesai"
    assert {c.id: c.heading for c in sheets["indikator"].columns}["targets.2024"] == "Target 2024"


def test_form_holds_the_plan_and_blank_lines(book: Book, ketapang: Path) -> None:
    made = book(ketapang, "rsud")

    program = made["Program"]
    assert [program["A6"].value, program["A7"].value] == ["program/liv-04", "program/liv-05"]
    assert program["A8"].value is None
    assert program["B6"].value == "Antre dari Rumah"
    assert program.column_dimensions["A"].hidden
    assert program.row_dimensions[4].hidden
    assert program.freeze_panes == "C6"
    assert made["_daftar"].sheet_state == made["_masterplan"].sheet_state == "veryHidden"
    pagu = made["Pagu"]
    year = _find_column(pagu, "amount.2024")
    assert [pagu.cell(row, year).value for row in (6, 7)] == [1250000000, None]
    assert pagu.cell(6, year).number_format == "[$-421]#,##0"
    assert pagu.cell(3, year).value == "=SUBTOTAL(109,D6:D15)"


@pytest.mark.parametrize("opd", ["rsud", "diskominfo", "kec-delta-pawan"])
def test_every_sheet_prints_one_page_wide_in_readable_size(
    book: Book, ketapang: Path, opd: str
) -> None:
    papers = {"9": 841.9, "14": 936.0, "8": 1190.6}
    sheets = [sheet for sheet in book(ketapang, opd) if sheet.sheet_state == "visible"]

    assert len(sheets) > 10
    for sheet in sheets[1:]:
        page, area = sheet.page_setup, sheet.print_area
        last = _find_last_printed(sheet) if area else sheet.max_column
        letters = map(openpyxl.utils.get_column_letter, range(2, last + 1))
        points = sum(sheet.column_dimensions[one].width for one in letters) * 5.25
        assert (page.orientation, page.fitToWidth or 1, page.fitToHeight) == ("landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert (papers[str(page.paperSize)] - 58) / points * 11 >= 6.5, sheet.title
        assert sheet.print_title_rows == "$5:$5" if sheet.title != "Quick win" else "$4:$4"


def test_what_a_list_holds_is_printed_in_one_column(book: Book, ketapang: Path) -> None:
    sheet = book(ketapang, "rsud")["Program"]
    shown = _find_column(sheet, "^join:partners")
    first = _find_column(sheet, "partners#1")

    last = _find_last_printed(sheet)
    assert shown <= last < first
    letter = openpyxl.utils.get_column_letter(first)
    assert sheet.cell(6, shown).value.startswith(f'=MID(IF({letter}6="","","; "&{letter}6)&')
    assert sheet.cell(6, shown).protection.locked
    assert sheet.cell(5, shown).value == "Mitra"
    assert sheet.cell(5, first).value == "Mitra 1"


def test_required_cells_and_pointers_are_told_apart(book: Book, ketapang: Path) -> None:
    sheet = book(ketapang, "rsud")["Kegiatan"]

    assert sheet["B5"].value == "Program *"
    assert sheet.protection.sheet
    assert sheet["A6"].protection.locked
    assert sheet["B6"].protection.locked
    assert not sheet["C6"].protection.locked
    assert sheet.conditional_formatting


def test_references_have_drop_downs_with_help(book: Book, ketapang: Path) -> None:
    made = book(ketapang, "rsud")
    checks = {
        str(check.sqref).split(":")[0]: check
        for check in made["Program"].data_validations.dataValidation
    }
    strategy = checks[made["Program"].cell(6, _find_column(made["Program"], "strategy")).coordinate]

    assert strategy.type == "list"
    assert strategy.formula1 == "daftar_strategy"
    assert strategy.prompt.startswith("Wajib diisi. ")
    assert "liv-str-3 – " in "".join(
        str(cell.value) for cell in made["_daftar"][_column_of(made["_daftar"], "daftar_strategy")]
    )
    assert all(check.prompt for check in checks.values())
    assert {"daftar_strategy", "daftar_opd", "program_formulir"} <= set(made.defined_names)


def _column_of(sheet: Any, name: str) -> str:
    return next(str(cell.column_letter) for cell in sheet[1] if cell.value == name)


def test_first_sheet_says_what_is_missing_and_where(book: Book, small: Path, edit: Edit) -> None:
    edit(small / PROGRAMS, "    term: short\n", "")
    edit(
        small / "masterplan.yaml", "as_of: 2025-05-20}", "as_of: 2025-05-20, deadline: 2025-04-30}"
    )
    edit(small / PROGRAMS, "    strategy: mob-str\n    description: >-", "    description: >-")

    cover = book(small, "dinas-a")["Petunjuk"]
    cells = {str(cell.value): cell for row in cover.iter_rows() for cell in row if cell.value}

    assert "Formulir ini dikembalikan paling lambat 30\u00a0April 2025." in cells
    assert any(text.startswith("Tim Penyusun Masterplan") for text in cells)
    links = [cell.hyperlink.location for cell in cells.values() if cell.hyperlink]
    assert "'Program'!D6" in links


def test_text_never_becomes_a_formula(book: Book, small: Path, edit: Edit) -> None:
    for old, new in (("Halte teduh", "'=1+1'"), ("Halte beratap dan berlampu.", "'@SUM(A1)'")):
        edit(small / PROGRAMS, old, new)

    sheet = book(small, "dinas-b")["Program"]
    cells = [cell for cell in sheet[6] if str(cell.value) in ("=1+1", "@SUM(A1)")]

    assert [cell.value for cell in cells] == ["=1+1", "@SUM(A1)"]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)


def test_build_id_stands_inside_twice(book: Book, ketapang: Path) -> None:
    made = book(ketapang, "rsud")
    rows = [(str(a), str(b)) for a, b in made["_masterplan"].iter_rows(values_only=True)]
    identity, base = read_identity(rows)

    assert identity is not None
    assert base is not None
    assert (identity.opd, identity.stage, identity.region) == ("rsud", 4, "Kabupaten Ketapang")
    assert made.custom_doc_props["masterplan-formulir"].value == identity.build_id
    assert base["program"]["program/liv-04"]["strategy"] == "liv-str-3"


def test_damaged_base_is_not_trusted(book: Book, ketapang: Path) -> None:
    made = book(ketapang, "rsud")
    rows = [(str(a), str(b)) for a, b in made["_masterplan"].iter_rows(values_only=True)]
    rows[-1] = (rows[-1][0], rows[-1][1].swapcase())

    identity, base = read_identity(rows)

    assert identity is not None
    assert base is None


@pytest.mark.parametrize("opd", ["rsud", "diskominfo"])
def test_open_xml_sdk_finds_nothing(
    make: Make, validator: str, tmp_path: Path, ketapang: Path, opd: str
) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(make(ketapang, opd))

    done = subprocess.run([validator, str(path)], capture_output=True, text=True, check=False)

    assert json.loads(done.stdout)["errors"] == []


def test_parts_name_no_time(make: Make, ketapang: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(make(ketapang, "rsud"))) as archive:
        assert {info.date_time[:3] for info in archive.infolist()} == {(1980, 1, 1)}


def test_every_workspace_makes_forms(make: Make, small: Path) -> None:
    kota = Path(__file__).parents[1] / "workspaces" / "kota"

    for root, opd in ((small, "dinas-a"), (kota, "kec-hilir")):
        assert openpyxl.load_workbook(io.BytesIO(make(root, opd))).sheetnames[0] == "Petunjuk"
