"""Forms of a workspace, as bytes and as open workbooks."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.forms.orders import write_forms
from masterplan_cli.source.revision import read_revision

Make = Callable[..., bytes]


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
