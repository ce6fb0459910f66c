"""A profile's words fit the region: kabupaten or kota, Bupati or Wali Kota."""

from __future__ import annotations

from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.model.manifest import name_region_words
from masterplan_cli.profile.records import Fund
from masterplan_cli.profile.wording import fit_wording

WORKSPACES = Path(__file__).parents[1] / "workspaces"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("workspace", "fund", "regulation"),
    [
        (ROOT, "APBD kabupaten", "Peraturan Bupati"),
        (WORKSPACES / "kota", "APBD kota", "Peraturan Wali Kota"),
    ],
)
def test_funds_and_regulations_bear_the_regions_own_words(
    workspace: Path, fund: str, regulation: str
) -> None:
    loaded = load_plan(workspace)

    assert loaded.plan is not None
    funds = {one.id: one.name for one in loaded.plan.profile.funds}
    types = {one.id: one.name for one in loaded.plan.profile.regulation_types}
    assert funds["apbd"] == fund
    assert types["perkada"] == regulation
    assert loaded.plan.index.find("fund", "apbd") in loaded.plan.profile.funds


def test_unknown_names_and_plain_words_stay_as_they_are() -> None:
    fund = Fund(id="x", name="Dana {region.kind} {region.type}")
    plain = Fund(id="y", name="Hibah")
    words = name_region_words("kota")

    assert fit_wording(fund, words).name == "Dana {region.kind} kota"
    assert fit_wording(plain, words) is plain
