"""Ketapang's content keeps the extent that a regency would hand in."""

from __future__ import annotations

import re
from collections import Counter
from io import BytesIO
from itertools import pairwise

import pytest
from pypdf import PdfReader

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan
from masterplan_cli.model.catalog import Catalog
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.source.office import convert_to_pdf
from masterplan_cli.writers.docx.bookmarks import name_contents_target
from masterplan_cli.writers.docx.pagination import read_pages


@pytest.fixture(scope="module")
def plan(request: pytest.FixtureRequest) -> Masterplan:
    loaded = load_plan(request.config.rootpath, 4)
    assert loaded.plan is not None
    assert loaded.diagnostics == ()
    return loaded.plan


def test_every_pillar_and_every_part_has_its_programs(plan: Masterplan) -> None:
    catalog = Catalog(plan)
    dimensions = plan.profile.dimensions
    assert len(dimensions) == 6
    for dimension in dimensions:
        programs = catalog.by_dimension[dimension.id]
        assert len(programs) >= 10
        own = {fund.id for fund in plan.profile.funds if fund.own}
        assert any(row.source not in own for one in programs for row in one.budget)
        for part in dimension.sub_dimensions:
            assert len(catalog.by_sub_dimension[part.id]) >= 2
    assert len(catalog.quick_wins) == 6
    assert {catalog.dimension_of[one.id] for one in catalog.quick_wins} == {
        dimension.id for dimension in dimensions
    }


def test_every_program_is_whole(plan: Masterplan) -> None:
    for program in Catalog(plan).programs:
        filled = (
            *(program.description, program.activities, program.owner, program.partners),
            *(program.strategy, program.rpjmd_missions, program.location, program.term),
            *(program.budget, program.risks),
        )
        assert all(filled), program.id
        assert len(program.indicators) >= 2, program.id
        assert program.start is not None
        assert program.end is not None
        for indicator in program.indicators:
            assert indicator.baseline is not None, program.id
            assert set(range(program.start, program.end + 1)) <= set(indicator.targets), program.id
            percents = [*indicator.targets.values(), indicator.baseline.value]
            assert indicator.unit != "persen" or max(percents) <= 100, program.id


def test_analysis_plans_and_registry_have_their_extent(plan: Masterplan) -> None:
    workspace = plan.workspace
    for folder in workspace.pillars:
        swot = folder.pillar.swot
        for quadrant in (swot.strengths, swot.weaknesses, swot.opportunities, swot.threats):
            assert len(quadrant) >= 4
    assert sum(len(one.indicators) for one in workspace.readiness) >= 40
    plans = workspace.supporting_plans
    for entries in (
        *(plans.policies, plans.institutions, plans.people),
        *(plans.infrastructure, plans.applications, plans.literacy),
    ):
        assert len(entries) >= 5
    kinds = [opd.kind for opd in workspace.opds]
    assert kinds.count("agency") >= 30
    assert kinds.count("district") == 20
    signed = {one.opd for one in workspace.governance.commitment.signatories}
    owners = {one.owner for one in Catalog(plan).programs}
    assert {one for one in owners if not str(one).startswith("setda-")} <= signed
    assert len(workspace.governance.commitment.promises) == 3


def test_the_summary_has_its_extent_and_each_dimension_two_facing_pages(
    plan: Masterplan, request: pytest.FixtureRequest, office: object
) -> None:
    """Counted as LibreOffice lays it out; the empty back of the cover is no page to read."""
    loaded = load_plan(request.config.rootpath, 4)
    made = build_stage(loaded, BuildOrder(("buku-3",), ("docx",), revision="uji"))
    pdf = convert_to_pdf(made.outputs[0].data)
    places = read_pages(pdf)
    written = [page for page in PdfReader(BytesIO(pdf)).pages if page.extract_text().strip()]
    assert 15 <= len(written) <= 30
    front = places[name_contents_target("profil")] - 1
    starts = [
        places[name_contents_target(f"dimensi-{one.id}")] - front for one in plan.profile.dimensions
    ]
    assert starts == [starts[0] + 2 * place for place in range(len(starts))]
    assert starts[0] % 2 == 0
    assert places[name_contents_target("peta-jalan")] - front == starts[-1] + 2


