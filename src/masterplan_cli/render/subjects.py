"""Whom a document is about that exists once per record: an OPD or a quick win."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from masterplan_cli.frozen import dataclass
from masterplan_cli.model.catalog import Catalog
from masterplan_cli.model.masterplan import Masterplan
from masterplan_cli.schema.record import Record


@dataclass(frozen=True, slots=True)
class Subject:
    """One record that a document is about; ``name`` stands at ``name_origin``."""

    record: Record
    pointer: str
    name: str
    name_origin: str

    @property
    def id(self) -> str:
        """The record's id, which ends the file's name."""
        return self.record.key


def list_subjects(plan: Masterplan, each: Literal["opd", "quick-win"]) -> tuple[Subject, ...]:
    """Return the records of a kind that have content of their own, in the workspace's order.

    An OPD has some where it contributed to a SWOT, owns a readiness indicator or a programme.
    """
    match each:
        case "opd":
            active = set(_list_contributors(plan))
            return tuple(
                Subject(opd, f"opd/{opd.id}", opd.name, f"opd/{opd.id}/name")
                for opd in plan.workspace.opds
                if opd.id in active
            )
        case "quick-win":
            return tuple(
                Subject(
                    program,
                    f"program/{program.id}",
                    program.quick_win.short_name,
                    f"program/{program.id}/quick_win/short_name",
                )
                for program in Catalog(plan).quick_wins
                if program.quick_win is not None
            )
        case _:
            assert_never(each)


def _list_contributors(plan: Masterplan) -> Iterator[str | None]:
    workspace = plan.workspace
    for folder in workspace.pillars:
        swot = folder.pillar.swot
        for quadrant in (swot.strengths, swot.weaknesses, swot.opportunities, swot.threats):
            yield from (item.opd for item in quadrant)
    for component in workspace.readiness:
        yield from (indicator.owner for indicator in component.indicators)
    yield from (program.owner for program in workspace.programs)
