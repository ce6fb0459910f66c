"""Generated workspaces: clean at every stage, built whole, and the same for the same seed."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.workspace import (
    INVENTED,
    Size,
    list_regions,
    make_files,
    name_folder,
    write_workspace,
)

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.diagnostics import Severity


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("generated")
    write_workspace(folder, Size(72))
    return folder


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_a_generated_workspace_has_no_errors(workspace: Path, stage: int) -> None:
    loaded = load_plan(workspace, stage)
    assert loaded.plan is not None
    assert len(loaded.plan.workspace.programs) == 72
    errors = [one for one in loaded.diagnostics if one.severity is Severity.ERROR]
    assert errors == []


def test_a_generated_workspace_builds(workspace: Path) -> None:
    build = build_stage(load_plan(workspace), BuildOrder(formats=("md",)))
    assert [one for one in build.diagnostics if one.severity is Severity.ERROR] == []
    book = next(one for one in build.outputs if one.name.startswith("buku-2"))
    text = book.data.decode()
    assert all(program.name in text for program in load_plan(workspace).plan.workspace.programs)


def test_the_seed_decides_every_byte() -> None:
    assert make_files(Size(6, seed=3)) == make_files(Size(6, seed=3))
    assert make_files(Size(6, seed=3)) != make_files(Size(6, seed=4))


def test_programmes_stay_unlike_each_other_at_the_largest_size() -> None:
    files = make_files(Size(3600))
    names = [
        line.split(":", 1)[1]
        for file, text in files.items()
        if file.startswith("pillars/") and "programs-" in file
        for line in text.splitlines()
        if line.startswith("  name: ")
    ]
    assert len(names) == len(set(names)) == 3600


def test_there_are_all_regions_each_with_a_folder_of_its_own() -> None:
    regions = list(list_regions())
    assert len(regions) == 514
    assert len({name_folder(region) for region in regions}) == 514
    assert {region.type for region in regions} == {"kabupaten", "kota"}


def test_regions_differ_in_content() -> None:
    region = next(list_regions())
    files, invented = make_files(Size(6), region), make_files(Size(6), INVENTED)
    assert f"name: {region.name}" in files["masterplan.yaml"]
    name = "pillars/living/programs-dinkes.yaml"
    assert files[name] != invented[name]
