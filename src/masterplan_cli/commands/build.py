"""``masterplan build``: the books of one stage or of all, written whole or not at all.

Where nothing has changed since the last build and its files still stand, that is said and no more:
nothing that a plan is read with is loaded (``books`` does the work).
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import field
from pathlib import Path
from typing import NamedTuple, TextIO

from masterplan_cli.commands.console import OK, open_project
from masterplan_cli.commands.timings import Stopwatch
from masterplan_cli.diagnostics import Language, Text, UserError
from masterplan_cli.frozen import dataclass
from masterplan_cli.source.builds import BuildStore, Said
from masterplan_cli.source.cache import find_cache_folder
from masterplan_cli.source.revision import Revision, read_revision
from masterplan_cli.source.shell import name_place


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
    cache: bool = True
    responses: bool = False
    keep_chapters: bool = True


@dataclass(frozen=True, slots=True)
class BuildRun:
    """One build: what is asked for, of which workspace, and who hears of it.

    Files are listed on ``out``; complaints and counts go to ``err``.
    """

    request: BuildRequest
    root: Path
    language: Language
    out: TextIO
    err: TextIO
    watch: Stopwatch = field(default_factory=Stopwatch)


class Outcome(NamedTuple):
    """The exit code of a build, what was said of each stage, and whether files were written."""

    code: int
    said: tuple[Said, ...] = ()
    fresh: bool = True


def run_build(request: BuildRequest, project: Path | None, language: Language) -> int:
    """Build, write, and list the files on stdout; complaints and counts go to stderr."""
    watch = Stopwatch()
    root = open_project(project)
    run = BuildRun(request, root, language, sys.stdout, sys.stderr, watch)
    code = build_workspace(run).code
    if request.timings:
        sys.stderr.write(watch.render(language))
    return code


def build_workspace(run: BuildRun) -> Outcome:
    """Build one workspace, unless the last build of the same order still stands.

    Raises UserError for what cannot be asked for.
    """
    revision = read_revision(run.root)
    run.watch.lap("revision")
    if run.request.strict and revision.dirty:
        raise _refuse_dirty(revision)
    store = _open_store(run.request, run.root, run.language)
    key = store.hash_inputs(revision) if store else ""
    record = store.find(key) if store else None
    run.watch.lap("cache")
    if record is not None:
        for path, _ in record.outputs:
            run.out.write(f"{shorten_path(Path(path))}\n")
        tell(run, record.said, fresh=False)
        return Outcome(OK, record.said, fresh=False)
    from masterplan_cli.commands.books import make_books

    made = make_books(run, revision)
    # Inputs are hashed again: what was edited meanwhile may or may not be in the books.
    if store and made.code == OK and made.lasting and store.hash_inputs(revision) == key:
        store.keep(key, made.outputs, made.pictures, made.said)
    run.watch.lap("cache")
    return Outcome(made.code, tuple(made.said))


def _refuse_dirty(revision: Revision) -> UserError:
    if not revision.commit:
        return UserError(
            Text(
                "folder ini belum punya commit git, --strict menolak menyusun buku",
                "this folder has no git commit yet, and --strict refuses to build",
            ),
            Text(
                "Simpan dahulu dalam git: git init, git add, git commit; atau tanpa --strict.",
                "Put it into git first (git init, git add, git commit), or drop --strict.",
            ),
        )
    return UserError(
        Text(
            "ada perubahan yang belum di-commit, --strict menolak menyusun buku",
            "there are uncommitted changes, and --strict refuses to build",
        ),
        Text("Commit dahulu, atau susun tanpa --strict.", "Commit first, or drop --strict."),
    )


def _open_store(request: BuildRequest, root: Path, language: Language) -> BuildStore | None:
    folder = find_cache_folder() if request.cache else None
    if folder is None:
        return None
    order = (
        f"stage {request.stage}",
        f"books {' '.join(request.books)}",
        f"formats {' '.join(request.formats)}",
        f"out {request.out.resolve() if request.out else ''}",
        f"strict {request.strict}",
        f"paginate {request.paginate}",
        f"responses {request.responses}",
        f"language {language}",
    )
    return BuildStore(folder, root, order)


def shorten_path(path: Path) -> Path:
    """Return ``path`` as seen from the current folder where it lies below it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def tell(run: BuildRun, said: Iterable[Said], *, fresh: bool) -> None:
    """Say how many files of each stage there are: written just now, or still standing."""
    for stage, count, rest in said:
        plural = "" if count == 1 else "s"
        line = (
            Text(f"{stage}: {count} berkas ditulis.", f"{stage}: {count} file{plural} written.")
            if fresh
            else Text(
                f"{stage}: {count} berkas sudah mutakhir; tidak ada yang berubah.",
                f"{stage}: {count} file{plural} up to date; nothing has changed.",
            )
        )
        place = name_place(run.root) if rest else ""
        run.err.write(f"{line.speak(run.language)}{rest}{place}\n")
