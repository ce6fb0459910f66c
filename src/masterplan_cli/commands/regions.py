"""One region of a portfolio, built wherever a worker runs: nothing it does can stop the others."""

from __future__ import annotations

import traceback
from io import StringIO
from pathlib import Path
from time import thread_time
from typing import NamedTuple

from masterplan_cli.commands.build import BuildRequest, BuildRun, build_workspace
from masterplan_cli.commands.console import USAGE
from masterplan_cli.diagnostics import Language, Text, UserError
from masterplan_cli.source.shell import name_place

CRASHED = 3
"""The code of a region whose build broke, or whose worker died."""

_LONGEST = 100


class RegionOrder(NamedTuple):
    """What is built of every region, and in which language it is spoken of."""

    build: BuildRequest
    language: Language


class RegionBuild(NamedTuple):
    """How one region went: the exit code of its build, and what there is to say.

    ``files`` stand in its folder now; ``fresh`` says that they were written by this run;
    ``seconds`` are the processor's; ``complaint`` is all that its build printed as an error.
    """

    folder: str
    code: int
    files: int = 0
    fresh: bool = True
    seconds: float = 0.0
    remark: str = ""
    complaint: str = ""


def build_region(folder: Path, order: RegionOrder) -> RegionBuild:
    """Build the workspace in ``folder``; whatever goes wrong is told, never raised."""
    started = thread_time()
    heard = StringIO()
    try:
        run = BuildRun(order.build, folder, order.language, StringIO(), heard)
        outcome = build_workspace(run)
    except UserError as error:
        return _refuse(folder, USAGE, error.message.speak(order.language), started)
    except OSError as error:
        return _refuse(folder, USAGE, str(error), started)
    except Exception as error:
        remark = f"{type(error).__name__}: {error}"
        return _refuse(folder, CRASHED, remark, started, traceback.format_exc())
    told = heard.getvalue().rstrip()
    last = told.rsplit("\n", 1)[-1]
    # What is said of a stage ends with a command.
    missing = "".join(f"{said.rest}{name_place(folder)}" for said in outcome.said if said.rest)
    return RegionBuild(
        str(folder),
        outcome.code,
        sum(said.files for said in outcome.said),
        outcome.fresh,
        thread_time() - started,
        _shorten(last if outcome.code else missing.strip()),
        told if outcome.code else "",
    )


def describe_death(folder: Path, language: Language) -> RegionBuild:
    """Return what is said of a region whose worker ended before it answered."""
    message = Text(
        "proses pekerja berhenti mendadak, mungkin karena kehabisan memori",
        "the worker process ended suddenly, perhaps for lack of memory",
    )
    return RegionBuild(str(folder), CRASHED, remark=message.speak(language))


def _refuse(
    folder: Path, code: int, remark: str, started: float, complaint: str = ""
) -> RegionBuild:
    seconds = thread_time() - started
    return RegionBuild(str(folder), code, 0, True, seconds, _shorten(remark), complaint or remark)


def _shorten(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"
