"""``masterplan portfolio build``: many regions' books, side by side, none stopping the others.

In: folders that are workspaces or hold some. Out: every region's books, and a table or JSON of how
it went. What was built before and has not changed stands (``source/builds.py``), so that a run that
was broken off is taken up by the same words.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.commands.build import BuildRequest
from masterplan_cli.commands.console import FINDINGS, OK, ProgressLine
from masterplan_cli.commands.regions import CRASHED, RegionBuild, RegionOrder
from masterplan_cli.diagnostics import Language, Text, UserError
from masterplan_cli.report.table import render_table
from masterplan_cli.source.disk import MANIFEST
from masterplan_cli.source.shell import name_place

VERSION = 1
"""Of the JSON; it grows with any change that a reader could stumble over."""

_HEAD = (
    Text("Workspace", "Workspace"),
    Text("Hasil", "Result"),
    Text("Berkas", "Files"),
    Text("Detik CPU", "CPU seconds"),
    Text("Keterangan", "Remark"),
)
_RESULTS = {
    "built": Text("disusun", "built"),
    "unchanged": Text("tetap", "unchanged"),
    "refused": Text("ditolak", "refused"),
    "failed": Text("gagal", "failed"),
}


@dataclass(frozen=True, slots=True)
class PortfolioRequest:
    """What the command line asked for; ``scheduler`` is the address of a Dask cluster."""

    folders: tuple[Path, ...]
    build: BuildRequest
    jobs: int | None = None
    format: str = "text"
    scheduler: str | None = None


def run_portfolio(request: PortfolioRequest, language: Language) -> int:
    """Build every workspace; return 1 where one of them was refused or failed."""
    folders = tuple(_list_workspaces(request.folders))
    order = RegionOrder(request.build, language)
    progress = ProgressLine(sys.stderr)
    done: dict[Path, RegionBuild] = {}
    for build in _start(request, folders, order):
        done[Path(build.folder)] = build
        progress.show(f"{len(done)}/{len(folders)} {Path(build.folder).name}")
    progress.clear()
    builds = [done[folder] for folder in folders]
    if request.format == "json":
        sys.stdout.write(_render_json(builds))
    else:
        sys.stdout.write(_render_text(builds, language))
    sys.stderr.write(f"{_count(builds).speak(language)}\n")
    refused = [Path(build.folder) for build in builds if _name_result(build) == "refused"]
    if refused and request.format != "json":
        sys.stderr.write(f"{_advise(refused[0], request.build.stage).speak(language)}\n")
    return FINDINGS if any(build.code != OK for build in builds) else OK


def _advise(folder: Path, stage: str | None) -> Text:
    """Return where to read why workspaces were refused, by the first of them."""
    asked = f" --stage {stage}" if stage is not None and stage.isdecimal() else ""
    command = f"masterplan validate{asked}{name_place(folder)}"
    return Text(
        f"Temuan setiap workspace yang ditolak ditampilkan oleh: {command}",
        f"The findings of each workspace that was refused are shown by: {command}",
    )


def _list_workspaces(folders: Iterable[Path]) -> Iterator[Path]:
    """Yield each workspace once: the folders named, or those right below them, by name.

    Raises UserError where a folder is none and holds none: a slip must not look like success.
    """
    seen: set[Path] = set()
    for folder in folders:
        own = folder.resolve()
        found = [own] if (own / MANIFEST).is_file() else _list_below(own)
        if not found:
            raise UserError(
                Text(
                    f"“{folder}” bukan workspace dan tidak memuat workspace",
                    f"'{folder}' is no workspace and holds none",
                ),
                Text(
                    f"Sebut folder yang memuat {MANIFEST}, atau folder di atasnya.",
                    f"Name a folder that holds {MANIFEST}, or the one above.",
                ),
            )
        for one in found:
            if one not in seen:
                seen.add(one)
                yield one


def _list_below(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(one for one in folder.iterdir() if (one / MANIFEST).is_file())


def _start(
    request: PortfolioRequest, folders: tuple[Path, ...], order: RegionOrder
) -> Iterator[RegionBuild]:
    """Yield the builds as they end, in whatever order."""
    if request.scheduler is not None:
        from masterplan_cli.commands.cluster import build_on_cluster

        return build_on_cluster(request.scheduler, folders, order)
    from masterplan_cli.commands.pool import build_in_pool

    return build_in_pool(request.jobs, folders, order)


def _name_result(build: RegionBuild) -> str:
    if build.code == OK:
        return "built" if build.fresh else "unchanged"
    return "failed" if build.code == CRASHED else "refused"


def _render_text(builds: list[RegionBuild], language: Language) -> str:
    rows = [[title.speak(language) for title in _HEAD]]
    for build in builds:
        seconds = f"{build.seconds:.1f}"
        rows.append(
            [
                Path(build.folder).name,
                _RESULTS[_name_result(build)].speak(language),
                str(build.files),
                seconds.replace(".", ",") if language == "id" else seconds,
                build.remark,
            ]
        )
    return render_table(rows, right=frozenset({2, 3}))


def _render_json(builds: list[RegionBuild]) -> str:
    regions = [
        {
            "folder": build.folder,
            "result": _name_result(build),
            "code": build.code,
            "files": build.files,
            "cpu_seconds": round(build.seconds, 3),
            "remark": build.remark,
            "complaint": build.complaint,
        }
        for build in builds
    ]
    totals = dict.fromkeys(_RESULTS, 0)
    for build in builds:
        totals[_name_result(build)] += 1
    answer = {"version": VERSION, "totals": totals, "regions": regions}
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _count(builds: list[RegionBuild]) -> Text:
    results = [_name_result(build) for build in builds]
    counts = [(result, results.count(result)) for result in _RESULTS]
    shown = [(_RESULTS[result], count) for result, count in counts if count]
    files = sum(build.files for build in builds)
    seconds = round(sum(build.seconds for build in builds))
    return Text(
        f"{len(builds)} workspace: "
        + ", ".join(f"{count} {name.id}" for name, count in shown)
        + f"; {files} berkas, {seconds} detik CPU.",
        f"{len(builds)} workspace{'' if len(builds) == 1 else 's'}: "
        + ", ".join(f"{count} {name.en}" for name, count in shown)
        + f"; {files} files, {seconds} CPU seconds.",
    )
