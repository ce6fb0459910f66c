"""Workspace, profile and index together at one stage: what checks read and templates print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date
from functools import cached_property

from masterplan_cli.frozen import dataclass
from masterplan_cli.model.manifest import StageDates
from masterplan_cli.model.opd import Opd
from masterplan_cli.model.plan import Plan
from masterplan_cli.model.review import ReviewComment
from masterplan_cli.model.wording import Wording
from masterplan_cli.model.workspace import PillarFolder, Workspace
from masterplan_cli.profile.records import Profile, Stage
from masterplan_cli.schema.index import Index, Places
from masterplan_cli.source.bundle import Part


@dataclass(frozen=True)
class Masterplan:
    """One region's plan as it stands at one stage.

    ``left_out`` names files that the index knows and the workspace does not hold: their programmes
    are not to be looked at. In ``kept`` rules leave, by name, what spares them work at the next
    run; None where there is none. ``counting`` says that somebody wants to know the
    filled places, too.

    Why no slots: what several rules need is gathered once, when the first of them asks.
    """

    workspace: Workspace
    profile: Profile
    index: Index
    stage: Stage
    left_out: frozenset[str] = frozenset()
    counting: bool = False
    kept: dict[str, Part] | None = field(default=None, repr=False, compare=False)

    @cached_property
    def wording(self) -> Wording:
        """Every text that the team wrote itself, with its pointer."""
        return Wording(self._list_places())

    def gather_long_texts(self, shortest: int) -> Wording:
        """Return those of at least ``shortest`` characters; others may be among them."""
        return self.__dict__.get("wording") or Wording(self._list_places(), shortest)

    def _list_places(self) -> Iterator[Places]:
        files = {id(file) for file in self.workspace.files}
        return (places for places in self.index.places if id(places.file) in files)

    def forget_wording(self) -> None:
        """Let go of the gathered texts, which only rules ask for: a build needs the memory."""
        self.__dict__.pop("wording", None)

    @property
    def dates(self) -> StageDates | None:
        """What the workspace itself says of the stage's dates."""
        number = self.stage.number
        stages = self.workspace.manifest.stages
        return next((dates for dates in stages if dates.stage == number), None)

    @property
    def as_of(self) -> date | None:
        """The day after which nothing is printed: the workspace's, else the cohort's."""
        if self.dates is not None and self.dates.as_of is not None:
            return self.dates.as_of
        cohort = self.workspace.manifest.cohort
        return next((entry.as_of for entry in self.stage.as_of if entry.cohort == cohort), None)

    @property
    def years(self) -> range:
        """Every year of the horizon."""
        horizon = self.workspace.manifest.horizon
        return range(horizon.start, horizon.end + 1)

    def find_responsible(self, pointer: str) -> Opd | None:
        """Return who owes what stands at ``pointer``: owner, pillar's lead or coordinator."""
        kind, _, rest = pointer.partition("/")
        entry = self.index.entries.get(kind, {}).get(rest.split("/")[0])
        names: list[str | None] = []
        if entry is not None and isinstance(entry.record, ReviewComment):
            return self.find_responsible(entry.record.pointer or "")
        if entry is not None:
            names.append(getattr(entry.record, "owner", None))
            home = entry.file.folder or self._name_dimension(kind, rest.split("/")[0])
            folder = self.find_pillar(home) if home else None
            names.append(folder.pillar.lead if folder else None)
        names.append(self.workspace.manifest.coordinator)
        for name in names:
            found = self.index.find("opd", name) if name else None
            if isinstance(found, Opd):
                return found
        return None

    def _name_dimension(self, kind: str, name: str) -> str:
        """Return the dimension of a dimension or its part: its pillar answers for it."""
        if kind == "dimension":
            return name
        parts = self.profile.dimensions if kind == "sub-dimension" else ()
        found = (one.id for one in parts if any(part.id == name for part in one.sub_dimensions))
        return next(found, "")

    def list_rpjmd(self) -> list[Plan]:
        """Return each RPJMD that overlaps the horizon and was known at the stage's as-of date."""
        as_of, first = self.as_of, self.workspace.manifest.horizon.start
        return [
            document
            for document in self.workspace.plans
            if document.type == "rpjmd"
            and document.end >= first
            and (as_of is None or (document.published or date(document.start, 1, 1)) <= as_of)
        ]

    def find_pillar(self, name: str) -> PillarFolder | None:
        """Return the folder of one dimension, or None where the workspace has none."""
        return next((folder for folder in self.workspace.pillars if folder.id == name), None)

    def is_unreadable(self, folder: str) -> bool:
        """Say whether any file under ``folder`` could not be parsed: nothing is known of it."""
        return any(name.startswith(folder) for name in self.workspace.unreadable)

    def is_partial(self, folder: str) -> bool:
        """Say whether anything under ``folder`` was not read, so that counts would lie."""
        return self.is_unreadable(folder) or any(
            file.refused and file.tree.file.startswith(folder) for file in self.workspace.files
        )


def find_stage(profile: Profile, number: int) -> Stage | None:
    """Return the stage with this number, or None."""
    return next((stage for stage in profile.stages if stage.number == number), None)
