"""``masterplan build``: the books of one stage or of all, written whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from masterplan_cli.commands.console import (
    FINDINGS,
    OK,
    ProgressLine,
    make_line_reader,
    open_project,
    wants_colour,
)
from masterplan_cli.commands.timings import Stopwatch
from masterplan_cli.commands.validate import name_stage, read_template_text
from masterplan_cli.compiler import Build, BuildOrder, Loaded, build_stage, load_plan
from masterplan_cli.diagnostics import Diagnostic, Language, Nature, Severity, Text, UserError
from masterplan_cli.profile.records import Profile
from masterplan_cli.report.formats.text import render_summary, render_text
from masterplan_cli.source.cache import find_cache_folder
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.revision import Revision, read_revision


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What the command line asked for."""

    stage: str | None = None
    books: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    out: Path | None = None
    strict: bool = False
    paginate: bool | None = None
    timings: bool = False


def run_build(request: BuildRequest, project: Path | None, language: Language) -> int:
    """Build, write, and list the files on stdout; complaints and counts go to stderr."""
    watch = Stopwatch()
    root = open_project(project)
    revision = read_revision(root)
    watch.lap("revision")
    if request.strict and revision.dirty:
        raise UserError(
            Text(
                "ada perubahan yang belum di-commit, --strict menolak menyusun buku",
                "there are uncommitted changes, and --strict refuses to build",
            ),
            Text("Commit dahulu, atau susun tanpa --strict.", "Commit first, or drop --strict."),
        )
    codes = [
        _build_one(request, root, number, revision, language, watch)
        for number in _list_stages(request, root, language)
    ]
    if request.timings:
        sys.stderr.write(watch.render(language))
    return max(codes, default=FINDINGS)


def _list_stages(request: BuildRequest, root: Path, language: Language) -> Iterable[int | None]:
    """Return the stages to build; None means the one that the workspace names."""
    if request.stage is None:
        return (None,)
    if request.stage.isdecimal():
        return (int(request.stage),)
    if request.stage != "all":
        raise UserError(
            Text(f"tahap “{request.stage}” tidak dikenal", f"there is no stage '{request.stage}'"),
            Text("Tulis angka tahap, atau all.", "Give the stage's number, or all."),
        )
    loaded = load_plan(root)
    if loaded.plan is None:
        _report(loaded, loaded.diagnostics, root, language)
        return ()
    return _list_handing_in(loaded.plan.profile, request.books)


def _list_handing_in(profile: Profile, books: tuple[str, ...]) -> tuple[int, ...]:
    """Return the stages that hand in all of ``books``; all stages where none does, to say so."""
    every = tuple(stage.number for stage in profile.stages)
    handing = tuple(
        stage.number
        for stage in profile.stages
        if set(books) <= {delivery.document for delivery in stage.documents}
    )
    return handing or every


def _build_one(
    request: BuildRequest,
    root: Path,
    number: int | None,
    revision: Revision,
    language: Language,
    watch: Stopwatch,
) -> int:
    progress = ProgressLine(sys.stderr)
    progress.show(Text("Membaca workspace", "Reading the workspace").speak(language))
    loaded = load_plan(root, number, lap=watch.lap)
    if loaded.plan is None or loaded.wrong or (request.strict and loaded.failed):
        progress.clear()
        shown = loaded.diagnostics if request.strict else _list_wrong(loaded.diagnostics)
        _report(loaded, shown, root, language)
        return FINDINGS
    paginate = request.paginate
    if paginate is None:
        paginate = request.strict or loaded.plan.workspace.manifest.paginate
    order = BuildOrder(
        books=request.books,
        formats=request.formats,
        strict=request.strict,
        paginate=paginate,
        revision=revision.label,
        built_on=revision.day,
        cache=find_cache_folder(),
    )
    build = build_stage(loaded, order, progress.show, watch.lap)
    progress.clear()
    if any(finding.severity is Severity.ERROR for finding in build.diagnostics):
        _report(loaded, build.diagnostics, root, language)
        return FINDINGS
    folder = request.out or root / "build" / f"bimtek-{loaded.plan.stage.number}"
    _write_outputs(build, folder)
    watch.lap("files")
    _summarise(loaded, build, language)
    return OK


def _list_wrong(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(
        finding
        for finding in found
        if finding.nature is Nature.WRONG and finding.severity is Severity.ERROR
    )


def _report(loaded: Loaded, found: Iterable[Diagnostic], root: Path, language: Language) -> None:
    """Say on stderr what keeps the books from being made."""
    listed = tuple(found)
    read_line = make_line_reader(root, lambda file: read_template_text(loaded, file))
    text = render_text(listed, read_line, language=language, colour=wants_colour(sys.stderr))
    sys.stderr.write(text)
    nothing = Text("Tidak ada buku yang ditulis.", "No book was written.").speak(language)
    sys.stderr.write(f"{render_summary(listed, name_stage(loaded), language)} {nothing}\n")


def _write_outputs(build: Build, folder: Path) -> None:
    for output in build.outputs:
        path = folder / output.name
        write_whole(path, output.data)
        sys.stdout.write(f"{shorten_path(path)}\n")


def shorten_path(path: Path) -> Path:
    """Return ``path`` as seen from the current folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _summarise(loaded: Loaded, build: Build, language: Language) -> None:
    """Count what the books still lack, and say where to see it."""
    missing = sum(finding.nature is Nature.MISSING for finding in loaded.diagnostics)
    count = len(build.outputs)
    line = Text(
        f"{name_stage(loaded)}: {count} berkas ditulis.",
        f"{name_stage(loaded)}: {count} file{'' if count == 1 else 's'} written.",
    ).speak(language)
    if missing:
        line += " " + Text(
            f"Masih kurang {missing} isi; lihat: masterplan validate --stage "
            f"{loaded.plan.stage.number if loaded.plan else ''}",
            f"{missing} things are still missing; see: masterplan validate --stage "
            f"{loaded.plan.stage.number if loaded.plan else ''}",
        ).speak(language)
    sys.stderr.write(f"{line}\n")
