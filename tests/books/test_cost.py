"""What a build costs grows with the programmes, not with their square: calls, not seconds.

Counted are all calls of Python and C functions, by the steps that ``build --timings`` names. The
difference between two sizes is held against the next one: what is paid once cancels out, and a
square would grow by two thirds. Each size is counted in a process of its own, since texts and
amounts that other tests have met are remembered. The rules have a finer test of their own.
"""

from __future__ import annotations

import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from benchmarks.workspace import Size, write_workspace

from masterplan_cli.compiler import BuildOrder, build_stage, load_plan

SIZES = (36, 72, 108)
SLACK = 1.2
STEPS = {"content", "render", "number", "docx", "md"}


class Counting:
    """Counts calls until a step ends; hears of that as the pipeline's ``lap``."""

    def __init__(self) -> None:
        self.calls: Counter[str] = Counter()
        self._open = 0

    def note(self, frame: FrameType, event: str, argument: Any) -> None:
        self._open += event in ("call", "c_call")

    def lap(self, step: str) -> None:
        self.calls[step] += self._open
        self._open = 0


def count_calls(programs: int, folder: Path) -> Counter[str]:
    write_workspace(folder, Size(programs))
    counting = Counting()
    before = sys.getprofile()
    sys.setprofile(counting.note)
    try:
        loaded = load_plan(folder, 4, lap=counting.lap)
        build = build_stage(loaded, BuildOrder(books=("buku-2",)), lap=counting.lap)
    finally:
        sys.setprofile(before)
    assert len(build.outputs) == 2
    return counting.calls


def test_calls_grow_with_the_programmes(tmp_path_factory: pytest.TempPathFactory) -> None:
    folders = [tmp_path_factory.mktemp(f"size-{size}") for size in SIZES]
    with ProcessPoolExecutor(2, get_context("spawn"), max_tasks_per_child=1) as pool:
        small, middle, large = pool.map(count_calls, SIZES, folders)

    first = {step: middle[step] - small[step] for step in STEPS}
    second = {step: large[step] - middle[step] for step in STEPS}

    assert min(first.values()) > 0
    assert {step for step in STEPS if second[step] > SLACK * first[step]} == set()
