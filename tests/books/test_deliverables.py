"""What stages hand in besides the books: sheets, some once per OPD or per quick win."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.compiler import Build, BuildOrder, build_stage, load_plan
from masterplan_cli.diagnostics import UserError
from masterplan_cli.model.catalog import Catalog
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.render.subjects import list_subjects

ROOT = Path(__file__).parents[2]
Edit = Callable[[Path, str, str], None]

SHEETS = {
    1: ("kertas-kerja-isu", "swot-tows"),
    3: ("kemajuan-quick-win", "rekap-peta-jalan"),
    4: ("profil-quick-win", "lembar-komitmen", "rekap-peta-jalan"),
}


def make(stage: int, *books: str, project: Path = ROOT, **options: object) -> Build:
    loaded = load_plan(project, stage)
    assert not loaded.wrong, loaded.diagnostics
    return build_stage(loaded, BuildOrder(books=books, revision="uji", **options))  # type: ignore[arg-type]


def read_plan(stage: int, project: Path = ROOT) -> Masterplan:
    plan = load_plan(project, stage).plan
    assert plan is not None
    return plan


def read_texts(made: Build) -> dict[str, str]:
    return {one.name: one.data.decode() for one in made.outputs if one.name.endswith(".md")}


@pytest.fixture(scope="module")
def sheets() -> dict[int, Build]:
    return {stage: make(stage, *books) for stage, books in SHEETS.items()}


@pytest.mark.parametrize("stage", SHEETS)
def test_sheets_are_made_without_a_finding(stage: int, sheets: dict[int, Build]) -> None:
    assert sheets[stage].diagnostics == ()
    for name, text in read_texts(sheets[stage]).items():
        assert f"Draf {read_plan(stage).stage.name}" in text, name
        assert "Versi: uji/t" in text, name
        assert "belum diisi" not in text, name


def test_each_contributing_opd_gets_a_sheet_that_ends_in_its_id(sheets: dict[int, Build]) -> None:
    subjects = list_subjects(read_plan(1), "opd")
    made = [name for name in read_texts(sheets[1]) if "swot" in name]

    assert len(subjects) >= 20
    assert made == [
        f"kertas-kerja-swot-tows-kabupaten-ketapang-bimtek-1-{one.id}.md" for one in subjects
    ]


def test_a_sheet_lists_its_own_opds_entries_and_no_others(sheets: dict[int, Build]) -> None:
    """Its strategies name the entries of others that they combine; its own table does not."""
    plan = read_plan(1)
    texts = read_texts(sheets[1])
    entries = [
        item
        for folder in plan.workspace.pillars
        for quadrant in ("strengths", "weaknesses", "opportunities", "threats")
        for item in getattr(folder.pillar.swot, quadrant)
    ]
    assert entries
    for name, text in texts.items():
        if "swot" in name:
            own = [row for row in text.split("\n") if re.match(r"\| [SWOT]\d+ \|", row)]
            for item in entries:
                listed = any(item.text in row for row in own)
                assert listed == name.endswith(f"-1-{item.opd}.md"), (name, item.id)


def test_a_sheets_strategies_say_what_they_combine(sheets: dict[int, Build]) -> None:
    plan = read_plan(1)
    entries = {
        item.id: item
        for folder in plan.workspace.pillars
        for quadrant in ("strengths", "weaknesses", "opportunities", "threats")
        for item in getattr(folder.pillar.swot, quadrant)
    }
    texts = {name: text for name, text in read_texts(sheets[1]).items() if "swot" in name}
    compared = 0
    for folder in plan.workspace.pillars:
        for part in folder.pillar.sub_dimensions:
            for strategy in part.strategies:
                for owner in {entries[name].opd for name in strategy.swot}:
                    text = next(one for name, one in texts.items() if name.endswith(f"-{owner}.md"))
                    row = next(row for row in text.split("\n") if strategy.text in row)
                    assert all(entries[name].text in row for name in strategy.swot), strategy.id
                    compared += 1
    assert compared > 36


def test_an_opd_without_content_of_its_own_gets_no_sheet(ketapang_copy: Path) -> None:
    plan = read_plan(1, ketapang_copy)
    made = {one.id for one in list_subjects(plan, "opd")}

    assert made < {opd.id for opd in plan.workspace.opds}
    assert {program.owner for program in plan.workspace.programs if program.owner} <= made


def test_every_dimension_and_issue_stands_on_the_worksheet(sheets: dict[int, Build]) -> None:
    plan = read_plan(1)
    text = next(text for name, text in read_texts(sheets[1]).items() if "kerja-isu" in name)

    for folder in plan.workspace.pillars:
        for issue in folder.pillar.issues:
            assert issue.text in text, issue.id


def test_quick_win_progress_is_that_of_the_stage(sheets: dict[int, Build]) -> None:
    text = next(text for name, text in read_texts(sheets[3]).items() if "kemajuan" in name)

    for program in Catalog(read_plan(3)).quick_wins:
        assert program.quick_win is not None
        for step in program.quick_win.progress:
            assert step.note is not None
            assert (step.note in text) == (step.stage == 3), (program.id, step.stage)


def test_a_profile_of_each_quick_win_holds_its_fields(sheets: dict[int, Build]) -> None:
    texts = read_texts(sheets[4])
    for program in Catalog(read_plan(4)).quick_wins:
        win = program.quick_win
        assert win is not None
        name = f"profil-quick-win-kabupaten-ketapang-bimtek-4-{program.id}.md"
        for value in (
            win.short_name,
            win.benefits.organiser,
            win.benefits.government,
            win.benefits.public,
            win.uniqueness,
            *(partner.form for partner in win.partnerships),
            *(step.note for step in win.progress),
            win.potential.extension,
            win.potential.replication,
            win.sustainability.regulation,
            win.sustainability.business_model,
            win.risk_analysis.obstacles,
            win.resources.budget,
        ):
            assert value
            assert value in texts[name], (name, value)


def test_commitment_has_its_promises_and_a_line_for_each_office(sheets: dict[int, Build]) -> None:
    commitment = read_plan(4).workspace.governance.commitment
    text = next(text for name, text in read_texts(sheets[4]).items() if "komitmen" in name)

    assert commitment.signatories
    for promise in commitment.promises:
        assert promise.text in text
    for signatory in commitment.signatories:
        assert signatory.office in text
    lines = text.replace("\\", "").count("_" * 30)
    assert lines == len(commitment.signatories)


def test_recap_names_every_programme(sheets: dict[int, Build]) -> None:
    text = next(text for name, text in read_texts(sheets[4]).items() if "rekap" in name)

    for program in read_plan(4).workspace.programs:
        assert program.name in text


def test_strict_and_final_is_no_draft() -> None:
    for name, text in read_texts(make(4, "lembar-komitmen", strict=True)).items():
        assert "Draf" not in text, name
        assert "Versi:" not in text, name
    for text in read_texts(make(3, "rekap-peta-jalan", strict=True)).values():
        assert "Draf Bimtek Tahap III" in text


def test_sheets_need_no_layout_for_their_page_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(data: bytes) -> bytes:
        raise AssertionError("a sheet has no list of contents")

    monkeypatch.setattr("masterplan_cli.source.office.convert_to_pdf", refuse)

    assert len(make(4, "profil-quick-win", paginate=True).outputs) == 12


def test_a_sheet_of_another_stage_is_refused() -> None:
    with pytest.raises(UserError, match="lembar-komitmen"):
        make(1, "lembar-komitmen")


def test_content_that_is_missing_shows_on_the_sheets(ketapang_copy: Path) -> None:
    (ketapang_copy / "region" / "governance.yaml").write_text("bodies: []\n", encoding="utf-8")
    texts = read_texts(make(4, "lembar-komitmen", project=ketapang_copy))

    for text in texts.values():
        assert "Isi lembar komitmen belum diisi" in text
        assert "Penanda tangan belum diisi" in text
