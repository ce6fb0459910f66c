"""The sheet of a programme, where the programme is not complete."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan

KOTA = Path(__file__).parents[1] / "workspaces" / "kota"
NAME = "Memasang penanda"
YEARS = "start: 2025, end: 2026"


@pytest.mark.parametrize(
    ("years", "printed"),
    [
        (YEARS, f"{NAME}: 31 penanda (2025–2026)"),
        ("start: 2025", f"{NAME}: 31 penanda (2025)"),
        ("end: 2026", f"{NAME}: 31 penanda (2026)"),
        ("start: 2026, end: 2026", f"{NAME}: 31 penanda (2026)"),
    ],
)
def test_an_activity_is_followed_by_what_is_known_of_its_years(
    tmp_path: Path, years: str, printed: str
) -> None:
    workspace = tmp_path / "kota"
    shutil.copytree(KOTA, workspace)
    path = workspace / "pillars" / "branding" / "programs-wisata.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(f'"31 penanda", {YEARS}', f'"31 penanda", {years}'), "utf-8")
    made = build_stage(load_plan(workspace, 2), BuildOrder(("buku-2",), ("md",)))
    assert printed in made.outputs[0].data.decode()
