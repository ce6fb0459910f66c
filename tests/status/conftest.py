"""What the tests of completeness share: a workspace's figures, and its rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan
from masterplan_cli.status.completeness import Completeness, Grouping, measure_completeness

Measure = Callable[..., Completeness]


@pytest.fixture
def measure() -> Measure:
    """Return the function that measures a workspace as the command does."""

    def measure_workspace(
        project: Path, stage: int | None = None, by: Grouping = "pillar"
    ) -> Completeness:
        loaded = load_plan(project, stage)
        assert loaded.plan is not None
        return measure_completeness(loaded.plan, loaded.diagnostics, loaded.provisions, by)

    return measure_workspace
