"""Whole processes measured from outside: seconds of processor and clock, and peak memory."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import perf_counter

Prepare = Callable[[], None]


def do_nothing() -> None:
    """Prepare nothing."""


@dataclass(frozen=True, slots=True)
class Case:
    """A command to run again and again; ``prepare`` comes before each run and is not counted."""

    name: str
    command: tuple[str, ...]
    folder: Path
    prepare: Prepare = do_nothing
    environment: Mapping[str, str] = field(default_factory=dict)
    codes: frozenset[int] = frozenset({0})


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds of all its processes together, seconds on the clock, peak in MB.

    The peak is that of the largest single process, as the system gives it.
    """

    cpu: float
    wall: float
    peak: float


@dataclass(frozen=True, slots=True)
class Result:
    """Medians of a case's runs, and how many there were; ``reason`` says why there are none."""

    runs: tuple[Run, ...] = ()
    reason: str = ""

    def cpu(self) -> float:
        """Return the median of the processor's seconds."""
        return median(run.cpu for run in self.runs)

    def wall(self) -> float:
        """Return the median of the clock's seconds."""
        return median(run.wall for run in self.runs)

    def peak(self) -> float:
        """Return the median of the peaks, in MB."""
        return median(run.peak for run in self.runs)


class CaseFailedError(Exception):
    """A command ended with a code that it should not end with."""


def run_case(case: Case) -> Run:
    """Run a case once. Raises CaseFailedError where it fails."""
    case.prepare()
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    log = case.folder / "bench.log"
    started = perf_counter()
    with log.open("wb") as stream:
        process = subprocess.Popen(
            case.command,
            cwd=case.folder,
            env={**kept, **case.environment},
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
    wall = perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in case.codes:
        tail = log.read_text(encoding="utf-8", errors="replace").strip()[-300:]
        raise CaseFailedError(f"{case.name}: code {process.returncode}: {tail}")
    return Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)


def measure(cases: Sequence[Case], rounds: int, warm: bool = True) -> dict[str, Result]:
    """Run all cases in turn, ``rounds`` times, and return the results by name.

    Why in turn: a machine has better and worse minutes, and so each case gets its share of both.
    A case that fails once is left out with its reason.
    """
    runs: dict[str, list[Run]] = {case.name: [] for case in cases}
    failed: dict[str, str] = {}
    for number in range(rounds + warm):
        for case in cases:
            if case.name in failed:
                continue
            try:
                run = run_case(case)
            except (CaseFailedError, OSError) as error:
                failed[case.name] = " ".join(str(error).split())
                continue
            if number >= warm:
                runs[case.name].append(run)
    return {
        case.name: Result(reason=failed[case.name])
        if case.name in failed
        else Result(tuple(runs[case.name]))
        for case in cases
    }
