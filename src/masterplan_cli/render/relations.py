"""What templates may ask of a record beyond its own fields.

One function per relation, found by the record class and name in ``RELATIONS``; what it returns is
marked with the record's pointer unless it says better.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, cast

from masterplan_cli.model.catalog import Catalog, Groups
from masterplan_cli.model.fact import Fact, Source
from masterplan_cli.model.governance import Bimtek
from masterplan_cli.model.manifest import Horizon, Region
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.model.opd import Area, Opd
from masterplan_cli.model.pillar import Issue, Pillar, Strategy, SubDimension, SwotItem
from masterplan_cli.model.plan import PlanMission
from masterplan_cli.model.program import Program, Risk
from masterplan_cli.model.quick_win import QuickWin
from masterplan_cli.model.readiness import Readiness
from masterplan_cli.model.regulation import Regulation
from masterplan_cli.model.vision import Mission
from masterplan_cli.profile import records as profile
from masterplan_cli.render.printable import list_known_values, list_plans
from masterplan_cli.render.responses import add_reviews
from masterplan_cli.render.views import Related, Relation, Site
from masterplan_cli.schema.record import Record

Relations = dict[tuple[type[Record], str], Relation]


def build_relations(catalog: Catalog, plan: Masterplan) -> Relations:
    """Return every relation, over one plan's catalogue."""
    relations: Relations = {}

    def add(model: type[Record], name: str, function: Callable[[Any], object]) -> None:
        relations[model, name] = lambda site, record: function(record)

    _add_region(add, plan)
    _add_facts(add, plan)
    _add_dimensions(add, catalog, plan)
    _add_programs(add, catalog, plan)
    _add_published(add, plan)
    add_reviews(add, plan)
    _add_groups(add, catalog)
    _add_budgets(relations, catalog)
    return relations


Add = Callable[[type[Record], str, Callable[[Any], object]], None]


def _add_region(add: Add, plan: Masterplan) -> None:
    add(Region, "type_name", lambda item: item.type.capitalize())
    add(Region, "full_name", lambda item: f"{item.type.capitalize()} {item.name}")
    add(Region, "head_title", lambda item: item.wording["region.head_title"])
    add(Horizon, "years", lambda item: tuple(range(item.start, item.end + 1)))
    add(Bimtek, "name", lambda item: _name_stage(plan, item.stage))
    manifest = plan.workspace.manifest
    cohort = manifest.cohort or manifest.horizon.start
    add(profile.Profile, "publisher", lambda item: item.name_publisher(cohort))


def _name_stage(plan: Masterplan, number: int) -> str | None:
    return next((stage.name for stage in plan.profile.stages if stage.number == number), None)


def _add_facts(add: Add, plan: Masterplan) -> None:
    add(Fact, "current", lambda item: _relate_last(plan, item))
    add(
        Fact,
        "series",
        lambda item: Related(tuple(list_known_values(plan, item)), f"fact/{item.id}/values"),
    )
    add(Source, "citation", _cite_source)
    add(Regulation, "citation", lambda item: _cite(plan, item))
    add(Regulation, "short_citation", lambda item: _cite(plan, item, short=True))
    add(Readiness, "component", lambda item: plan.index.find("readiness-component", item.id))
    add(Readiness, "score", lambda item: _score(plan, item))
    add(
        Readiness,
        "counts",
        lambda item: {
            rating.id: sum(one.rating == rating.id for one in item.indicators)
            for rating in plan.profile.ratings
        },
    )


def _relate_last(plan: Masterplan, fact: Fact) -> Related | None:
    known = list_known_values(plan, fact)
    if not known:
        return None
    return Related(known[-1], f"fact/{fact.id}/values/{known[-1].key}")


def _cite_source(item: Source) -> str:
    """Return title, publisher and year, and that the source repeats another where it does."""
    said = ", ".join(str(part) for part in (item.title, item.publisher, item.year) if part)
    return f"{said} (sumber kedua)" if item.secondary else said


def _cite(plan: Masterplan, item: Regulation, *, short: bool = False) -> str:
    kind = plan.index.find("regulation-type", item.type)
    full = kind.name if isinstance(kind, profile.RegulationType) else item.type
    brief = getattr(kind, "short_name", None) or full
    if getattr(kind, "standard", False):
        return f"{brief} {item.number}" if short else f"{brief} {item.number} tentang {item.title}"
    if short:
        return f"{brief} {item.number}/{item.year}"
    return f"{full} Nomor {item.number} Tahun {item.year} tentang {item.title}"


