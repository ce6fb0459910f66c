"""One mistake gives one finding, at the narrowest place, whatever refers to what was broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

Find = Callable[..., list[str]]
Edit = Callable[[Path, str, str], None]

PROGRAMS = "pillars/mobility/programs-dinas-a.yaml"
PILLAR = "pillars/mobility/pillar.yaml"
SLIPS = [
    pytest.param(slip, id=f"{group}: {slip['finding']}")
    for group, slips in yaml.safe_load(
        (Path(__file__).parent / "slips.yaml").read_text(encoding="utf-8")
    ).items()
    for slip in slips
]


@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_gives_one_finding(
    small: Path, edit: Edit, find: Find, slip: dict[str, str]
) -> None:
    edit(small / slip["file"], slip["replace"], slip["with"])

    found = find(small)

    assert len(found) == 1, found
    assert found[0].startswith(slip["finding"]), found


@pytest.mark.parametrize("file", ["facts.yaml", "opd.yaml", "vision.yaml", "plans.yaml"])
@pytest.mark.parametrize("content", ["", "# belum diisi\n"])
def test_empty_file_leaves_no_reference_dangling(
    small: Path, find: Find, file: str, content: str
) -> None:
    (small / "region" / file).write_text(content, encoding="utf-8")

    found = find(small)

    assert len(found) == 1, found
    assert "error[empty-file] berkas ini kosong" in found[0]
    assert found[0].startswith(f"region/{file}:")


@pytest.mark.parametrize(
    "file",
    ["region/opd.yaml", "region/plans.yaml", "region/sources.yaml", PILLAR, PROGRAMS],
)
@pytest.mark.parametrize(
    ("slip", "code"),
    [(b"\nx: [1, 2\n", "yaml-syntax"), (b"\n# caf\xe9\n", "not-utf8"), (b"\n\tx: 1\n", "")],
    ids=["syntax", "encoding", "tab"],
)
def test_ids_of_an_unreadable_file_do_not_dangle(
    small: Path, find: Find, file: str, slip: bytes, code: str
) -> None:
    path = small / file
    path.write_bytes(path.read_bytes() + slip)

    found = find(small)

    assert len(found) == 1, found
    assert found[0].startswith(f"{file}:")
    assert f"error[{code}" in found[0]


def test_file_that_is_a_list_is_one_finding(small: Path, find: Find) -> None:
    path = small / "region/opd.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("opds:\n", ""), encoding="utf-8")

    assert [line.partition("]")[0] for line in find(small)] == [
        "region/opd.yaml:1:3: error[not-a-mapping"
    ]


@pytest.mark.parametrize(
    "name",
    [
        "region/fact.yaml",
        "region/opd.yml",
        "region/catatan/opd.yaml",
        "pillars/mobility/program-dinas-a.yaml",
        "pillars/mobility/programs-Dinas.yaml",
        "pillars/programs-dinas-a.yaml",
    ],
)
def test_file_that_nothing_reads_is_a_finding(small: Path, find: Find, name: str) -> None:
    (small / name).parent.mkdir(exist_ok=True)
    (small / name).write_text("programs: []\n", encoding="utf-8")

    found = find(small)

    leaf = name.rsplit("/", 1)[-1]
    assert found == [f"{name}:1:1: error[unknown-file] berkas “{leaf}” tidak dikenal di sini"]


def test_files_that_are_no_yaml_may_stand_beside(small: Path, find: Find) -> None:
    (small / "region/catatan.md").write_text("# Rapat\n", encoding="utf-8")
    (small / "pillars/mobility/.cadangan.yaml").write_text("x", encoding="utf-8")

    assert find(small) == []


def test_id_doubled_in_two_files_names_both_places(small: Path, find: Find) -> None:
    folder = small / "pillars/energy"
    (folder / "programs-dinas-b.yaml").write_text(
        "programs:\n"
        "  - {id: mob-02, name: Panel surya, strategy: mob-str, owner: dinas-b,\n"
        "     description: Di atap., indicators: [], budget: []}\n",
        encoding="utf-8",
    )

    found = [line for line in find(small) if "error[" in line]

    assert len(found) == 1, found
    assert found[0].startswith(f"{PROGRAMS}:33:9: error[duplicate-id] id “mob-02” sudah dipakai")


def test_folder_misnamed_with_its_pillar_is_one_finding(small: Path, find: Find) -> None:
    (small / "pillars/mobility").rename(small / "pillars/mobilty")

    found = find(small)

    assert len(found) == 1, found
    assert found[0].startswith("pillars/mobilty/pillar.yaml:1:5: error[wrong-folder]")


def test_two_slips_give_two_findings(small: Path, edit: Edit, find: Find) -> None:
    edit(small / PROGRAMS, "    owner: dinas-b\n", "    owner: dinas-b\n    owner: dinas-a\n")
    edit(small / PROGRAMS, "amount: 1250000000", "amount: Rp1.250.000.000")
    edit(small / PROGRAMS, "    end: 2027\n    status: rencana\n", "    status: rencana\n")

    found = find(small)

    assert [line.split(" ")[1].removesuffix("]") for line in found] == [
        "error[wrong-value",
        "error[duplicate-key",
    ]


def test_findings_of_all_files_come_at_once_and_sorted(small: Path, edit: Edit, find: Find) -> None:
    edit(small / "region/opd.yaml", "kind: business", "kind: bisnis")
    edit(small / "pillars/water/pillar.yaml", "lead: dinas-b", "lead: dinas-x")
    edit(small / PROGRAMS, "unit: menit", "satuan: menit")
    (small / "region/facts.yaml").write_text("facts: [\n", encoding="utf-8")

    found = find(small)

    files = [line.split(":")[0] for line in found]
    assert files == [
        PROGRAMS,
        "pillars/water/pillar.yaml",
        "region/facts.yaml",
        "region/opd.yaml",
    ]


def test_workspace_of_only_a_manifest_is_checked(small: Path, edit: Edit, find: Find) -> None:
    import shutil

    shutil.rmtree(small / "region")
    shutil.rmtree(small / "pillars")
    edit(small / "masterplan.yaml", "coordinator: dinas-a\n", "")

    found = find(small)

    assert [line.split("] ")[0] for line in found] == [
        *["masterplan.yaml:8:10: error[missing-content"] * 1,
        *["masterplan.yaml:8:10: error[pillar-missing"] * 5,
    ]
    assert all("warning[" in line or "missing" in line for line in find(small, 1))


def test_workspace_without_programmes_lacks_only_them(small: Path, find: Find) -> None:
    (small / PROGRAMS).unlink()

    assert [line.split(" ")[1] for line in find(small)] == ["warning[strategy-without-program]"]
