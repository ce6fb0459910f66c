"""The packaged profile says what the ministry asks for."""

from __future__ import annotations

import pytest

from masterplan_cli.diagnostics import Span
from masterplan_cli.profile.load import LoadedProfile, load_profile
from masterplan_cli.source.packaged import find_packaged_templates


@pytest.fixture(scope="module")
def kominfo() -> LoadedProfile:
    loaded, found = load_profile(find_packaged_templates().parent, "kominfo", Span("x"))
    assert found == []
    assert loaded is not None
    return loaded


def test_six_dimensions_of_three_sub_dimensions(kominfo: LoadedProfile) -> None:
    dimensions = kominfo.profile.dimensions

    assert [one.id for one in dimensions] == [
        "governance",
        "branding",
        "economy",
        "living",
        "society",
        "environment",
    ]
    assert [len(one.sub_dimensions) for one in dimensions] == [3] * 6
    assert all(one.name.startswith("Smart ") for one in dimensions)


def test_four_stages_hand_in_books_and_sheets(kominfo: LoadedProfile) -> None:
    stages = kominfo.profile.stages

    assert [stage.number for stage in stages] == [1, 2, 3, 4]
    known = {document.id for document in kominfo.profile.documents}
    for stage in stages:
        assert stage.documents
        assert {one.document for one in stage.documents} <= known
    assert [one.document for one in stages[3].documents] == [
        "buku-1",
        "buku-2",
        "buku-3",
        "profil-quick-win",
        "lembar-komitmen",
        "rekap-peta-jalan",
    ]
    assert {one.state for one in stages[3].documents} == {"final"}
    assert all(any(one.cohort == 2023 for one in stage.as_of) for stage in stages)


@pytest.mark.parametrize(
    ("cohort", "name"),
    [
        (None, "Kementerian Komunikasi dan Informatika"),
        (2023, "Kementerian Komunikasi dan Informatika"),
        (2025, "Kementerian Komunikasi dan Digital"),
        (2026, "Kementerian Komunikasi dan Digital"),
    ],
)
def test_the_publisher_of_a_cohort(kominfo: LoadedProfile, cohort: int | None, name: str) -> None:
    assert kominfo.profile.name_publisher(cohort) == name


def test_every_document_has_chapters_that_exist(kominfo: LoadedProfile) -> None:
    assert kominfo.profile.documents
    for document in kominfo.profile.documents:
        assert document.chapters
        for chapter in document.chapters:
            pattern = chapter if chapter.endswith(".j2") else f"{chapter}/*.j2"
            assert kominfo.templates.list(pattern), chapter


def test_word_lists_are_there_and_without_twins(kominfo: LoadedProfile) -> None:
    profile = kominfo.profile
    for words in (
        profile.readiness_components,
        profile.ratings,
        profile.funds,
        profile.statuses,
        profile.terms,
        profile.action_groups,
        profile.program_kinds,
        profile.quick_win_kinds,
        profile.quick_win_statuses,
        profile.regulation_types,
        profile.nomenclature_editions,
    ):
        names = [word.id for word in words]
        assert names
        assert len(names) == len(set(names))
    assert len(profile.readiness_components) == 5
    assert profile.quick_wins_since == 3
    assert profile.risk_scale is not None
    least = [level.least for level in profile.risk_scale.levels]
    assert least == sorted(least)


def test_terms_cover_the_horizon_without_a_gap(kominfo: LoadedProfile) -> None:
    assert {term.id for term in kominfo.profile.terms} == {"short", "medium", "long"}
    assert all(term.first <= term.last for term in kominfo.profile.terms)
    years = {year for term in kominfo.profile.terms for year in range(term.first, term.last + 1)}
    assert years == set(range(1, 11))
