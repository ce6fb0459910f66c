"""``masterplan table``: a table of the books as workbook, CSV or Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

Run = Callable[..., Any]
Edit = Callable[[Path, str, str], None]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"


def test_workbook_has_a_sheet_for_each_table_with_numbers(
    run: Run, ketapang_copy: Path, tmp_path: Path
) -> None:
    answer = run("table", "rencana-aksi", "-C", ketapang_copy, "--out", tmp_path / "ra.xlsx")

    assert answer.code == 0, answer.err
    book = openpyxl.load_workbook(tmp_path / "ra.xlsx")
    assert len(book.sheetnames) == 6
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[3]]
    assert heads[:3] == ["No", "Program", "Kegiatan"]
    amounts = [cell.value for cell in sheet["G"] if isinstance(cell.value, int)]
    assert amounts[-1] == sum(amounts[:-1])
    codes = {cell.number_format for cell in sheet["G"] if isinstance(cell.value, int)}
    assert codes == {"[$-421]#,##0"}
    assert sheet.freeze_panes == "A5"


def test_csv_goes_to_stdout_with_plain_numbers(run: Run, ketapang: Path) -> None:
    answer = run("table", "pagu-opd", "--format", "csv", "-C", ketapang)

    rows = list(csv.reader(io.StringIO(answer.out.removeprefix("\ufeff"))))
    assert rows[0][:4] == ["No", "OPD penanggung jawab", "Jumlah program", "Pagu (Rp)"]
    assert all(row[3].isdecimal() for row in rows[1:])
    assert rows[-1][0] == "Jumlah"
    assert int(rows[-1][3]) == sum(int(row[3]) for row in rows[1:-1])


def test_markdown_is_that_of_the_books(run: Run, ketapang: Path) -> None:
    answer = run("table", "pagu-opd", "--format", "md", "-C", ketapang)

    assert "| No | OPD penanggung jawab | Jumlah program | Pagu (Rp) | Bagian |" in answer.out


def test_text_never_becomes_a_formula(run: Run, small: Path, edit: Edit, tmp_path: Path) -> None:
    edit(small / PROGRAMS, "name: Halte teduh", "name: '=1+1'")

    run("table", "program", "--stage", "2", "-C", small, "--out", tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx").worksheets[0]
    cells = [cell for line in sheet.iter_rows() for cell in line if cell.value == "=1+1"]

    assert [cell.data_type for cell in cells] == ["s"]


def test_unknown_table_suggests_the_nearest(run: Run, ketapang: Path) -> None:
    answer = run("table", "rencanaaksi", "-C", ketapang)

    assert answer.code == 2
    assert "Mungkin maksudnya: rencana-aksi" in answer.err


@pytest.mark.parametrize("language", ["id", "en"])
def test_unreadable_workspace_is_reported(run: Run, small: Path, language: str) -> None:
    (small / "masterplan.yaml").write_text("region: [\n", encoding="utf-8")

    answer = run("table", "opd", "-C", small, "--lang", language)

    assert answer.code == 1
    assert "masterplan.yaml" in answer.err