def test_no_paragraph_stands_twice_in_a_book(request: pytest.FixtureRequest) -> None:
    order = BuildOrder(formats=("md",), revision="uji")
    made = build_stage(load_plan(request.config.rootpath, 4), order)
    books = [one.data.decode() for one in made.outputs if one.name.startswith("buku-")]
    assert len(books) == 3
    for text in books:
        blocks = [block.strip() for block in text.split("\n\n")]
        prose = [one for one in blocks if len(one) > 70 and one[0] not in "|<-[#"]
        assert len(prose) > 40
        assert [one for one, count in Counter(prose).items() if count > 1] == []


def test_prose_writes_money_short_and_only_the_grand_total_in_full(
    request: pytest.FixtureRequest,
) -> None:
    order = BuildOrder(("buku-1", "buku-2", "buku-3"), formats=("md",), revision="uji")
    made = build_stage(load_plan(request.config.rootpath, 4), order)
    found = {}
    for output in made.outputs:
        text = output.data.decode().replace("\N{NO-BREAK SPACE}", " ")
        blocks = [one for one in text.split("\n\n") if one[0] not in "|<"]
        assert len(re.findall(r"Rp[\d,]+ (?:miliar|juta)", text)) > 3 or "buku-1" in output.name
        found[output.name[:6]] = re.findall(r"Rp[\d.]+,00", "\n\n".join(blocks))
    assert found["buku-1"] == []
    assert found["buku-2"] == found["buku-3"]
    assert len(found["buku-2"]) == 1


def test_levels_of_risk_are_ranges_without_gaps(
    plan: Masterplan, request: pytest.FixtureRequest
) -> None:
    order = BuildOrder(("buku-2",), ("md",), revision="uji")
    made = build_stage(load_plan(request.config.rootpath, 4), order)
    text = made.outputs[0].data.decode()
    ranges = re.findall(r"^- (.+): hasil kali (\d+)–(\d+)$", text, re.MULTILINE)
    scale = plan.profile.risk_scale
    assert scale is not None
    assert [name for name, _, _ in ranges] == [level.name for level in scale.levels]
    numbers = [int(number) for _, least, most in ranges for number in (least, most)]
    assert (numbers[0], numbers[-1]) == (1, scale.steps**2)
    assert [two - one for one, two in pairwise(numbers)][1::2] == [1] * (len(scale.levels) - 1)


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_every_heading_of_a_book_is_followed_by_its_text(
    stage: int, request: pytest.FixtureRequest
) -> None:
    order = BuildOrder(formats=("md",), revision="uji")
    made = build_stage(load_plan(request.config.rootpath, stage), order)
    headings = 0
    for output in made.outputs:
        blocks = read_blocks(output.data.decode())
        for one, two in pairwise([*blocks, "# akhir"]):
            if output.name.startswith("buku-") and re.match("#+ (BAB|[0-9A-Z.]+ )", one):
                headings += 1
                assert two[0] not in "#|", (output.name, one)
                assert not two.startswith("**Tabel"), (output.name, one)
    assert headings > 50


@pytest.mark.parametrize("stage", [1, 2, 3, 4])
def test_no_table_has_a_column_of_dashes(stage: int, request: pytest.FixtureRequest) -> None:
    order = BuildOrder(formats=("md",), revision="uji")
    made = build_stage(load_plan(request.config.rootpath, stage), order)
    tables = 0
    for output in made.outputs:
        for table in (one for one in read_blocks(output.data.decode()) if one.startswith("|")):
            rows = [re.split(r"(?<!\\)\|", row)[1:-1] for row in table.split("\n")]
            body = [row for row in rows[2:] if not row[0].startswith(" **")]
            if len(body) > 2:
                tables += 1
                for place, heading in enumerate(rows[0]):
                    column = {row[place].strip() for row in body}
                    assert column - {"–", ""} or not heading.strip(), (output.name, heading)
    assert tables > 20


def read_blocks(text: str) -> list[str]:
    text = re.sub(r'<a id="[^"]*"></a>', "", text)
    return [block.strip() for block in text.split("\n\n") if block.strip()]
