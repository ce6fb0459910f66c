"""Forms of a workspace, as bytes and as open workbooks."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from office_driving import OfficeSession, find_driver

from masterplan_cli.compiler import load_plan
from masterplan_cli.forms.orders import write_forms
from masterplan_cli.source.revision import read_revision

Make = Callable[..., bytes]
Fill = Callable[[bytes, Sequence[Any]], dict[str, bytes]]
SCRIPT = Path(__file__).parents[1] / "support" / "sheet_script.py"
FILTERS = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8"}


@pytest.fixture
def make() -> Make:
    """Return the function that makes one OPD's form of a workspace."""

    def call(root: Path, opd: str, stage: int | None = None) -> bytes:
        loaded = load_plan(root, stage)
        return next(iter(write_forms(loaded, (opd,), read_revision(root).label))).data

    return call


@pytest.fixture
def book(make: Make) -> Callable[..., openpyxl.Workbook]:
    """Return the function that makes a form and opens it."""

    def call(root: Path, opd: str, stage: int | None = None) -> openpyxl.Workbook:
        return openpyxl.load_workbook(io.BytesIO(make(root, opd, stage)))

    return call


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OfficeSession]:
    """One LibreOffice for all that these tests ask of it."""
    with find_driver().start(tmp_path_factory.mktemp("office")) as session:
        yield session


@pytest.fixture(scope="session")
def office_fill(office: OfficeSession, tmp_path_factory: pytest.TempPathFactory) -> Fill:
    """Return the function that takes steps in a form in LibreOffice, and saves it as XLSX and ODS."""

    def fill(data: bytes, steps: Sequence[Any]) -> dict[str, bytes]:
        folder = tmp_path_factory.mktemp("form")
        source = folder / "form.xlsx"
        source.write_bytes(data)
        saved = {folder / f"kembali.{suffix}": word for suffix, word in FILTERS.items()}
        office.drive(SCRIPT, source, steps, saved)
        return {path.name: path.read_bytes() for path in saved}

    return fill
