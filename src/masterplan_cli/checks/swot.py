"""SWOT entries with their quadrants, and the strategies that combine them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from masterplan_cli.diagnostics import Text
from masterplan_cli.model.pillar import Pillar, Strategy, SwotItem


class Quadrant(NamedTuple):
    """One of the four: the field, what people call an entry, and whether it lies within."""

    field: str
    name: Text
    inner: bool


QUADRANTS = (
    Quadrant("strengths", Text("kekuatan", "strength"), inner=True),
    Quadrant("weaknesses", Text("kelemahan", "weakness"), inner=True),
    Quadrant("opportunities", Text("peluang", "opportunity"), inner=False),
    Quadrant("threats", Text("ancaman", "threat"), inner=False),
)


def list_items(pillar: Pillar) -> Iterator[tuple[Quadrant, SwotItem]]:
    """Yield every SWOT entry of a pillar with its quadrant."""
    for quadrant in QUADRANTS:
        for item in getattr(pillar.swot, quadrant.field):
            yield quadrant, item


def list_strategies(pillar: Pillar) -> list[Strategy]:
    """Return every strategy of a pillar."""
    return [strategy for part in pillar.sub_dimensions for strategy in part.strategies]
