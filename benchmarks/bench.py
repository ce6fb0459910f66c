"""``make bench``: measure our commands and others side by side, and write ``RESULTS.md``.

Nothing here is asserted: figures are for people to read, beside the machine they came from.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path

import masterplan_cli
from benchmarks.cases import (
    compare_book,
    list_book_cases,
    list_own_cases,
    list_start_cases,
    make_inputs,
    make_portfolio_case,
)
from benchmarks.measure import Result, measure
from benchmarks.peers.installation import PEERS, Installed, install
from benchmarks.report import Section, render_results
from benchmarks.workspace import Size, write_regions, write_workspace

HERE = Path(__file__).parent
ROOT = HERE.parent / "build" / "bench"
SIZES = {72: 5, 360: 5, 3600: 3}
"""Counted rounds by number of programmes."""
REGION_PROGRAMS = 72
REGIONS = (32, 514)
"""Regions of the two portfolios: the larger one is the whole country."""
PEER_ROUNDS = {72: 3, 360: 3, 3600: 1}


def main() -> None:
    """Measure what the command line asks for, and write the results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=list(SIZES))
    parser.add_argument("--rounds", type=int, default=0, help="at most so many rounds of each")
    parser.add_argument(
        "--regions", type=int, nargs="*", default=list(REGIONS), help="portfolios, by regions"
    )
    parser.add_argument("--no-peers", action="store_true", help="our own commands only")
    parser.add_argument("--out", type=Path, default=HERE / "RESULTS.md")
    parser.add_argument("--note", default="", help="what to say about the machine's state")
    options = parser.parse_args()
    ROOT.mkdir(parents=True, exist_ok=True)
    compileall.compile_dir(Path(masterplan_cli.__file__).parent, quiet=1)
    tools = [] if options.no_peers else [install(peer, ROOT / "venvs") for peer in PEERS]
    busy = os.getloadavg()[0]
    sections = [measure_start(tools)]
    for size in options.sizes:
        sections += measure_size(tools, size, options.rounds or max(SIZES.values()))
    if options.regions:
        sections.append(measure_regions(options.regions))
    options.out.write_text(
        render_results(sections, tools, describe_machine(busy, options.note)), encoding="utf-8"
    )
    sys.stdout.write(f"{options.out}\n")


def measure_start(tools: list[Installed]) -> Section:
    """Return start-up of all tools, and what costs those two where nothing changed."""
    cases = list(list_start_cases(tools, ROOT, 360))
    return Section("Start-up, and nothing changed", measure(cases, 5), {}, "masterplan --help")


def measure_size(tools: list[Installed], programs: int, most: int) -> list[Section]:
    """Return our commands, and the same book by others, at one size; ``most`` rounds at most."""
    workspace = ROOT / f"timed-{programs}"
    shutil.rmtree(workspace, ignore_errors=True)
    write_workspace(workspace, Size(programs))
    rounds = min(most, SIZES.get(programs, 3))
    own = measure(list_own_cases(workspace, ""), rounds)
    sections = [Section(f"{programs} programmes", _strip(own), {}, "")]
    if not tools:
        return sections
    blocks = make_inputs(workspace)
    ours = next(
        case for case in list_own_cases(workspace, "") if case.name.endswith("DOCX only, cold")
    )
    cases = [ours, *list_book_cases(tools, workspace, "")]
    rounds = min(most, PEER_ROUNDS.get(programs, 1))
    results = _strip(measure(cases, rounds, warm=rounds > 1))
    notes = {}
    for name in results:
        path = workspace / "build" / "peers" / f"{name.split()[0]}.docx"
        if path.is_file():
            notes[name] = compare_book(blocks, path) or "same text, tables, rows"
    title = f"The same Word book of {programs} programmes"
    return [*sections, Section(title, results, notes, ours.name.strip())]


def measure_regions(counts: list[int]) -> Section:
    """Return what portfolios of so many regions cost, each built once with nothing kept."""
    results: dict[str, Result] = {}
    notes: dict[str, str] = {}
    for count in counts:
        folder = ROOT / f"regions-{count}"
        shutil.rmtree(folder, ignore_errors=True)
        write_regions(folder, count, Size(REGION_PROGRAMS))
        case = make_portfolio_case(folder, f"{count} regions")
        result = measure([case], 1, warm=False)[case.name]
        results[case.name] = result
        if result.runs:
            run = result.runs[0]
            notes[case.name] = (
                f"{run.cpu / count:.2f} CPU s a region, {3600 * count / run.cpu:.0f} regions an "
                f"hour and core, {run.cpu / run.wall:.1f} cores busy"
            )
        shutil.rmtree(folder, ignore_errors=True)
    title = f"Portfolios of regions with {REGION_PROGRAMS} programmes each, stage 4"
    return Section(title, results, notes, "", "Throughput")


def _strip(results: dict[str, Result]) -> dict[str, Result]:
    return {name.strip(): result for name, result in results.items()}


def describe_machine(busy: float, note: str) -> list[str]:
    """Return what a reader must know to weigh the figures."""
    lines = [
        f"Measured on {datetime.now(UTC):%d %B %Y} with masterplan {masterplan_cli.__version__}, "
        f"Python {platform.python_version()}, {os.cpu_count()} processors, "
        f"{platform.system()} {platform.machine()}; load before the run: {busy:.1f}."
    ]
    return [*lines, note] if note else lines


if __name__ == "__main__":
    main()
