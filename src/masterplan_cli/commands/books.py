"""The books of a build: loaded, made, written, and told of.

Why apart from ``build``: that module answers where nothing has changed, and must load nothing
that a plan is read with.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from masterplan_cli.commands.build import BuildRun, shorten_path, tell
from masterplan_cli.commands.console import (
    FINDINGS,
    OK,
    ProgressLine,
    make_line_reader,
    wants_colour,
)
from masterplan_cli.commands.validate import name_stage, read_template_text
from masterplan_cli.compiler import Build, BuildOrder, Loaded, build_stage, load_plan
from masterplan_cli.diagnostics import Diagnostic, Language, Nature, Severity, Text, UserError
from masterplan_cli.model.load import Memory
from masterplan_cli.profile.records import Profile
from masterplan_cli.report.formats.text import render_summary, render_text
from masterplan_cli.source.builds import Said, hash_bytes
from masterplan_cli.source.cache import find_cache_folder
from masterplan_cli.source.disk import write_whole
from masterplan_cli.source.revision import Revision
from masterplan_cli.source.trees import open_tree_store


@dataclass(slots=True)
class Made:
    """What came of a build: the exit code, and what must be known to see that it still stands.

    ``lasting`` is False where the bytes depend on more than what can be looked at again.
    """

    code: int = FINDINGS
    outputs: list[tuple[str, str]] = field(default_factory=list)
    pictures: set[str] = field(default_factory=set)
    said: list[Said] = field(default_factory=list)
    lasting: bool = True


def make_books(run: BuildRun, revision: Revision) -> Made:
    """Build and write every stage asked for; list the files, complain and count."""
    made = Made()
    # One memory for all stages: each reads the same files.
    memory = Memory(open_tree_store(run.root) if run.request.cache else None)
    stages = _list_stages(run, memory)
    codes = [_build_one(run, number, revision, memory, made) for number in stages]
    made.code = max(codes, default=FINDINGS)
    return made


def _list_stages(run: BuildRun, memory: Memory) -> Iterable[int | None]:
    """Return the stages to build; None means the one that the workspace names."""
    stage = run.request.stage
    if stage is None:
        return (None,)
    if stage.isdecimal():
        return (int(stage),)
    if stage != "all":
        raise UserError(
            Text(f"tahap “{stage}” tidak dikenal", f"there is no stage '{stage}'"),
            Text("Tulis angka tahap, atau all.", "Give the stage's number, or all."),
        )
    loaded = load_plan(run.root, memory=memory)
    if loaded.plan is None:
        _report(run, loaded, loaded.diagnostics)
        return ()
    return _list_handing_in(loaded.plan.profile, run.request.books)


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
    run: BuildRun, number: int | None, revision: Revision, memory: Memory, made: Made
) -> int:
    request, root, language, watch = run.request, run.root, run.language, run.watch
    progress = ProgressLine(run.err)
    progress.show(Text("Membaca workspace", "Reading the workspace").speak(language))
    loaded = load_plan(root, number, lap=watch.lap, memory=memory)
    if loaded.plan is None or loaded.wrong or (request.strict and loaded.failed):
        progress.clear()
        shown = loaded.diagnostics if request.strict else _list_wrong(loaded.diagnostics)
        _report(run, loaded, shown)
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
        cache=find_cache_folder() if request.cache else None,
        responses=request.responses,
        memory=memory if request.keep_chapters else None,
    )
    build = build_stage(loaded, order, progress.show, watch.lap)
    progress.clear()
    if any(finding.severity is Severity.ERROR for finding in build.diagnostics):
        _report(run, loaded, build.diagnostics)
        return FINDINGS
    if build.diagnostics:
        run.err.write(_render(run, loaded, build.diagnostics))
        made.lasting = False  # what is kept would come without these warnings
    folder = request.out or root / "build" / f"bimtek-{loaded.plan.stage.number}"
    made.outputs += _write_outputs(run, build, folder)
    made.pictures.update(build.pictures)
    # What LibreOffice makes of a book depends on its version and on fonts.
    made.lasting = made.lasting and not paginate
    watch.lap("files")
    said = _summarise(loaded, build, language)
    made.said.append(said)
    tell(run, [said], fresh=True)
    return OK


def _list_wrong(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(
        finding
        for finding in found
        if finding.nature is Nature.WRONG and finding.severity is Severity.ERROR
    )


def _report(run: BuildRun, loaded: Loaded, found: Iterable[Diagnostic]) -> None:
    """Say what keeps the books from being made."""
    listed = tuple(found)
    run.err.write(_render(run, loaded, listed))
    nothing = Text("Tidak ada buku yang ditulis.", "No book was written.").speak(run.language)
    run.err.write(f"{render_summary(listed, name_stage(loaded), run.language)} {nothing}\n")


def _render(run: BuildRun, loaded: Loaded, found: tuple[Diagnostic, ...]) -> str:
    read_line = make_line_reader(run.root, lambda file: read_template_text(loaded, file))
    return render_text(found, read_line, language=run.language, colour=wants_colour(run.err))


def _write_outputs(run: BuildRun, build: Build, folder: Path) -> list[tuple[str, str]]:
    """Write and list the files; return their paths with the digests of their bytes."""
    written = []
    for output in build.outputs:
        path = folder / output.name
        write_whole(path, output.data)
        run.out.write(f"{shorten_path(path)}\n")
        written.append((str(path.resolve()), hash_bytes(output.data)))
    return written


def _summarise(loaded: Loaded, build: Build, language: Language) -> Said:
    """Count what the books still lack, and say where to see it."""
    missing = sum(finding.nature is Nature.MISSING for finding in loaded.diagnostics)
    number = loaded.plan.stage.number if loaded.plan else ""
    rest = Text(
        f" Masih kurang {missing} isi; lihat: masterplan validate --stage {number}",
        f" {missing} things are still missing; see: masterplan validate --stage {number}",
    )
    return Said(name_stage(loaded), len(build.outputs), rest.speak(language) if missing else "")
