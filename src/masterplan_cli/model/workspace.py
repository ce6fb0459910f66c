"""The workspace: every record of a region, file by file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from masterplan_cli.model.fact import Fact, FactsFile, Source, SourcesFile
from masterplan_cli.model.governance import Governance
from masterplan_cli.model.manifest import Manifest
from masterplan_cli.model.opd import Area, AreasFile, Opd, OpdFile
from masterplan_cli.model.pillar import Pillar
from masterplan_cli.model.plan import Plan, PlansFile
from masterplan_cli.model.program import Program, ProgramsFile
from masterplan_cli.model.readiness import Readiness, ReadinessFile
from masterplan_cli.model.regulation import Regulation, RegulationsFile
from masterplan_cli.model.review import ReviewComment, ReviewFile
from masterplan_cli.model.supporting_plan import SupportingPlans
from masterplan_cli.model.vision import Vision
from masterplan_cli.schema.index import SourceFile
from masterplan_cli.schema.record import Record

R = TypeVar("R", bound=Record)

MANIFEST = "masterplan.yaml"
REVIEWS = re.compile(r"reviews/bimtek-(\d+)/[a-z0-9-]+\.yaml\Z")

REGION_FILES: dict[str, type[Record]] = {
    "region/facts.yaml": FactsFile,
    "region/sources.yaml": SourcesFile,
    "region/opd.yaml": OpdFile,
    "region/areas.yaml": AreasFile,
    "region/plans.yaml": PlansFile,
    "region/regulations.yaml": RegulationsFile,
    "region/vision.yaml": Vision,
    "region/readiness.yaml": ReadinessFile,
    "region/governance.yaml": Governance,
    "region/supporting-plans.yaml": SupportingPlans,
}


class PillarFolder(NamedTuple):
    """One folder of ``pillars/``: its pillar, and its programmes from any number of files."""

    id: str
    pillar: Pillar
    programs: tuple[Program, ...]


class ReviewRound(NamedTuple):
    """What reviewers said of one document's draft of one stage."""

    stage: int
    document: str
    comments: tuple[ReviewComment, ...]


class Workspace(NamedTuple):
    """All content of one region. A file that is absent or unreadable counts as empty.

    ``unreadable`` names the files that could not be parsed: nothing is known of them;
    ``unknown_kinds`` the kinds of their records where not even ids were found.
    """

    manifest: Manifest
    files: tuple[SourceFile, ...]
    pillars: tuple[PillarFolder, ...]
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    opds: tuple[Opd, ...]
    areas: tuple[Area, ...]
    plans: tuple[Plan, ...]
    regulations: tuple[Regulation, ...]
    vision: Vision
    readiness: tuple[Readiness, ...]
    governance: Governance
    supporting_plans: SupportingPlans
    reviews: tuple[ReviewRound, ...] = ()
    unreadable: frozenset[str] = frozenset()
    unknown_kinds: frozenset[str] = frozenset()

    @property
    def programs(self) -> tuple[Program, ...]:
        """All programmes, pillar by pillar."""
        return tuple(program for folder in self.pillars for program in folder.programs)


def assemble_workspace(
    manifest: Manifest,
    files: tuple[SourceFile, ...],
    unreadable: frozenset[str],
    unknown_kinds: frozenset[str] = frozenset(),
) -> Workspace:
    """Sort the records of all files into their places."""
    by_file = {file.tree.file: file.record for file in files}

    def pick(name: str, model: type[R]) -> R:
        record = by_file.get(name)
        return record if isinstance(record, model) else model()

    return Workspace(
        manifest=manifest,
        files=files,
        pillars=_gather_pillars(files),
        sources=pick("region/sources.yaml", SourcesFile).sources,
        facts=pick("region/facts.yaml", FactsFile).facts,
        opds=pick("region/opd.yaml", OpdFile).opds,
        areas=pick("region/areas.yaml", AreasFile).areas,
        plans=pick("region/plans.yaml", PlansFile).plans,
        regulations=pick("region/regulations.yaml", RegulationsFile).regulations,
        vision=pick("region/vision.yaml", Vision),
        readiness=pick("region/readiness.yaml", ReadinessFile).components,
        governance=pick("region/governance.yaml", Governance),
        supporting_plans=pick("region/supporting-plans.yaml", SupportingPlans),
        reviews=tuple(_gather_reviews(files)),
        unreadable=unreadable,
        unknown_kinds=unknown_kinds,
    )


def _gather_reviews(files: tuple[SourceFile, ...]) -> Iterator[ReviewRound]:
    """Yield the rounds by stage; the folder's name tells it."""
    rounds = []
    for file in files:
        match = REVIEWS.match(file.tree.file)
        if match is not None and isinstance(file.record, ReviewFile):
            record = file.record
            rounds.append(ReviewRound(int(match[1]), record.document, record.comments))
    yield from sorted(rounds, key=lambda one: one.stage)


def _gather_pillars(files: tuple[SourceFile, ...]) -> tuple[PillarFolder, ...]:
    folders: dict[str, tuple[list[Pillar], list[Program]]] = {}
    for file in files:
        if not file.folder:
            continue
        pillars, programs = folders.setdefault(file.folder, ([], []))
        if isinstance(file.record, Pillar):
            pillars.append(file.record)
        elif isinstance(file.record, ProgramsFile):
            programs.extend(file.record.programs)
    return tuple(
        PillarFolder(name, pillars[0] if pillars else Pillar(id=name), tuple(programs))
        for name, (pillars, programs) in folders.items()
    )
