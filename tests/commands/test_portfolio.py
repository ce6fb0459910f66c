"""``masterplan portfolio build``: many regions, each as if built alone, none stopping the others."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from benchmarks.workspace import Size, list_regions, name_folder, write_workspace

from masterplan_cli.commands import cluster, pool
from masterplan_cli.commands.build import BuildRequest
from masterplan_cli.commands.regions import RegionOrder, build_region

Run = Callable[..., Any]

KILLER = """
import os
import masterplan_cli.source.revision as revision

read = revision.read_revision

def read_or_die(project):
    if project.name == "maut":
        os._exit(9)
    return read(project)

revision.read_revision = read_or_die
"""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MASTERPLAN_CACHE", str(tmp_path / "simpanan"))


@pytest.fixture
def regions(tmp_path: Path) -> Path:
    """Three small regions in one folder."""
    folder = tmp_path / "daerah"
    for _, region in zip(range(3), list_regions(), strict=False):
        write_workspace(folder / name_folder(region), Size(6), region)
    return folder


def read_books(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.glob("*/build/**/*.*"))
        if path.is_file()
    }


def break_region(folder: Path) -> Path:
    broken = sorted(folder.iterdir())[1]
    (broken / "region/opd.yaml").write_text("opds: [", encoding="utf-8")
    return broken


def test_every_region_is_built_as_if_alone(run: Run, regions: Path) -> None:
    answer = run("portfolio", "build", regions, "--jobs", "2", "--book", "buku-1")

    assert answer.code == 0, answer.out
    rows = [line.split() for line in answer.out.splitlines()[2:]]
    assert [row[:3] for row in rows] == [
        [path.name, "disusun", "2"] for path in sorted(regions.iterdir())
    ]
    assert answer.err.startswith("3 workspace: 3 disusun; 6 berkas, ")
    together = read_books(regions)
    assert len(together) == 6
    for path in sorted(regions.iterdir()):
        assert run("build", "-C", path, "--book", "buku-1", "--no-cache").code == 0
    assert read_books(regions) == together


def test_one_failing_region_does_not_stop_the_others(run: Run, regions: Path) -> None:
    broken = break_region(regions)

    answer = run("portfolio", "build", regions, "--report", "json", "--book", "buku-3")

    assert answer.code == 1
    report = json.loads(answer.out)
    assert report["version"] == 1
    assert report["totals"] == {"built": 2, "unchanged": 0, "refused": 1, "failed": 0}
    (refused,) = (one for one in report["regions"] if one["result"] == "refused")
    assert refused["folder"] == str(broken)
    assert refused["code"] == 1
    assert "region/opd.yaml" in refused["complaint"]
    assert {Path(name).parts[0] for name in read_books(regions)} == {
        path.name for path in regions.iterdir() if path != broken
    }


def test_refused_regions_name_the_command_that_says_why(
    run: Run, regions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = break_region(regions)
    monkeypatch.chdir(regions)

    answer = run("portfolio", "build", regions, "--book", "buku-3", "--stage", "4", "--lang", "id")

    assert answer.code == 1
    *_, said = answer.err.splitlines()
    command = said.rpartition(": masterplan ")[2].split()
    assert command == ["validate", "--stage", "4", "-C", broken.name]
    assert "region/opd.yaml" in run(*command).out
    # So does what an unfinished plan still lacks.
    remarks = [line for line in answer.out.splitlines() if "lihat: masterplan" in line]
    assert all(line.split()[-2] == "-C" for line in remarks)


def test_the_same_words_take_up_what_was_broken_off(run: Run, regions: Path) -> None:
    done, mended, left = sorted(regions.iterdir())
    break_region(regions)
    words = ("portfolio", "build", regions, "--book", "buku-3")
    run(*words[:2], done, mended, *words[3:])
    write_workspace(mended, Size(6), list(list_regions())[1])

    answer = run(*words, "--lang", "id")

    assert answer.code == 0
    results = [line.split()[:2] for line in answer.out.splitlines()[2:]]
    assert results == [[done.name, "tetap"], [mended.name, "disusun"], [left.name, "disusun"]]
    assert "1 tetap" in answer.err


def test_more_regions_than_a_process_builds_are_all_built(
    run: Run, regions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "_REGIONS_PER_PROCESS", 2)

    answer = run("portfolio", "build", regions, "--jobs", "1", "--book", "buku-3")

    assert answer.code == 0, answer.out
    assert answer.err.startswith("3 workspace: 3 disusun; 6 berkas, ")


def test_a_worker_that_dies_fails_its_region_alone(regions: Path, tmp_path: Path) -> None:
    sorted(regions.iterdir())[1].rename(regions / "maut")
    (tmp_path / "sitecustomize.py").write_text(KILLER, encoding="utf-8")
    words = ["portfolio", "build", str(regions), "--report", "json", "--book", "buku-3"]
    done = subprocess.run(
        [sys.executable, "-m", "masterplan_cli", *words],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 1, done.stderr
    report = json.loads(done.stdout)
    totals = report["totals"]
    # One that was just done when the pool broke stands unchanged when it is tried again.
    assert totals["built"] + totals["unchanged"] == 2
    assert (totals["refused"], totals["failed"]) == (0, 1)
    (failed,) = (one for one in report["regions"] if one["result"] == "failed")
    assert Path(failed["folder"]).name == "maut"
    assert "berhenti mendadak" in failed["remark"]


def test_a_bug_is_told_with_its_place(regions: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(run: object) -> None:
        raise ZeroDivisionError("uji")

    monkeypatch.setattr("masterplan_cli.commands.regions.build_workspace", fail)
    build = build_region(regions, RegionOrder(BuildRequest(), "id"))
    assert (build.code, build.remark) == (3, "ZeroDivisionError: uji")
    assert "test_portfolio.py" in build.complaint


def test_a_book_that_no_region_has_is_told_for_each(run: Run, regions: Path) -> None:
    answer = run("portfolio", "build", regions, "--book", "buku-9", "--report", "json")
    assert answer.code == 1
    report = json.loads(answer.out)
    assert {one["code"] for one in report["regions"]} == {2}
    assert all("buku-9" in one["remark"] for one in report["regions"])


@pytest.mark.parametrize("name", ["tidak-ada", "kosong"])
def test_a_folder_without_workspaces_is_wrong_usage(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "kosong").mkdir()
    answer = run("portfolio", "build", tmp_path / name)
    assert answer.code == 2
    assert "tidak memuat workspace" in answer.err
    assert "masterplan.yaml" in answer.err


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_workers_builds_the_same(run: Run, regions: Path) -> None:
    from distributed import LocalCluster

    assert run("portfolio", "build", regions, "--book", "buku-3").code == 0
    alone = read_books(regions)
    for path in regions.glob("*/build/*/*"):
        path.unlink()
    broken = break_region(regions)
    with LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None, processes=True
    ) as here:
        answer = run(
            *("portfolio", "build", regions, "--book", "buku-3", "--report", "json"),
            *("--scheduler", here.scheduler_address),
        )
    assert answer.code == 1
    assert json.loads(answer.out)["totals"] == {
        "built": 2,
        "unchanged": 0,
        "refused": 1,
        "failed": 0,
    }
    kept = {name: data for name, data in alone.items() if not name.startswith(broken.name)}
    assert read_books(regions) == kept


@pytest.mark.filterwarnings("ignore")
def test_no_scheduler_is_wrong_usage(
    run: Run, regions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", "1s")
    answer = run("portfolio", "build", regions, "--scheduler", "tcp://127.0.0.1:9")
    assert answer.code == 2
    assert "tcp://127.0.0.1:9" in answer.err


def test_without_the_extra_it_says_how_to_install(
    run: Run, regions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    answer = run("portfolio", "build", regions, "--scheduler", "tcp://127.0.0.1:9")
    assert answer.code == 2
    assert "masterplan-cli[distributed]" in answer.err
