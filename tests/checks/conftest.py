"""What the tests of checks share: a workspace's findings, one line each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from masterplan_cli.compiler import load_plan

Find = Callable[..., list[str]]


@pytest.fixture
def find() -> Find:
    """Return the function that lists findings as ``file:line:column: severity[code] message``."""

    def list_findings(project: Path, stage: int | None = None) -> list[str]:
        return [
            f"{found.span.file}:{found.span.line}:{found.span.column}: "
            f"{found.severity.value}[{found.code}] {found.message.id}"
            for found in load_plan(project, stage).diagnostics
        ]

    return list_findings
