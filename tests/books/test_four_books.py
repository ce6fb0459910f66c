"""Four books: quick wins and the road map apart, as a profile over the packaged one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.model.catalog import Catalog

Edit = Callable[[Path, str, str], None]


@pytest.fixture
def four_books(ketapang_copy: Path, edit: Edit) -> Path:
    edit(ketapang_copy / "masterplan.yaml", "profile: kominfo", "profile: kominfo-empat-buku")
    return ketapang_copy


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_every_stage_builds_without_a_finding(four_books: Path, stage: int) -> None:
    loaded = load_plan(four_books, stage)
    assert not loaded.wrong, loaded.diagnostics

    made = build_stage(loaded, BuildOrder(formats=("md",), revision="uji"))

    assert made.diagnostics == ()
    assert made.outputs


def test_stage_4_hands_in_four_books_and_the_commitment(four_books: Path) -> None:
    loaded = load_plan(four_books, 4)
    assert loaded.plan is not None
    made = build_stage(loaded, BuildOrder(formats=("md",), revision="uji"))
    texts = {one.name.split("-kabupaten")[0]: one.data.decode() for one in made.outputs}

    assert list(texts) == [
        "buku-1-analisis-strategis",
        "buku-2-masterplan",
        "buku-3-quick-win",
        "buku-4-peta-jalan",
        "lembar-komitmen",
    ]
    for name, text in texts.items():
        assert "belum diisi" not in text, name
    catalog = Catalog(loaded.plan)
    for program in catalog.programs:
        assert program.name in texts["buku-4-peta-jalan"]
    for program in catalog.quick_wins:
        assert program.quick_win is not None
        assert f"Lembar quick win {program.quick_win.short_name}" in texts["buku-3-quick-win"]
        assert f"Lembar quick win {program.quick_win.short_name}" not in texts["buku-2-masterplan"]
    assert "uji/t4/buku-4/kominfo-empat-buku" in texts["buku-4-peta-jalan"]
