"""What is said of sheets, rows and columns of a form that are not as they left."""

from __future__ import annotations

from collections.abc import Iterator

from masterplan_cli.diagnostics import Diagnostic, Severity, Text
from masterplan_cli.forms.findings import CellPlace, report_cell
from masterplan_cli.forms.marks import COVER, IDENTITY, LISTS
from masterplan_cli.forms.reading.grid import Grid
from masterplan_cli.forms.rows import Sheet


def describe_stranger(file: str, grid: Grid) -> Iterator[Diagnostic]:
    """Yield what is said of a sheet that is no part of the form, where anything stands in it."""
    if grid.name in (COVER, LISTS, IDENTITY) or not any(map(any, grid.rows)):
        return
    if grid.name.startswith(("Petunjuk", "_")):
        return
    yield report_cell(
        "form-sheet-unknown",
        CellPlace(file, grid.name, 1, 1),
        Text(
            f"lembar “{grid.name}” bukan bagian formulir; isinya tidak dibaca",
            f"the sheet '{grid.name}' is no part of the form; it is not read",
        ),
        Text("Pindahkan isinya ke lembar formulir.", "Move its content to a sheet of the form."),
        Severity.WARNING,
    )


def describe_copy(file: str, grid: Grid) -> Diagnostic:
    """Return what is said of a sheet that stands twice."""
    return report_cell(
        "form-sheet-unknown",
        CellPlace(file, grid.name, 1, 1),
        Text(
            f"lembar “{grid.name}” adalah salinan lembar lain; isinya tidak dibaca",
            f"the sheet '{grid.name}' is a copy of another; it is not read",
        ),
        Text("Hapus salah satunya.", "Delete one of the two."),
    )


def describe_lost(file: str, grid: Grid) -> Diagnostic:
    """Return what is said of a sheet whose codes are gone."""
    return report_cell(
        "form-sheet-unknown",
        CellPlace(file, grid.name, 1, 1),
        Text(
            f"baris kode tersembunyi lembar “{grid.name}” hilang; isinya tidak dibaca",
            f"the hidden row of codes of '{grid.name}' is gone; it is not read",
        ),
        Text(
            "Salin isinya ke formulir yang baru diekspor, atau impor lembar itu dengan --map.",
            "Copy its content to a form exported anew, or import that sheet with --map.",
        ),
    )


def describe_absent(file: str, sheet: Sheet) -> Diagnostic:
    """Return what is said of a sheet that did not come back."""
    title = sheet.spec.title
    return report_cell(
        "form-sheet-absent",
        CellPlace(file, title, 1, 1),
        Text(
            f"lembar “{title}” tidak ada; isinya dalam rencana dibiarkan",
            f"the sheet '{title}' is absent; what the plan holds of it stays",
        ),
        None,
        Severity.WARNING,
    )


def describe_moved(place: CellPlace) -> Diagnostic:
    """Return what is said of a line that names another programme."""
    return report_cell(
        "form-row-moved",
        place,
        Text(
            "baris ini dipindahkan ke program lain; perpindahannya tidak dilakukan",
            "this row was moved to another programme; it stays where it is",
        ),
        Text(
            "Kosongkan baris ini dan tulis isinya pada baris baru di bawah.",
            "Clear this row and write its content on a new row below.",
        ),
    )


def describe_added(place: CellPlace, heading: str) -> Diagnostic:
    """Return what is said of a column of the OPD's own."""
    return report_cell(
        "form-column-unknown",
        place,
        Text(
            f"kolom “{heading}” bukan bagian formulir; isinya tidak dibaca",
            f"the column '{heading}' is no part of the form; it is not read",
        ),
        Text(
            "Pindahkan isinya ke kolom yang tersedia bila perlu.",
            "Move its content to a column of the form where needed.",
        ),
        Severity.WARNING,
    )


def describe_typed_over(place: CellPlace, text: str, heading: str) -> Diagnostic:
    """Return what is said of a text in a cell that only shows what others hold."""
    shown = text if len(text) <= 60 else f"{text[:59]}…"
    return report_cell(
        "form-value",
        place,
        Text(
            f"“{shown}” ditulis pada sel yang dihitung; isinya tidak dibaca",
            f"'{shown}' was written into a computed cell; it is not read",
        ),
        Text(
            f"Pilih isinya pada kolom “{heading}” dan seterusnya.",
            f"Choose it in the column '{heading}' and the next ones.",
        ),
    )