def _score(plan: Masterplan, item: Readiness) -> Any:
    from decimal import ROUND_HALF_UP, Decimal

    scores = {rating.id: rating.score for rating in plan.profile.ratings}
    rated = [scores[one.rating] for one in item.indicators if one.rating in scores]
    if not rated:
        return None
    return (Decimal(sum(rated)) / len(rated)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _add_dimensions(add: Add, catalog: Catalog, plan: Masterplan) -> None:
    def find_pillar(name: str) -> Related | Pillar:
        folder = plan.find_pillar(name)
        return folder.pillar if folder else Related(None, f"pillar/{name}")

    def find_part(name: str) -> Related | Record:
        return plan.index.find("pillar-part", name) or Related(None, f"pillar-part/{name}")

    def list_parts(dimension: profile.Dimension) -> Sequence[Record]:
        return dimension.sub_dimensions

    add(profile.Dimension, "pillar", lambda item: find_pillar(item.id))
    add(profile.Dimension, "parts", list_parts)
    add(profile.Dimension, "programs", lambda item: catalog.by_dimension.get(item.id, ()))
    add(
        profile.Dimension,
        "quick_wins",
        lambda item: tuple(
            one for one in catalog.quick_wins if catalog.dimension_of[one.id] == item.id
        ),
    )
    add(
        profile.Dimension,
        "strategies",
        lambda item: tuple(one for one, _, name in catalog.strategies.values() if name == item.id),
    )
    add(profile.SubDimension, "part", lambda item: find_part(item.id))
    add(profile.SubDimension, "programs", lambda item: catalog.by_sub_dimension.get(item.id, ()))
    add(Pillar, "dimension", lambda item: plan.index.find("dimension", item.id))
    add(SubDimension, "sub_dimension", lambda item: plan.index.find("sub-dimension", item.id))
    add(SubDimension, "programs", lambda item: catalog.by_sub_dimension.get(item.id, ()))
    add(Strategy, "programs", lambda item: catalog.by_strategy.get(item.id, ()))
    add(
        Strategy,
        "sub_dimension",
        lambda item: plan.index.find("sub-dimension", catalog.strategies[item.id][1]),
    )
    add(Strategy, "kinds", lambda item: _combine(plan, item))
    add(SwotItem, "code", lambda item: _code_swot(plan, item))
    add(Issue, "code", lambda item: _code_issue(plan, item))


def _code_swot(plan: Masterplan, item: SwotItem) -> str | None:
    """Return the entry's printed code: its quadrant's letter and its number, ``S1``."""
    entry = plan.index.entries["swot"].get(item.id)
    if entry is None or not isinstance(entry.file.record, Pillar):
        return None
    quadrant = entry.segments[1]
    items = getattr(entry.file.record.swot, quadrant)
    return f"{quadrant[0].upper()}{items.index(item) + 1}"


def _code_issue(plan: Masterplan, item: Issue) -> str | None:
    """Return the issue's printed code: its number within the dimension, ``I1``."""
    entry = plan.index.entries["issue"].get(item.id)
    if entry is None or not isinstance(entry.file.record, Pillar):
        return None
    return f"I{entry.file.record.issues.index(item) + 1}"


def _combine(plan: Masterplan, strategy: Strategy) -> str | None:
    """Return which quadrants a strategy combines, as TOWS names it: ``SO, WO``.

    Entries pair in the order they are written: ``S1, O4, W2, T3`` combines SO and WT, while
    ``S1, W2, O4, T3`` combines all four.
    """
    found = plan.index.entries.get("swot", {})
    letters = [found[name].segments[1][0].upper() for name in strategy.swot if name in found]
    pairs: set[str] = set()
    inner: set[str] = set()
    outer: set[str] = set()
    for letter in letters:
        if letter in "SW" and outer:
            inner, outer = set(), set()
        (inner if letter in "SW" else outer).add(letter)
        pairs |= {one + other for one in inner for other in outer}
    return ", ".join(pair for pair in ("SO", "WO", "ST", "WT") if pair in pairs) or None


def _add_programs(add: Add, catalog: Catalog, plan: Masterplan) -> None:
    def relate_sum(item: Program) -> Related:
        return Related(catalog.tally(item).total, f"program/{item.id}/budget")

    def relate_years(item: Program) -> Related:
        return Related(catalog.sum_by_year((item,)), f"program/{item.id}/budget")

    def list_funds(item: Program) -> Related:
        funds = [plan.index.find("fund", name) for name in catalog.tally(item).funds]
        return Related(tuple([fund for fund in funds if fund]), f"program/{item.id}/budget")

    def relate_funds(item: Program) -> Related:
        return Related(catalog.tally(item).funds, f"program/{item.id}/budget")

    add(Program, "total_budget", relate_sum)
    add(Program, "budget_by_fund", relate_funds)
    add(Program, "budget_by_year", relate_years)
    add(Program, "funds", list_funds)
    add(
        Program,
        "dimension",
        lambda item: plan.index.find("dimension", catalog.dimension_of[item.id]),
    )
    add(
        Program,
        "sub_dimension",
        lambda item: plan.index.find("sub-dimension", catalog.find_sub_dimension(item) or ""),
    )
    add(
        Program,
        "years",
        lambda item: tuple(range(item.start, item.end + 1)) if item.start and item.end else (),
    )
    add(Risk, "level", lambda item: _rate_risk(plan, item))


def _add_published(add: Add, plan: Masterplan) -> None:
    """Let references to missions and goals show only plans known at the as-of date."""
    missions = {one.id: one for document in list_plans(plan) for one in document.missions}
    goals = {one.id: one for mission in missions.values() for one in mission.goals}
    issues = {one.id: one for document in list_plans(plan) for one in document.issues}

    def offer(model: type[Record], name: str, known: Mapping[str, Record]) -> None:
        add(
            model,
            name,
            lambda item: tuple(known[key] for key in getattr(item, name) if key in known),
        )

    offer(Mission, "plan_missions", missions)
    for model in (Strategy, Program):
        offer(model, "rpjmd_missions", missions)
        offer(model, "rpjmd_goals", goals)
    add(QuickWin, "issue", lambda item: issues.get(item.issue or ""))


def _rate_risk(plan: Masterplan, risk: Risk) -> str | None:
    scale = plan.profile.risk_scale
    if scale is None or risk.likelihood is None or risk.severity is None:
        return None
    product = risk.likelihood * risk.severity
    reached = [level.name for level in scale.levels if product >= level.least]
    return reached[-1] if reached else None


def _add_groups(add: Add, catalog: Catalog) -> None:
    add(Opd, "leader", lambda item: item.leader)
    add(Opd, "programs", lambda item: catalog.by_owner.get(item.id, ()))
    add(Area, "programs", lambda item: catalog.by_area.get(item.id, ()))
    add(Opd, "joined_programs", lambda item: catalog.by_partner.get(item.id, ()))
    add(PlanMission, "programs", lambda item: catalog.by_plan_mission.get(item.id, ()))
    add(profile.Term, "programs", lambda item: catalog.by_term.get(item.id, ()))
    add(profile.ActionGroup, "programs", lambda item: catalog.by_group.get(item.id, ()))


def _add_budgets(relations: Relations, catalog: Catalog) -> None:
    """Add ``total_budget`` and ``budget_by_year`` to whatever has programmes, and to funds."""
    groups: dict[type[Record], Callable[[], Groups]] = {
        profile.Dimension: lambda: catalog.by_dimension,
        profile.SubDimension: lambda: catalog.by_sub_dimension,
        profile.Term: lambda: catalog.by_term,
        profile.ActionGroup: lambda: catalog.by_group,
        Opd: lambda: catalog.by_owner,
        Strategy: lambda: catalog.by_strategy,
    }
    for model, get in groups.items():
        relations[model, "total_budget"] = partial(_sum_group, catalog, get)
        relations[model, "budget_by_year"] = partial(_sum_group_years, catalog, get)
    relations[profile.Fund, "budget_by_year"] = lambda site, item: catalog.sum_fund(item.id)
    relations[profile.Fund, "total_budget"] = lambda site, item: sum(
        cast(dict[int, int], site.relate(item, "budget_by_year")).values()
    )


def _sum_group(catalog: Catalog, get: Callable[[], Groups], site: Site, item: Record) -> int:
    return catalog.sum_up(get().get(item.key, ()))


def _sum_group_years(
    catalog: Catalog, get: Callable[[], Groups], site: Site, item: Record
) -> dict[int, int]:
    return catalog.sum_by_year(get().get(item.key, ()))


def build_site(plan: Masterplan) -> tuple[Site, Catalog]:
    """Return the site that views of ``plan`` look into, and its catalogue."""
    catalog = Catalog(plan)
    return Site(plan, build_relations(catalog, plan)), catalog
