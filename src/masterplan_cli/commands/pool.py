"""Regions built by processes of this machine, one for each of its processors.

Why a new pool now and then: a worker keeps what imports and allocators hold on to, so that memory
stays bounded however many regions there are. The pool's own ``max_tasks_per_child`` will not do: up
to Python 3.14 it hangs where more is waiting when a worker ends (python/cpython#115634). Why a dead
worker is looked for: the pool
breaks with it, and does not say which region killed it; those that were under way are tried again
one at a time, so that only the culprit fails.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from masterplan_cli.commands.regions import (
    RegionBuild,
    RegionOrder,
    build_region,
    describe_death,
)

_REGIONS_PER_PROCESS = 64
_AHEAD = 1
"""Regions that a pool hands to its workers before they ask."""


def build_in_pool(
    jobs: int | None, folders: Sequence[Path], order: RegionOrder
) -> Iterator[RegionBuild]:
    """Yield each region's build as it ends; ``jobs`` processes, by default one per processor."""
    workers = max(1, min(jobs or _count_processors(), len(folders)))
    pending = list(folders)
    at_once = workers * _REGIONS_PER_PROCESS
    while pending:
        done: set[str] = set()
        for build in _run_pool(workers, pending[:at_once], order):
            done.add(build.folder)
            yield build
        left = [folder for folder in pending[:at_once] if str(folder) not in done]
        suspects = left[: workers + _AHEAD]
        for folder in suspects:
            alone = next(_run_pool(1, [folder], order), None)
            yield alone or describe_death(folder, order.language)
        pending = [*left[len(suspects) :], *pending[at_once:]]


def _run_pool(workers: int, folders: Sequence[Path], order: RegionOrder) -> Iterator[RegionBuild]:
    """Yield the builds that end before all have, or before a worker dies."""
    with ProcessPoolExecutor(workers, get_context("spawn"), _prepare_worker) as pool:
        futures = [pool.submit(_build_next, folder, order) for folder in folders]
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                continue


def _count_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _prepare_worker() -> None:
    """Load what every region needs, and leave it out of all later collections of garbage."""
    import masterplan_cli.commands.books

    assert masterplan_cli.commands.books
    gc.collect()
    gc.freeze()
    gc.disable()


def _build_next(folder: Path, order: RegionOrder) -> RegionBuild:
    build = build_region(folder, order)
    gc.collect()
    return build
