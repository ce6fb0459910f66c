"""Files become a workspace: what belongs to it, what is absent, what could not be read."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.model.load import load_manifest, load_workspace
from masterplan_cli.model.workspace import REGION_FILES, Workspace

Edit = Callable[[Path, str, str], None]


def load(project: Path) -> tuple[Workspace, frozenset[str], list[str]]:
    loaded, found = load_manifest(project)
    assert loaded is not None
    assert found == []
    workspace, harvested, diagnostics = load_workspace(project, loaded)
    return workspace, harvested, [f"{one.span.file} {one.code}" for one in diagnostics]


def test_every_file_reaches_its_place(small: Path) -> None:
    workspace, harvested, found = load(small)

    assert found == []
    assert harvested == frozenset()
    assert [folder.id for folder in workspace.pillars] == [
        "energy",
        "learning",
        "mobility",
        "safety",
        "water",
    ]
    assert [program.id for program in workspace.programs] == ["mob-01", "mob-02"]
    assert [opd.id for opd in workspace.opds] == ["dinas-a", "dinas-b", "mitra-a"]
    assert [fact.id for fact in workspace.facts] == ["population"]
    assert [source.id for source in workspace.sources] == ["s1"]
    assert [plan.id for plan in workspace.plans] == ["rpjmd"]
    assert workspace.vision.statement == "Contoh: kota yang *tidak* bercetak miring"
    assert [body.id for body in workspace.governance.bodies] == ["tim"]
    assert workspace.areas == workspace.regulations == workspace.readiness == ()
    assert workspace.unreadable == workspace.unknown_kinds == frozenset()


def test_every_region_file_of_ketapang_is_read(ketapang: Path) -> None:
    workspace, _, found = load(ketapang)

    assert found == []
    assert {file.tree.file for file in workspace.files} >= set(REGION_FILES)
    assert len(workspace.programs) >= 24
    assert len(workspace.areas) >= 20


def test_programmes_of_a_pillar_may_stand_in_many_files(small: Path) -> None:
    text = "programs: [{{id: mob-{0}, name: Program {0}}}]\n"
    for name in ("z", "b"):
        (small / f"pillars/mobility/programs-{name}.yaml").write_text(
            text.format(name), encoding="utf-8"
        )

    workspace, _, found = load(small)

    assert found == []
    assert [program.id for program in workspace.programs] == ["mob-b", "mob-01", "mob-02", "mob-z"]


def test_absent_folders_count_as_empty(small: Path) -> None:
    shutil.rmtree(small / "region")
    shutil.rmtree(small / "pillars")

    workspace, _, found = load(small)

    assert found == []
    assert workspace.pillars == workspace.programs == workspace.opds == ()
    assert workspace.vision.statement is None
    assert [file.tree.file for file in workspace.files] == ["masterplan.yaml"]


def test_programmes_without_pillar_file_keep_their_folder(small: Path) -> None:
    (small / "pillars/mobility/pillar.yaml").unlink()

    workspace, _, _ = load(small)

    folder = next(folder for folder in workspace.pillars if folder.id == "mobility")
    assert folder.pillar.id == "mobility"
    assert folder.pillar.condition is None
    assert len(folder.programs) == 2


def test_unreadable_file_gives_its_ids_all_the_same(small: Path) -> None:
    path = small / "region/opd.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  - [\n", encoding="utf-8")

    workspace, harvested, found = load(small)

    assert found == ["region/opd.yaml yaml-syntax"]
    assert workspace.unreadable == {"region/opd.yaml"}
    assert workspace.unknown_kinds == frozenset()
    assert {"dinas-a", "dinas-b", "mitra-a"} <= harvested
    assert workspace.opds == ()


def test_file_without_any_id_leaves_its_kinds_unknown(small: Path) -> None:
    (small / "region/plans.yaml").write_text("", encoding="utf-8")

    workspace, _, found = load(small)

    assert found == ["region/plans.yaml empty-file"]
    assert workspace.unknown_kinds == {"plan", "plan-mission", "plan-goal", "plan-issue"}


def test_year_is_measured_by_the_horizons_century(small: Path, edit: Edit) -> None:
    edit(small / "masterplan.yaml", "{start: 2025, end: 2027}", "{start: 2125, end: 2127}")

    _, _, found = load(small)

    assert set(found) == {
        "pillars/mobility/programs-dinas-a.yaml wrong-value",
        "region/plans.yaml wrong-value",
    }


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("", ["empty-file"]),
        ("region: [\n", ["yaml-syntax"]),
        ("- a\n", ["not-a-mapping"]),
        ("region: {name: A, type: kota, province: P}\n", ["required-field"] * 3),
        (
            "region: A\nhorizon: B\nprofile: C D\nstage: E\n",
            ["wrong-shape"] * 2 + ["wrong-value"] * 2,
        ),
    ],
)
def test_manifest_that_cannot_be_read_is_none(small: Path, text: str, codes: list[str]) -> None:
    (small / "masterplan.yaml").write_text(text, encoding="utf-8")

    loaded, found = load_manifest(small)

    assert loaded is None
    assert [one.code for one in found] == codes
    assert {one.span.file for one in found} == {"masterplan.yaml"}


def test_a_broken_manifest_hides_no_other_file(small: Path) -> None:
    (small / "masterplan.yaml").write_text("region: [\n", encoding="utf-8")
    (small / "region" / "opd.yaml").write_text("opdz: []\n", encoding="utf-8")
    found = load_plan(small).diagnostics
    assert [finding.span.file for finding in found] == ["masterplan.yaml", "region/opd.yaml"]


def test_an_unknown_profile_hides_no_other_file(small: Path) -> None:
    manifest = small / "masterplan.yaml"
    text = manifest.read_text(encoding="utf-8").replace("profile: mini", "profile: minni")
    manifest.write_text(text, encoding="utf-8")
    (small / "region" / "opd.yaml").write_text("opdz: []\n", encoding="utf-8")
    found = load_plan(small).diagnostics
    assert [finding.code for finding in found] == ["unknown-profile", "unknown-key"]
