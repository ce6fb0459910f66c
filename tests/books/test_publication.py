"""No book speaks of a development plan before the day it was published."""

from __future__ import annotations

from pathlib import Path

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan

MISSION = "Memeratakan infrastruktur jalan, sungai, energi, dan telekomunikasi antarwilayah"
GOAL = "Meningkatnya keterhubungan kawasan pesisir dengan kawasan perhuluan"
ISSUE = "Wilayah tanpa sinyal dan kesenjangan digital masih luas"


def build_text(project: Path, stage: int) -> str:
    loaded = load_plan(project, stage)
    made = build_stage(loaded, BuildOrder(formats=("md",), revision="uji"))
    return "".join(output.data.decode() for output in made.outputs)


def test_missions_goals_and_issues_of_an_unpublished_plan_stay_out_of_every_document(
    ketapang_copy: Path,
) -> None:
    before = build_text(ketapang_copy, 4)
    assert all(text in before for text in (MISSION, GOAL, ISSUE))

    plans = ketapang_copy / "region" / "plans.yaml"
    text = plans.read_text(encoding="utf-8")
    end = "    end: 2026\n"
    assert text.count(end) == 1
    plans.write_text(text.replace(end, end + "    published: 2024-01-02\n"), encoding="utf-8")

    after = build_text(ketapang_copy, 4)
    assert not any(text in after for text in (MISSION, GOAL, ISSUE))


def test_a_source_that_only_repeats_another_says_so_and_is_counted(ketapang_copy: Path) -> None:
    sources = ketapang_copy / "region" / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    said = "Wagub Kalbar apresiasi kinerja makro Pemkab Ketapang, Sonora.ID, 2023"
    before = build_text(ketapang_copy, 1)
    assert f"{said} (sumber kedua)" in before
    assert "12 dibaca dari sumber kedua" in before
    assert "Mengganti sumber dua belas fakta daerah" in before

    sources.write_text(text.replace("    secondary: true\n", ""), encoding="utf-8")

    after = build_text(ketapang_copy, 1)
    assert said in after
    assert "(sumber kedua)" not in after
    assert "dibaca dari sumber kedua" not in after
    assert "Mengganti sumber" not in after
